import { describe, expect, it } from 'vitest';
import { refusal } from './sampleTables.ts';

describe('what is not SuiteQL, or not here, is refused by name:', () => {
  it.each([
    ['SELECT id FROM customer LIMIT 10', 'LIMIT'],
    ['SELECT id FROM customer c LIMIT ?', 'LIMIT'],
    ['WITH a AS (SELECT 1 FROM dual) SELECT * FROM a', 'WITH'],
    ['INSERT INTO customer VALUES (1)', 'INSERT'],
    ['update customer set id = 1', 'UPDATE'],
    ['DELETE FROM customer', 'DELETE'],
    ['DROP TABLE customer', 'DROP'],
    ['CREATE TABLE x (id NUMBER)', 'CREATE'],
    ['PRAGMA table_info(x1)', 'PRAGMA'],
    ['EXPLAIN SELECT 1 FROM dual', 'EXPLAIN'],
    ['SELECT * FROM customer PIVOT (COUNT(id) FOR id IN (1))', 'PIVOT'],
    ['SELECT id FROM customer CONNECT BY PRIOR id = salesrep', 'CONNECT BY'],
    ['SELECT id FROM customer START WITH id = 1', 'START WITH'],
    ['SELECT id FROM customer FOR UPDATE', 'FOR UPDATE'],
    ['SELECT id FROM customer EXCEPT SELECT id FROM employee', 'EXCEPT'],
    ['SELECT id FROM customer NATURAL JOIN employee', 'NATURAL'],
    ['SELECT * FROM customer JOIN employee USING (id)', 'USING'],
    ['SELECT id FROM customer a JOIN employee b ON a.id = b.id, loginAudit', 'ANSI and Oracle joins in one query'],
    [
      'SELECT 1 FROM customer a, employee b WHERE a.id = b.id(+) AND EXISTS (SELECT 1 FROM customer x JOIN employee y ON x.id = y.id)',
      'ANSI and Oracle joins in one query',
    ],
    ['SELECT a.id FROM customer a, employee b WHERE a.id(+) = b.id', 'a right outer join with (+)'],
    ['SELECT a.id FROM customer a, employee b WHERE b.id = a.id(+)', 'a right outer join with (+)'],
    ['SELECT a.id FROM customer a, employee b WHERE a.id = b.id(+) OR b.id = 1', '(+) in this condition'],
    ['SELECT id(+) FROM customer', '(+) in this place'],
    ['SELECT BUILTIN.CONSOLIDATE(balance) FROM customer', 'BUILTIN.CONSOLIDATE'],
    ['SELECT BUILTIN_RESULT.TYPE_STRING(id) FROM customer', 'BUILTIN_RESULT.TYPE_STRING'],
    ['SELECT BUILTIN.DF(id + 1) FROM customer', 'BUILTIN.DF of anything but a field of a table'],
    [
      'SELECT BUILTIN.DF(x.entity) FROM (SELECT entity FROM transaction) x',
      'BUILTIN.DF of anything but a field of a table',
    ],
    ['SELECT BUILTIN.DF(isinactive) FROM customer', 'BUILTIN.DF of a check box'],
    ["SELECT LISTAGG(id, ',') WITHIN GROUP (ORDER BY id) FROM customer", 'the function LISTAGG'],
    ['SELECT SUBSTRING(entityid, 1) FROM customer', 'the function SUBSTRING'],
    ['SELECT CAST(id AS VARCHAR(3)) FROM customer', 'the function CAST'],
    ['SELECT LEFT(entityid, 1) FROM customer', 'the function LEFT'],
    ["SELECT load_extension('x') FROM dual", 'the function LOAD_EXTENSION'],
    ['SELECT SUM(id) OVER (PARTITION BY id) FROM customer', 'SUM OVER'],
    ['SELECT id FROM customer WHERE ROW_NUMBER() OVER (ORDER BY id) = 1', 'ROW_NUMBER OVER in this place'],
    ['SELECT id FROM customer WHERE COUNT(*) > 1', 'COUNT in this place'],
    ['SELECT MAX(COUNT(*)) FROM customer GROUP BY id', 'COUNT in this place'],
    ['SELECT (SELECT SUM(c.id) FROM dual) FROM customer c', "an aggregate of an outer query's column"],
    ["SELECT id FROM customer WHERE datecreated > DATE '2024-01-01'", 'a DATE literal'],
    ["SELECT id FROM customer WHERE datecreated > DATE'2024-01-01'", "DATE'…'"],
    ["SELECT SYSDATE + INTERVAL '1' DAY FROM dual", 'a INTERVAL literal'],
    ["SELECT id FROM customer WHERE datecreated > '2024-01-01'", 'text as a date without TO_DATE'],
    ["SELECT 'on ' || datecreated FROM customer", 'a date as text without TO_CHAR'],
    ['SELECT TO_CHAR(datecreated) FROM customer', 'TO_CHAR of a date without a format'],
    ["SELECT TO_CHAR(SYSDATE, 'YYYY XYZ') FROM dual", 'the date format element XYZ'],
    ["SELECT TO_CHAR(5, '9X9') FROM dual", 'the number format 9X9'],
    ["SELECT TO_NUMBER('5', '9') FROM dual", 'TO_NUMBER with a format'],
    ['SELECT EXTRACT(HOUR FROM SYSDATE) FROM dual', 'EXTRACT(HOUR …)'],
    ['SELECT CURRENT_TIMESTAMP FROM dual', 'CURRENT_TIMESTAMP'],
    ['SELECT ROUND(SYSDATE) FROM dual', 'ROUND of a date'],
    ["SELECT q'[it's]' FROM dual", "q'…'"],
    ['SELECT [id] FROM customer', '[ ]'],
    ['SELECT id FROM customer WHERE id = :id', 'a named parameter'],
    ['SELECT id FROM customer WHERE id > ALL (SELECT 1 FROM dual)', 'a comparison with ALL'],
    ['SELECT id FROM customer WHERE (id, salesrep) IN (SELECT 1, 2 FROM dual)', 'a list of values compared as one'],
    ['SELECT id FROM customer WHERE ROWNUM = 1 OR id = 2', 'ROWNUM in this condition'],
    ['SELECT id FROM customer WHERE MOD(ROWNUM, 2) = 0', 'ROWNUM in this condition'],
    ['SELECT id FROM customer WHERE ROWNUM <= id', 'ROWNUM compared with what is no constant'],
    ['SELECT id FROM customer FETCH FIRST 5 PERCENT ROWS ONLY', 'FETCH … PERCENT'],
    ['SELECT id FROM customer FETCH FIRST 5 ROWS WITH TIES', 'FETCH … WITH TIES'],
    ['SELECT TOP 5 PERCENT id FROM customer', 'TOP … PERCENT'],
    ['SELECT TOP 5 id FROM customer FETCH FIRST 5 ROWS ONLY', 'TOP with OFFSET or FETCH'],
    ['SELECT id FROM customer GROUP BY ROLLUP(id)', 'GROUP BY ROLLUP'],
    ['SELECT id FROM customer GROUP BY (SELECT 1 FROM dual)', 'a subquery in GROUP BY'],
    ['SELECT DISTINCT id FROM customer ORDER BY salesrep', 'ORDER BY what SELECT DISTINCT does not select'],
    ['SELECT x."id" FROM (SELECT c."id" FROM customer c) x', 'a quoted field name in a subselection'],
    ['SELECT a.b.c FROM customer', 'a name of three parts'],
    ['SELECT * FROM main.customer', 'a table name of several parts'],
    ['SELECT * FROM (customer JOIN employee ON 1 = 1)', 'a join in parentheses'],
    ['SELECT UNIQUE id FROM customer', 'UNIQUE'],
    [`SELECT id FROM customer WHERE id IN (${Array(1001).fill('1').join()})`, 'IN with more than 1000 values'],
    [`SELECT ${'('.repeat(150)}1${')'.repeat(150)} FROM dual`, 'nesting deeper than 100'],
    [`SELECT 1${' + 1'.repeat(150)} FROM dual`, 'nesting deeper than 100'],
    [`SELECT '${'x'.repeat(70_000)}' FROM dual`, 'a query of more than 65536 characters'],
  ])('%s', async (query, what) => {
    expect(await refusal(query)).toMatchObject({ code: 'suiteql-unsupported', what });
  });
});

