import type { PracticeAccount } from '../account.ts';
import type { OAuth2Scope } from '../state/model.ts';

// The life of a code: made when a person allows an application to log in as them, redeemed once at the token endpoint.
// Codes are kept in memory alone: they are worth something for minutes, and nothing of them needs to be on disk.

/** Milliseconds. Oracle gives no figure; RFC 6749 4.1.2 recommends ten minutes at most: assumed. */
export const codeLifetime = 5 * 60_000;

/** How many an account keeps; the oldest go first, so that nobody can fill the memory (assumed). */
const most = 200;

/** A code, and all that it is bound to. */
export interface AuthorizationCode {
  readonly code: string;
  readonly applicationId: number;
  readonly employeeId: number;
  readonly roleId: number;
  readonly scopes: readonly OAuth2Scope[];
  readonly redirectUri: string;
  /** S256; '' without PKCE. */
  readonly challenge: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** A request that a person has answered. */
export interface AnsweredRequest {
  /** Of the form that was answered. */
  readonly flow: string;
  readonly applicationId: number;
  readonly state: string;
  /** What was chosen, to tell the same answer given twice from another one. */
  readonly choice: string;
  /** Where the browser was sent. */
  readonly location: string;
  /** '' after Deny. */
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

interface Memory {
  codes: readonly (AuthorizationCode & { readonly stage: 'open' | 'redeemed'; readonly grantId: number })[];
  answered: readonly AnsweredRequest[];
}

const memories = new WeakMap<PracticeAccount, Memory>();

function memoryOf(account: PracticeAccount): Memory {
  const memory = memories.get(account) ?? { codes: [], answered: [] };
  memories.set(account, memory);
  return memory;
}

export function addCode(account: PracticeAccount, code: AuthorizationCode): void {
  const memory = memoryOf(account);
  memory.codes = [...memory.codes, { ...code, stage: 'open' as const, grantId: 0 }].slice(-most);
}

/**
 * Takes a code for redemption: whatever comes of it, it cannot be taken again. `used` tells that it was taken before, and
 * which grant came of it, 0 for none.
 *
 * @param now milliseconds since 1970
 */
export function takeCode(
  account: PracticeAccount,
  code: string,
  applicationId: number,
  now: number,
): AuthorizationCode | { readonly used: number } | undefined {
  const memory = memoryOf(account);
  const found = memory.codes.find(each => each.code === code && each.applicationId === applicationId);
  if (found?.stage === 'redeemed') {
    return { used: found.grantId };
  }
  memory.codes = memory.codes.map(each => (each === found ? { ...each, stage: 'redeemed' } : each));
  return found && now - found.createdAt < codeLifetime ? found : undefined;
}

/** Whether a code has been taken, or is none any more. */
export function isSpent(account: PracticeAccount, code: string): boolean {
  return memoryOf(account).codes.find(each => each.code === code)?.stage !== 'open';
}

/** Remembers which grant came of a code, so that it can be ended when the code turns up again. */
export function nameGrant(account: PracticeAccount, code: string, grantId: number): void {
  const memory = memoryOf(account);
  memory.codes = memory.codes.map(each => (each.code === code ? { ...each, grantId } : each));
}

export function addAnswered(account: PracticeAccount, answered: AnsweredRequest): void {
  const memory = memoryOf(account);
  memory.answered = [...memory.answered, answered].slice(-most);
}

export function findAnswered(account: PracticeAccount, flow: string): AnsweredRequest | undefined {
  return memoryOf(account).answered.find(each => each.flow === flow);
}

/** Whether a state was used by an application for a request that has been answered. */
export function isStateUsed(account: PracticeAccount, applicationId: number, state: string): boolean {
  return memoryOf(account).answered.some(each => each.applicationId === applicationId && each.state === state);
}

/** In an account made anew, nothing that was asked or allowed before counts. */
export function forgetCodes(account: PracticeAccount): void {
  memories.delete(account);
}
