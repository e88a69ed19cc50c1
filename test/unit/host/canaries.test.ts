import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Canaries } from '../../ui/support/canaries.ts';

/** No secret of NetSuite's, so that each way of writing it down looks different. */
const mistyped = (): string => `wrong & "half" 100% ü/+ ${randomBytes(8).toString('hex')}`;

it('the search finds a secret in each form in which it may be written down', () => {
  const canaries = new Canaries();
  const secret = mistyped();
  canaries.add('secret', secret);
  const found = (content: string | Uint8Array): string => canaries.in(content).join();
  expect(found(`x=${secret};`)).toBe('secret as UTF-8');
  expect(found(Buffer.from(`x=${secret};`, 'utf16le'))).toBe('secret as UTF-16');
  expect(found(`x=${encodeURIComponent(secret)}&y`)).toBe('secret as percent-encoded');
  expect(found(new URLSearchParams({ x: secret, y: '' }).toString())).toBe('secret as form data');
  expect(found(JSON.stringify({ secret }))).toBe('secret as JSON');
  for (const before of ['', 'a', 'ab', 'abc']) {
    expect(found(Buffer.from(`${before}${secret}${before}`).toString('base64'))).toBe('secret as base64');
  }
  expect(found(Buffer.from(secret).toString('hex'))).toBe('secret as hex');
  expect(found(secret.slice(1))).toBe('');
});

it('the search of a folder leaves out what was not touched since, if it is told to', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tba-canaries-'));
  const canaries = new Canaries();
  canaries.add('secret', 'canary');
  await mkdir(join(folder, 'below'));
  for (const [name, at] of [
    ['old.txt', 1000],
    ['below/new.txt', 2000],
  ] as const) {
    await writeFile(join(folder, name), 'a canary');
    await utimes(join(folder, name), at, at);
  }
  expect((await canaries.inFolder(folder)).files).toBe(2);
  expect(await canaries.inFolder(folder, 1_500_000)).toEqual({
    files: 1,
    found: [`${join(folder, 'below', 'new.txt')}: secret as UTF-8`],
  });
  await rm(folder, { recursive: true });
});
