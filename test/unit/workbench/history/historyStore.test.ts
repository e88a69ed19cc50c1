import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HistoryFiles } from '../../../../src/workbench/history/historyFiles.ts';
import { HistoryStore, type HistoryPorts } from '../../../../src/workbench/history/historyStore.ts';
import { sampleExchange } from './sampleCalls.ts';

let outer: string;
let folder: string;
let ids = 0;

beforeEach(async () => {
  outer = await mkdtemp(join(tmpdir(), 'tba-history-'));
  folder = join(outer, 'deep', 'history');
});
afterEach(() => rm(outer, { recursive: true, force: true }));

function open(changes: Partial<HistoryPorts> = {}) {
  const trouble: { error: unknown; isFirst: boolean }[] = [];
  const store = new HistoryStore({
    folder,
    size: () => 200,
    now: Date.now,
    newId: () => (++ids).toString(16).padStart(8, '0'),
    onTrouble: (error, isFirst) => trouble.push({ error, isFirst }),
    ...changes,
  });
  return Object.assign(store, { trouble });
}

const titles = async (store: HistoryStore) => (await store.rows()).map(({ summary }) => summary.title);
const addAll = async (store: HistoryStore, ...names: readonly string[]) => {
  for (const name of names) {
    await store.add(sampleExchange(name));
  }
};

