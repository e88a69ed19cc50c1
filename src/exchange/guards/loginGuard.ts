import { createHash } from 'node:crypto';

/** Login failures of credentials, kept so that every surface of the program sees the same. Times in ms since 1970. */
export interface FailureStore {
  read(): Readonly<Record<string, readonly number[]>>;
  write(failures: Readonly<Record<string, readonly number[]>>): PromiseLike<void>;
}

/**
 * The name under which a token's failures are counted: the same whether it is kept in the tree or still being typed in,
 * and whatever secret was tried with it. A digest, so that no token ID lies in storage.
 */
export function guardKey(accountId: string, tokenId: string): string {
  return createHash('sha256').update(`${accountId} ${tokenId}`).digest('hex').slice(0, 16);
}

/** NetSuite locks a user for 30 minutes after five failed logins. */
const windowMilliseconds = 30 * 60 * 1000;
const failuresBeforeAsking = 2;

/** How often what another window's write took out of the store is put back at once. */
const attempts = 3;

type Times = Readonly<Record<string, readonly number[]>>;

/** The name under which the successes of a credential are kept, beside its failures. */
const successesOf = (credentialId: string) => `${credentialId} succeeded`;

/**
 * Keeps programs that share a user from being locked out: NetSuite locks a user after five failed logins, and the
 * user may be the one that live integrations run as.
 *
 * Several windows share a store that knows no turns: of two that write at the same time, one undoes what the other has
 * written. So each guard remembers all that it has written or read, takes the store's and its own together, and puts back
 * what is missing there. A success is a time like a failure, or what it is to undo would come back with the next window.
 *
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/subsect_156935170194.html (temporary_locked)
 */
export class LoginGuard {
  readonly #store: FailureStore;
  readonly #now: () => number;
  /** A part of a millisecond: what fails in two windows at the same time is two failures. */
  readonly #own: number;
  #known: Times = {};

  /** @param own from 0 to 1, another for each guard of a store */
  constructor(store: FailureStore, now: () => number, own: number = Math.random()) {
    this.#store = store;
    this.#now = now;
    this.#own = own;
  }

  /** How many logins of a credential failed in the last 30 minutes, with no success since. */
  recentFailures(credentialId: string): number {
    const { failures, lastSuccess } = this.#of(credentialId);
    return failures.filter(at => at > lastSuccess).length;
  }

  /** Whether the person should be asked before the credential is used again. */
  mustAsk(credentialId: string): boolean {
    return this.recentFailures(credentialId) >= failuresBeforeAsking;
  }

  async failed(credentialId: string): Promise<void> {
    const { failures, lastSuccess } = this.#of(credentialId);
    const now = this.#now() + this.#own;
    // After the last success, also when the clock was set back since.
    let at = lastSuccess < now ? now : lastSuccess + 1;
    while (failures.includes(at)) {
      at++;
    }
    await this.#add(credentialId, at);
  }

  async succeeded(credentialId: string): Promise<void> {
    if (this.recentFailures(credentialId) > 0) {
      const { failures } = this.#of(credentialId);
      await this.#add(successesOf(credentialId), Math.max(this.#now() + this.#own, ...failures));
    }
  }

  /** Puts back what another window's write took out of the store. */
  async restore(): Promise<void> {
    for (let attempt = 0; attempt < attempts && this.#isMissing(); attempt++) {
      await this.#store.write(this.#read());
    }
  }

  async #add(key: string, at: number): Promise<void> {
    const known = this.#read();
    this.#known = { ...known, [key]: [...(known[key] ?? []), at] };
    // Where storage refuses it, this guard knows it all the same and writes it with the next one: that a call was answered
    // must not be lost for that.
    await this.restore().catch(() => undefined);
  }

  #of(credentialId: string): { readonly failures: readonly number[]; readonly lastSuccess: number } {
    const known = this.#read();
    return {
      failures: known[credentialId] ?? [],
      lastSuccess: Math.max(-Infinity, ...(known[successesOf(credentialId)] ?? [])),
    };
  }

  /** Whether the store lacks something that still counts. */
  #isMissing(): boolean {
    const stored = this.#store.read();
    return Object.entries(this.#read()).some(([id, times]) => {
      const there: unknown = stored[id];
      return !Array.isArray(there) || times.some(at => !there.includes(at));
    });
  }

  /** The store's and this guard's own, without what counts no more. */
  #read(): Times {
    const now = this.#now();
    // Storage may hold what another program left there, and times of a clock that was set back since.
    const isRecent = (at: unknown): at is number => typeof at === 'number' && Math.abs(now - at) < windowMilliseconds;
    const stored: Readonly<Record<string, unknown>> = this.#store.read();
    const both = [...Object.entries(this.#known), ...Object.entries(stored)];
    const times = new Map<string, Set<number>>();
    for (const [id, all] of both) {
      const recent = Array.isArray(all) ? all.filter(isRecent) : [];
      if (recent.length > 0) {
        times.set(id, new Set([...(times.get(id) ?? []), ...recent]));
      }
    }
    this.#known = Object.fromEntries(Array.from(times, ([id, all]) => [id, [...all]]));
    return this.#known;
  }
}
