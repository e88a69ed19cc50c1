import { createHash } from 'node:crypto';
import { appendFile, stat } from 'node:fs/promises';
import { writeFileAtomic } from '../../../practice/state/atomicFile.ts';
import { readTextIfThere } from '../../../practice/state/stateStore.ts';

/** Bytes from which the older half is dropped; about 900 tokens. */
const most = 40_000;

/**
 * Which one-time refresh tokens have served, whichever window sent them: digests, one to a line. Whoever holds a token that
 * stands here holds an old one.
 */
export class ServedTokens {
  readonly #file: string;

  /** @param file its folder is there */
  constructor(file: string) {
    this.#file = file;
  }

  async has(token: string): Promise<boolean> {
    return ((await readTextIfThere(this.#file)) ?? '').split('\n').includes(digest(token));
  }

  /** Says nothing where it cannot be written: the sign-in goes on, and only windows that see no newer token miss it. */
  async add(token: string): Promise<void> {
    try {
      await appendFile(this.#file, `${digest(token)}\n`, { mode: 0o600 });
      if ((await stat(this.#file)).size > most) {
        const lines = ((await readTextIfThere(this.#file)) ?? '').split('\n');
        await writeFileAtomic(this.#file, lines.slice(lines.length / 2).join('\n'));
      }
    } catch {
      // As said above.
    }
  }
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
