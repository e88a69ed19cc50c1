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
  const tried = result.counterexample?.[0];
  const path = result.counterexamplePath ?? '';
  return { cases: result.numRuns, failed: { seed, path, why: reasonOf(result.errorInstance), tried } };
}

/** Tries again what once failed. */
export async function tryKept({ check }: FuzzTarget, kept: KeptCase): Promise<Tried> {
  try {
    await check(kept.tried);
    return { cases: 1 };
  } catch (error) {
    return { cases: 1, failed: { ...kept, why: reasonOf(error) } };
  }
}

/** In one line. */
function reasonOf(error: unknown): string {
  return String(error).split('\n', 1)[0] ?? '';
}
