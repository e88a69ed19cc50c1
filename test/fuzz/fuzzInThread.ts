import { Worker } from 'node:worker_threads';
import type { FuzzJob, FuzzMessage } from './fuzzWorker.ts';
import type { KeptCase } from './keptCases.ts';

/** What became of a target. */
export interface Outcome {
  readonly target: string;
  readonly cases: number;
  readonly failed?: KeptCase;
}

/** Where all of the targets are. */
export const allTargets = new URL('./fuzzTargets.ts', import.meta.url).href;

/** Milliseconds. */
const longestStart = 60_000;

/**
 * Tries targets in a thread, which is ended when nothing is heard of it: a case that never ends is found out too. The
 * targets after it have a thread of their own.
 *
 * @param patience milliseconds without a word, after which a lot of a hundred cases counts as one that never ends
 */
export async function fuzzInThread(job: FuzzJob, patience: number): Promise<readonly Outcome[]> {
  const worker = new Worker(new URL('./fuzzWorker.ts', import.meta.url), { workerData: job });
  const outcomes = new Map<string, Outcome>();
  let at = { target: job.targets[0] ?? '', seed: job.firstSeed };
  const fail = (why: string) => {
    const { cases = 0 } = outcomes.get(at.target) ?? {};
    outcomes.set(at.target, { target: at.target, cases, failed: { seed: at.seed, why } });
  };
  await new Promise<void>(resolve => {
    const giveUp = () => {
      fail(`did not end within ${patience / 1000} s`);
      resolve();
    };
    // Before the first word, all the modules have to be read.
    let timer = setTimeout(giveUp, patience + longestStart);
    worker.on('message', (message: FuzzMessage) => {
      clearTimeout(timer);
      if (message.kind === 'done') {
        resolve();
        return;
      }
      timer = setTimeout(giveUp, patience);
      if (message.kind === 'begin') {
        at = message;
      } else {
        const { target, cases, failed } = message;
        const before = outcomes.get(target)?.cases ?? 0;
        outcomes.set(target, { target, cases: before + cases, ...(failed && { failed }) });
      }
    });
    worker.on('error', error => {
      clearTimeout(timer);
      fail(`the thread died: ${String(error)}`);
      resolve();
    });
  });
  await worker.terminate();
  const rest = job.targets.slice(job.targets.indexOf(at.target) + 1);
  const isOver = rest.length === 0 || outcomes.has(job.targets.at(-1) ?? '');
  return [...outcomes.values(), ...(isOver ? [] : await fuzzInThread({ ...job, targets: rest }, patience))];
}
