import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inFileTurn } from '../../../src/workbench/accounts/oauth2/fileTurn.ts';

let folder: string;
let lock: string;
let counter: string;
const running: ChildProcessByStdio<null, Readable, null>[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tba-turn-'));
  lock = join(folder, 'locks', 'token.lock');
  counter = join(folder, 'counter');
  await writeFile(counter, '0');
});
afterEach(async () => {
  for (const child of running.splice(0)) {
    child.kill('SIGKILL');
  }
  await rm(folder, { recursive: true });
});

function taker(turns: string) {
  const script = join(import.meta.dirname, 'turnTaker.ts');
  const child = spawn(process.execPath, [script, lock, counter, turns], { stdio: ['ignore', 'pipe', 'inherit'] });
  running.push(child);
  return child;
}

it('gives turns to one process after the other, and within each to one work after the other', async () => {
  const codes = ['30', '30', '30'].map(turns => once(taker(turns), 'exit').then(([code]) => code as number));
  expect(await Promise.all(codes)).toEqual([0, 0, 0]);
  expect(await readFile(counter, 'utf8')).toBe('90');
  expect(await readdir(join(folder, 'locks'))).toEqual([]);
});

it('takes the turn of a process that was killed', async () => {
  const child = taker('forever');
  await once(child.stdout, 'data');
  let done = false;
  const waiting = inFileTurn(lock, () => Promise.resolve((done = true)));
  expect([done, (await readdir(join(folder, 'locks'))).length]).toEqual([false, 1]);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await waiting).toBe(true);
});

it.each([
  ['of a process whose number another program has now', JSON.stringify({ pid: process.ppid, instance: 'x' })],
  ['that was never written to the end', '{"pi'],
  ['of this very process, from before', JSON.stringify({ pid: process.pid, instance: 'x' })],
])('takes over a lock %s', async (_, text) => {
  await inFileTurn(lock, () => Promise.resolve());
  await writeFile(lock, text);
  await utimes(lock, 1, 1);
  expect(await inFileTurn(lock, () => Promise.resolve('mine'), 5)).toBe('mine');
});

it('goes on after work that failed', async () => {
  const [failed, worked] = [
    inFileTurn(lock, () => Promise.reject(new Error('no'))),
    inFileTurn(lock, () => Promise.resolve('yes')),
  ];
  await expect(failed).rejects.toThrow('no');
  expect(await worked).toBe('yes');
});
