import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { NonceMemory } from '../../../src/practice/authentication/nonceMemory.ts';
import { openNonceFile } from '../../../src/practice/state/nonceFile.ts';

let folder = '';
let file = '';
const opened: NonceMemory[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-nonces-'));
  file = join(folder, 'nonces.ndjson');
});
afterEach(async () => {
  opened.splice(0).forEach(nonces => nonces.close());
  await rm(folder, { recursive: true });
});

async function open(since = 0): Promise<NonceMemory> {
  const nonces = await openNonceFile(file, since);
  opened.push(nonces);
  return nonces;
}

it('a nonce is in the file as soon as it is used, and known when it is opened again', async () => {
  const nonces = await open();
  nonces.remember(42, 1000, 'a nonce "with" \u00e4 and spaces');
  nonces.remember(0, 1001, 'n');
  expect((await readFile(file, 'utf8')).split('\n')).toHaveLength(3);
  const again = await open();
  expect(again.wasUsed(42, 1000, 'a nonce "with" \u00e4 and spaces')).toBe(true);
  expect(again.wasUsed(0, 1001, 'n')).toBe(true);
  expect([again.wasUsed(42, 1001, 'n'), again.wasUsed(0, 1000, 'n')]).toEqual([false, false]);
});

it('opening forgets what is too old, and a last line that was cut off', async () => {
  const nonces = await open();
  nonces.remember(42, 1000, 'old');
  nonces.remember(42, 2000, 'new');
  await appendFile(file, '{"user":42,"time');
  const again = await open(1500);
  expect(again.size()).toBe(1);
  expect(await readFile(file, 'utf8')).toBe('{"user":42,"timestamp":2000,"nonce":"new"}\n');
});

it('the file does not grow with what is forgotten', async () => {
  const nonces = await open();
  for (let n = 1; n <= 25_000; n += 1) {
    nonces.forgetBefore(n - 5);
    nonces.remember(42, n, `n${n}`);
  }
  expect((await readFile(file, 'utf8')).split('\n').length).toBeLessThan(11_000);
  const again = await open();
  expect(again.wasUsed(42, 25_000, 'n25000')).toBe(true);
});
