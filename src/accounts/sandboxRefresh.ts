import { parseAccountId } from '../tba/accountId.ts';
import { findRecord } from './indexLists.ts';
import type { AccountIndex, AccountRecord, ApplicationRecord, LoginFailure, TokenRecord } from './records.ts';
import { tokenState } from './tokenState.ts';

/** A token that worked once and has been refused since. */
export interface FailedToken {
  readonly token: TokenRecord;
  readonly application: ApplicationRecord;
  /** ms since 1970 */
  readonly lastSuccess: number;
  readonly failure: LoginFailure;
}

/** What speaks for a sandbox having been refreshed. */
export interface RefreshEvidence {
  readonly account: AccountRecord;
  /** At least two, the one that failed first before the others. */
  readonly tokens: readonly FailedToken[];
  /** When the first and the last of the tokens were refused; ms since 1970. */
  readonly firstFailure: number;
  readonly lastFailure: number;
}

/**
 * Whether a sandbox was likely refreshed: two of its tokens worked once and have been refused since. A refresh deletes
 * the tokens of a sandbox. It is told from what calls said anyway; nothing is tried to find out. A revoked token says
 * nothing, and neither does one that never worked.
 *
 * @returns undefined without such evidence, and for every account that is no sandbox
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_1515141510.html
 */
export function refreshEvidence(index: AccountIndex, accountRecordId: string): RefreshEvidence | undefined {
  const account = findRecord(index, 'account', accountRecordId);
  if (!account || !isSandbox(account.accountId)) {
    return undefined;
  }
  const applications = new Map(
    index.applications.filter(record => record.account === account.id).map(record => [record.id, record]),
  );
  const own = index.tokens.filter(({ application }) => applications.has(application));
  const tokens = own
    .flatMap(token => failedToken(token, applications.get(token.application)) ?? [])
    .toSorted((one, other) => one.failure.at - other.failure.at);
  const [first, last] = [tokens.at(0), tokens.at(-1)];
  if (!first || !last || first === last) {
    return undefined;
  }
  const evidence = { account, tokens, firstFailure: first.failure.at, lastFailure: last.failure.at };
  return own.some(token => outlived(token, evidence)) ? undefined : evidence;
}

/** Whether the account is of the kind that is refreshed from production; the practice account is one. */
export function isSandbox(accountId: string): boolean {
  try {
    return parseAccountId(accountId).kind === 'sandbox';
  } catch {
    return false;
  }
}

function failedToken(token: TokenRecord, application: ApplicationRecord | undefined): FailedToken | undefined {
  const { lastSuccess, lastFailure: failure } = token;
  return application && tokenState(token) === 'fails' && lastSuccess !== undefined && failure
    ? { token, application, lastSuccess, failure }
    : undefined;
}

/** A refresh spares no token: one that was there when the first failed, and worked after the last did, speaks against it. */
function outlived(
  { createdAt, lastSuccess }: TokenRecord,
  { firstFailure, lastFailure }: Pick<RefreshEvidence, 'firstFailure' | 'lastFailure'>,
): boolean {
  return createdAt !== undefined && createdAt < firstFailure && lastSuccess !== undefined && lastSuccess > lastFailure;
}
