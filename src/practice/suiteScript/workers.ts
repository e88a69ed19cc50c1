import { holdWorker, idleLimit, isRunning, startWorker } from '../workers/startWorker.ts';
import type { Worker } from '../workers/startWorker.ts';
import { workerPath } from '../workers/workerPath.ts';

/** Heap of one script, in MB. What NetSuite allows is not published for RESTlets (assumed). */
const heap = 256;

interface Spare {
  readonly worker: Worker;
  readonly idle: NodeJS.Timeout;
}

/** Started and loaded, waiting for its call. */
let spare: Spare | undefined;

/**
 * A worker for one call: the spare one, or a new one.
 *
 * Workers are processes, not threads: a script that eats memory takes a thread's whole process with it (V8 aborts), and
 * some loops cannot be interrupted in a thread while they do.
 */
export function takeWorker(): Worker {
  const taken = spare;
  spare = undefined;
  clearTimeout(taken?.idle);
  if (!taken || !isRunning(taken.worker)) {
    return startScriptWorker();
  }
  taken.worker.removeAllListeners().on('error', () => undefined);
  holdWorker(taken.worker, true);
  return taken.worker;
}

/** Keeps one worker ready, so that the next call need not wait for a process to start. */
export function keepSpareWorker(): void {
  if (spare) {
    return;
  }
  let worker: Worker;
  try {
    worker = startScriptWorker();
  } catch {
    // The next call starts its own, or says that it cannot.
    return;
  }
  const mine: Spare = { worker, idle: setTimeout(() => void worker.kill('SIGKILL'), idleLimit).unref() };
  const forget = () => {
    clearTimeout(mine.idle);
    if (spare === mine) {
      spare = undefined;
    }
  };
  worker.on('error', forget).on('exit', forget);
  holdWorker(worker, false);
  spare = mine;
}

/** Ends the spare worker, for a process that wants to end tidily; it would end with that process anyway. */
export function endSpareWorker(): void {
  spare?.worker.kill('SIGKILL');
}

function startScriptWorker(): Worker {
  return startWorker(workerPath('scriptWorker', import.meta.url), [`--max-old-space-size=${heap}`]);
}
