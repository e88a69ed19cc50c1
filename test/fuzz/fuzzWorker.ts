// Tries cases of one target after the other, and says before each lot which it is: a lot that never ends is known by it.
import { parentPort, workerData } from 'node:worker_threads';
import type { FuzzTarget } from './fuzzTarget.ts';
import { keptCases } from './keptCases.ts';
import { tryCases, tryKept, type Tried } from './tryCases.ts';
import './standIns.ts';

/** What the thread is given. */
export interface FuzzJob {
  /** The module that exports `fuzzTargets`. */
  readonly module: string;
  /** Names; the order in which they are tried. */
  readonly targets: readonly string[];
  readonly firstSeed: number;
  /** Milliseconds in which more lots are begun; each target has one at least. */
  readonly share?: number;
  /** Whether what once failed is tried as well. */
  readonly withKept?: boolean;
}

/** What it says. */
export type FuzzMessage =
  | { readonly kind: 'begin'; readonly target: string; readonly seed: number }
  | ({ readonly kind: 'end'; readonly target: string } & Tried)
  | { readonly kind: 'done' };

/** Cases of a lot. */
const lot = 100;

const { module, targets, firstSeed, share = 0, withKept } = workerData as FuzzJob;
const { fuzzTargets } = (await import(module)) as { readonly fuzzTargets: readonly FuzzTarget[] };
const tell = (message: FuzzMessage) => parentPort?.postMessage(message);

for (const name of targets) {
  const target = fuzzTargets.find(each => each.name === name);
  if (!target) {
    throw new Error(`no such target: ${name}`);
  }
  const run = async (seed: number, work: () => Promise<Tried>): Promise<boolean> => {
    tell({ kind: 'begin', target: name, seed });
    const tried = await work();
    tell({ kind: 'end', target: name, ...tried });
    return tried.failed === undefined;
  };
  let isGood = true;
  for (const kept of withKept ? await keptCases(name) : []) {
    isGood &&= await run(kept.seed, () =>
      kept.tried === undefined ? tryCases(target, kept.seed, lot) : tryKept(target, kept),
    );
  }
  const end = performance.now() + share;
  for (let seed = firstSeed; isGood && (seed === firstSeed || performance.now() < end); seed = (seed + 1) | 0) {
    isGood = await run(seed, () => tryCases(target, seed, lot));
  }
}
tell({ kind: 'done' });
