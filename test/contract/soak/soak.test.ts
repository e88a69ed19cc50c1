// The short form of npm run soak.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startPractice } from '../../host/practice.ts';
import { largeBody } from '../../soak/largeBody.ts';
import { growthOf, soakRun } from '../../soak/soakRun.ts';

it('leaves no listener and nothing open after hundreds of calls, and no memory', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tba-soak-'));
  const practice = await startPractice(folder);
  try {
    const { answered, others, leftOpen, listenersLeft, memory } = await soakRun(practice.account, 400);
    expect({ answered, others, leftOpen, listenersLeft }).toEqual({
      answered: 400,
      others: {},
      leftOpen: [],
      listenersLeft: 0,
    });
    // Each of two hundred bodies is 2 kB long: kept, they would be seen.
    expect(growthOf(memory)).toBeLessThan(2 << 20);
  } finally {
    await practice.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

it('stops a body that is longer than wished, keeps what had come, and gives its memory back', async () => {
  const { code, kept, before, after } = await largeBody(64 << 20, 16 << 20);
  expect(code).toBe('response-too-large');
  expect(kept).toBeGreaterThan(15 << 20);
  expect(after - before).toBeLessThan(8 << 20);
});

it('memory that grows is told from memory that does not', () => {
  expect(growthOf([9, 1, 1, 5, 5, 5, 5, 5])).toBe(0);
  expect(growthOf([9, 1, 1, 5, 6, 7, 8, 9])).toBe(2);
});
