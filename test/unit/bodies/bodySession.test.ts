import { queryObjects } from 'node:v8';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ExportRequest } from '../../../src/workbench/responses/bodyContract.ts';
import { BodySession } from '../../../src/workbench/responses/bodySession.ts';

// Each thread reads its modules from TypeScript first.
vi.setConfig({ testTimeout: 60_000 });

const worker = new URL('../../../src/workbench/responses/bodyWorker.ts', import.meta.url);
const sessions: BodySession[] = [];

function start(text: string, contentType = 'application/json'): BodySession {
  const session = new BodySession(worker, { status: 200, contentType, bytes: new TextEncoder().encode(text) });
  sessions.push(session);
  return session;
}

/** V8 collects all garbage before it counts. */
function collectGarbage(): void {
  queryObjects(BodySession, { format: 'count' });
}

afterEach(() => {
  for (const session of sessions.splice(0)) {
    session.dispose();
  }
});

describe('BodySession', () => {
  it('reads a body in its thread and pages it', async () => {
    const session = start('{"a":[1,2],"big":12345678901234567890}');
    expect(await session.summary).toMatchObject({ kind: 'json', rows: 7 });
    expect((await session.rows({ from: 5, count: 1 }))[0]?.value?.text).toBe('12345678901234567890');
    expect(await session.toggle(1)).toEqual({ row: 1, rows: 4 });
    expect(await session.foldToLevel(null)).toEqual({ row: 0, rows: 7 });
    expect((await session.lines({ from: 0, count: 5 }))[0]?.number).toBe(1);
    expect(await session.text('raw')).toBe('{"a":[1,2],"big":12345678901234567890}');
    expect(await session.text('pretty')).toBe('{\n  "a": [\n    1,\n    2\n  ],\n  "big": 12345678901234567890\n}');
  });

  it('takes the bytes over instead of copying them', async () => {
    const bytes = new TextEncoder().encode('[1]').slice();
    const session = new BodySession(worker, { status: 200, contentType: undefined, bytes });
    sessions.push(session);
    expect(bytes.byteLength).toBe(0);
    expect((await session.summary).kind).toBe('json');
  });

  it('leaves a larger buffer alone that the body is a piece of', async () => {
    const whole = Buffer.from('xx[1]yy');
    const session = new BodySession(worker, { status: 200, contentType: undefined, bytes: whole.subarray(2, 5) });
    sessions.push(session);
    expect(whole.toString()).toBe('xx[1]yy');
    expect((await session.summary).rows).toBe(3);
  });

  it('answers what is asked after it was closed with an error', async () => {
    const session = start('[1]');
    await session.summary;
    session.dispose();
    await expect(session.rows({ from: 0, count: 1 })).rejects.toMatchObject({ code: 'body-closed' });
  });

  it('tells everyone who waits when it is closed, and whoever finishes it later', async () => {
    const session = new BodySession(worker, { status: 200, contentType: undefined });
    sessions.push(session);
    const asked = [session.rows({ from: 0, count: 1 }), session.text('raw'), session.summary];
    session.dispose();
    asked.push(session.finish(new TextEncoder().encode('[1]')));
    for (const each of await Promise.allSettled(asked)) {
      expect(each).toMatchObject({ status: 'rejected', reason: { code: 'body-closed' } });
    }
  });

  it('lets go of each answer', async () => {
    const session = start('[1]');
    await session.summary;
    const answers: WeakRef<object>[] = [];
    for (let i = 0; i < 10; i++) {
      answers.push(new WeakRef(await session.rows({ from: 0, count: 1 })));
    }
    // What was asked of a reference stays until the job is over.
    await new Promise(resolve => setImmediate(resolve));
    collectGarbage();
    // The last one may still be in a register.
    expect(answers.slice(0, -1).filter(answer => answer.deref() !== undefined)).toEqual([]);
  });

  it('says so when its thread cannot be started', async () => {
    const session = new BodySession(new URL('./nowhere.js', import.meta.url), {
      status: 200,
      contentType: undefined,
      bytes: new Uint8Array(1),
    });
    sessions.push(session);
    await expect(session.summary).rejects.toMatchObject({ code: 'body-worker-failed' });
  });
});

