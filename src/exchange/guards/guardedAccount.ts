import { parseAccountId, type AccountKind } from '../../tba/accountId.ts';

/** An account as the production guard sees it. */
export interface GuardedAccount {
  readonly accountId: string;
  readonly practice?: boolean;
}

/**
 * Whether writes to an account need the person's word: production, and any account whose kind its ID does not tell. A
 * base URL changes nothing, since a gateway to production is production. The practice account never does.
 *
 * @throws CodedError `account-id-…`
 */
export function isGuarded(account: GuardedAccount): boolean {
  const kind = kinds.get(account) ?? parseAccountId(account.accountId).kind;
  kinds.set(account, kind);
  return account.practice !== true && isGuardedKind(kind);
}

/** A record never changes, and is asked about with each call. */
const kinds = new WeakMap<GuardedAccount, AccountKind>();

/** An account of unknown kind counts as production. */
export function isGuardedKind(kind: AccountKind): boolean {
  return kind === 'production' || kind === 'unknown';
}
