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
export function isGuarded({ accountId, practice }: GuardedAccount): boolean {
  const { kind } = parseAccountId(accountId);
  return practice !== true && isGuardedKind(kind);
}

/** An account of unknown kind counts as production. */
export function isGuardedKind(kind: AccountKind): boolean {
  return kind === 'production' || kind === 'unknown';
}