describe('the history of a workspace', () => {
  it('is empty, and not a folder, before the first call', async () => {
    const store = open();
    expect(await store.rows()).toEqual([]);
    expect(await store.count()).toBe(0);
    await store.clear();
    expect(await readdir(outer)).toEqual([]);
  });

  it('has the newest call first, and reads one whole', async () => {
    const store = open();
    await addAll(store, 'first', 'second');
    expect(await titles(store)).toEqual(['second', 'first']);
    const [row] = await store.rows();
    expect(await store.read(row!.name)).toMatchObject({ summary: row!.summary, request: { method: 'GET' } });
    expect(await titles(open())).toEqual(['second', 'first']);
  });

  it('names files by time, method and outcome, for this person alone', async () => {
    const store = open({ now: () => Date.UTC(2026, 10, 24, 9, 15, 0, 123) });
    await store.add(sampleExchange('a'));
    await store.add(sampleExchange('b', { failure: { code: 'timed-out', data: {} } }));
    const files = (await readdir(folder)).sort();
    expect(files).toEqual([
      expect.stringMatching(/^2026-11-24T09-15-00-123Z_GET_200_[0-9a-f]{8}\.har$/),
      expect.stringMatching(/^2026-11-24T09-15-00-124Z_GET_timed-out_[0-9a-f]{8}\.har$/),
    ]);
    if (process.platform !== 'win32') {
      expect((await stat(folder)).mode & 0o777).toBe(0o700);
      expect((await stat(join(folder, files[0]!))).mode & 0o777).toBe(0o600);
    }
  });

  it('takes what it needs of a body at once', async () => {
    const store = open();
    const exchange = sampleExchange('a', { answer: 'kept' });
    const adding = store.add(exchange);
    exchange.body.fill(0);
    await adding;
    const [row] = await store.rows();
    expect(new TextDecoder().decode((await store.read(row!.name)).response?.body)).toBe('kept');
  });

  it('keeps nothing of a request with no-log, nor when it is off', async () => {
    const off = open({ size: () => 0 });
    await off.add(sampleExchange('a'));
    await open().add(sampleExchange('b'), { noLog: true });
    expect(await off.rows()).toEqual([]);
  });

  it('leaves what is there when it is turned off', async () => {
    await addAll(open(), 'a', 'b');
    const off = open({ size: () => 0 });
    await off.add(sampleExchange('c'));
    expect(await titles(off)).toEqual(['b', 'a']);
  });

  it('lets the oldest go beyond its number', async () => {
    const store = open({ size: () => 3 });
    await addAll(store, 'a', 'b', 'c', 'd', 'e');
    expect(await titles(store)).toEqual(['e', 'd', 'c']);
    expect(await readdir(folder)).toHaveLength(3);
  });

  it('lets the oldest go beyond its size, never the newest', async () => {
    const store = open({ maxBytes: 10_000 });
    await store.add(sampleExchange('small'));
    await store.add(sampleExchange('large', { answer: 'x'.repeat(20_000) }));
    expect(await titles(store)).toEqual(['large']);
    await addAll(store, 'a', 'b');
    expect((await titles(store))[0]).toBe('b');
    expect(await titles(store)).not.toContain('large');
  });

  it('keeps what is added now after the clock was set back', async () => {
    const ahead = open({ size: () => 2, now: () => Date.UTC(2030, 0, 1) });
    await addAll(ahead, 'a', 'b');
    const store = open({ size: () => 2, now: () => Date.UTC(2026, 0, 1) });
    await addAll(store, 'c');
    expect(await titles(store)).toEqual(['c', 'b']);
  });

  it.each(['9999-12-31T23-59-59-999Z', '9999-99-99T99-99-99-999Z'])(
    'keeps what is added beside a file of %s, and still makes room',
    async time => {
      const store = open({ size: () => 3, now: () => Date.UTC(2026, 0, 1) + ids });
      await mkdir(folder, { recursive: true });
      const planted = `${time}_GET_200_00000000.har`;
      await writeFile(join(folder, planted), '{"log":');
      await addAll(store, 'a', 'b', 'c', 'd');
      expect(await titles(store)).toEqual(['d', 'c', 'b']);
      expect(await store.count()).toBe(4);
      expect(await readdir(folder)).toContain(planted);
    },
  );

  it('passes over foreign and broken files, and deletes neither to make room', async () => {
    const store = open({ size: () => 2 });
    await mkdir(folder, { recursive: true });
    const broken = '2020-01-01T00-00-00-000Z_GET_200_00000000.har';
    await writeFile(join(folder, broken), '{"log":');
    await writeFile(join(folder, 'mine.har'), '{"log":{}}');
    await writeFile(join(folder, 'notes.txt'), 'x');
    await mkdir(join(folder, '2020-01-01T00-00-00-000Z_GET_200_0000000f.har'));
    await addAll(store, 'a', 'b', 'c');
    expect(await titles(store)).toEqual(['c', 'b']);
    expect(await readdir(folder)).toEqual(expect.arrayContaining([broken, 'mine.har', 'notes.txt']));
    await expect(store.read(broken)).rejects.toMatchObject({ code: 'history-entry-broken' });
    await expect(store.read('gone.har')).rejects.toMatchObject({ code: 'history-entry-gone' });
    expect(store.trouble).toEqual([]);
  });

  it('deletes calls and brings them back', async () => {
    const store = open();
    await addAll(store, 'a', 'b', 'c');
    const [newest, middle] = await store.rows();
    const undo = await store.remove([newest!.name, middle!.name, 'gone.har']);
    expect(await titles(store)).toEqual(['a']);
    await undo();
    expect(await titles(store)).toEqual(['c', 'b', 'a']);
  });

  it('is cleared whole: broken and unfinished files too, foreign ones not', async () => {
    const store = open();
    await addAll(store, 'a', 'b');
    await writeFile(join(folder, '2020-01-01T00-00-00-000Z_GET_200_00000000.har'), '{');
    await writeFile(join(folder, '2020-01-01T00-00-00-000Z_GET_200_00000000.har.00000001.tmp'), 'half');
    await writeFile(join(folder, 'notes.txt'), 'x');
    expect(await store.clear()).toBe(3);
    expect(await readdir(folder)).toEqual(['notes.txt']);
    expect(await store.rows()).toEqual([]);
    await addAll(store, 'c');
    expect(await titles(store)).toEqual(['c']);
  });

  it('says when it has changed', async () => {
    const store = open();
    let changes = 0;
    const listening = store.onDidChange(() => changes++);
    await addAll(store, 'a');
    expect(changes).toBe(1);
    const undo = await store.remove((await store.rows()).map(({ name }) => name));
    await undo();
    await store.clear();
    expect(changes).toBe(4);
    listening.dispose();
    await addAll(store, 'b');
    expect(changes).toBe(4);
  });

  it('tells once that nothing can be kept, and never rejects', async () => {
    await writeFile(join(outer, 'deep'), 'a file where the folder should be');
    const store = open();
    await addAll(store, 'a', 'b');
    expect(store.trouble.map(({ isFirst }) => isFirst)).toEqual([true, false]);
    await rm(join(outer, 'deep'));
    await addAll(store, 'c');
    expect(await titles(store)).toEqual(['c']);
    expect(store.trouble).toHaveLength(2);
  });

  it('says how many could not be deleted, and deletes the rest', async () => {
    const store = open();
    await addAll(store, 'a', 'b');
    // What cannot be deleted as a file, whoever asks.
    await mkdir(join(folder, '2020-01-01T00-00-00-000Z_GET_200_00000000.har'));
    await expect(store.clear()).rejects.toMatchObject({ code: 'history-not-deleted', data: { count: 1 } });
    expect(await store.rows()).toEqual([]);
  });
});

