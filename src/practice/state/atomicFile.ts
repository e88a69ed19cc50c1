import { randomBytes } from 'node:crypto';
import { open, readdir, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const temporary = /\.[0-9a-f]{12}\.tmp$/;

/**
 * Replaces a file as a whole, readable by its owner only: whoever reads it, after a crash at any moment too, sees either
 * the old content or the new. When the promise resolves, the new content has reached the disk.
 */
export async function writeFileAtomic(file: string, text: string): Promise<void> {
  const fresh = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  // Before anything is replaced: what is refused for want of a free handle must not have happened.
  const folder = await openFolder(dirname(file));
  try {
    const handle = await open(fresh, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await replace(fresh, file);
    // Makes the rename itself durable.
    await folder?.sync();
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  } finally {
    await folder?.close();
  }
}

/** Removes what a killed process left half written beside a file, if its folder is there. Only for the lock's holder. */
export async function removeLeftovers(file: string): Promise<void> {
  const folder = dirname(file);
  for (const name of await namesIn(folder)) {
    if (name.startsWith(basename(file)) && temporary.test(name)) {
      await rm(join(folder, name), { force: true });
    }
  }
}

/** The names in a folder; none when it is not there. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return [];
    }
    throw error;
  }
}

/** Puts a file in the place of another. On Windows a virus scanner that has the target open makes rename fail for a moment. */
export async function replace(from: string, to: string): Promise<void> {
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

/** To make a rename durable; Windows cannot open folders and does not need it. */
async function openFolder(folder: string): Promise<FileHandle | undefined> {
  return process.platform === 'win32' ? undefined : open(folder, 'r');
}
