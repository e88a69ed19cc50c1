import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { CodedError } from '../../codedError.ts';
import { openPracticeAccount } from '../account.ts';
import { credentialsOf } from '../credentials.ts';
import type { PracticeCredentials } from '../credentials.ts';
import { claimFolder } from './lock.ts';
import type { PracticeOptions } from './options.ts';
import { resetToReady, startFromScratch } from '../reset.ts';
import { loopbackUrl, readPracticeCredentials, readRunFile, runFilePath } from './runFile.ts';
import type { RunFile } from './runFile.ts';
import type { Sites } from '../server/exchange.ts';
import { createPracticeServer } from '../server/practiceServer.ts';
import { removeLeftovers, writeFileAtomic } from '../state/atomicFile.ts';
import { openStateStore, stateFile } from '../state/stateStore.ts';
import type { AccountStore, StateStore } from '../state/stateStore.ts';
import { endSuiteQl } from '../suiteQl/suiteQl.ts';
import { endSpareWorker } from '../suiteScript/workers.ts';
import { isOwnProject, shippedWorkspace, updateWorkspace } from './workspaceFolder.ts';

/** A practice account that was started here, or found running. */
export interface StartedPractice {
  readonly shared: boolean;
  /** Of the sandbox, the account that is handed out. */
  readonly baseUrl: string;
  readonly productionUrl: string;
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
  options: Pick<PracticeOptions, 'stateDir' | 'port' | 'workspace' | 'scriptsAllowed'>,
  onStopRequest: () => void,
): Promise<StartedPractice> {
  const stateDir = resolve(options.stateDir);
  try {
    await mkdir(stateDir, { recursive: true, mode: 0o700 });
    return await startIn({ ...options, stateDir }, onStopRequest);
  } catch (error) {
    if (error instanceof CodedError) {
      throw error;
    }
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new CodedError('practice-folder-unusable', { folder: stateDir, reason }, { cause: error });
  }
}

async function startIn(
  { stateDir, port, workspace: given, scriptsAllowed }: Parameters<typeof startPractice>[0],
  onStopRequest: () => void,
): Promise<StartedPractice> {
  const instance = randomUUID();
  const claim = await claimFolder(stateDir, instance);
  if (claim.kind === 'shared') {
    const credentials = await knownCredentials(stateDir);
    const { baseUrl, productionUrl } = claim.practice;
    return { shared: true, baseUrl, productionUrl, credentials, stop: () => Promise.resolve() };
  }
  try {
    await removeLeftovers(runFilePath(stateDir));
    const world = await openStateStore(stateDir);
    const workspace = await openWorkspace(stateDir, given, world);
    const shared = { world, workspace, pair: [], scripts: { allowed: scriptsAllowed } };
    const sandbox = await openPracticeAccount(stateDir, { kind: 'sandbox', ...shared });
    const production = await openPracticeAccount(stateDir, { kind: 'production', ...shared });
    const secret = randomBytes(32).toString('hex');
    const reset = (to: 'ready' | 'scratch') => (to === 'scratch' ? startFromScratch(sandbox) : resetToReady(sandbox));
    const control = { instance, secret, stop: onStopRequest, reset };
    const sites = (): Sites => ({
      sandbox: loopbackUrl(portOf(sandboxServer)),
      production: loopbackUrl(portOf(productionServer)),
    });
    const sandboxServer = createPracticeServer(sandbox, { control, sites });
    const productionServer = createPracticeServer(production, { control, sites });
    // The other account first, so that nobody finds the one before the other can be reached.
    await listen(productionServer, undefined, production.store, port ?? sandbox.store.current().port);
    await listen(sandboxServer, port, sandbox.store);
    const { sandbox: baseUrl, production: productionUrl } = sites();
    await writeRunFile(stateDir, {
      pid: process.pid,
      port: portOf(sandboxServer),
      productionPort: portOf(productionServer),
      baseUrl,
      productionUrl,
      workspace,
      instance,
      secret,
      startedAt: now(),
    });
    const stop = async () => {
      await Promise.all([sandboxServer, productionServer].map(close));
      endSpareWorker();
      endSuiteQl();
      for (const { nonces, loginAudit, scriptNotes } of [sandbox, production]) {
        nonces.close();
        loginAudit.close();
        scriptNotes.close();
      }
      if ((await readRunFile(stateDir))?.instance === instance) {
        await rm(runFilePath(stateDir), { force: true });
      }
      await claim.release();
    };
    return { shared: false, baseUrl, productionUrl, credentials: credentialsOf(sandbox.store.current()), stop };
  } catch (error) {
    await claim.release();
    throw error;
  }
}

/**
 * The folder of the practice workspace, with what ships in it, unless it is a person's own project. A folder that was
 * asked for is remembered.
 */
async function openWorkspace(stateDir: string, given: string | undefined, world: StateStore): Promise<string> {
  if (given !== undefined) {
    const folder = resolve(given);
    await world.update(state => [state.workspace === folder ? state : { ...state, workspace: folder }, undefined]);
  }
  const { workspace } = world.current();
  if (workspace !== '' && (await isOwnProject(workspace))) {
    return workspace;
  }
  const filled = workspace || join(stateDir, 'workspace');
  await updateWorkspace(shippedWorkspace(import.meta.url), filled);
  return filled;
}

/** Another process runs the account, so its state is there. */
async function knownCredentials(stateDir: string): Promise<PracticeCredentials> {
  const credentials = await readPracticeCredentials(stateDir);
  if (!credentials) {
    throw new CodedError('practice-state-corrupt', { file: stateFile(stateDir), where: 'missing' });
  }
  return credentials;
}

/** @param taken a port that is not free though nobody listens there: the sibling will */
async function listen(server: Server, port: number | undefined, store: AccountStore, taken = 0): Promise<void> {
  const remembered = store.current().port;
  if (port !== undefined) {
    if (!(await tryListen(server, port))) {
      throw new CodedError('practice-port-in-use', { port });
    }
  } else if (remembered === 0 || remembered === taken || !(await tryListen(server, remembered))) {
    await tryListen(server, 0);
    while (portOf(server) === taken) {
      await close(server);
      await tryListen(server, 0);
    }
  }
  const found = portOf(server);
  if (found !== remembered) {
    await store.update(state => [{ ...state, port: found }, undefined]);
  }
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
