import { describe, expect, it } from 'vitest';
import { column, rows, value } from './sampleTables.ts';

describe('numbers', () => {
  it.each([
    ['7 / 2', 3.5],
    ['0.1 + 0.2', 0.3],
    ['1 / 3 * 3', '0.9999999999999999999999999999999999999999'],
    ['2 + 3 * 4 - -1', 15],
    ['(2 + 3) * 4', 20],
    ["'12' + 1", 13],
    ['1e3 + .5', 1000.5],
    ['12345678901234567890 * 10', '123456789012345678900'],
    ['9007199254740993', '9007199254740993'],
    ['ABS(-2.5)', 2.5],
    ['CEIL(-2.5)', -2],
    ['CEIL(2.1)', 3],
    ['FLOOR(-2.5)', -3],
    ['MOD(11, 4)', 3],
    ['MOD(-11, 4)', -3],
    ['MOD(11, 0)', 11],
    ['SIGN(-3)', -1],
    ['POWER(2, 10)', 1024],
    ['POWER(2, -2)', 0.25],
    ['ROUND(2.5)', 3],
    ['ROUND(-2.5)', -3],
    ['ROUND(1.005, 2)', 1.01],
    ['ROUND(1234, -2)', 1200],
    ['TRUNC(-1.99)', -1],
    ['TRUNC(1.999, 2)', 1.99],
    ["TO_NUMBER(' -12.50 ')", -12.5],
    ['GREATEST(2, 10, 9)', 10],
    ["LEAST(2, '10')", 2],
    ['GREATEST(1, NULL)', null],
    ['NULL + 1', null],
  ])('%s is %s', async (expression, expected) => {
    expect(await value(expression)).toBe(expected);
  });
});

describe('text', () => {
  it.each([
    ["'a' || NULL || 'b'", 'ab'],
    ["'a' || 1.50", 'a1.5'],
    ["'x' || 0.5", 'x.5'],
    ["''", null],
    ["NULL || ''", null],
    ["UPPER('söhne')", 'SÖHNE'],
    ["LOWER('ÄB')", 'äb'],
    ["INITCAP('hello WORLD-ab')", 'Hello World-Ab'],
    ["LENGTH('🌍x')", 2],
    ["LENGTH('')", null],
    ["SUBSTR('🌍hello', 2, 3)", 'hel'],
    ["SUBSTR('hello', -3)", 'llo'],
    ["SUBSTR('hello', 0, 2)", 'he'],
    ["SUBSTR('hello', 9)", null],
    ["INSTR('hello', 'l')", 3],
    ["INSTR('hello', 'l', 1, 2)", 4],
    ["INSTR('hello', 'l', -1)", 4],
    ["INSTR('hello', 'z')", 0],
    ["TRIM('  a b ')", 'a b'],
    ["TRIM(LEADING '0' FROM '0010')", '10'],
    ["TRIM('x' FROM 'xax')", 'a'],
    ["TRIM('   ')", null],
    ["LTRIM('xyab', 'yx')", 'ab'],
    ["RTRIM('ab  ')", 'ab'],
    ["LPAD('7', 3, '0')", '007'],
    ["RPAD('abc', 2)", 'ab'],
    ["REPLACE('hello', 'l', 'r')", 'herro'],
    ["REPLACE('hello', 'l')", 'heo'],
    ["REPLACE('$1', '1', '$&')", '$$&'],
    ["TRANSLATE('2-4', '24-', 'ab')", 'ab'],
    ["CONCAT('a', 'b')", 'ab'],
    ["ASCII('A')", 65],
    ["NVL('', 'none')", 'none'],
    ["NVL2('', 1, 2)", 2],
    ["COALESCE(NULL, '', 'c')", 'c'],
    ["NULLIF('a', 'a')", null],
    ["DECODE(2, 1, 'one', 2, 'two', 'many')", 'two'],
    ["DECODE(NULL, 1, 'one', NULL, 'nothing')", 'nothing'],
    ["DECODE('x', 'y', 1)", null],
    ["CASE WHEN 1 > 2 THEN 'a' WHEN 2 > 1 THEN 'b' END", 'b'],
    ["CASE 3 WHEN 1 THEN 'a' ELSE 'z' END", 'z'],
    ['CASE WHEN 1 = 0 THEN 1 / 0 ELSE 7 END', 7],
  ])('%s is %s', async (expression, expected) => {
    expect(await value(expression)).toBe(expected);
  });
});

