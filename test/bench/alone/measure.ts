/** A row of the table that `npm run bench` prints. */
export interface Figure {
  readonly what: string;
  readonly median: string;
  readonly range: string;
}

/** Milliseconds of several runs after one that warms up. */
export function measure(what: string, runs: number, work: () => unknown): Figure {
  work();
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return figure(what, times);
}

/** The same for work that takes its time; what `prepare` does is not counted. */
export async function measureLater(
  what: string,
  runs: number,
  work: () => Promise<unknown>,
  prepare: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Figure> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    await prepare();
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return figure(what, times);
}

/** Of values in milliseconds, or in another unit. */
export function figure(what: string, values: readonly number[], unit = 'ms', digits = 2): Figure {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(digits);
  return { what, median: `${at(0.5)} ${unit}`, range: sorted.length > 1 ? `${at(0)} to ${at(1)} ${unit}` : '' };
}
