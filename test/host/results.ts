// What a group of tests comes to, whoever ran it.

export type Failure = { readonly name: string; readonly message: string };

export type Results = {
  readonly passed: number;
  readonly failures: readonly Failure[];
  /** Names. */
  readonly skipped: readonly string[];
  /** What failed at first, in files that then ran again; they count by that. */
  readonly shaky?: readonly Failure[];
};

/** One failure in place of results that never came. */
export function noResults(name: string, message: string): Results {
  return { passed: 0, failures: [{ name, message }], skipped: [] };
}

export function sum(all: readonly Results[]): Results {
  return {
    passed: all.reduce((total, { passed }) => total + passed, 0),
    failures: all.flatMap(({ failures }) => failures),
    skipped: all.flatMap(({ skipped }) => skipped),
  };
}

/** A tier that ran nothing has not passed. */
export function atLeastOne(name: string, results: Results): Results {
  return results.passed + results.failures.length === 0
    ? { ...results, failures: [{ name, message: 'no test ran' }] }
    : results;
}
