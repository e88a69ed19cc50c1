import { CodedError } from '../codedError.ts';
import { emptyIndex, type AccountIndex, type BookRecord, type TokenRecord, type Verification } from './records.ts';

/**
 * Reads an index from storage; one of the first version is taken over.
 *
 * @throws CodedError `index-newer` (data: version) when a newer version of the extension wrote it,
 *   `index-unreadable` when it has another shape; in both cases what is stored must stay as it is
 */
export function readIndex(stored: unknown): AccountIndex {
  if (stored === undefined) {
    return emptyIndex;
  }
  if (typeof stored !== 'object' || stored === null || !('version' in stored)) {
    throw new CodedError('index-unreadable');
  }
  if (typeof stored.version === 'number' && stored.version > emptyIndex.version) {
    throw new CodedError('index-newer', { version: stored.version });
  }
  const { accounts, applications, tokens, removed = {} } = stored as Partial<AccountIndex>;
  const known = stored.version === 1 || stored.version === 2;
  if (
    !known ||
    !isListOf(accounts, accountTexts) ||
    !isListOf(applications, ['account']) ||
    !isListOf(tokens, ['application']) ||
    !isObject(removed) ||
    !Object.values(removed).every(at => typeof at === 'number')
  ) {
    throw new CodedError('index-unreadable');
  }
  return stored.version === 1
    ? {
        version: 2,
        accounts: accounts.map(withChanged),
        applications: applications.map(withChanged),
        tokens: tokens.map(token => withChanged(withLogins(token))),
        removed: {},
      }
    : { version: 2, accounts, applications, tokens, removed };
}

/** Of an account; those with a question mark may be absent. */
const accountTexts = ['accountId', 'baseUrl?', 'signedAs?'];

const times = ['changed', 'addedAt', 'createdAt', 'lastSuccess', 'revokedAt'];

/** What is drawn, sent or told apart by has to be what it is taken for, or a list of accounts could break every window. */
function isListOf<T extends BookRecord>(
  value: readonly T[] | undefined,
  texts: readonly string[],
): value is readonly T[] {
  const list: unknown = value;
  return Array.isArray(list) && list.every((record: unknown) => isObject(record) && isRecord(record, texts));
}

function isRecord(record: Readonly<Record<string, unknown>>, texts: readonly string[]): boolean {
  const { identity, lastFailure, hostCheck, scheme, oauth2 } = record;
  return (
    ['id', 'name', 'note?', ...texts].every(field => isText(record, field)) &&
    times.every(field => record[field] === undefined || typeof record[field] === 'number') &&
    (identity === undefined ||
      (isObject(identity) && ['company?', 'role?', 'entity?'].every(field => isText(identity, field)))) &&
    (lastFailure === undefined ||
      (isObject(lastFailure) && isText(lastFailure, 'code') && typeof lastFailure['at'] === 'number')) &&
    (hostCheck === undefined ||
      (isObject(hostCheck) && ['restlets', 'suiteTalk', 'app'].every(field => isText(hostCheck, field)))) &&
    // An application of OAuth 2.0 has no login of its own.
    (oauth2 === undefined ? scheme !== 'oauth2' || record['application'] === undefined : isLogin(oauth2))
  );
}

function isLogin(login: unknown): boolean {
  if (!isObject(login)) {
    return false;
  }
  const { grant, scopes, certificate, refreshUntil } = login;
  return (
    (grant === 'client-credentials' || grant === 'authorization-code') &&
    Array.isArray(scopes) &&
    scopes.every(scope => typeof scope === 'string') &&
    (refreshUntil === undefined || typeof refreshUntil === 'number') &&
    (certificate === undefined ||
      (isObject(certificate) && isText(certificate, 'id') && typeof certificate['expiresAt'] === 'number'))
  );
}

function isText(record: Readonly<Record<string, unknown>>, field: string): boolean {
  const value = record[field.replace('?', '')];
  return typeof value === 'string' || (value === undefined && field.endsWith('?'));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withChanged<T extends object>(record: T): T & { readonly changed: number } {
  return { ...record, changed: 0 };
}

/** The first version kept the last answer only, whatever it was. */
function withLogins(token: TokenRecord & { readonly verification?: Verification }): TokenRecord {
  const { verification, ...record } = token;
  if (verification?.outcome === 'accepted') {
    return { ...record, lastSuccess: verification.at, identity: verification.identity };
  }
  if (verification) {
    const { at, status, code } = verification;
    return { ...record, lastFailure: { at, status, code } };
  }
  return record;
}
