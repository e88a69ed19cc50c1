import { CodedError } from '../codedError.ts';

/** How a credential proves itself. OAuth 2.0 will stand beside it. */
export type Scheme = 'tba';

/** A NetSuite account. `id` is ours; `accountId` is NetSuite's, normalised. */
export interface AccountRecord {
  readonly id: string;
  readonly name: string;
  readonly accountId: string;
  /** Stands in for the account's https hosts: the practice account, a gateway. No trailing slash. */
  readonly baseUrl?: string;
  /** The practice account on this machine; its secrets are play money. */
  readonly practice?: true;
}

/** An application (NetSuite: integration record), owner of a consumer key and secret. */
export interface ApplicationRecord {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly scheme: Scheme;
}

/** A token: one application, one user, one role. */
export interface TokenRecord {
  readonly id: string;
  readonly application: string;
  readonly name: string;
  readonly scheme: Scheme;
  readonly verification?: Verification;
}

/** What NetSuite last said of a token. `at` is milliseconds since 1970. */
export type Verification =
  | { readonly outcome: 'accepted'; readonly at: number; readonly identity: Identity }
  | { readonly outcome: 'refused'; readonly at: number; readonly status: number; readonly code: string };

/** Whom NetSuite takes the token for, as far as `/rest/tokeninfo` told. */
export interface Identity {
  readonly company?: string;
  readonly role?: string;
  readonly entity?: string;
}

/** Everything that is kept about accounts, without a single secret. */
export interface AccountIndex {
  readonly version: 1;
  readonly accounts: readonly AccountRecord[];
  readonly applications: readonly ApplicationRecord[];
  readonly tokens: readonly TokenRecord[];
}

export const emptyIndex: AccountIndex = { version: 1, accounts: [], applications: [], tokens: [] };

/**
 * Reads an index from storage.
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
  if (typeof stored.version === 'number' && stored.version > 1) {
    throw new CodedError('index-newer', { version: stored.version });
  }
  const index = stored as Partial<AccountIndex>;
  if (!isListOfRecords(index.accounts) || !isListOfRecords(index.applications) || !isListOfRecords(index.tokens)) {
    throw new CodedError('index-unreadable');
  }
  return { version: 1, accounts: index.accounts, applications: index.applications, tokens: index.tokens };
}

function isListOfRecords<T extends { id: string }>(value: readonly T[] | undefined): value is readonly T[] {
  const list: unknown = value;
  return (
    Array.isArray(list) &&
    list.every(
      (record: unknown) =>
        typeof record === 'object' && record !== null && 'id' in record && typeof record.id === 'string',
    )
  );
}
