import fc from 'fast-check';
import type { FuzzTarget } from '../../fuzz/fuzzTarget.ts';

/** Targets that are not borne, to see that they are found out. */
export const fuzzTargets: readonly FuzzTarget[] = [
  { name: 'good', cases: fc.nat(), check: () => undefined },
  {
    name: 'endless',
    cases: fc.nat(),
    check: () => {
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- so that it never ends
      while (true);
    },
  },
  {
    name: 'deadly',
    cases: fc.nat(),
    check: () => {
      setImmediate(() => {
        throw new Error('nobody catches this');
      });
      return new Promise(() => undefined);
    },
  },
  { name: 'good after that', cases: fc.nat(), check: () => undefined },
];
