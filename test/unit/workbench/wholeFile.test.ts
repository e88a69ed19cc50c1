import { existsSync } from 'node:fs';
import { chmod, lstat, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Uri } from 'vscode';
import { CodedError } from '../../../src/codedError.ts';
import { errorLine } from '../../../src/workbench/errorText.ts';
import { saveFile } from '../../../src/workbench/responses/saveFile.ts';
import { writeWholeFile } from '../../../src/workbench/wholeFile.ts';

const elsewhere = vi.hoisted(() => ({
  write: vi.fn<(uri: unknown, bytes: Uint8Array) => Promise<void>>(() => Promise.resolve()),
}));
const dialog = vi.hoisted(() => ({ chosen: undefined as Uri | undefined }));

vi.mock('vscode', () => ({
  ProgressLocation: { Notification: 15 },
  env: { language: 'en' },
  l10n: { t: (text: string, ...values: string[]) => text.replace(/\{(\d)\}/g, (_, at: string) => values[+at] ?? '') },
  window: {
    showSaveDialog: () => Promise.resolve(dialog.chosen),
    withProgress: (_: unknown, work: () => unknown) => work(),
  },
  workspace: { workspaceFolders: undefined, fs: { writeFile: elsewhere.write } },
}));

const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
const half = 'x'.repeat(100_000);

async function* parts(...pieces: readonly (string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    if (piece instanceof Error) {
      throw piece;
    }
    yield await Promise.resolve(Buffer.from(piece));
  }
}

let folder: string;
let path: string;
const uriOf = (fsPath: string, scheme = 'file') => ({ scheme, path: fsPath, fsPath }) as Uri;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tba-whole-'));
  path = join(folder, 'orders.json');
});
afterEach(() => rm(folder, { recursive: true }));

describe('a file that a person names', () => {
  it('stays as it was when the disk fills up half-way, and that is told in words', async () => {
    await writeFile(path, 'as it was');
    dialog.chosen = uriOf(path);
    const error: unknown = await saveFile('orders.json', () => parts(half, full)).catch((thrown: unknown) => thrown);
    expect(errorLine(error)).toBe(
      'orders.json could not be written. ENOSPC: no space left on device, write What stood there before is as it was.',
    );
    expect([await readdir(folder), await readFile(path, 'utf8')]).toEqual([['orders.json'], 'as it was']);
  });

  it('is not there when it was not before, and the reason of a piece stays its own', async () => {
    const closed = new CodedError('body-closed');
    await expect(writeWholeFile(uriOf(path), parts(half, closed))).rejects.toBe(closed);
    expect(await readdir(folder)).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')(
    'is replaced as a whole, with the rights that it had, where a link to it stays one',
    async () => {
      await writeFile(path, 'something longer than what comes');
      await chmod(path, 0o640);
      const link = join(folder, 'link');
      await symlink(path, link);
      await writeWholeFile(uriOf(link), parts('a', 'b', half));
      expect(await readFile(path, 'utf8')).toBe(`ab${half}`);
      expect((await lstat(link)).isSymbolicLink()).toBe(true);
      expect((await stat(path)).mode & 0o777).toBe(0o640);
      expect((await readdir(folder)).sort()).toEqual(['link', 'orders.json']);
    },
  );

  it.skipIf(!existsSync('/dev/full'))('may be a device, which nothing takes the place of', async () => {
    await symlink('/dev/full', path);
    await expect(writeWholeFile(uriOf(path), parts('a'))).rejects.toMatchObject({
      code: 'file-not-written',
      data: { reason: expect.stringContaining('ENOSPC') as string },
    });
    expect((await stat('/dev/full')).isCharacterDevice()).toBe(true);
  });

  it('is written in one go where it is not on this machine', async () => {
    await writeWholeFile(uriOf('/there/a.json', 'vscode-remote'), parts('a', 'b'));
    expect(elsewhere.write.mock.calls.map(([, bytes]) => Buffer.from(bytes).toString())).toEqual(['ab']);
    elsewhere.write.mockRejectedValueOnce(new Error('no space left there'));
    await expect(writeWholeFile(uriOf('/there/a.json', 'vscode-remote'), parts('a'))).rejects.toMatchObject({
      code: 'file-not-written',
      data: { file: 'a.json', reason: 'no space left there' },
    });
  });
});
