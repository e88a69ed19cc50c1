import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { updateWorkspace } from '../../../src/practice/workspaceFolder.ts';

let folder: string;
let source: string;
let target: string;
const read = (path: string): Promise<string> => readFile(join(target, path), 'utf8');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tba-unit-'));
  source = join(folder, 'source');
  target = join(folder, 'target');
  await mkdir(join(source, 'sub'), { recursive: true });
  await writeFile(join(source, 'a.http'), 'one');
  await writeFile(join(source, 'sub', 'b.http'), 'two');
  await updateWorkspace(source, target);
});
afterEach(() => rm(folder, { recursive: true }));

it('copies the sample workspace with its folders', async () => {
  expect([await read('a.http'), await read('sub/b.http')]).toEqual(['one', 'two']);
});

it('updates files the person has not touched', async () => {
  await writeFile(join(source, 'a.http'), 'newer');
  await updateWorkspace(source, target);
  expect(await read('a.http')).toBe('newer');
});

it('leaves changed, deleted and added files as the person left them', async () => {
  await writeFile(join(target, 'a.http'), 'mine');
  await rm(join(target, 'sub', 'b.http'));
  await writeFile(join(target, 'own.http'), 'own');
  await writeFile(join(source, 'a.http'), 'newer');
  await writeFile(join(source, 'own.http'), 'sample');
  await updateWorkspace(source, target);
  expect([await read('a.http'), await read('own.http')]).toEqual(['mine', 'own']);
  await expect(read('sub/b.http')).rejects.toThrow('ENOENT');
});