describe('a body that is still arriving', () => {
  it('is read in pieces, with progress, and is the same in the end', async () => {
    const text = `[${Array.from({ length: 5000 }, (_, i) => `{"id":${i},"name":"Ü ${i}"}`).join(',')}]`;
    const bytes = new TextEncoder().encode(text);
    const session = new BodySession(worker, { status: 200, contentType: 'application/json', expectedBytes: 10 });
    sessions.push(session);
    let nodes = 0;
    for (let at = 0; at < bytes.length; at += 7001) {
      const progress = await session.add(bytes.subarray(at, at + 7001));
      expect(progress.bytes).toBe(Math.min(at + 7001, bytes.length));
      expect(progress.nodes).toBeGreaterThan(nodes);
      nodes = progress.nodes;
    }
    expect(await session.finish()).toMatchObject({ kind: 'json', bytes: bytes.length, rows: 5000 * 4 + 2 });
    expect(await session.text('raw')).toBe(text);
  });

  it('takes what was not added from the whole, which is handed over', async () => {
    const bytes = new TextEncoder().encode('{"first":1,"second":2}').slice();
    const session = new BodySession(worker, { status: 200, contentType: 'application/json' });
    sessions.push(session);
    await session.add(bytes.subarray(0, 9));
    void session.add(bytes.subarray(9, 12));
    expect(await session.finish(bytes)).toMatchObject({ kind: 'json', bytes: 22, rows: 4 });
    expect(bytes.byteLength).toBe(0);
    expect(await session.text('raw')).toBe('{"first":1,"second":2}');
  });

  it('is over when the session is closed', async () => {
    const session = new BodySession(worker, { status: 200, contentType: undefined });
    await session.add(new TextEncoder().encode('[1,'));
    session.dispose();
    await expect(session.summary).rejects.toMatchObject({ code: 'body-closed' });
  });
});

