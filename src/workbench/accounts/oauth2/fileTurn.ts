import { randomUUID } from 'node:crypto';
import { mkdir, rm, stat, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from '../../../codedError.ts';
import { createLockFile, isAlive, removeStaleLock } from '../../../practice/process/lockFile.ts';
import { readTextIfThere } from '../../../practice/state/stateStore.ts';

interface Lock {
  readonly pid: number;
  readonly instance: string;
}

/** Milliseconds between two looks at somebody else's lock, and between two signs of life of one's own. */
const interval = { look: 50, life: 1000 };

/** Looks are counted, not time: a machine that slept wakes both who holds a lock and who waits for it. */
const looksUntilStale = 300;

/** Milliseconds that a turn is waited for; what is done in one takes a minute at most. */
const patience = 150_000;

/** Who waits in this process, by lock file. */
const queues = new Map<string, Promise<unknown>>();

/**
 * Does work while no other window does work under the same lock: one after the other in this process, and a file between
 * processes. A lock whose process is gone is taken over at once, and one that shows no sign of life after a while.
 *
 * @param file the lock; its folder is made
 * @param looks in a row without a sign of life after which a lock counts as left behind
 * @throws CodedError `turn-not-given` (data: pid) when another process keeps the lock; what the work throws
 */
export function inFileTurn<T>(file: string, work: () => Promise<T>, looks = looksUntilStale): Promise<T> {
  const before = queues.get(file) ?? Promise.resolve();
  const turn = before.then(() => locked(file, work, looks));
  const settled = turn.then(
    () => undefined,
    () => undefined,
  );
  queues.set(file, settled);
  void settled.then(() => {
    if (queues.get(file) === settled) {
      queues.delete(file);
    }
  });
  return turn;
}

async function locked<T>(file: string, work: () => Promise<T>, looks: number): Promise<T> {
  const text = JSON.stringify({ pid: process.pid, instance: randomUUID() } satisfies Lock);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await take(file, text, looks);
  const life = setInterval(() => {
    const now = new Date();
    // Whoever took the lock over shows its own.
    utimes(file, now, now).catch(() => undefined);
  }, interval.life);
  try {
    return await work();
  } finally {
    clearInterval(life);
    if ((await readTextIfThere(file)) === text) {
      await rm(file, { force: true });
    }
  }
}

async function take(file: string, text: string, enough: number): Promise<void> {
  const deadline = performance.now() + patience;
  let seen = '';
  let looks = 0;
  while (!(await createLockFile(file, text))) {
    const holder = await readTextIfThere(file);
    if (holder === undefined) {
      continue;
    }
    const pid = pidOf(holder);
    const sign = `${holder} ${await lastSign(file)}`;
    looks = sign === seen ? looks + 1 : 0;
    seen = sign;
    const isLeft = pid !== undefined && (pid === process.pid || !isAlive(pid));
    if (isLeft || looks > enough) {
      await removeStaleLock(file, holder);
    } else if (performance.now() > deadline) {
      throw new CodedError('turn-not-given', { pid: pid ?? 0 });
    } else {
      await sleep(interval.look);
    }
  }
}

async function lastSign(file: string): Promise<number> {
  try {
    return (await stat(file)).mtimeMs;
  } catch {
    return 0;
  }
}

/** Undefined while it is being written. */
function pidOf(text: string): number | undefined {
  try {
    const { pid } = JSON.parse(text) as Partial<Lock>;
    return Number.isSafeInteger(pid) && Number(pid) > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}
