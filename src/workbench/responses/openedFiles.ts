import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '../../codedError.ts';

/** Where files of responses are put for other programs to open; in the storage folder of the extension. */
export const openedFolder = 'opened';

/** Milliseconds after which nobody looks at a file that was opened, as far as one can know. */
const longest = 24 * 60 * 60 * 1000;

/** What openEmbedded calls the folder of each file. */
const ownName = /^[0-9a-f]{12}$/;

/**
 * The files of responses that were opened in other programs, each in a folder of its own. Who opened one does not tell when
 * they are done with it, and another window may have opened one just now.
 */
export class OpenedFiles {
  readonly #folder: string;

  /** @param storage the path of the extension's storage folder */
  constructor(storage: string) {
    this.#folder = join(storage, openedFolder);
  }

  async count(): Promise<number> {
    return (await this.#names()).length;
  }

  /**
   * Removes those that nothing was written to for a day. One that cannot be removed is tried again the next time.
   *
   * @param now milliseconds since 1970
   * @throws the file system's errors, save that there is no folder yet
   */
  async removeOld(now: number): Promise<void> {
    for (const name of await this.#names()) {
      const path = join(this.#folder, name);
      // Another window may be removing it too.
      const written = await lastWritten(path).catch(() => now);
      if (now - written > longest) {
        await remove(path).catch(() => undefined);
      }
    }
  }

  /** @throws CodedError `opened-not-deleted` (data: count, folder) */
  async removeAll(): Promise<void> {
    let left = 0;
    let cause: unknown;
    for (const name of await this.#names()) {
      await remove(join(this.#folder, name)).catch((error: unknown) => {
        left++;
        cause = error;
      });
    }
    if (left > 0) {
      throw new CodedError('opened-not-deleted', { count: left, folder: this.#folder }, { cause });
    }
  }

  async #names(): Promise<readonly string[]> {
    try {
      const entries = await readdir(this.#folder, { withFileTypes: true });
      return entries.filter(entry => entry.isDirectory() && ownName.test(entry.name)).map(({ name }) => name);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
        return [];
      }
      throw error;
    }
  }
}

/** When the folder or a file in it was: whoever opened it may have saved it. */
async function lastWritten(folder: string): Promise<number> {
  const paths = [folder, ...(await readdir(folder)).map(name => join(folder, name))];
  const times = await Promise.all(paths.map(async path => (await stat(path)).mtimeMs));
  return Math.max(...times);
}

function remove(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}
