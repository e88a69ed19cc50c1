import { spawn } from 'node:child_process';
import type { ChildProcess, ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from '../../codedError.ts';
import type { PracticeCredentials } from '../credentials.ts';
import { isAlive } from './lockFile.ts';
import type { ReadyLine } from './readyLine.ts';
import { callLoopback, findPractice, probe, readPracticeCredentials, readRunFile } from './runFile.ts';
import type { FoundPractice, RunFile } from './runFile.ts';
import { controlHeader, resetPath, scriptsPath, stopPath } from '../server/control.ts';

export interface LaunchOptions {
  readonly stateDir: string;
  /** Undefined: the port of last time, or any free one. */
  readonly port?: number;
  /** Undefined: the practice workspace of last time, or the one beside the state. */
  readonly workspace?: string;
  /** False while the practice workspace is open in an editor that does not trust it. */
  readonly scriptsAllowed?: boolean;
  /** The bundle of src/practice/process/main.ts. */
  readonly bundle: string;
  /** A Node, or an Electron that can act as one. */
  readonly execPath: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Ends the account when this process ends; otherwise it goes on alone, for the next window to find. */
  readonly endWithParent: boolean;
  readonly signal?: AbortSignal;
}

export interface LaunchedPractice {
  readonly practice: FoundPractice;
  readonly credentials: PracticeCredentials;
  /** Undefined when the account was already running. */
  readonly child: ChildProcess | undefined;
}

/** Longer than the account itself waits for another process to let go of the folder. */
const startLimit = 40_000;

/**
 * The practice account of a state folder: the running one, or a new process of it.
 *
 * @throws CodedError the codes of startPractice; `practice-start-failed` (data: exitCode, stderr),
 *   `practice-start-timeout` (data: seconds, stderr)
 * @throws the signal's reason
 */
export async function launchPractice(options: LaunchOptions): Promise<LaunchedPractice> {
  const { stateDir, signal } = options;
  signal?.throwIfAborted();
  const running = await findPractice(stateDir, signal ? { signal } : {});
  const known = running && (await readPracticeCredentials(stateDir));
  if (running && known) {
    return { practice: running, credentials: known, child: undefined };
  }
  const child = start(options);
  try {
    const { shared, baseUrl, ...credentials } = await readyLine(child, signal);
    const practice = await findPractice(stateDir, signal ? { signal } : {});
    if (practice?.baseUrl !== baseUrl) {
      throw new CodedError('practice-start-failed', { exitCode: child.exitCode ?? -1, stderr: 'It ended at once.' });
    }
    if (!options.endWithParent) {
      letGo(child);
    }
    return { practice, credentials, child: shared ? undefined : child };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

type Child = ChildProcessByStdio<Writable | null, Readable, Readable>;

function start(options: LaunchOptions): Child {
  const { stateDir, port, workspace, scriptsAllowed = true, bundle, execPath, env, endWithParent } = options;
  const args = [bundle, '--state', stateDir];
  if (port !== undefined) {
    args.push('--port', String(port));
  }
  if (workspace !== undefined) {
    args.push('--workspace', workspace);
  }
  if (!scriptsAllowed) {
    args.push('--no-scripts');
  }
  const common = { env: { ...(env ?? process.env), ELECTRON_RUN_AS_NODE: '1' }, windowsHide: true };
  const child = endWithParent
    ? spawn(execPath, [...args, '--end-with-stdin'], { ...common, stdio: ['pipe', 'pipe', 'pipe'] })
    : spawn(execPath, args, { ...common, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  // Without a listener, a child that is gone before its input is closed would throw here.
  child.stdin?.on('error', () => undefined);
  return child;
}

function readyLine(child: Child, signal: AbortSignal | undefined): Promise<ReadyLine> {
  return new Promise((resolve, reject) => {
    let out = '';
    let errors = '';
    const limit = setTimeout(
      () =>
        settle(() => reject(new CodedError('practice-start-timeout', { seconds: startLimit / 1000, stderr: errors }))),
      startLimit,
    );
    const onAbort = () => settle(() => reject(signal?.reason as Error));
    const settle = (finish: () => void) => {
      clearTimeout(limit);
      signal?.removeEventListener('abort', onAbort);
      finish();
    };
    signal?.addEventListener('abort', onAbort);
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      out += piece;
      const end = out.indexOf('\n');
      if (end >= 0) {
        const line = out.slice(0, end);
        const ready = readReadyLine(line);
        settle(() =>
          ready
            ? resolve(ready)
            : // What stands in the way, such as another program's wrapper, says who it is in its first line.
              reject(new CodedError('practice-start-failed', { exitCode: -1, stderr: line.slice(0, 4000) + errors })),
        );
      }
    });
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      errors = (errors + piece).slice(-4000);
    });
    child.on('error', cause =>
      settle(() => reject(new CodedError('practice-start-failed', { exitCode: -1, stderr: cause.message }, { cause }))),
    );
    child.on('close', exitCode => settle(() => reject(startError(exitCode ?? -1, errors))));
  });
}

function readReadyLine(line: string): ReadyLine | undefined {
  try {
    const value = JSON.parse(line) as Partial<ReadyLine> | null;
    return typeof value?.baseUrl === 'string' ? (value as ReadyLine) : undefined;
  } catch {
    return undefined;
  }
}

/** The child's last word, when it is one of its coded errors. */
function startError(exitCode: number, stderr: string): CodedError {
  try {
    const { error } = JSON.parse(stderr.trim().split('\n').at(-1) ?? '') as {
      error: { code: string; data: Record<string, string | number | boolean> };
    };
    return new CodedError(error.code, { ...error.data, exitCode, stderr });
  } catch {
    return new CodedError('practice-start-failed', { exitCode, stderr });
  }
}

/** Takes this process's hands off a child that goes on without it. */
function letGo(child: Child): void {
  child.stdout.destroy();
  child.stderr.destroy();
  child.unref();
}

/**
 * Ends the practice account of a state folder: asks it to, and if it does not end within five seconds, ends the process,
 * which has just been shown to be that account's. False when none was running.
 *
 * @throws CodedError `practice-stop-failed` (data: pid)
 */
export async function stopPractice(stateDir: string): Promise<boolean> {
  const run = await readRunFile(stateDir);
  if (!run || (await probe(run)) !== 'answers') {
    return false;
  }
  await callLoopback(run, { method: 'POST', path: stopPath, headers: { [controlHeader]: run.secret } }).catch(
    () => undefined,
  );
  if (await isGone(run, stateDir, 5_000)) {
    return true;
  }
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    end(run.pid, signal);
    if (await isGone(run, stateDir, 2_000)) {
      return true;
    }
  }
  throw new CodedError('practice-stop-failed', { pid: run.pid });
}

