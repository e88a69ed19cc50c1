// A practice account in a process of its own, to be called over its port and killed.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { readRunFile } from '../../../../src/practice/process/runFile.ts';
import { readState } from '../../../../src/practice/state/readState.ts';
import type { PracticeState } from '../../../../src/practice/state/model.ts';
import type { SignerCredentials } from '../../support/independentSigner.ts';
import type { Fixture } from '../practiceFixture.ts';

const main = join(import.meta.dirname, '../../../../src/practice/process/main.ts');

export interface PracticeProcess {
  readonly child: ChildProcess;
  /** Its state folder. */
  readonly folder: string;
  /** The ready line. */
  readonly ready: SignerCredentials & { readonly baseUrl: string };
  /** What the helpers of the other tests need of a fixture to talk to it over its port. */
  readonly sandbox: Fixture;
  readonly production: Fixture;
  readonly productionUrl: string;
}

/** @param largestFile bytes, a multiple of 512: writing goes as far as that and then fails, as on a disk that is full */
export async function startProcess(stateDir: string, largestFile?: number): Promise<PracticeProcess> {
  const command = [process.execPath, main, '--state', stateDir];
  const limited = ['/bin/sh', '-c', `ulimit -f ${(largestFile ?? 0) / 512}; exec "$@"`, 'sh', ...command];
  const [program = '', ...args] = largestFile === undefined ? command : limited;
  // It says of each call that could not be written that it could not.
  const stderr = largestFile === undefined ? 'inherit' : 'ignore';
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', stderr] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const ready = JSON.parse(line) as PracticeProcess['ready'];
  const productionUrl = (await readRunFile(stateDir))?.productionUrl ?? '';
  const client = (baseUrl: string) => {
    const clock = {
      get seconds() {
        return Math.floor(Date.now() / 1000);
      },
    };
    const reached = { baseUrl, port: Number(new URL(baseUrl).port), credentials: ready, clock };
    return reached as unknown as Fixture;
  };
  return {
    child,
    folder: stateDir,
    ready,
    sandbox: client(ready.baseUrl),
    production: client(productionUrl),
    productionUrl,
  };
}

/** Starts it and kills it after so many milliseconds, ready or not; answers the lines that it had printed. */
export async function startAndKill(stateDir: string, milliseconds: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [main, '--state', stateDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (printed += piece));
  await sleep(milliseconds);
  child.kill('SIGKILL');
  await once(child, 'close');
  return printed.split('\n').slice(0, -1);
}

export async function kill({ child }: PracticeProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}

/** The state as it lies on disk: throws when it is not whole. */
export async function stateOnDisk(stateDir: string): Promise<PracticeState> {
  const file = join(stateDir, 'state.json');
  return readState(await readFile(file, 'utf8'), file);
}

/** The rows of a journal: throws when one is not whole. */
export async function rowsOnDisk<Row>(stateDir: string, name: string): Promise<readonly Row[]> {
  const text = await readFile(join(stateDir, `${name}.ndjson`), 'utf8');
  return text
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line) as Row);
}

/** Paths of everything in the folder that does not belong there: not the state, and not the workspace as it ships. */
export async function strayFiles(stateDir: string): Promise<readonly string[]> {
  const wanted =
    /^(?:lock|run|state|workspace\.copied)\.json$|^(?:sandbox|production)-(?:login-audit|script-notes|nonces)\.ndjson$|^workspace(?:$|\/)/;
  const names = (await readdir(stateDir, { recursive: true })).map(name => name.replaceAll('\\', '/'));
  return names.filter(name => !wanted.test(name) || /\.(?:tmp|stale)$/.test(name));
}

/** Process ids of what the process started; only where /proc tells. */
export async function childrenOf({ child }: PracticeProcess): Promise<readonly number[]> {
  if (process.platform !== 'linux') {
    return [];
  }
  const tasks = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').catch(() => '');
  return tasks.trim().split(/\s+/).filter(Boolean).map(Number);
}

export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
