import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isOwnProject, updateWorkspace } from '../../../src/practice/process/workspaceFolder.ts';

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

it('finishes a copy that was cut off after any file', async () => {
  await rm(join(target, 'sub'), { recursive: true });
  await writeFile(`${target}.copied.json`, '{}');
  await updateWorkspace(source, target);
  expect(await read('sub/b.http')).toBe('two');
});

it('brings back a workspace that was thrown away as a whole', async () => {
  await rm(target, { recursive: true });
  await updateWorkspace(source, target);
  expect([await read('a.http'), await read('sub/b.http')]).toEqual(['one', 'two']);
});

it('tells a copy, also one that was cut off, and an empty folder from a project of the person’s own', async () => {
  const own = join(folder, 'own');
  expect([await isOwnProject(target), await isOwnProject(own)]).toEqual([false, false]);
  await mkdir(own);
  expect(await isOwnProject(own)).toBe(false);
  await writeFile(join(own, 'README.md'), 'mine');
  expect(await isOwnProject(own)).toBe(true);
});
