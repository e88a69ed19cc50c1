import { CodedError } from '../codedError.ts';
import { emptyIndex, type AccountIndex, type TokenRecord, type Verification } from './records.ts';

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
  const { accounts, applications, tokens, removed } = stored as Partial<AccountIndex>;
  const known = stored.version === 1 || stored.version === 2;
  if (!known || !isListOfRecords(accounts) || !isListOfRecords(applications) || !isListOfRecords(tokens)) {
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
    : { version: 2, accounts, applications, tokens, removed: removed ?? {} };
}

function isListOfRecords<T extends { id: string }>(value: readonly T[] | undefined): value is readonly T[] {
  const list: unknown = value;
  return (
    Array.isArray(list) &&
    list.every(
      (record: unknown) =>
        typeof record === 'object' &&
        record !== null &&
        'id' in record &&
        typeof record.id === 'string' &&
        'name' in record &&
        typeof record.name === 'string',
    )
  );
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
