import { open, rename, rm } from 'node:fs/promises';
import { readTextIfThere } from '../state/stateStore.ts';

// What locks of more than one kind are made with: a file that names its process, there as long as the lock is held.

/** Creates a lock with its content; answers false when there is one already. */
export async function createLockFile(file: string, text: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(text);
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

/**
 * Takes a stale lock away. Of several processes that find it stale only one wins the rename; one that comes late and
 * picks up the winner's fresh lock sees that by its content and puts it back.
 */
export async function removeStaleLock(file: string, staleText: string): Promise<void> {
  const aside = `${file}.${process.pid}.stale`;
  try {
    if ((await readTextIfThere(file)) !== staleText) {
      return;
    }
    await rename(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return;
    }
    throw error;
  }
  if ((await readTextIfThere(aside)) === staleText) {
    await rm(aside, { force: true });
  } else {
    await rename(aside, file);
  }
}

/** Signal 0 only asks; a process of somebody else's cannot be signalled but is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
