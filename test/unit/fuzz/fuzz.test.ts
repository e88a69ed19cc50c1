// The short form of npm run fuzz, and what it ever found.
import { describe, expect, it } from 'vitest';
import { fuzzTargets } from '../../fuzz/fuzzTargets.ts';
import { keptCases } from '../../fuzz/keptCases.ts';
import { tryCases } from '../../fuzz/tryCases.ts';

describe.each(fuzzTargets.map(target => [target.name, target] as const))('%s', (name, target) => {
  it('bears a hundred random cases', async () => {
    const seed = (Math.random() * 2 ** 31) | 0;
    expect((await tryCases(target, seed, 100)).failed).toBeUndefined();
  });

  it('bears what it once did not', async () => {
    for (const { seed, tried } of await keptCases(name)) {
      if (tried === undefined) {
        expect((await tryCases(target, seed, 100)).failed).toBeUndefined();
      } else {
        await target.check(tried);
      }
    }
  });
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
