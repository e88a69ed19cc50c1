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

/**
 * Keeps programs that share a user from being locked out: NetSuite locks a user after five failed logins, and the
 * user may be the one that live integrations run as.
 *
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/subsect_156935170194.html (temporary_locked)
 */
export class LoginGuard {
  readonly #store: FailureStore;
  readonly #now: () => number;

  constructor(store: FailureStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** How many logins of a credential failed in the last 30 minutes, with no success since. */
  recentFailures(credentialId: string): number {
    return this.#recent(credentialId).length;
  }

  /** Whether the person should be asked before the credential is used again. */
  mustAsk(credentialId: string): boolean {
    return this.recentFailures(credentialId) >= failuresBeforeAsking;
  }

  async failed(credentialId: string): Promise<void> {
    // Of the others, what counts no more is not kept either.
    const recent = Object.keys(this.#store.read())
      .map(id => [id, this.#recent(id)] as const)
      .filter(([, times]) => times.length > 0);
    await this.#store.write({
      ...Object.fromEntries(recent),
      [credentialId]: [...this.#recent(credentialId), this.#now()],
    });
  }

  async succeeded(credentialId: string): Promise<void> {
    const failures = this.#store.read();
    if (failures[credentialId] !== undefined) {
      await this.#store.write(Object.fromEntries(Object.entries(failures).filter(([id]) => id !== credentialId)));
    }
  }

  #recent(credentialId: string): readonly number[] {
    const now = this.#now();
    const known: unknown = this.#store.read()[credentialId];
    // Storage may hold what another program left there, and times of a clock that was set back since.
    const isRecent = (at: unknown): at is number => typeof at === 'number' && Math.abs(now - at) < windowMilliseconds;
    return Array.isArray(known) ? known.filter(isRecent) : [];
  }
}
