// The short form of npm run fuzz, and what it ever found.
import { beforeAll, describe, expect, it } from 'vitest';
import { allTargets, fuzzInThread, type Outcome } from '../../fuzz/fuzzInThread.ts';
import { fuzzTargets } from '../../fuzz/fuzzTargets.ts';
import { tryCases } from '../../fuzz/tryCases.ts';

/** Milliseconds for a hundred cases, on a machine that has other work too. */
const patience = 30_000;

describe('what takes what others wrote', () => {
  const names = fuzzTargets.map(({ name }) => name);
  const outcomes = new Map<string, Outcome>();

  beforeAll(async () => {
    const firstSeed = (Math.random() * 2 ** 31) | 0;
    const job = { module: allTargets, targets: names, firstSeed, withKept: true };
    (await fuzzInThread(job, patience)).forEach(outcome => outcomes.set(outcome.target, outcome));
  }, 300_000);

  it.each(names)('%s bears a hundred random cases, and what it once did not', name => {
    expect(outcomes.get(name)?.failed).toBeUndefined();
    expect(outcomes.get(name)?.cases).toBeGreaterThanOrEqual(100);
  });
});

it('a target that never ends, or ends its thread, is told by its seed, and the others are tried all the same', async () => {
  const module = new URL('./endlessTargets.ts', import.meta.url).href;
  const targets = ['good', 'endless', 'deadly', 'good after that'];
  expect(await fuzzInThread({ module, targets, firstSeed: 7 }, 2000)).toEqual([
    { target: 'good', cases: 100 },
    { target: 'endless', cases: 0, failed: { seed: 7, why: 'did not end within 2 s' } },
    { target: 'deadly', cases: 0, failed: { seed: 7, why: 'the thread died: Error: nobody catches this' } },
    { target: 'good after that', cases: 100 },
  ]);
});

it('a target that fails or throws is found out, and its smallest case kept', async () => {
  const { target, kept } = await failing();
  expect(kept.failed).toMatchObject({ seed: 1, why: 'Error: too long', tried: 'x'.repeat(3) });
  expect((await tryCases(target, 1, 100)).failed).toEqual(kept.failed);
});

async function failing() {
  const { default: fc } = await import('fast-check');
  const target = {
    name: 'failing',
    cases: fc.nat(50).map(length => 'x'.repeat(length)),
    check: (text: unknown) => {
      if (String(text).length > 2) {
        throw new Error('too long');
      }
    },
  };
  return { target, kept: await tryCases(target, 1, 100) };
}
