import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { endSuiteQl } from '../../../../src/practice/suiteQl/suiteQl.ts';
import type { Table } from '../../../../src/practice/suiteQl/tables.ts';
import { createFrameReader, encodeFrame } from '../../../../src/practice/workers/frames.ts';
import { startWorker } from '../../../../src/practice/workers/startWorker.ts';
import { workerPath } from '../../../../src/practice/workers/workerPath.ts';
import { ask, column, refusal, tables } from './sampleTables.ts';

const suiteQlFile = pathToFileURL(join(import.meta.dirname, '../../../../src/practice/suiteQl/suiteQl.ts')).href;

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

describe('the process of a query', () => {
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

  it('does not hold up another query, nor more queries than there are processes', async () => {
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

describe('queryWorker.ts', () => {
  it('says which Node it needs where there is no SQLite, and writes nothing else', async () => {
    const worker = startWorker(workerPath('queryWorker', suiteQlFile), ['--no-experimental-sqlite']);
    const errors: string[] = [];
    worker.stderr.setEncoding('utf8').on('data', (piece: string) => errors.push(piece));
    const request = { query: 'SELECT 1 FROM dual', params: [], limit: 1, offset: 0, now: 0, changed: [], tables: [] };
    const { promise, resolve } = Promise.withResolvers<unknown>();
    worker.stdout.on('data', createFrameReader(resolve));
    worker.stdin.write(encodeFrame(request));
    const data = { needed: '22.16', found: process.versions.node };
    expect(await promise).toEqual({ refused: { code: 'suiteql-needs-node', data } });
    worker.stdin.end();
    await once(worker, 'close');
    expect(errors.join('')).toBe('');
  });
});
