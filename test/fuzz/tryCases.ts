import fc from 'fast-check';
import type { FuzzTarget } from './fuzzTarget.ts';
import type { KeptCase } from './keptCases.ts';

/** What became of a number of cases. */
export interface Tried {
  readonly cases: number;
  readonly failed?: KeptCase;
}

/** Tries so many cases, all of which follow from the seed. A failure is made as small as can be. */
export async function tryCases({ cases, check }: FuzzTarget, seed: number, numRuns: number): Promise<Tried> {
  const result = await fc.check(
    fc.asyncProperty(cases, async tried => {
      await check(tried);
    }),
    { seed, numRuns },
  );
  if (!result.failed) {
    return { cases: result.numRuns };
  }
  const why = String(result.errorInstance).split('\n', 1)[0] ?? '';
  return {
    cases: result.numRuns,
    failed: { seed, path: result.counterexamplePath ?? '', why, tried: result.counterexample?.[0] },
  };
}