describe('a slip is told with its place:', () => {
  it.each([
    ['', '', 0],
    ['SELECT', '', 6],
    ['SELECT id', '', 9],
    ['SELECT FROM customer', 'FROM', 7],
    ['SELECT id customer', '', 18],
    ['SELECT id,, id FROM customer', ',', 10],
    ['SELECT id FROM customer;', ';', 23],
    ['SELECT id FROM customer WHERE', '', 29],
    ['SELECT id FROM customer WHERE id', 'id', 30],
    ['SELECT id = 1 FROM customer', 'id', 7],
    ['SELECT id FROM customer WHERE id = = 1', '=', 35],
    ['SELECT id FROM customer WHERE id = 1 = 1', '=', 37],
    ['SELECT id FROM customer WHERE id IS 5', '5', 36],
    ["SELECT 'open FROM customer", "'", 7],
    ['SELECT /* open', '/*', 7],
    ['SELECT "" FROM customer', '"', 7],
    ['SELECT 12abc FROM dual', '12a', 7],
    ['SELECT id FROM customer ORDER BY 2', '2', 33],
    ['SELECT id FROM customer a JOIN employee b', '', 41],
    ['SELECT NVL(1) FROM dual', 'NVL', 7],
    ['SELECT SUM(*) FROM customer', 'SUM', 7],
    ['SELECT CASE WHEN 1 = 1 THEN 2 FROM dual', 'FROM', 30],
    ['SELECT (SELECT id, id FROM customer) FROM dual', 'SELECT', 8],
    ['SELECT `id` FROM customer', '`', 7],
    ['SELECT id FROM customer WHERE id = 1 \u0000', '\u0000', 37],
  ])('%s', async (query, near, position) => {
    expect(await refusal(query)).toEqual({ code: 'suiteql-syntax', near, position });
  });
});

