import type { Timing } from '../../exchange/record.ts';

export type PhaseName = 'refused' | 'pause' | 'dns' | 'tcp' | 'tls' | 'connect' | 'waiting' | 'receiving' | 'other';

/** One stretch of a call. Milliseconds. */
export interface Phase {
  readonly name: PhaseName;
  /** Undefined when the connection cannot tell. */
  readonly duration: number | undefined;
  /** Since the beginning of the call. */
  readonly start: number;
}

/** What no phase accounts for is only told from here on. Milliseconds. */
const leastRest = 1;

/**
 * The phases of a call, in order: tries that were refused, and those of the last one. Connecting is one of them where its parts are not known, and none where the connection
 * stood already.
 */
export function timingPhases(timing: Timing): readonly Phase[] {
  const { total, connect, dns, tls, waiting, receiving, earlierTries = [] } = timing;
  const parts: readonly (readonly [PhaseName, number | undefined])[] =
    dns === undefined && tls === undefined
      ? [['connect', connect]]
      : [
          ...(dns === undefined ? [] : [['dns', dns] as const]),
          ['tcp', Math.max(0, (connect ?? 0) - (dns ?? 0) - (tls ?? 0))],
          ...(tls === undefined ? [] : [['tls', tls] as const]),
        ];
  const before = earlierTries.flatMap(each => [['refused', each.total] as const, ['pause', each.waited] as const]);
  const all = [...before, ...parts, ['waiting', waiting] as const, ['receiving', receiving] as const];
  const known = all.reduce((sum, [, duration]) => sum + (duration ?? 0), 0);
  const isComplete = all.every(([, duration]) => duration !== undefined);
  const rest = isComplete && total - known >= leastRest ? [['other', total - known] as const] : [];
  let start = 0;
  return [...all, ...rest].map(([name, duration]) => {
    const phase = { name, duration, start };
    start += duration ?? 0;
    return phase;
  });
}
