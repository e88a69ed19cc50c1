import type * as FileSystem from 'node:fs/promises';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { Uri } from 'vscode';
import { openHistory } from '../../../../src/workbench/history/openHistory.ts';
import type { Log } from '../../../../src/workbench/log.ts';
import { sampleExchange } from './sampleCalls.ts';

const disk = vi.hoisted(() => ({ isFull: false }));
const told = vi.hoisted(() => vi.fn<(text: string) => Promise<undefined>>(() => Promise.resolve(undefined)));

vi.mock('node:fs/promises', async importActual => {
  const actual = await importActual<typeof FileSystem>();
  return {
    ...actual,
    writeFile: async (path: string, text: string, options: object) => {
      if (!disk.isFull) {
        return actual.writeFile(path, text, options);
      }
      await actual.writeFile(path, text.slice(0, text.length / 2), options);
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    },
  };
});

vi.mock('vscode', () => ({
  env: { language: 'en' },
  l10n: { t: (text: string, ...values: string[]) => text.replace(/\{(\d)\}/g, (_, at: string) => values[+at] ?? '') },
  window: { showWarningMessage: told },
  workspace: { getConfiguration: () => ({ get: (_: string, otherwise: unknown) => otherwise }) },
  Uri: { joinPath: ({ fsPath }: Uri, name: string) => ({ fsPath: join(fsPath, name) }) },
}));

it('is told once when the disk is full, with every earlier call whole and nothing half beside it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tba-full-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const storage = { fsPath: folder } as Uri;
  const log = { error: () => undefined } as unknown as Log;
  const store = openHistory({ storageUri: storage, globalStorageUri: storage }, log);
  const before = await store.add(sampleExchange('before'));
  disk.isFull = true;
  expect(await store.add(sampleExchange('first'))).toBeUndefined();
  expect(await store.add(sampleExchange('second'))).toBeUndefined();
  expect(await readdir(join(folder, 'history'))).toEqual([before]);
  expect(await store.read(before ?? '')).toMatchObject({ summary: { title: 'before' } });
  expect(told.mock.calls.map(([text]) => text)).toEqual([
    'Calls cannot be kept in the history: ENOSPC: no space left on device, write. Sending goes on as before, and this is told once.',
  ]);
  disk.isFull = false;
  const after = await store.add(sampleExchange('after'));
  expect(await readdir(join(folder, 'history'))).toEqual([before, after]);
});
