import type { AuditDetail } from './authentication/checks.ts';
import { createNonceMemory } from './authentication/nonceMemory.ts';
import type { NonceMemory } from './authentication/nonceMemory.ts';
import type { StateStore } from './state/stateStore.ts';

/** One row of the Login Audit Trail, as far as a call with a token fills it. */
export interface LoginAuditEntry {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly status: 'Success' | 'Failure';
  readonly detail: AuditDetail | undefined;
  readonly application: string | undefined;
  readonly token: string | undefined;
  readonly requestUri: string;
  /** What the server computed from a refused request. */
  readonly baseString: string | undefined;
}

/** A running practice account: its lasting state, and what it only remembers while it runs. */
export interface PracticeAccount {
  readonly store: StateStore;
  readonly nonces: NonceMemory;
  readonly loginAudit: LoginAuditEntry[];
  /** The account's clock in milliseconds. */
  readonly now: () => number;
}

const auditLimit = 1000;

export function createPracticeAccount(store: StateStore, now: () => number = Date.now): PracticeAccount {
  return { store, nonces: createNonceMemory(), loginAudit: [], now };
}

/** Adds a row; the oldest ones go when there are too many. */
export function recordLogin(account: PracticeAccount, entry: LoginAuditEntry): void {
  account.loginAudit.push(entry);
  if (account.loginAudit.length > auditLimit) {
    account.loginAudit.shift();
  }
}
