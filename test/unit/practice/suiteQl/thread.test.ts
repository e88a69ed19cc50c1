import { brotliCompressSync } from 'node:zlib';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { queryWorkerFile } from '../../../../src/practice/suiteQl/queryThread.ts';
import { endSuiteQl } from '../../../../src/practice/suiteQl/suiteQl.ts';
import type { Table } from '../../../../src/practice/suiteQl/tables.ts';
import { loadWasm } from '../../../../src/practice/suiteQl/wasm.ts';
import { ask, column, refusal, tables } from './sampleTables.ts';

const many: Table = {
  name: 'many',
  columns: [
    { name: 'id', type: 'number' },
    { name: 'amount', type: 'number' },
    { name: 'name', type: 'text' },
  ],
  rows: Array.from({ length: 10_000 }, (_, index) => [index + 1, index / 100, `Row ${index % 100}`]),
};
const withMany = { tables: [...tables, many] };
const runaway = 'SELECT COUNT(*) FROM many a, many b, many c WHERE a.amount + b.amount = c.amount - 0.001';

afterAll(endSuiteQl);

describe('the thread of a query', () => {
  it('is ended at the time limit, and the next query runs', async () => {
    expect(await refusal(runaway, { ...withMany, timeLimitMs: 300 })).toEqual({
      code: 'suiteql-time-limit',
      milliseconds: 300,
    });
    expect(await column('SELECT COUNT(*) FROM customer')).toEqual([5]);
  });

  it('is ended by an abort, with its reason', async () => {
    const stop = new AbortController();
    const asked = ask(runaway, { ...withMany, signal: stop.signal });
    setTimeout(() => {
      stop.abort(new Error('gone'));
    }, 200);
    await expect(asked).rejects.toThrow('gone');
    await expect(ask('SELECT 1 FROM dual', { signal: stop.signal })).rejects.toThrow('gone');
  });

  it('does not hold up another query, nor more queries than there are threads', async () => {
    const stop = new AbortController();
    const slow = ask(runaway, { ...withMany, signal: stop.signal });
    const slowEnded = expect(slow).rejects.toThrow();
    const ids = await Promise.all(
      Array.from({ length: 8 }, (_, index) => column('SELECT id FROM customer WHERE id = ?', (index % 5) + 1)),
    );
    expect(ids.flat()).toEqual([1, 2, 3, 4, 5, 1, 2, 3]);
    stop.abort();
    await slowEnded;
  });

  it('lets a waiting query be aborted', async () => {
    const stop = new AbortController();
    const running = Array.from({ length: 4 }, () => ask(runaway, { ...withMany, signal: stop.signal }));
    const ended = Promise.all(running.map(each => expect(each).rejects.toThrow('all')));
    const waits = new AbortController();
    const waiting = ask('SELECT 1 FROM dual', { signal: waits.signal });
    waits.abort(new Error('waited enough'));
    await expect(waiting).rejects.toThrow('waited enough');
    stop.abort(new Error('all'));
    await ended;
    expect(await column('SELECT 1 FROM dual')).toEqual([1]);
  });

  it('sees tables that changed, came or went', async () => {
    const table = (rows: Table['rows']): Table => ({ name: 'Note', columns: [{ name: 'id', type: 'number' }], rows });
    expect(await ask('SELECT id FROM note', { tables: [table([[1]])] })).toMatchObject({ rows: [[1]] });
    expect(await ask('SELECT id FROM note', { tables: [table([[2], [3]])] })).toMatchObject({ rows: [[2], [3]] });
    expect(await refusal('SELECT id FROM note')).toMatchObject({ code: 'suiteql-unknown-table', table: 'note' });
  });

  it('answers at most 100,000 rows, on whatever page', async () => {
    const hundredThousand = 'SELECT a.id FROM many a, many b WHERE b.id <= 10';
    expect(await ask(hundredThousand, { ...withMany, limit: 1 })).toMatchObject({ rows: [[1]], total: 100_000 });
    expect(await refusal(`${hundredThousand} UNION ALL SELECT 1 FROM dual`, { ...withMany, limit: 1 })).toEqual({
      code: 'suiteql-too-many-rows',
      most: 100_000,
    });
  });

  it('refuses a query that needs too much memory', async () => {
    const huge =
      'SELECT COUNT(*) FROM (SELECT RPAD(a.name, 4000) x FROM many a, many b WHERE b.id < 100 ORDER BY 1 DESC)';
    expect(await refusal(huge, withMany)).toEqual({ code: 'suiteql-memory-limit' });
    expect(await column('SELECT COUNT(*) FROM customer')).toEqual([5]);
  }, 30_000);

  it('says which cell is not of its type', async () => {
    const bad: Table = { name: 'bad', columns: [{ name: 'when', type: 'date' }], rows: [['yesterday']] };
    expect(await refusal('SELECT * FROM bad', { tables: [bad] })).toEqual({
      code: 'suiteql-bad-cell',
      table: 'bad',
      column: 'when',
    });
  });
});

describe('files', () => {
  it('the thread lies beside the source, the bundle, or above its chunks', () => {
    expect(queryWorkerFile('file:///x/src/practice/suiteQl/suiteQl.ts').href).toBe(
      'file:///x/src/practice/suiteQl/queryWorker.ts',
    );
    expect(queryWorkerFile('file:///x/dist/practice.js').href).toBe('file:///x/dist/queryWorker.js');
    expect(queryWorkerFile('file:///x/dist/chunks/a.js').href).toBe('file:///x/dist/queryWorker.js');
  });

  it('SQLite is read compressed beside the bundle or above its chunks', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'suiteql-'));
    try {
      const wasm = await readFile(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));
      await writeFile(join(folder, 'sql-wasm.wasm.br'), brotliCompressSync(wasm.subarray(0, 5000)));
      const expected = wasm.subarray(0, 5000).toString('hex');
      for (const from of ['queryWorker.js', 'chunks/a.js']) {
        expect(Buffer.from(await loadWasm(pathToFileURL(join(folder, from)).href)).toString('hex')).toBe(expected);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
    expect((await loadWasm(import.meta.url)).byteLength).toBeGreaterThan(500_000);
  });
});