/**
 * Makes the accounts of a running practice anew: ready to use, or with nothing set up. False when none was running.
 *
 * @throws CodedError `practice-control-failed` (data: status)
 */
export function resetPractice(stateDir: string, to: 'ready' | 'scratch'): Promise<boolean> {
  return control(stateDir, `${resetPath}?to=${to}`);
}

/** Lets the scripts of the practice workspace run, or not. False when no practice account was running. */
export function allowScripts(stateDir: string, allowed: boolean): Promise<boolean> {
  return control(stateDir, `${scriptsPath}?allowed=${allowed}`);
}

async function control(stateDir: string, path: string): Promise<boolean> {
  const run = await readRunFile(stateDir);
  if (!run || (await probe(run)) !== 'answers') {
    return false;
  }
  const { status } = await callLoopback(run, { method: 'POST', path, headers: { [controlHeader]: run.secret } });
  if (status !== 200) {
    throw new CodedError('practice-control-failed', { status });
  }
  return true;
}

function end(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself in the meantime.
  }
}

/** Waits until the process has ended, or has at least stopped listening and let go of the folder. */
async function isGone(run: RunFile, stateDir: string, within: number): Promise<boolean> {
  const deadline = performance.now() + within;
  do {
    if (!isAlive(run.pid) || (await hasLetGo(run, stateDir))) {
      return true;
    }
    await sleep(50);
  } while (performance.now() < deadline);
  return false;
}

async function hasLetGo(run: RunFile, stateDir: string): Promise<boolean> {
  const named = await readRunFile(stateDir);
  return named?.instance !== run.instance && (await probe(run)) !== 'answers';
}
