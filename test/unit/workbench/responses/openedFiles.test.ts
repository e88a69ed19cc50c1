import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OpenedFiles } from '../../../../src/workbench/responses/openedFiles.ts';

const hour = 60 * 60 * 1000;
const now = Date.now();
let storage: string;
let opened: OpenedFiles;

beforeEach(async () => {
  storage = await mkdtemp(join(tmpdir(), 'tba-opened-'));
  opened = new OpenedFiles(storage);
});
afterEach(() => rm(storage, { recursive: true, force: true }));

/** A file as openEmbedded leaves it: in a folder of its own. */
async function open(name: string, hoursAgo: number, savedHoursAgo = hoursAgo): Promise<void> {
  const folder = join(storage, 'opened', name);
  const file = join(folder, 'invoice.pdf');
  await mkdir(folder, { recursive: true });
  await writeFile(file, 'x');
  await utimes(file, new Date(), new Date(now - savedHoursAgo * hour));
  await utimes(folder, new Date(), new Date(now - hoursAgo * hour));
}

const names = async () => (await readdir(join(storage, 'opened'))).sort();

describe('files that were opened from responses', () => {
  it('are removed after a day, and not while somebody may look at them', async () => {
    await open('0'.repeat(12), 25);
    await open('1'.repeat(12), 23);
    await open('2'.repeat(12), 25, 1);
    await open('not-one-of-ours', 1000);
    await opened.removeOld(now);
    expect(await names()).toEqual(['1'.repeat(12), '2'.repeat(12), 'not-one-of-ours']);
  });

  it('are all removed when asked for', async () => {
    await open('0'.repeat(12), 25);
    await open('1'.repeat(12), 0);
    await open('not-one-of-ours', 0);
    expect(await opened.count()).toBe(2);
    await opened.removeAll();
    expect([await opened.count(), await names()]).toEqual([0, ['not-one-of-ours']]);
  });

  it('are none before one was opened', async () => {
    await opened.removeOld(now);
    await opened.removeAll();
    expect([await opened.count(), await readdir(storage)]).toEqual([0, []]);
  });

  it('may be removed by two windows at once', async () => {
    for (const digit of '0123456789') {
      await open(digit.repeat(12), 25);
    }
    await Promise.all([opened.removeOld(now), new OpenedFiles(storage).removeOld(now), opened.removeAll()]);
    expect(await names()).toEqual([]);
  });
});
