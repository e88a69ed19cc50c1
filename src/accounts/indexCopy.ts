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

  /** Changes the index as it is now. @throws CodedError as `read`, and what `change` throws; then nothing is changed */
  async change(change: (index: AccountIndex) => AccountIndex): Promise<void> {
    this.#index = change(this.read());
    await this.#write();
  }

  /** Puts back what another window's write has undone in storage. */
  async restore(): Promise<void> {
    this.read();
    if (!this.#isStored) {
      await this.#write();
    }
  }

  /** Once more where another window's write has arrived while this one was on its way. */
  async #write(): Promise<void> {
    for (let tries = 0; tries < 3; tries++) {
      await this.#store.write(this.read());
      this.read();
      if (this.#isStored) {
        return;
      }
    }
  }
}
