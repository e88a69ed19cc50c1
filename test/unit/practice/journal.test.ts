import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
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
});
