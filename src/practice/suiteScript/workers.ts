import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { CodedError } from '../../codedError.ts';
import { workerPath } from './workerPath.ts';

export type Worker = ChildProcessByStdio<Writable, Readable, Readable>;

/** Heap of one script, in MB. What NetSuite allows is not published for RESTlets (assumed). */
const heap = 256;

/** A spare worker that nobody needs for so long is ended; milliseconds. */
const idleLimit = 300_000;

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
  if (!taken || taken.worker.killed || taken.worker.exitCode !== null || taken.worker.signalCode !== null) {
    return startWorker();
  }
  taken.worker.removeAllListeners().on('error', () => undefined);
  hold(taken.worker, true);
  return taken.worker;
}

/** Keeps one worker ready, so that the next call need not wait for a process to start. */
export function keepSpareWorker(): void {
  if (spare) {
    return;
  }
  let worker: Worker;
  try {
    worker = startWorker();
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
  hold(worker, false);
  spare = mine;
}

/** Ends the spare worker, for a process that wants to end tidily; it would end with that process anyway. */
export function endSpareWorker(): void {
  spare?.worker.kill('SIGKILL');
}

function startWorker(): Worker {
  const path = workerPath(import.meta.url);
  const worker = spawn(process.execPath, [`--max-old-space-size=${heap}`, path], {
    env: environment(path.endsWith('.ts')),
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  // Without a listener each of these would end the account. What went wrong is noticed by the call that is run.
  worker.on('error', () => undefined);
  // Where the system has no handle left, a process that could not be started has no pipes either.
  const pipes: Partial<Worker> = worker;
  if (!pipes.stdin || !pipes.stdout || !pipes.stderr) {
    throw new CodedError('worker-not-started');
  }
  worker.stdin.on('error', () => undefined);
  return worker;
}

/** Little of this process is a script's business: what starting a process and telling the time need. */
function environment(isSource: boolean): NodeJS.ProcessEnv {
  const names = ['SystemRoot', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'TZ'];
  const kept = names.flatMap(name => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  // From source, taking the types out of the files anew would take longer than everything else.
  const cache = isSource ? { NODE_COMPILE_CACHE: join(tmpdir(), 'tba-workbench-compile-cache') } : {};
  return { ...(Object.fromEntries(kept) as NodeJS.ProcessEnv), ...cache, ELECTRON_RUN_AS_NODE: '1' };
}

/** Whether a worker and its pipes keep this process alive. */
function hold(worker: Worker, isHeld: boolean): void {
  const name = isHeld ? 'ref' : 'unref';
  worker[name]();
  for (const stream of [worker.stdin, worker.stdout, worker.stderr] as unknown as Socket[]) {
    stream[name]();
  }
}
