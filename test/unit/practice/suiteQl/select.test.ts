import { describe, expect, it } from 'vitest';
import { ask, column, rows } from './sampleTables.ts';

describe('a SuiteQL query', () => {
  it('selects all columns with *, in lower case, with exact numbers, ISO dates and nulls', async () => {
    const answer = await ask('SELECT * FROM Customer WHERE id IN (1, 4, 5) ORDER BY id');
    expect(answer.columns).toEqual([
      { name: 'id', type: 'number' },
      { name: 'entityid', type: 'text' },
      { name: 'companyname', type: 'text' },
      { name: 'balance', type: 'number' },
      { name: 'datecreated', type: 'date' },
      { name: 'isinactive', type: 'boolean' },
      { name: 'salesrep', type: 'number' },
    ]);
    expect(answer.rows).toEqual([
      [1, 'C-1', 'Acme', '1299.90', '2024-01-31', 'F', 11],
      [4, 'C-4', null, null, null, 'F', null],
      [5, 'C-5', "O'Neil 🌍", '12345678901234567890.12', '2024-01-01', 'F', 99],
    ]);
    expect(answer.total).toBe(3);
  });

  it('names what has no name expr1, expr2, and no two columns alike', async () => {
    const { columns } = await ask(
      'SELECT id, 1, id, id + 1, "ID" AS "My Id", COUNT(*) n, id FROM customer GROUP BY id',
    );
    expect(columns.map(({ name }) => name)).toEqual(['id', 'expr1', 'id_1', 'expr2', 'my id', 'n', 'id_2']);
  });

  it('knows names in any case, quoted, by alias and by table', async () => {
    expect(await column('select C.ID from CUSTOMER c where c."Id" = 1')).toEqual([1]);
    expect(await column('SELECT Customer.id FROM customer WHERE cUSTOMER.id = 2')).toEqual([2]);
    expect(await column('SELECT date FROM loginAudit')).toEqual(['2024-06-01 08:00:00']);
    expect(await rows('SELECT l.user, l.status FROM loginAudit AS l')).toEqual([[11, 'Failure']]);
  });

  it('passes over comments and reads text with quotes, unicode and what looks like SQL', async () => {
    expect(await column("SELECT id /* ' */ FROM customer -- WHERE\nWHERE companyname = 'O''Neil 🌍'")).toEqual([5]);
    expect(await column("SELECT '; DROP TABLE customer --' FROM dual")).toEqual(['; DROP TABLE customer --']);
  });

  it('takes parameters by their place', async () => {
    expect(await column('SELECT id FROM customer WHERE companyname = ? OR id = ? ORDER BY 1', "O'Neil 🌍", 2)).toEqual([
      2, 5,
    ]);
    expect(await column('SELECT ? FROM dual', "x' OR '1'='1")).toEqual(["x' OR '1'='1"]);
    expect(await column('SELECT id FROM customer WHERE companyname = ?', "' OR 1=1 --")).toEqual([]);
  });

  it('answers a page and counts all rows', async () => {
    const answer = await ask('SELECT id FROM customer ORDER BY id', { limit: 2, offset: 1 });
    expect(answer).toMatchObject({ rows: [[2], [3]], total: 5 });
    expect(await ask('SELECT id FROM customer', { limit: 2, offset: 9 })).toMatchObject({ rows: [], total: 5 });
  });

  it('takes DISTINCT values, null among them once', async () => {
    expect(await column('SELECT DISTINCT salesrep FROM customer ORDER BY salesrep')).toEqual([11, 12, 99, null]);
    expect(await column('SELECT ALL salesrep FROM customer WHERE salesrep = 11')).toEqual([11, 11]);
  });

  it('sorts numbers as numbers, nulls last upwards and first downwards unless told otherwise', async () => {
    expect(await column('SELECT id FROM customer ORDER BY balance')).toEqual([2, 3, 1, 5, 4]);
    expect(await column('SELECT id FROM customer ORDER BY balance DESC')).toEqual([4, 5, 1, 3, 2]);
    expect(await column('SELECT id FROM customer ORDER BY balance NULLS FIRST')).toEqual([4, 2, 3, 1, 5]);
    expect(await column('SELECT id FROM customer ORDER BY balance DESC NULLS LAST')).toEqual([5, 1, 3, 2, 4]);
    expect(await column('SELECT id AS x, -id AS id FROM customer ORDER BY id')).toEqual([5, 4, 3, 2, 1]);
    expect(await column('SELECT id, id * -1 FROM customer ORDER BY 2')).toEqual([5, 4, 3, 2, 1]);
    // Byte by byte: upper before lower case.
    expect(await column('SELECT companyname FROM customer WHERE id < 4 ORDER BY companyname')).toEqual([
      'Acme',
      'Böhm & Söhne',
      'acme tools',
    ]);
  });

  it('cuts with OFFSET, FETCH and TOP after sorting', async () => {
    const ordered = 'SELECT id FROM customer ORDER BY id DESC';
    expect(await column(`${ordered} FETCH FIRST 2 ROWS ONLY`)).toEqual([5, 4]);
    expect(await column(`${ordered} OFFSET 1 ROW FETCH NEXT ROW ONLY`)).toEqual([4]);
    expect(await column(`${ordered} OFFSET 3 ROWS`)).toEqual([2, 1]);
    expect(await column(`${ordered} FETCH FIRST ? ROWS ONLY`, 1)).toEqual([5]);
    expect(await column('SELECT TOP 2 id FROM customer ORDER BY id DESC')).toEqual([5, 4]);
    expect(await ask(`${ordered} FETCH FIRST 3 ROWS ONLY`, { limit: 2 })).toMatchObject({ rows: [[5], [4]], total: 3 });
  });

  it('joins sets of rows from left to right', async () => {
    const one = 'SELECT id FROM customer WHERE id = 1';
    expect(await column(`${one} UNION ALL ${one}`)).toEqual([1, 1]);
    expect(await column(`${one} UNION ${one}`)).toEqual([1]);
    expect(await column(`SELECT id FROM customer MINUS ${one} ORDER BY id`)).toEqual([2, 3, 4, 5]);
    expect(await column(`SELECT id FROM customer INTERSECT ${one}`)).toEqual([1]);
    expect(await column(`SELECT 1 FROM dual UNION ALL SELECT 2 FROM dual INTERSECT SELECT 2 FROM dual`)).toEqual([2]);
    expect(await column(`SELECT 1 FROM dual UNION ALL (SELECT 2 FROM dual INTERSECT SELECT 2 FROM dual)`)).toEqual([
      1, 2,
    ]);
    expect(await column(`SELECT id x FROM customer UNION SELECT NULL FROM dual ORDER BY x DESC`)).toEqual([
      null,
      5,
      4,
      3,
      2,
      1,
    ]);
  });
});