describe('names', () => {
  it.each([
    ['SELECT nope FROM customer', { code: 'suiteql-unknown-column', column: 'nope', position: 7 }],
    ['SELECT c.nope FROM customer c', { code: 'suiteql-unknown-column', column: 'nope', position: 9 }],
    ['SELECT id FROM nope', { code: 'suiteql-unknown-table', table: 'nope', position: 15 }],
    ['SELECT x.id FROM customer', { code: 'suiteql-unknown-table', table: 'x', position: 7 }],
    ['SELECT customer.id FROM customer c', { code: 'suiteql-unknown-table', table: 'customer', position: 7 }],
    ['SELECT x.* FROM customer', { code: 'suiteql-unknown-table', table: 'x', position: 7 }],
    ['SELECT id FROM customer, employee', { code: 'suiteql-ambiguous-column', column: 'id', position: 7 }],
    ['SELECT x.id FROM customer x, employee x', { code: 'suiteql-ambiguous-column', column: 'id', position: 9 }],
    [
      'SELECT 1 FROM customer a JOIN employee b ON c.id = 1 JOIN customer c ON 1 = 1',
      { code: 'suiteql-unknown-table', table: 'c' },
    ],
    ['SELECT * FROM customer c, (SELECT c.id FROM dual) x', { code: 'suiteql-unknown-table', table: 'c' }],
    ['SELECT expr1 FROM (SELECT COUNT(*) FROM customer)', { code: 'suiteql-unknown-column', column: 'expr1' }],
    ['SELECT * FROM sqlite_master', { code: 'suiteql-unknown-table', table: 'sqlite_master' }],
    ['SELECT * FROM x1', { code: 'suiteql-unknown-table', table: 'x1' }],
    ['SELECT c0 FROM customer', { code: 'suiteql-unknown-column', column: 'c0' }],
    ['SELECT rowid FROM customer', { code: 'suiteql-unsupported', what: 'ROWID' }],
    ['SELECT "customer"";--".id FROM customer', { code: 'suiteql-syntax' }],
    ['SELECT "__proto__" FROM customer', { code: 'suiteql-unknown-column', column: '__proto__' }],
    ['SELECT constructor(1) FROM customer', { code: 'suiteql-unsupported', what: 'the function CONSTRUCTOR' }],
  ])('%s', async (query, expected) => {
    expect(await refusal(query)).toMatchObject(expected);
  });

  it('a table that the role may not read is refused wherever it stands, also behind BUILTIN.DF', async () => {
    const mayRead = (table: string): boolean => table === 'transaction';
    const refused = { code: 'suiteql-no-permission', table: 'customer' };
    expect(await refusal('SELECT id FROM transaction', { mayRead })).toMatchObject({
      answered: [[101], [102], [103], [104]],
    });
    expect(await refusal('SELECT * FROM customer', { mayRead })).toEqual(refused);
    expect(await refusal('SELECT 1 FROM transaction WHERE id IN (SELECT id FROM customer)', { mayRead })).toEqual(
      refused,
    );
    expect(await refusal('SELECT BUILTIN.DF(entity) FROM transaction', { mayRead })).toEqual(refused);
  });
});

