import { systemNonceSource, type NonceSource } from '../../tba/nonce.ts';

/**
 * Accounts whose signatures carry the server's time in place of this machine's, because the person chose that. Kept by
 * this window, and gone with it: a clock is put right sooner or later.
 */
export class CorrectedClocks {
  readonly #offsets = new Map<string, number>();
  readonly #listeners = new Set<() => void>();

  onChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** Seconds that are added to this machine's clock for an account; 0 where nothing was chosen. */
  offset(accountId: string): number {
    return this.#offsets.get(accountId) ?? 0;
  }

  /** Every account with an offset, by account ID, in seconds. */
  all(): readonly (readonly [accountId: string, seconds: number])[] {
    return [...this.#offsets];
  }

  /** @param seconds that the server's clock is ahead; 0 takes the correction back */
  correct(accountId: string, seconds: number): void {
    if (seconds === 0) {
      this.#offsets.delete(accountId);
    } else {
      this.#offsets.set(accountId, seconds);
    }
    this.#listeners.forEach(listener => listener());
  }

  /** Takes every correction back. */
  clear(): void {
    this.#offsets.clear();
    this.#listeners.forEach(listener => listener());
  }

  /** Nonces and time for a signature that does not go through Network.send. */
  nonces(accountId: string): NonceSource {
    return systemNonceSource(this.offset(accountId));
  }
}
