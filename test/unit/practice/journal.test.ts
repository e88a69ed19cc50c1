import { existsSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, open as openFile, readFile, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '../../../src/practice/state/journal.ts';
import type { Journal } from '../../../src/practice/state/journal.ts';

let folder = '';
let file = '';
const open: Pick<Journal<unknown>, 'close'>[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-journal-'));
  file = join(folder, 'rows.ndjson');
});
afterEach(async () => {
  open.splice(0).forEach(journal => journal.close());
  await rm(folder, { recursive: true });
});

async function journal(limit?: number): Promise<Journal<{ n: number; text?: string }>> {
  const opened = await openJournal<{ n: number; text?: string }>(file, limit);
  open.push(opened);
  return opened;
}

describe('a journal', () => {
  it('has each row in its file as soon as it is added, line breaks and all', async () => {
    const rows = await journal();
    rows.add({ n: 1, text: 'two\nlines 🚀' });
    expect(await readFile(file, 'utf8')).toBe('{"n":1,"text":"two\\nlines 🚀"}\n');
    expect((await journal()).rows()).toEqual([{ n: 1, text: 'two\nlines 🚀' }]);
  });

  it('drops a last line that was cut off, and goes on after it', async () => {
    (await journal()).add({ n: 1 });
    await appendFile(file, '{"n":2,"te');
    const again = await journal();
    again.add({ n: 3 });
    expect(again.rows()).toEqual([{ n: 1 }, { n: 3 }]);
    expect((await journal()).rows()).toEqual([{ n: 1 }, { n: 3 }]);
  });

  it('keeps the newest rows, in memory and in the file', async () => {
    const rows = await journal(10);
    for (let n = 1; n <= 95; n++) {
      rows.add({ n });
    }
    const newest = Array.from({ length: 10 }, (_, index) => ({ n: 86 + index }));
    expect(rows.rows()).toEqual(newest);
    expect((await readFile(file, 'utf8')).split('\n').length).toBeLessThanOrEqual(22);
    expect((await journal(10)).rows()).toEqual(newest);
  });

  it('is empty after clearing, also when opened again', async () => {
    const rows = await journal();
    rows.add({ n: 1 });
    rows.clear();
    rows.add({ n: 2 });
    expect((await journal()).rows()).toEqual([{ n: 2 }]);
  });

  it('keeps no more text than it may, and always the newest row', async () => {
    const rows = await openJournal<{ n: number; text: string }>(file, 100, 1_000);
    open.push(rows);
    for (let n = 1; n <= 60; n++) {
      rows.add({ n, text: 'é'.repeat(180) });
    }
    expect(rows.rows().map(({ n }) => n)).toEqual([56, 57, 58, 59, 60]);
    expect((await stat(file)).size).toBeLessThan(4_500);
    rows.add({ n: 61, text: 'x'.repeat(5_000) });
    expect(rows.rows().map(({ n }) => n)).toEqual([61]);
  });

  it('takes nothing any more when it is closed, whatever file has its handle by then', async () => {
    const rows = await journal();
    rows.add({ n: 1 });
    rows.close();
    const handle = await openFile(join(folder, 'other'), 'w+');
    expect(() => rows.add({ n: 2 })).toThrow('Nothing can be added');
    expect([rows.rows(), await handle.readFile('utf8')]).toEqual([[{ n: 1 }], '']);
    await handle.close();
  });

  it('goes on after it could not be made anew', async () => {
    const rows = await journal(2);
    rows.add({ n: 1 });
    // In the place where the new file would be written.
    await mkdir(`${file}.tmp`);
    expect(() => rows.clear()).toThrow('EISDIR');
    for (let n = 2; n <= 9; n++) {
      rows.add({ n });
    }
    expect(rows.rows()).toEqual([{ n: 8 }, { n: 9 }]);
    await rm(`${file}.tmp`, { recursive: true });
    expect((await journal(2)).rows()).toEqual([{ n: 8 }, { n: 9 }]);
  });

  it.skipIf(!existsSync('/dev/full'))('has not added what could not be written', async () => {
    const rows = await journal();
    rows.add({ n: 1 });
    rows.clear();
    await rm(file);
    await symlink('/dev/full', file);
    expect(() => rows.add({ n: 2 })).toThrow('ENOSPC');
    expect(rows.rows()).toEqual([]);
    await rm(file);
    rows.close();
  });
});