describe('grouping and types', () => {
  it.each([
    ['SELECT id, COUNT(*) FROM customer', { code: 'suiteql-not-grouped', near: 'id', position: 7 }],
    ['SELECT * FROM customer GROUP BY id', { code: 'suiteql-not-grouped', near: '*' }],
    ['SELECT salesrep FROM customer GROUP BY salesrep ORDER BY id', { code: 'suiteql-not-grouped', near: 'id' }],
    ['SELECT salesrep FROM customer GROUP BY salesrep HAVING id > 1', { code: 'suiteql-not-grouped', near: 'id' }],
    ['SELECT salesrep + id FROM customer GROUP BY salesrep + 1', { code: 'suiteql-not-grouped', near: 'salesrep' }],
    [
      'SELECT salesrep, (SELECT MAX(t.id) FROM transaction t WHERE t.entity = c.id) FROM customer c GROUP BY salesrep',
      { code: 'suiteql-not-grouped', near: 'id' },
    ],
    ['SELECT ROWNUM, COUNT(*) FROM customer', { code: 'suiteql-not-grouped', near: 'ROWNUM' }],
    [
      "SELECT CASE WHEN 1 = 1 THEN 'a' ELSE 2 END FROM dual",
      { code: 'suiteql-type', expected: 'text', found: 'number' },
    ],
    ['SELECT COALESCE(1, SYSDATE) FROM dual', { code: 'suiteql-type', expected: 'number', found: 'date' }],
    ['SELECT SYSDATE + SYSDATE FROM dual', { code: 'suiteql-type', expected: 'number', found: 'date' }],
    ['SELECT SYSDATE * 2 FROM dual', { code: 'suiteql-type', found: 'date' }],
    ['SELECT id FROM customer WHERE datecreated > 5', { code: 'suiteql-type', expected: 'date', found: 'number' }],
    ["SELECT 1 FROM dual UNION SELECT 'a' FROM dual", { code: 'suiteql-type', expected: 'number', found: 'text' }],
    ['SELECT 1 FROM dual UNION SELECT 1, 2 FROM dual', { code: 'suiteql-type', found: '2 columns' }],
    ['SELECT id FROM customer FETCH FIRST 1.5 ROWS ONLY', { code: 'suiteql-type', expected: 'a number of rows' }],
  ])('%s', async (query, expected) => {
    expect(await refusal(query)).toMatchObject(expected);
  });
});

describe('values', () => {
  it.each([
    ['SELECT 1 / 0 FROM dual', { what: 'division-by-zero' }],
    ['SELECT id FROM customer WHERE entityid = 5', { what: 'not-a-number', value: 'C-1' }],
    ["SELECT TO_NUMBER('1,5') FROM dual", { what: 'not-a-number', value: '1,5' }],
    ["SELECT TO_DATE('2024-02-30', 'YYYY-MM-DD') FROM dual", { what: 'not-a-date', value: '2024-02-30' }],
    ["SELECT TO_DATE('2024-02-01 10', 'YYYY-MM-DD') FROM dual", { what: 'not-a-date' }],
    ["SELECT TO_DATE('2024-02', 'YYYY-MM-DD') FROM dual", { what: 'not-a-date' }],
    ["SELECT TO_DATE('13 PM', 'HH PM') FROM dual", { what: 'not-a-date' }],
    ['SELECT (SELECT id FROM customer) FROM dual', { what: 'more-than-one-row' }],
    ['SELECT 1e100 * 1e100 FROM dual', { what: 'number-too-large' }],
    ['SELECT POWER(2, 0.5) FROM dual', { what: 'power-of-this-exponent' }],
    ['SELECT ADD_MONTHS(SYSDATE, 1000000) FROM dual', { what: 'date-out-of-range' }],
    ["SELECT RPAD('x', 4000) || 'y' FROM dual", { what: 'text-too-long' }],
    ["SELECT id FROM customer WHERE entityid LIKE 'a!b' ESCAPE '!'", { what: 'escape-before-an-ordinary-character' }],
    ["SELECT TRUNC(SYSDATE, 'CC') FROM dual", { what: 'format-of-trunc', value: 'CC' }],
  ])('%s', async (query, expected) => {
    expect(await refusal(query)).toMatchObject({ code: 'suiteql-value', ...expected });
  });

  it('parameters have to be as many as question marks', async () => {
    expect(await refusal('SELECT ? FROM dual')).toEqual({ code: 'suiteql-parameters', expected: 1, given: 0 });
    expect(await refusal("SELECT '?' FROM dual", { params: [1] })).toEqual({
      code: 'suiteql-parameters',
      expected: 0,
      given: 1,
    });
  });
});
