/** Does its work once and answers what that took, in a unit of its own. */
export type Candidate = () => number | Promise<number>;

/** Of one candidate, a figure for each round. */
export type Runs = readonly number[];

/**
 * Runs candidates in turn, round after round, each round beginning with another one: whatever else the machine does falls
 * on all of them alike. A round before the first warms up and does not count.
 */
export async function alternate<Name extends string>(
  candidates: Readonly<Record<Name, Candidate>>,
  rounds = 7,
): Promise<Readonly<Record<Name, Runs>>> {
  const names = Object.keys(candidates) as Name[];
  const runs = Object.fromEntries(names.map(name => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round <= rounds; round += 1) {
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      const took = await candidates[name]();
      if (round > 0) {
        runs[name].push(took);
      }
    }
  }
  return runs;
}

export function median(values: Runs): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** The median of the ratios round by round: what slows a whole round down does not count. */
export function ratioOf(own: Runs, other: Runs): number {
  return median(own.map((value, round) => value / (other[round] ?? NaN)));
}

/** Milliseconds that work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Microseconds that work takes, of as many times as given. */
export function timedEach(times: number, work: () => unknown): number {
  const began = performance.now();
  for (let time = 0; time < times; time += 1) {
    work();
  }
  return ((performance.now() - began) * 1000) / times;
}