describe('joins', () => {
  it('inner, left, right, full and cross', async () => {
    const on = 'transaction t %s customer c ON t.entity = c.id';
    const join = (kind: string): Promise<readonly (readonly unknown[])[]> =>
      rows(`SELECT t.id, c.id FROM ${on.replace('%s', kind)} ORDER BY t.id, c.id`);
    const inner = [
      [101, 1],
      [102, 1],
      [103, 2],
    ];
    expect(await join('JOIN')).toEqual(inner);
    expect(await join('INNER JOIN')).toEqual(inner);
    expect(await join('LEFT OUTER JOIN')).toEqual([...inner, [104, null]]);
    expect(await join('RIGHT JOIN')).toEqual([...inner, [null, 3], [null, 4], [null, 5]]);
    expect(await join('FULL OUTER JOIN')).toEqual([...inner, [104, null], [null, 3], [null, 4], [null, 5]]);
    expect(await column('SELECT COUNT(*) FROM transaction CROSS JOIN customer')).toEqual([20]);
    expect(await column('SELECT COUNT(*) FROM transaction, customer')).toEqual([20]);
  });

  it("Oracle's own outer join, as NetSuite writes it", async () => {
    expect(
      await rows(
        'SELECT t.id, c.companyname FROM transaction t, customer c WHERE t.entity = c.id(+) AND c.id(+) < 2 AND (t.id > 101 AND t.id < 104) ORDER BY 1',
      ),
    ).toEqual([
      [102, 'Acme'],
      [103, null],
    ]);
  });

  it('through several tables and a subquery in FROM, numbers as they are spelled', async () => {
    expect(
      await rows(`
        SELECT c.companyname, s.lines, s.first_rate
        FROM customer c
        JOIN transaction t ON t.entity = c.id
        LEFT JOIN (SELECT transaction AS tran, COUNT(*) AS lines, MIN(rate) AS first_rate
                   FROM transactionLine GROUP BY transaction) s ON s.tran = t.id
        ORDER BY t.id`),
    ).toEqual([
      ['Acme', 2, 0.03],
      ['Acme', 1, 10],
      ['Böhm & Söhne', 1, 3],
    ]);
    expect(await column('SELECT x.balance FROM (SELECT balance FROM customer WHERE id = 1) x')).toEqual(['1299.90']);
  });
});

describe('subqueries', () => {
  it('as values, correlated or not', async () => {
    expect(
      await rows(
        'SELECT c.id, (SELECT MAX(t.tranid) FROM transaction t WHERE t.entity = c.id) FROM customer c WHERE c.id < 4',
      ),
    ).toEqual([
      [1, 'INV2'],
      [2, 'SO1'],
      [3, null],
    ]);
    expect(
      await column('SELECT (SELECT t.tranid FROM transaction t WHERE t.entity = c.id) FROM customer c WHERE c.id = 2'),
    ).toEqual(['SO1']);
    expect(await column('SELECT id FROM customer WHERE balance = (SELECT MAX(balance) FROM customer)')).toEqual([5]);
  });

  it('in IN and EXISTS, where a null makes NOT IN unknown', async () => {
    expect(await column('SELECT id FROM customer WHERE id IN (SELECT entity FROM transaction) ORDER BY id')).toEqual([
      1, 2,
    ]);
    expect(await column('SELECT id FROM customer WHERE id NOT IN (SELECT entity FROM transaction)')).toEqual([]);
    expect(
      await column(
        'SELECT id FROM customer c WHERE NOT EXISTS (SELECT 1 FROM transaction WHERE entity = c.id) ORDER BY id',
      ),
    ).toEqual([3, 4, 5]);
    expect(
      await column("SELECT id FROM customer WHERE id IN (SELECT REPLACE(entityid, 'C-') FROM customer WHERE id = 3)"),
    ).toEqual([3]);
  });
});

