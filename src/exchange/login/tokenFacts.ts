import type { AccountIndex, AccountRecord, Credential, TokenRecord } from '../../accounts/records.ts';
import { compareHosts } from '../../accounts/hostCheck.ts';
import { tokenState } from '../../accounts/tokenState.ts';
import type { AccountFacts, TokenFacts } from '../../diagnosis/login/evidence.ts';
import { valueFacts, type KeptValues } from '../../diagnosis/login/valueFacts.ts';
import { parseAccountId, type AccountKind } from '../../tba/accountId.ts';
import type { TbaSecrets } from '../../tba/signRequest.ts';

/** What the account book tells of an account, for the question why a login failed. */
export function accountFacts(account: AccountRecord): AccountFacts {
  const { accountId, baseUrl, practice, hostCheck } = account;
  return {
    accountId,
    kind: practice ? 'practice' : kinds[parseAccountId(accountId).kind],
    hasBaseUrl: baseUrl !== undefined,
    ...(hostCheck && { hostsDiffer: compareHosts(account, hostCheck).different.length > 0 }),
  };
}

const kinds: Readonly<Record<AccountKind, AccountFacts['kind']>> = {
  production: 'production',
  sandbox: 'sandbox',
  'release-preview': 'release-preview',
  'test-drive': 'other',
  unknown: 'other',
};

/**
 * What the account book tells of a token. Nothing of a secret is in what comes back.
 *
 * @param secrets of every token that is to be compared, by the ID of its record; those that are not known are left out
 * @param recentFailures failed logins of the last 30 minutes, this one included
 */
export function tokenFacts(
  credential: Credential,
  index: AccountIndex,
  secrets: ReadonlyMap<string, TbaSecrets>,
  recentFailures: number,
): TokenFacts {
  const { account, application, token } = credential;
  const applications = new Map(index.applications.map(record => [record.id, record]));
  const accounts = new Map(index.accounts.map(record => [record.id, record]));
  const others = index.tokens.filter(({ id }) => id !== token.id);
  const kept = others.flatMap((other): KeptValues[] => {
    const owner = applications.get(other.application);
    const home = owner && accounts.get(owner.account);
    const values = secrets.get(other.id);
    return owner && home && values
      ? [{ label: `${owner.name} · ${other.name}`, accountId: home.accountId, values }]
      : [];
  });
  const own = secrets.get(token.id) ?? { consumerKey: '', consumerSecret: '', token: '', tokenSecret: '' };
  const { createdAt, addedAt, lastSuccess, lastFailure, revokedAt } = token;
  return {
    ...valueFacts(account.accountId, own, kept),
    ...(createdAt !== undefined && { createdAt }),
    ...(addedAt !== undefined && { addedAt }),
    ...(lastSuccess !== undefined && { lastSuccess }),
    ...(lastFailure && { lastFailure: lastFailure.at }),
    ...(revokedAt !== undefined && { revokedAt }),
    recentFailures,
    siblings: others
      .filter(other => applications.get(other.application)?.account === account.id)
      .map(other => siblingFacts(other, token, application.id)),
  };
}

function siblingFacts(other: TokenRecord, token: TokenRecord, application: string): TokenFacts['siblings'][number] {
  const { lastSuccess, lastFailure, identity } = other;
  const isSame =
    identity?.entity !== undefined &&
    identity.role !== undefined &&
    identity.entity === token.identity?.entity &&
    identity.role === token.identity.role;
  return {
    sameApplication: other.application === application,
    ...(isSame && { sameUserAndRole: true }),
    state: tokenState(other),
    ...(lastSuccess !== undefined && { lastSuccess }),
    ...(lastFailure && { lastFailure: lastFailure.at }),
  };
}
