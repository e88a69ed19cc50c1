import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { CodedError } from '../../codedError.ts';

/** A process of Node that speaks in frames (frames.ts) over its standard input and output. */
export type Worker = ChildProcessByStdio<Writable, Readable, Readable>;

/** A worker that nobody needs for so long is ended; milliseconds. */
export const idleLimit = 300_000;

/**
 * Starts the entry file of a worker with this process's own Node, or Electron as one.
 *
 * @param path of the entry file
 * @param options of Node, such as `--max-old-space-size=256`
 * @throws CodedError `worker-not-started`, and what `spawn` throws
 */
export function startWorker(path: string, options: readonly string[]): Worker {
  const worker = spawn(process.execPath, [...options, path], {
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

/** Little of this process is a worker's business: what starting a process and telling the time need. */
function environment(isSource: boolean): NodeJS.ProcessEnv {
  const names = ['SystemRoot', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'TZ'];
  const kept = names.flatMap(name => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  // From source, taking the types out of the files anew would take longer than everything else.
  const cache = isSource ? { NODE_COMPILE_CACHE: join(tmpdir(), 'tba-workbench-compile-cache') } : {};
  return { ...(Object.fromEntries(kept) as NodeJS.ProcessEnv), ...cache, ELECTRON_RUN_AS_NODE: '1' };
}

/** Says whether a worker and its pipes keep this process alive. */
export function holdWorker(worker: Worker, isHeld: boolean): void {
  const name = isHeld ? 'ref' : 'unref';
  worker[name]();
  for (const stream of [worker.stdin, worker.stdout, worker.stderr] as unknown as Socket[]) {
    stream[name]();
  }
}

/** Whether a worker can still be asked, as far as this process knows. */
export function isRunning(worker: Worker): boolean {
  return !worker.killed && worker.exitCode === null && worker.signalCode === null;
}

/** Whether what a worker wrote before it ended by itself says that V8 had no memory left. */
export function isOutOfMemory(errors: string): boolean {
  return /out of memory|invalid (?:size|table size|array length)/i.test(errors);
}
