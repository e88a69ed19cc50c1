import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from '../../codedError.ts';
import { createLockFile, isAlive, removeStaleLock } from './lockFile.ts';
import { findPractice, probe, readRunFile } from './runFile.ts';
import type { RunningPractice } from './runFile.ts';
import { readTextIfThere } from '../state/stateStore.ts';

interface LockContent {
  readonly pid: number;
  readonly instance: string;
}

/** The folder is ours until released, or a running practice account has it. */
export type Claim =
  | { readonly kind: 'own'; readonly release: () => Promise<void> }
  | { readonly kind: 'shared'; readonly practice: RunningPractice };

/** How long a process may take from its lock to its run file, and a claim may wait for another. */
const patience = { starting: 15_000, claim: 25_000, ending: 2_000 };

/**
 * Claims a state folder for this process. The lock is a file that names process and run; one left by a process that was
 * killed is recognised by its process being gone, or, where the process number has since gone to another program, by
 * nobody answering for that run.
 *
 * @throws CodedError `practice-locked` (data: folder, pid) when a process holds the lock but does not answer
 */
export async function claimFolder(stateDir: string, instance: string): Promise<Claim> {
  const file = join(stateDir, 'lock.json');
  const deadline = performance.now() + patience.claim;
  const refusedSince = new Map<string, number>();
  for (;;) {
    if (await createLockFile(file, JSON.stringify({ pid: process.pid, instance } satisfies LockContent))) {
      await removeSetAside(stateDir);
      return { kind: 'own', release: () => release(file, instance) };
    }
    const practice = await findPractice(stateDir);
    if (practice) {
      return { kind: 'shared', practice };
    }
    const text = await readTextIfThere(file);
    if (text === undefined) {
      continue;
    }
    if (await isStale(stateDir, file, text, refusedSince)) {
      await removeStaleLock(file, text);
      continue;
    }
    if (performance.now() > deadline) {
      throw new CodedError('practice-locked', { folder: stateDir, pid: parse(text)?.pid ?? 0 });
    }
    await sleep(100);
  }
}

async function isStale(
  stateDir: string,
  file: string,
  text: string,
  refusedSince: Map<string, number>,
): Promise<boolean> {
  const lock = parse(text);
  const age = await ageOf(file);
  if (!lock) {
    // Killed, or not yet done, between creating and writing.
    return age > patience.ending;
  }
  if (lock.pid === process.pid || !isAlive(lock.pid)) {
    return true;
  }
  const run = await readRunFile(stateDir);
  if (run?.instance !== lock.instance) {
    return age > patience.starting;
  }
  const liveness = await probe(run);
  if (liveness === 'answers' || liveness === 'silent') {
    return false;
  }
  // It was listening once: either it is just ending, or its process number belongs to another program now.
  const since = refusedSince.get(lock.instance) ?? performance.now();
  refusedSince.set(lock.instance, since);
  return performance.now() - since > patience.ending;
}

/** Stale locks that were set aside by a process which was killed before it had removed them. */
async function removeSetAside(stateDir: string): Promise<void> {
  for (const name of await readdir(stateDir)) {
    const pid = /^lock\.json\.(\d+)\.stale$/.exec(name)?.[1];
    // A process that is alive may be about to put a lock back.
    if (pid !== undefined && !isAlive(Number(pid))) {
      await rm(join(stateDir, name), { force: true });
    }
  }
}

async function release(file: string, instance: string): Promise<void> {
  const text = await readTextIfThere(file);
  if (text !== undefined && parse(text)?.instance === instance) {
    await rm(file, { force: true });
  }
}

function parse(text: string): LockContent | undefined {
  try {
    const { pid, instance } = JSON.parse(text) as Partial<LockContent>;
    return Number.isSafeInteger(pid) && Number(pid) > 0 && typeof instance === 'string'
      ? { pid: Number(pid), instance }
      : undefined;
  } catch {
    return undefined;
  }
}

async function ageOf(file: string): Promise<number> {
  try {
    return Math.max(0, Date.now() - (await stat(file)).mtimeMs);
  } catch {
    return 0;
  }
}