describe('dates', () => {
  it.each([
    ["TO_DATE('2024-02-29', 'YYYY-MM-DD')", '2024-02-29'],
    ["TO_DATE('5/6/2024 1:05 PM', 'MM/DD/YYYY HH:MI AM')", '2024-05-06 13:05:00'],
    ["TO_DATE('31-dec-99', 'DD-MON-RR')", '1999-12-31'],
    ["TO_DATE('2023', 'YYYY')", '2023-06-01'],
    ["TO_DATE('2024-01-31', 'YYYY-MM-DD') + 1", '2024-02-01'],
    ["1.5 + TO_DATE('2024-01-31', 'YYYY-MM-DD')", '2024-02-01 12:00:00'],
    ["TO_DATE('2024-03-01', 'YYYY-MM-DD') - 1", '2024-02-29'],
    ["TO_DATE('2024-03-01', 'YYYY-MM-DD') - TO_DATE('2024-02-28 12', 'YYYY-MM-DD HH24')", 1.5],
    ['SYSDATE', '2024-06-15 13:45:30'],
    ['CURRENT_DATE', '2024-06-15 13:45:30'],
    ['TRUNC(SYSDATE)', '2024-06-15'],
    ["TRUNC(SYSDATE, 'MM')", '2024-06-01'],
    ["TRUNC(SYSDATE, 'Q')", '2024-04-01'],
    ["TRUNC(SYSDATE, 'IW')", '2024-06-10'],
    ["ADD_MONTHS(TO_DATE('2024-01-31', 'YYYY-MM-DD'), 1)", '2024-02-29'],
    ["ADD_MONTHS(TO_DATE('2024-02-29', 'YYYY-MM-DD'), 1)", '2024-03-31'],
    ["ADD_MONTHS(TO_DATE('2024-01-15', 'YYYY-MM-DD'), -13)", '2022-12-15'],
    ['LAST_DAY(SYSDATE)', '2024-06-30 13:45:30'],
    ["MONTHS_BETWEEN(TO_DATE('2024-03-31', 'YYYY-MM-DD'), TO_DATE('2024-02-29', 'YYYY-MM-DD'))", 1],
    ['EXTRACT(YEAR FROM SYSDATE)', 2024],
    ['EXTRACT(MONTH FROM SYSDATE)', 6],
    ["TO_CHAR(SYSDATE, 'YYYY-MM-DD HH24:MI:SS')", '2024-06-15 13:45:30'],
    ["TO_CHAR(SYSDATE, 'Day, DD Mon YY HH:MI pm')", 'Saturday , 15 Jun 24 01:45 pm'],
    ['TO_CHAR(SYSDATE, \'FMMonth D, "week" IW, Q\')', 'June 7, week 24, 2'],
    ["TO_CHAR(SYSDATE, 'DDD WW DY')", '167 24 SAT'],
  ])('%s is %s', async (expression, expected) => {
    expect(await value(expression)).toBe(expected);
  });

  it('compare with dates, hours and minutes included', async () => {
    expect(
      await column(
        "SELECT id FROM customer WHERE datecreated >= TO_DATE('2024-01-31', 'YYYY-MM-DD') ORDER BY datecreated",
      ),
    ).toEqual([1, 2]);
    expect(
      await column("SELECT id FROM customer WHERE TRUNC(datecreated) = TO_DATE('29.02.2024', 'DD.MM.YYYY')"),
    ).toEqual([2]);
    expect(
      await column(
        "SELECT id FROM transaction WHERE trandate BETWEEN TO_DATE('2024-03-15', 'YYYY-MM-DD') AND TO_DATE('2024-04-01', 'YYYY-MM-DD')",
      ),
    ).toEqual([102, 103]);
  });
});

describe('numbers as text', () => {
  it.each([
    ['TO_CHAR(1234.5)', '1234.5'],
    ['TO_CHAR(-0.5)', '-.5'],
    ["TO_CHAR(1234.5, '9,999.99')", ' 1,234.50'],
    ["TO_CHAR(-1234.567, 'FM9,999.99')", '-1,234.57'],
    ["TO_CHAR(0.5, 'FM990.00')", '0.50'],
    ["TO_CHAR(0.5, '999.99')", '    .50'],
    ["TO_CHAR(0, '999')", '   0'],
    ["TO_CHAR(7, '000')", ' 007'],
    ["TO_CHAR(12345, '999')", '####'],
    ["TO_CHAR(5, 'FM$999')", '$5'],
    ["TO_CHAR(-5, '99MI')", ' 5-'],
    ["TO_CHAR(5, 'S99')", ' +5'],
  ])('%s is %s', async (expression, expected) => {
    expect(await value(expression)).toBe(expected);
  });
});

