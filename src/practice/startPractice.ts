import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { CodedError } from '../codedError.ts';
import { createPracticeAccount } from './account.ts';
import { credentialsOf } from './credentials.ts';
import type { PracticeCredentials } from './credentials.ts';
import { claimFolder } from './lock.ts';
import type { PracticeOptions } from './options.ts';
import { loopbackUrl, readPracticeCredentials, readRunFile, runFilePath } from './runFile.ts';
import type { RunFile } from './runFile.ts';
import { createPracticeServer } from './server/practiceServer.ts';
import { removeLeftovers, writeFileAtomic } from './state/atomicFile.ts';
import { openStateStore, stateFile } from './state/stateStore.ts';
import type { StateStore } from './state/stateStore.ts';

/** A practice account that was started here, or found running. */
export interface StartedPractice {
  readonly shared: boolean;
  readonly baseUrl: string;
  readonly credentials: PracticeCredentials;
  /** Ends the server and gives up the folder; nothing to do when it is shared. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the practice account of a state folder in this process, unless another process already runs it.
 *
 * @param onStopRequest called when a control request asks the account to end
 * @throws CodedError `practice-port-in-use` (data: port), `practice-locked`, `practice-folder-unusable` (data: folder,
 *   reason), `practice-state-corrupt`, `practice-state-newer`
 */
export async function startPractice(
  options: Pick<PracticeOptions, 'stateDir' | 'port'>,
  onStopRequest: () => void,
): Promise<StartedPractice> {
  const stateDir = resolve(options.stateDir);
  try {
    await mkdir(stateDir, { recursive: true, mode: 0o700 });
    return await startIn(stateDir, options.port, onStopRequest);
  } catch (error) {
    if (error instanceof CodedError) {
      throw error;
    }
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new CodedError('practice-folder-unusable', { folder: stateDir, reason }, { cause: error });
  }
}

async function startIn(
  stateDir: string,
  port: number | undefined,
  onStopRequest: () => void,
): Promise<StartedPractice> {
  const instance = randomUUID();
  const claim = await claimFolder(stateDir, instance);
  if (claim.kind === 'shared') {
    const credentials = known(await readPracticeCredentials(stateDir), stateDir);
    return { shared: true, baseUrl: claim.practice.baseUrl, credentials, stop: () => Promise.resolve() };
  }
  try {
    await removeLeftovers(runFilePath(stateDir));
    const store = await openStateStore(stateDir);
    const credentials = known(credentialsOf(store.current()), stateDir);
    const secret = randomBytes(32).toString('hex');
    const server = createPracticeServer(createPracticeAccount(store), { instance, secret, stop: onStopRequest });
    const baseUrl = loopbackUrl(await listen(server, port, store));
    await writeRunFile(stateDir, {
      pid: process.pid,
      port: portOf(server),
      baseUrl,
      instance,
      secret,
      startedAt: now(),
    });
    const stop = async () => {
      await close(server);
      if ((await readRunFile(stateDir))?.instance === instance) {
        await rm(runFilePath(stateDir), { force: true });
      }
      await claim.release();
    };
    return { shared: false, baseUrl, credentials, stop };
  } catch (error) {
    await claim.release();
    throw error;
  }
}

/** A state without a usable token of each kind was edited by hand; it is somebody's, so it is not repaired. */
function known(credentials: PracticeCredentials | undefined, stateDir: string): PracticeCredentials {
  if (!credentials) {
    throw new CodedError('practice-state-corrupt', { file: stateFile(stateDir), where: 'credentials' });
  }
  return credentials;
}

async function listen(server: Server, port: number | undefined, store: StateStore): Promise<number> {
  const remembered = store.current().port;
  if (port !== undefined) {
    if (!(await tryListen(server, port))) {
      throw new CodedError('practice-port-in-use', { port });
    }
  } else if (remembered === 0 || !(await tryListen(server, remembered))) {
    await tryListen(server, 0);
  }
  const taken = portOf(server);
  if (taken !== remembered) {
    await store.update(state => [{ ...state, port: taken }, undefined]);
  }
  return taken;
}

/** Only ever the loopback address. False when somebody else has the port, or it is reserved. */
function tryListen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolveListening, reject) => {
    const onError = (error: NodeJS.ErrnoException) => {
      if (port !== 0 && (error.code === 'EADDRINUSE' || error.code === 'EACCES')) {
        resolveListening(false);
      } else {
        reject(error);
      }
    };
    server.once('error', onError);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.off('error', onError);
      resolveListening(true);
    });
  });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function writeRunFile(stateDir: string, run: RunFile): Promise<void> {
  await writeFileAtomic(runFilePath(stateDir), `${JSON.stringify(run)}\n`);
}

/** Calls in flight get a second to finish. */
async function close(server: Server): Promise<void> {
  const hangUp = setTimeout(() => server.closeAllConnections(), 1_000);
  await new Promise(resolveClosed => server.close(resolveClosed));
  clearTimeout(hangUp);
}

function now(): string {
  return new Date().toISOString();
}
