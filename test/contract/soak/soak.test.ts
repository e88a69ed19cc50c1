// The short form of npm run soak.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startPractice } from '../../host/practice.ts';
import { largeBody } from '../../soak/largeBody.ts';
import { growthOf, soakRun } from '../../soak/soakRun.ts';

it(
  'leaves no listener and nothing open after hundreds of calls, whatever came of them, and no memory',
  { timeout: 120_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tba-soak-'));
    const practice = await startPractice(folder);
    try {
      const { answered, failed, others, mostSockets, leftOpen, listenersLeft, memory } = await soakRun(
        practice.account,
        280,
      );
      expect({ answered, failed, others, leftOpen, listenersLeft }).toEqual({
        answered: 252,
        failed: {
          ...{ reset: 4, 'time limit': 4, cancelled: 4, throttled: 4 },
          ...{ 'bad gzip': 4, 'cut short': 4, large: 4 },
        },
        others: {},
        leftOpen: [],
        listenersLeft: 0,
      });
      // One call at a time needs one, whatever became of those before it; another may be on its way out.
      expect(mostSockets).toBeLessThanOrEqual(2);
      // One of the large bodies comes in each quarter: kept, it would be seen.
      expect(growthOf(memory)).toBeLessThan(2 << 20);
    } finally {
      await practice.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
);

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
