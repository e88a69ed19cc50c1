// VS Code's storage as several windows of a profile see it, one scheduled step at a time.
import type { Scheduler } from 'fast-check';
import { AccountBook } from '../../../src/accounts/accountBook.ts';
import type { AccountIndex } from '../../../src/accounts/records.ts';

/** A step that a closed window does not live to see. */
const never = new Promise<never>(() => undefined);

/**
 * The vault is one for all. The index is one value, of which each window has a copy: a write sends the window's whole
 * copy as it is by then, the last one that arrives counts, and what arrives is echoed to every window, where it takes the
 * place of the copy.
 */
export class SharedProfile {
  readonly #scheduler: Scheduler;
  readonly #windows: ProfileWindow[] = [];
  readonly vault = new Map<string, string>();
  index: AccountIndex | undefined;
  #lastId = 0;
  clock = 1000;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  open(): ProfileWindow {
    const window = new ProfileWindow(this);
    this.#windows.push(window);
    return window;
  }

  newId(): string {
    return `id${++this.#lastId}`;
  }

  /** What another process does: at some later step, and only while somebody waits for it. */
  async step<T>(window: ProfileWindow, work: () => T): Promise<T> {
    await this.#scheduler.schedule(Promise.resolve());
    return window.isOpen ? work() : never;
  }

  /** The writer's own echo comes before the answer to its write, on the same wire. */
  arrive(writer: ProfileWindow, index: AccountIndex): void {
    this.index = index;
    for (const window of this.#windows.filter(each => each !== writer)) {
      const echo = structuredClone(index);
      window.inbox.push(echo);
      void this.step(window, () => window.takeEcho());
    }
  }

  /** Makes up to so many steps. */
  async run(steps: number): Promise<void> {
    for (let i = 0; i < steps && (await this.#isBusy()); i++) {
      await this.#scheduler.waitNext(1);
    }
  }

  async settle(): Promise<void> {
    await this.run(Infinity);
  }

  async #isBusy(): Promise<boolean> {
    await new Promise(setImmediate);
    return this.#scheduler.count() > 0;
  }
}

export class ProfileWindow {
  readonly book: AccountBook;
  readonly inbox: AccountIndex[] = [];
  /** Every index that this window wrote. */
  readonly wrote: AccountIndex[] = [];
  isOpen = true;
  #copy: AccountIndex | undefined;

  constructor(profile: SharedProfile) {
    this.#copy = structuredClone(profile.index);
    const { vault } = profile;
    this.book = new AccountBook(
      {
        read: () => this.#copy,
        write: index => {
          this.#copy = structuredClone(index);
          this.wrote.push(this.#copy);
          return profile.step(this, () => {
            if (this.#copy) {
              this.#copy = structuredClone(this.#copy);
              profile.arrive(this, this.#copy);
            }
          });
        },
      },
      {
        get: key => profile.step(this, () => vault.get(key)),
        store: (key, value) => profile.step(this, () => void vault.set(key, value)),
        delete: key => profile.step(this, () => void vault.delete(key)),
        keys: () => profile.step(this, () => [...vault.keys()]),
      },
      () => profile.newId(),
      () => profile.clock,
    );
  }

  takeEcho(): void {
    this.#copy = this.inbox.shift();
  }

  close(): void {
    this.isOpen = false;
  }
}
