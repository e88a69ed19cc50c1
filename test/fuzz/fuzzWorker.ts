// Tries cases of one target after the other, and says before each lot which it is: a lot that never ends is known by it.
import { parentPort, workerData } from 'node:worker_threads';
import { tryCases, type Tried } from './tryCases.ts';
import './standIns.ts';

// Some of them want VS Code, for which something stands in by now.
const { fuzzTargets } = await import('./fuzzTargets.ts');

/** What the thread is given. */
export interface FuzzJob {
  readonly target: string;
  readonly firstSeed: number;
  /** Milliseconds since 1970 after which no more lots are begun. */
  readonly until: number;
}

/** What it says. */
export type FuzzMessage =
  { readonly kind: 'begin'; readonly seed: number } | ({ readonly kind: 'end' } & Tried) | { readonly kind: 'done' };

/** Cases of a lot. */
const lot = 100;

const job = workerData as FuzzJob;
const target = fuzzTargets.find(({ name }) => name === job.target);
if (!target || !parentPort) {
  throw new Error(`no such target: ${job.target}`);
}
const tell = (message: FuzzMessage) => parentPort?.postMessage(message);
for (let seed = job.firstSeed; Date.now() < job.until; seed = (seed + 1) | 0) {
  tell({ kind: 'begin', seed });
  const tried = await tryCases(target, seed, lot);
  tell({ kind: 'end', ...tried });
  if (tried.failed) {
    break;
  }
}
tell({ kind: 'done' });
