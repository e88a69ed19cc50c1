import { randomBytes } from 'node:crypto';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const temporary = /\.[0-9a-f]{12}\.tmp$/;

/**
 * Replaces a file as a whole, readable by its owner only: whoever reads it, after a crash at any moment too, sees either
 * the old content or the new. When the promise resolves, the new content has reached the disk.
 */
export async function writeFileAtomic(file: string, text: string): Promise<void> {
  const fresh = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = await open(fresh, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await replace(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
  await syncFolder(dirname(file));
}

/** Removes what a killed process left half written beside a file. Only for the holder of the lock. */
export async function removeLeftovers(file: string): Promise<void> {
  const folder = dirname(file);
  const names = await readdir(folder);
  for (const name of names) {
    if (name.startsWith(basename(file)) && temporary.test(name)) {
      await rm(join(folder, name), { force: true });
    }
  }
}

/** On Windows a virus scanner that has the target open makes rename fail for a moment. */
async function replace(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (process.platform !== 'win32' || attempt === 10) {
        throw error;
      }
      await sleep(attempt * 10);
    }
  }
}

/** Makes the rename itself durable; Windows cannot open folders and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') {
    return;
  }
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