describe('what the worker answers', () => {
  const orders = {
    links: [{ rel: 'next', href: 'https://x.test/services/rest/query/v1/suiteql?limit=2&offset=2' }],
    count: 2,
    hasMore: true,
    items: [
      { links: [], id: '10', name: 'Größe', total: '9.5' },
      { links: [], id: '9', name: 'Gr\u00f6\u00dfe "B"', total: '1000' },
    ],
    offset: 0,
    totalResults: 5,
  };

  it('searches, goes to a match and unfolds what hides it', async () => {
    const session = start(JSON.stringify(orders));
    await session.summary;
    await session.foldToLevel(0);
    expect(await session.ask('search', { text: 'GRÖSSE', caseSensitive: false, regex: false, in: 'rows' })).toEqual({
      count: 0,
      capped: false,
    });
    expect(await session.ask('search', { text: 'größe', caseSensitive: false, regex: false, in: 'rows' })).toEqual({
      count: 2,
      capped: false,
    });
    const place = await session.ask('goToMatch', { match: 1 });
    const [row] = await session.rows({ from: place.row, count: 1 });
    expect(row).toMatchObject({
      key: { text: '"name"' },
      marks: [{ part: 'text', from: 1, to: 6, match: 1 }],
    });
    expect(await session.ask('matchNear', { row: place.row + 1 })).toEqual({ match: 0 });
    expect(await session.ask('matchNear', { row: place.row, backwards: true })).toEqual({ match: 0 });
    await session.ask('endSearch', null);
    expect((await session.rows({ from: place.row, count: 1 }))[0]).not.toHaveProperty('marks');
  });

  it('goes on answering while a hopeless pattern is at work, and ends it when told so', async () => {
    const session = start(JSON.stringify(['a'.repeat(40) + '!']));
    await session.summary;
    const hopeless = session.ask('search', { text: '^(a+)+$', caseSensitive: true, regex: true, in: 'rows' });
    const outcome = hopeless.catch((error: unknown) => error);
    expect((await session.rows({ from: 0, count: 1 }))[0]?.role).toBe('open');
    await session.ask('cancel', null);
    expect(await outcome).toMatchObject({ code: 'body-work-cancelled' });
    expect(await session.ask('search', { text: 'a!', caseSensitive: true, regex: false, in: 'lines' })).toMatchObject({
      count: 1,
    });
  });

  it('ends a search for the one that comes after it', async () => {
    const session = start(JSON.stringify(['a'.repeat(40) + '!']));
    await session.summary;
    const first = session
      .ask('search', { text: '^(a+)+$', caseSensitive: true, regex: true, in: 'rows' })
      .catch((error: unknown) => error);
    const second = session.ask('search', { text: 'a!', caseSensitive: true, regex: false, in: 'rows' });
    expect([await first, await second]).toMatchObject([{ code: 'body-work-cancelled' }, { count: 1 }]);
  });

  it('says with what data a pattern or path is refused', async () => {
    const session = start('[1]');
    await session.summary;
    await expect(
      session.ask('search', { text: '(', caseSensitive: true, regex: true, in: 'rows' }),
    ).rejects.toMatchObject({
      code: 'search-pattern-invalid',
      data: { reason: expect.stringContaining('(') as unknown },
    });
    await expect(session.ask('filter', { path: '$.[' })).rejects.toMatchObject({
      code: 'json-path-invalid',
      data: { path: '$.[' },
    });
  });

  it('filters into rows of their own', async () => {
    const session = start(JSON.stringify(orders));
    await session.summary;
    expect(await session.ask('filter', { path: '$.items[?@.id == "9"]' })).toEqual({ matches: 1, rows: 1 });
    const [row] = await session.ask('rows', { of: 'filter', from: 0, count: 9 });
    expect(row).toMatchObject({ role: 'folded', path: '$.items[1]', match: 0 });
    const node = row?.node ?? -1;
    expect((await session.ask('toggle', { of: 'filter', node, row: 0 })).rows).toBe(6);
    expect(await session.ask('reveal', { node })).toMatchObject({ row: expect.any(Number) as unknown });
    expect(await session.ask('value', { node, form: 'sent' })).toBe(JSON.stringify(orders.items[1]));
    expect(await written(session, { what: 'filter' })).toBe(`[\n${JSON.stringify(orders.items[1])}\n]\n`);
  });

  it('shows SuiteQL as a table, sorts it by number and writes it', async () => {
    const session = start(JSON.stringify(orders));
    const { table } = await session.summary;
    expect(table).toMatchObject({ shape: 'suiteql', rows: 2, path: '$.items' });
    const summary = await session.ask('table', { node: table?.node ?? -1 });
    expect(summary.columns.map(({ name }) => name)).toEqual(['id', 'name', 'total', 'links']);
    expect(summary.page).toMatchObject({ hasMore: true, nextOffset: 2, limit: 2, totalResults: 5 });
    await session.ask('tableView', { sort: { column: 0, descending: false } });
    const rows = await session.ask('tableRows', { from: 0, count: 9, columns: [0, 2] });
    expect(rows.map(({ cells }) => cells.map(cell => cell?.text.text))).toEqual([
      ['9', '1000'],
      ['10', '9.5'],
    ]);
    expect(await session.ask('tableView', { filter: { text: '9.5', caseSensitive: false } })).toEqual({ rows: 1 });
    expect(await written(session, { what: 'table', format: 'csv', columns: [2, 1] })).toBe(
      'total,name\r\n9.5,Größe\r\n',
    );
  });

  it('says all that can be said of a value', async () => {
    const pdf = btoa(`%PDF-1.7${' '.repeat(60)}`);
    const session = start(JSON.stringify({ 'a b': { file: pdf, at: '2026-01-31', inner: '{"x":1}' } }));
    await session.summary;
    expect(await session.ask('details', { node: 2 })).toMatchObject({
      path: "$['a b'].file",
      embedded: { kind: 'pdf', mediaType: 'application/pdf' },
    });
    expect(await session.ask('details', { node: 3 })).toMatchObject({ dates: [{ form: 'iso-day' }] });
    expect(await session.ask('details', { node: 4 })).toMatchObject({ json: '{\n  "x": 1\n}' });
    expect(new TextDecoder().decode((await session.ask('embedded', { node: 2 })).subarray(0, 8))).toBe('%PDF-1.7');
    await expect(session.ask('embedded', { node: 4 })).rejects.toMatchObject({ code: 'value-not-base64' });
  });

  it('shows XML and binary bodies in rows, and writes what was received', async () => {
    const xml = start('<a><b x="1">one</b><c><d/></c></a>', 'text/xml');
    expect(await xml.summary).toMatchObject({ kind: 'xml', rows: 6 });
    await xml.ask('search', { text: 'one', caseSensitive: true, regex: false, in: 'rows' });
    expect(await xml.ask('goToMatch', { match: 0 })).toMatchObject({ row: 1, node: 1 });
    expect((await xml.ask('xmlRows', { from: 1, count: 1 }))[0]?.marks).toEqual([
      { part: 'text', from: 9, to: 12, match: 0 },
    ]);
    const binary = new BodySession(worker, { status: 200, contentType: undefined, bytes: Uint8Array.of(0, 1, 2, 65) });
    sessions.push(binary);
    expect(await binary.summary).toMatchObject({ kind: 'binary', hexRows: 1 });
    expect(await binary.ask('hex', { from: 0, count: 5 })).toEqual([
      { offset: 0, hex: ['00', '01', '02', '41'], ascii: '...A' },
    ]);
    const { id } = await binary.ask('exportStart', { what: 'body' });
    expect(await binary.ask('exportPart', { id })).toEqual({ bytes: Uint8Array.of(0, 1, 2, 65), done: false });
    expect((await binary.ask('exportPart', { id })).done).toBe(true);
  });
});

/** All parts of what is exported. */
async function written(session: BodySession, request: ExportRequest): Promise<string> {
  const { id } = await session.ask('exportStart', request);
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { bytes, done } = await session.ask('exportPart', { id });
    text += decoder.decode(bytes, { stream: !done });
    if (done) {
      return text;
    }
  }
}
