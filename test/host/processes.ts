// Child processes that are awaited, quiet unless they fail, and never left behind.
import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';

export type Finished = { readonly code: number; readonly output: string; readonly timedOut: boolean };

export type RunOptions = {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds after which the process and its children are ended. */
  readonly timeout?: number;
  /** Called with each piece of output, on either stream. */
  readonly onOutput?: (text: string) => void;
};

const running = new Set<ChildProcess>();

// Whatever ends this process, its children must not outlive it; asynchronous stops have had their chance by now.
process.on('exit', () => {
  for (const child of running) {
    signalGroup(child, 'SIGKILL');
  }
});

/** Starts a process as the leader of its own group, so that one signal reaches all it starts. */
export function startProcess(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(command, args, { detached: process.platform !== 'win32', windowsHide: true, ...options });
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/** Runs to the end and answers exit code and both streams in one text; a missing program is code 127. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  return new Promise(done => {
    const child = startProcess(command, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // npm and code are .cmd files there, which only a shell starts.
      shell: process.platform === 'win32' && command.endsWith('.cmd'),
    });
    let output = '';
    let timedOut = false;
    const take = (text: string): void => {
      output += text;
      options.onOutput?.(text);
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', take);
    }
    const timer =
      options.timeout === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            void stopProcess(child);
          }, options.timeout);
    const finish = (code: number): void => {
      clearTimeout(timer);
      done({ code, output, timedOut });
    };
    child.once('error', error => {
      output += error.message;
      finish(127);
    });
    child.once('close', code => {
      finish(code ?? 1);
    });
  });
}

/** Asks a process and all it started to end, and insists after `patience` milliseconds. */
export async function stopProcess(child: ChildProcess, patience = 4000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
    return;
  }
  const gone = new Promise<void>(done => child.once('exit', () => done()));
  signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), patience);
  await gone;
  clearTimeout(timer);
  // Grandchildren that ignored the first signal.
  signalGroup(child, 'SIGKILL');
}

/** Ends everything started here, for a program that was interrupted. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map(child => stopProcess(child)));
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) {
    return;
  }
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // Already gone.
  }
}