describe('grouping', () => {
  it('by columns and expressions, with HAVING', async () => {
    expect(
      await rows(
        "SELECT TO_CHAR(trandate, 'YYYY-MM') AS month, COUNT(*) FROM transaction GROUP BY TO_CHAR(trandate, 'YYYY-MM') HAVING COUNT(*) > 1",
      ),
    ).toEqual([['2024-03', 2]]);
    expect(
      await rows(
        'SELECT NVL(salesrep, 0) + 1, COUNT(*) FROM customer GROUP BY NVL(salesrep, 0) ORDER BY NVL(salesrep, 0)',
      ),
    ).toEqual([
      [1, 1],
      [12, 2],
      [13, 1],
      [100, 1],
    ]);
  });

  it('sums exactly, leaves nulls out, and of nothing gives null', async () => {
    expect(await rows('SELECT SUM(quantity * rate), AVG(quantity), MIN(rate), MAX(rate) FROM transactionLine')).toEqual(
      [[61, 2.25, 0.03, 19.99]],
    );
    expect(await rows('SELECT SUM(balance), COUNT(balance), COUNT(*) FROM customer WHERE id < 5')).toEqual([
      [1300.2, 3, 4],
    ]);
    expect(await column('SELECT SUM(balance) FROM customer')).toEqual(['12345678901234569190.32']);
    expect(await rows('SELECT SUM(id), MAX(id), COUNT(*) FROM customer WHERE id > 9')).toEqual([[null, null, 0]]);
    expect(await rows('SELECT COUNT(DISTINCT salesrep), SUM(DISTINCT salesrep) FROM customer')).toEqual([[3, 122]]);
    expect(await column('SELECT AVG(id) FROM customer WHERE id IN (1, 2, 4)')).toEqual([
      '2.333333333333333333333333333333333333333',
    ]);
  });

  it('ranks with the analytic functions that SuiteQL has', async () => {
    expect(
      await rows(
        'SELECT id, ROW_NUMBER() OVER (PARTITION BY salesrep ORDER BY id DESC), RANK() OVER (ORDER BY salesrep), DENSE_RANK() OVER (ORDER BY salesrep) FROM customer ORDER BY id',
      ),
    ).toEqual([
      [1, 2, 1, 1],
      [2, 1, 3, 2],
      [3, 1, 1, 1],
      [4, 1, 5, 4],
      [5, 1, 4, 3],
    ]);
  });
});

describe('ROWNUM', () => {
  it('counts rows that passed WHERE, before sorting and grouping', async () => {
    expect(await column('SELECT id FROM customer WHERE ROWNUM <= 2 ORDER BY id DESC')).toEqual([2, 1]);
    expect(await column('SELECT id FROM customer WHERE id > 2 AND ROWNUM < 3')).toEqual([3, 4]);
    expect(await column('SELECT COUNT(*) FROM customer WHERE ROWNUM <= 3')).toEqual([3]);
    expect(await rows('SELECT ROWNUM, id FROM customer WHERE id > 3')).toEqual([
      [1, 4],
      [2, 5],
    ]);
  });

  it('takes the first of a sorted subquery, also page by page', async () => {
    expect(await column('SELECT id FROM (SELECT id FROM customer ORDER BY id DESC) WHERE ROWNUM <= 2')).toEqual([5, 4]);
    expect(
      await column(
        'SELECT id FROM (SELECT ROWNUM AS rn, s.id FROM (SELECT id FROM customer ORDER BY id DESC) s) WHERE rn BETWEEN 2 AND 3',
      ),
    ).toEqual([4, 3]);
  });

  it('never gets past a number that fails', async () => {
    const count = async (condition: string): Promise<unknown> =>
      (await column(`SELECT COUNT(*) FROM customer WHERE ${condition}`))[0];
    expect(await count('ROWNUM > 1')).toBe(0);
    expect(await count('ROWNUM = 2')).toBe(0);
    expect(await count('ROWNUM = 1')).toBe(1);
    expect(await count('ROWNUM >= 1')).toBe(5);
    expect(await count('ROWNUM > 0')).toBe(5);
    expect(await count('ROWNUM <> 3')).toBe(2);
    expect(await count('3 > ROWNUM')).toBe(2);
    expect(await count('ROWNUM < 2.5')).toBe(2);
    expect(await count('ROWNUM BETWEEN 1 AND 2')).toBe(2);
    expect(await count('ROWNUM BETWEEN 2 AND 3')).toBe(0);
    expect(await count('ROWNUM <= NULL')).toBe(0);
  });
});