describe('conditions', () => {
  const ids = (condition: string): Promise<readonly unknown[]> =>
    column(`SELECT id FROM customer WHERE ${condition} ORDER BY id`);

  it('LIKE heeds case and escapes', async () => {
    expect(await ids("companyname LIKE 'acme%'")).toEqual([3]);
    expect(await ids("companyname LIKE '_cme'")).toEqual([1]);
    expect(await ids("companyname NOT LIKE '%cme%'")).toEqual([2, 5]);
    expect(await ids("companyname LIKE '%🌍'")).toEqual([5]);
    expect(await ids("UPPER(companyname) LIKE 'ACME%'")).toEqual([1, 3]);
    expect(await column("SELECT memo FROM transactionLine WHERE memo LIKE '%\\%\\_%' ESCAPE '\\'")).toEqual([
      '100%_sure',
    ]);
    expect(await ids("id LIKE '_'")).toEqual([1, 2, 3, 4, 5]);
  });

  it('are neither true nor false about null, and empty text is null', async () => {
    expect(await ids('balance = NULL')).toEqual([]);
    expect(await ids("companyname = ''")).toEqual([]);
    expect(await ids('companyname IS NULL')).toEqual([4]);
    expect(await ids('companyname IS NOT NULL AND NOT balance > 1')).toEqual([2, 3]);
    expect(await ids('balance <> 0.1')).toEqual([1, 3, 5]);
    expect(await ids('balance NOT BETWEEN 0 AND 1')).toEqual([1, 5]);
    expect(await ids('id NOT IN (1, NULL)')).toEqual([]);
  });

  it('compare text with numbers as numbers, and numbers of any size exactly', async () => {
    expect(await ids("id = '05'")).toEqual([5]);
    expect(await ids("id IN ('1', 2)")).toEqual([1, 2]);
    expect(await ids('balance > 12345678901234567890.11')).toEqual([5]);
    expect(await ids('balance > 12345678901234567890.12')).toEqual([]);
    expect(await ids('balance < 1000')).toEqual([2, 3]);
    expect(await ids('balance = 1299.9')).toEqual([1]);
    expect(await column('SELECT linesequencenumber FROM transactionLine WHERE quantity < -1')).toEqual([1]);
  });

  it('bind AND closer than OR, and NOT closest', async () => {
    expect(await ids('id = 1 OR id = 2 AND id = 3')).toEqual([1]);
    expect(await ids('NOT id = 1 AND id < 3')).toEqual([2]);
    expect(await ids("isinactive = 'T' OR (id > 1 AND id < 3)")).toEqual([2, 3]);
  });
});

describe('BUILTIN functions', () => {
  it('DF shows names and texts, also in groups', async () => {
    expect(
      await rows('SELECT id, BUILTIN.DF(entity), BUILTIN.DF(status) AS s, BUILTIN.DF(id) FROM transaction ORDER BY id'),
    ).toEqual([
      [101, 'Acme', 'Open', '101'],
      [102, 'Acme', 'Paid In Full', '102'],
      [103, 'Böhm & Söhne', 'Paid In Full', '103'],
      [104, null, null, '104'],
    ]);
    expect(
      await rows(
        'SELECT BUILTIN.DF(t.entity) AS who, COUNT(*) FROM transaction t GROUP BY BUILTIN.DF(t.entity) ORDER BY 1',
      ),
    ).toEqual([
      ['Acme', 2],
      ['Böhm & Söhne', 1],
      [null, 1],
    ]);
    expect(await column('SELECT BUILTIN.DF(salesrep) FROM customer WHERE id = 5')).toEqual([null]);
  });

  it('CF puts the kind before a status', async () => {
    expect(await column("SELECT id FROM transaction WHERE BUILTIN.CF(status) = 'SalesOrd:B'")).toEqual([103]);
    expect(await column('SELECT BUILTIN.CF(status) FROM transaction WHERE id > 102 ORDER BY id')).toEqual([
      'SalesOrd:B',
      null,
    ]);
  });
});
