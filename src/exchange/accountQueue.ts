/**
 * One request in flight per account: NetSuite's concurrency limit (often 5) is shared with every integration there is.
 */
export class AccountQueue {
  readonly #tails = new Map<string, Promise<void>>();

  /**
   * Runs work once everything asked for earlier on the same account has ended.
   *
   * @throws the signal's reason when aborted while waiting; the work is then never started
   */
  async run<T>(account: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(account);
    let release: () => void = () => undefined;
    const mine = new Promise<void>(resolve => (release = resolve));
    const tail = before?.then(() => mine) ?? mine;
    this.#tails.set(account, tail);
    // Not when this call ends: one that was cancelled while it waited has a call before it that goes on.
    void tail.then(() => {
      if (this.#tails.get(account) === tail) {
        this.#tails.delete(account);
      }
    });
    try {
      signal.throwIfAborted();
      // Of many calls in a row nearly every one finds the account free.
      if (before) {
        await untilAborted(before, signal);
      }
      return await work();
    } finally {
      release();
    }
  }
}

async function untilAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
