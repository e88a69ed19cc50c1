import type { Credential } from './records.ts';
import { tokenState } from './tokenState.ts';

/** Why a token of a run was not tested. */
export type SkipReason =
  | 'revoked'
  | 'record-gone'
  | 'secret-missing'
  | 'secret-unreadable'
  | 'vault-unavailable'
  /** It failed repeatedly of late: using it again is asked about, and a run does not ask. */
  | 'login-guard'
  /** Two logins of its user were refused. */
  | 'user-refused'
  /** Its account did not answer an earlier token. */
  | 'account-silent'
  | 'cancelled';

/** What became of one token of a run. */
export type TestOutcome =
  | { readonly kind: 'accepted'; readonly at: number; readonly message: string }
  | { readonly kind: 'refused'; readonly at: number; readonly status: number; readonly code: string }
  /** The answer said nothing about the token. */
  | { readonly kind: 'unclear'; readonly at: number; readonly message: string; readonly detail: string }
  /** No answer, which the other tokens of the account need not wait for. */
  | { readonly kind: 'silent'; readonly at: number; readonly message: string; readonly detail: string }
  | { readonly kind: 'skipped'; readonly reason: SkipReason };

/** A token of a run with its outcome, as it was named when the run began. */
export interface Tested {
  readonly credential: Credential;
  readonly outcome: TestOutcome;
}

/** NetSuite locks a user after five failed logins, for 30 minutes; other integrations may run as the same user. */
const refusalsOfOneUser = 2;
const recently = 30 * 60 * 1000;

/**
 * Which of several tokens to test next, and when to stop: at the second refused login of one user, counting those of the
 * last 30 minutes, and at an account that does not answer. It only decides; each token comes out with exactly one
 * outcome, tested or not.
 *
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/subsect_156935170194.html (temporary_locked)
 */
export class TestRun {
  readonly #planned: readonly Credential[];
  readonly #outcomes = new Map<string, TestOutcome>();

  constructor(credentials: readonly Credential[]) {
    this.#planned = inTestOrder(credentials);
  }

  /** How many there are, and how many have their outcome. */
  get progress(): { readonly total: number; readonly done: number } {
    return { total: this.#planned.length, done: this.#outcomes.size };
  }

  /**
   * The next token to test; those before it that must not be tested get their reason.
   *
   * @param current all tokens of the book as they are now: another window may have used or removed one
   * @param now ms since 1970
   */
  next(current: readonly Credential[], now: number): Credential | undefined {
    for (const planned of this.#planned) {
      if (this.#outcomes.has(planned.token.id)) {
        continue;
      }
      const credential = current.find(({ token }) => token.id === planned.token.id);
      const reason = credential ? this.#reasonToSkip(credential, current, now) : 'record-gone';
      if (credential && reason === undefined) {
        return credential;
      }
      this.#outcomes.set(planned.token.id, { kind: 'skipped', reason: reason ?? 'record-gone' });
    }
    return undefined;
  }

  /** Keeps what became of a token; the first outcome stands. */
  settle(tokenId: string, outcome: TestOutcome): void {
    if (!this.#outcomes.has(tokenId) && this.#planned.some(({ token }) => token.id === tokenId)) {
      this.#outcomes.set(tokenId, outcome);
    }
  }

  /** Ends the run: what has no outcome yet is not tested. */
  cancel(): void {
    this.#planned.forEach(({ token }) => this.settle(token.id, { kind: 'skipped', reason: 'cancelled' }));
  }

  /** Every token of the run, in the order of the run; one without an outcome yet is missing. */
  results(): readonly Tested[] {
    return this.#planned.flatMap(credential => {
      const outcome = this.#outcomes.get(credential.token.id);
      return outcome ? [{ credential, outcome }] : [];
    });
  }

  #reasonToSkip(credential: Credential, current: readonly Credential[], now: number): SkipReason | undefined {
    if (credential.token.revokedAt !== undefined) {
      return 'revoked';
    }
    if (this.#isSilent(credential.account.id)) {
      return 'account-silent';
    }
    return this.#refusals(userOf(credential), current, now) >= refusalsOfOneUser ? 'user-refused' : undefined;
  }

  #isSilent(account: string): boolean {
    return this.results().some(
      ({ credential, outcome }) => credential.account.id === account && outcome.kind === 'silent',
    );
  }

  /** Tokens of a user that were refused in this run, or elsewhere of late. */
  #refusals(user: string, current: readonly Credential[], now: number): number {
    const inRun = this.results()
      .filter(({ credential, outcome }) => outcome.kind === 'refused' && userOf(credential) === user)
      .map(({ credential }) => credential.token.id);
    const elsewhere = current
      .filter(credential => userOf(credential) === user && failedSince(credential, now - recently))
      .map(({ token }) => token.id);
    return new Set([...inRun, ...elsewhere]).size;
  }
}

/**
 * Whom a token logs in as, as far as NetSuite told. Tokens of an account whose users are not known count as one user:
 * they may be.
 */
export function userOf({ account, token }: Credential): string {
  return JSON.stringify([account.accountId, token.identity?.entity ?? null]);
}

/** Account by account as in the book; within one, those that worked before those that failed, so that few are left out. */
function inTestOrder(credentials: readonly Credential[]): readonly Credential[] {
  const accounts = [...new Set(credentials.map(({ account }) => account.id))];
  const rank = (credential: Credential) =>
    ['works', 'untried', 'fails', 'revoked'].indexOf(tokenState(credential.token));
  return credentials.toSorted(
    (one, other) => accounts.indexOf(one.account.id) - accounts.indexOf(other.account.id) || rank(one) - rank(other),
  );
}

function failedSince({ token }: Credential, since: number): boolean {
  return tokenState(token) === 'fails' && token.lastFailure !== undefined && token.lastFailure.at > since;
}
