import type fc from 'fast-check';
import { isCoded } from '../../src/codedError.ts';

/** Something that takes what others wrote, and what it is tried with. Cases are plain JSON, so that they can be kept. */
export interface FuzzTarget<Case = unknown> {
  readonly name: string;
  readonly cases: fc.Arbitrary<Case>;
  /** Throws when the case is not borne. */
  readonly check: (tried: Case) => void | Promise<void>;
}

/** A target among others: what it takes is its own business. */
export function fuzzTarget<Case>(target: FuzzTarget<Case>): FuzzTarget {
  return target as FuzzTarget;
}

/** Refusing is an answer, as long as it is done with a code. */
export function orRefuses<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!isCoded(error)) {
      throw error;
    }
    return undefined;
  }
}

/** @throws Error with `message` when something does not hold */
export function must(holds: boolean, message: string): void {
  if (!holds) {
    throw new Error(message);
  }
}