describe('two windows with one history', () => {
  it('lose nothing and keep the newest, however their calls fall', async () => {
    const written = vi.spyOn(HistoryFiles.prototype, 'write');
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.record({ window: fc.nat(1), pause: fc.nat(2), look: fc.boolean(), back: fc.nat(5) }), {
          minLength: 1,
          maxLength: 14,
        }),
        async (size, steps) => {
          await rm(folder, { recursive: true, force: true });
          written.mockClear();
          let clock = 1_000_000;
          // Clocks that jump back are part of it.
          const windows = [0, 1].map(() => open({ size: () => size, now: () => (clock += 3) }));
          const running: Promise<unknown>[] = [];
          for (const [index, { window, pause, look, back }] of steps.entries()) {
            clock -= back;
            running.push(windows[window]!.add(sampleExchange(`call ${index}`)));
            if (look) {
              running.push(windows[1 - window]!.rows());
            }
            for (let i = 0; i < pause; i++) {
              await new Promise(done => setImmediate(done));
            }
          }
          await Promise.all(running);
          const files = (await readdir(folder)).sort();
          const all = written.mock.calls.map(([name]) => name).sort();
          expect(all).toHaveLength(steps.length);
          expect(files).toEqual(all.slice(-size));
          for (const name of files) {
            JSON.parse(await readFile(join(folder, name), 'utf8'));
          }
          expect(await titles(windows[0]!)).toEqual(await titles(windows[1]!));
          expect(windows.flatMap(({ trouble }) => trouble)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
    written.mockRestore();
  });

  it('never delete what is among the newest: everything is there while there is room', async () => {
    const windows = [open({ size: () => 40 }), open({ size: () => 40 }), open({ size: () => 40 })];
    await Promise.all(Array.from({ length: 40 }, (_, i) => windows[i % 3]!.add(sampleExchange(`call ${i}`))));
    expect((await titles(windows[0]!)).sort()).toEqual(Array.from({ length: 40 }, (_, i) => `call ${i}`).sort());
  });

  it('may clear while the other adds: what is added is whole, and nothing fails', async () => {
    const [one, other] = [open(), open()];
    const adding = Array.from({ length: 20 }, (_, i) => one.add(sampleExchange(`call ${i}`)));
    const clearing = Array.from({ length: 5 }, () => other.clear());
    await Promise.all([...adding, ...clearing]);
    for (const { name } of await one.rows()) {
      expect(await one.read(name)).toBeTruthy();
    }
    expect([...one.trouble, ...other.trouble]).toEqual([]);
    await other.clear();
    expect(await one.rows()).toEqual([]);
  });
});
