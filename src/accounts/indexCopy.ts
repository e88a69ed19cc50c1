import { CodedError } from '../codedError.ts';
import type { IndexStore } from './accountBook.ts';
import { mergeIndexes } from './mergeIndexes.ts';
import { readIndex } from './readIndex.ts';
import { emptyIndex, type AccountIndex } from './records.ts';

/** The index as this window knows it: what is stored, and what it has read and written before that is gone from there. */
export class IndexCopy {
  readonly #store: IndexStore;
  readonly #now: () => number;
  /** What was read last, as it came. */
  #last: unknown;
  #index = emptyIndex;
  #isStored = true;
  /** Storage has refused what was last written, or has not said yet. */
  #isDue = false;

  constructor(store: IndexStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** @throws CodedError `index-newer`, `index-unreadable` */
  read(): AccountIndex {
    const read = this.#store.read();
    if (read !== this.#last) {
      const stored = readIndex(read);
      this.#index = mergeIndexes(stored, this.#index, this.#now());
      this.#isStored = this.#index === stored;
      this.#last = read;
    }
    return this.#index;
  }

  /**
   * Changes the index as it is now. What storage refuses stays in this window, and is written with the next change or
   * `restore`: secrets were stored or deleted for it already.
   *
   * @throws CodedError as `read`, and what `change` throws; then nothing is changed. `index-not-written` (data: kept):
   *   storage has refused it; where it is not kept, it could not have been read again
   */
  async change(change: (index: AccountIndex) => AccountIndex): Promise<void> {
    const changed = change(this.read());
    try {
      readIndex(changed);
    } catch (cause) {
      throw new CodedError('index-not-written', { kept: false }, { cause });
    }
    this.#index = changed;
    await this.#write();
  }

  /** Puts back what another window's write has undone in storage, and what storage refused before. */
  async restore(): Promise<void> {
    this.read();
    if (!this.#isStored || this.#isDue) {
      await this.#write();
    }
  }

  /** Once more where another window's write has arrived while this one was on its way. */
  async #write(): Promise<void> {
    this.#isDue = true;
    for (let tries = 0; tries < 3; tries++) {
      const index = this.read();
      try {
        await this.#store.write(index);
      } catch (cause) {
        throw new CodedError('index-not-written', { kept: true }, { cause });
      }
      this.#isDue = false;
      this.read();
      if (this.#isStored) {
        return;
      }
    }
  }
}
