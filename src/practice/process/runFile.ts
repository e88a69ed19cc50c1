import { request } from 'node:http';
import { join } from 'node:path';
import { credentialsOf } from '../credentials.ts';
import type { PracticeCredentials } from '../credentials.ts';
import { statusPath } from '../server/control.ts';
import { readState } from '../state/readState.ts';
import { readTextIfThere, stateFile } from '../state/stateStore.ts';

/** A practice account that answers right now. */
export interface RunningPractice {
  readonly pid: number;
  readonly port: number;
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly baseUrl: string;
  /** The same for the production account. */
  readonly productionUrl: string;
  /** The folder of the SuiteCloud project whose RESTlets run. */
  readonly workspace: string;
  /** Random, new for each run. */
  readonly instance: string;
}

/** A practice account that answers, and whether the credentials it hands out are still the same. */
export interface FoundPractice extends RunningPractice {
  /** '' while there is no token, as after a start from scratch. */
  readonly credentialId: string;
}

/** run.json: where the process of a state folder can be found. Left behind when it is killed. */
export interface RunFile extends RunningPractice {
  readonly productionPort: number;
  /** ISO 8601 */
  readonly startedAt: string;
  /** Authenticates control requests; the file is readable by its owner only. */
  readonly secret: string;
}

/** How the process that a run file names answers: it does, nobody listens, somebody else does, or nothing comes back. */
export type Liveness = 'answers' | 'refused' | 'other' | 'silent';

export function runFilePath(stateDir: string): string {
  return join(stateDir, 'run.json');
}

/**
 * The practice account of a state folder, if that very run of it answers over HTTP. A stale run file is nothing.
 *
 * @throws the signal's reason
 */
export async function findPractice(
  stateDir: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<FoundPractice | undefined> {
  const run = await readRunFile(stateDir);
  const status = run && (await askStatus(run, options.signal));
  if (!run || status?.liveness !== 'answers') {
    return undefined;
  }
  const { pid, port, baseUrl, productionUrl, workspace, instance } = run;
  return { pid, port, baseUrl, productionUrl, workspace, instance, credentialId: status.credentialId };
}

/**
 * The credentials of the practice account of a state folder, running or not; undefined before its first start.
 *
 * @throws CodedError `practice-state-corrupt`, `practice-state-newer`
 */
export async function readPracticeCredentials(stateDir: string): Promise<PracticeCredentials | undefined> {
  const file = stateFile(stateDir);
  const text = await readTextIfThere(file);
  return text === undefined ? undefined : credentialsOf(readState(text, file).sandbox);
}

/** The run file's content; undefined when there is none or it makes no sense. */
export async function readRunFile(stateDir: string): Promise<RunFile | undefined> {
  const text = await readTextIfThere(runFilePath(stateDir));
  try {
    const value = JSON.parse(text ?? 'null') as Partial<RunFile> | null;
    const { pid, port, productionPort, workspace, instance, secret, startedAt } = value ?? {};
    const isSound = isPositive(pid) && isPort(port) && isPort(productionPort) && isText(instance) && isText(secret);
    // The address is built here, not read, so that nobody can be sent elsewhere by a file.
    return isSound && isText(startedAt) && isText(workspace)
      ? {
          pid,
          port,
          productionPort,
          baseUrl: loopbackUrl(port),
          productionUrl: loopbackUrl(productionPort),
          workspace,
          instance,
          secret,
          startedAt,
        }
      : undefined;
  } catch {
    return undefined;
  }
}

export function loopbackUrl(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** Asks the server that a run file names who it is; gives up after two seconds. */
export async function probe(run: RunFile, signal?: AbortSignal): Promise<Liveness> {
  return (await askStatus(run, signal)).liveness;
}

async function askStatus(
  run: RunFile,
  signal?: AbortSignal,
): Promise<{ readonly liveness: Liveness; readonly credentialId: string }> {
  signal?.throwIfAborted();
  try {
    const { status, body } = await callLoopback(run, {
      method: 'GET',
      path: statusPath,
      ...(signal ? { signal } : {}),
    });
    const answer = JSON.parse(body) as { instance?: unknown; credentialId?: unknown } | null;
    const liveness = status === 200 && answer?.instance === run.instance ? 'answers' : 'other';
    return { liveness, credentialId: typeof answer?.credentialId === 'string' ? answer.credentialId : '' };
  } catch (error) {
    signal?.throwIfAborted();
    const { code } = error as NodeJS.ErrnoException;
    const liveness = code === 'ECONNREFUSED' ? 'refused' : code === 'ETIMEDOUT' ? 'silent' : 'other';
    return { liveness, credentialId: '' };
  }
}

/** One small request to a server on this machine, on a connection of its own. */
export function callLoopback(
  run: Pick<RunFile, 'port'>,
  options: {
    readonly method: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly signal?: AbortSignal;
  },
): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port: run.port, agent: false, timeout: 2_000, ...options }, response => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => {
        body += piece;
        if (body.length > 10_000) {
          call.destroy(new Error('The answer is too long.'));
        }
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      response.on('error', reject);
    });
    call.on('timeout', () => call.destroy(Object.assign(new Error('No answer.'), { code: 'ETIMEDOUT' })));
    call.on('error', reject);
    call.end();
  });
}

function isPositive(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

function isPort(value: unknown): value is number {
  return isPositive(value) && value < 65_536;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
