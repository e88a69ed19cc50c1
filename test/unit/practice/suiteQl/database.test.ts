import { expect, it } from 'vitest';
import { CodedError } from '../../../../src/codedError.ts';
import { translate } from '../../../../src/practice/suiteQl/answerQuery.ts';
import { Database } from '../../../../src/practice/suiteQl/database.ts';
import { openSqlite } from '../../../../src/practice/suiteQl/openSqlite.ts';
import { now, tables } from './sampleTables.ts';

const database = new Database(await openSqlite());
const openTable = (name: string) => {
  const table = tables.find(each => each.name === name);
  if (!table) {
    throw new Error(name);
  }
  return database.store(table);
};
const { translation, statement } = translate({ query: 'SELECT id FROM customer', params: [], now }, openTable);

/** What SQL of SQLite's own comes to, as if the translator had made it. */
function run(sql: string): unknown {
  const rows: unknown[] = [];
  try {
    database.run(sql, translation, row => rows.push(row));
    return rows;
  } catch (error) {
    return error instanceof CodedError ? `${error.code}: ${error.data['what']}` : error;
  }
}

it('runs nothing but queries, whatever the translator should let through', () => {
  expect(run("ATTACH '/tmp/other.db' AS other")).toBe('suiteql-failed: no query');
  expect(run("VACUUM INTO '/tmp/other.db'")).toBe('suiteql-failed: no query');
  expect(run('PRAGMA query_only = OFF')).toBe('suiteql-failed: no query');
  expect(run('WITH a AS (SELECT 1) DELETE FROM x1')).toMatch(/^suiteql-failed: .*readonly/);
  expect(run("SELECT load_extension('/tmp/other.so')")).toBe('suiteql-failed: not authorized');
  expect(run('SELECT name, file FROM pragma_database_list')).toEqual([['main', '']]);
  expect(run(statement.sql)).toHaveLength(5);
});

it('keeps nothing of a table with a bad cell', () => {
  const rows = [['2024-01-01'], ['yesterday']];
  const bad = { name: 'bad', columns: [{ name: 'when', type: 'date' as const }], rows };
  const count = () => run("SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table'");
  const before = count();
  expect(() => database.store(bad)).toThrow('suiteql-bad-cell');
  expect(count()).toEqual(before);
});
