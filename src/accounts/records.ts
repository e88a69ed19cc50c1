import type { Scope } from '../oauth2/scopes.ts';

/** How a credential proves itself. */
export type Scheme = 'tba' | 'oauth2';

/** What every record has. */
export interface BookRecord {
  readonly id: string;
  readonly name: string;
  /** The person's own words. */
  readonly note?: string;
  /** When it came into the book, ms since 1970; unknown for records of the first versions. */
  readonly addedAt?: number;
  /** Grows with each change of the record: of two versions of it, the higher one counts. */
  readonly changed: number;
}

/** A NetSuite account. `id` is ours; `accountId` is NetSuite's, normalised. */
export interface AccountRecord extends BookRecord {
  readonly accountId: string;
  /** Stands in for the account's https hosts: the practice account, a gateway. No trailing slash. */
  readonly baseUrl?: string;
  /** What a call to the base URL is signed as: NetSuite's own hosts, or another base URL. Absent: the base URL itself. */
  readonly signedAs?: string;
  /** The practice account on this machine; its secrets are play money. */
  readonly practice?: true;
  readonly hostCheck?: HostCheck;
  /** Which of its credentials sign a request that names neither a scheme nor a token. */
  readonly usualScheme?: Scheme;
}

/** As `signedAs`: a gateway hands calls on to the hosts that follow from the account ID. */
export const netSuiteHosts = 'netsuite';

/** What `/rest/datacenterurls` said of the account's hosts, ms since 1970. Origins without a trailing slash. */
export interface HostCheck {
  readonly at: number;
  readonly restlets: string;
  readonly suiteTalk: string;
  readonly app: string;
}

/**
 * An application (NetSuite: integration record). One of token-based authentication owns a consumer key and secret; one that
 * is known by OAuth 2.0 only has no secret of its own here.
 */
export interface ApplicationRecord extends BookRecord {
  readonly account: string;
  readonly scheme: Scheme;
}

/** A token, or whatever else logs in by OAuth 2.0: one application, one user, one role. */
export interface TokenRecord extends BookRecord {
  readonly application: string;
  readonly scheme: Scheme;
  /** Of a record whose scheme is OAuth 2.0. */
  readonly oauth2?: OAuth2Login;
  /** The name is the person's own, and goes before what NetSuite says of user and role. */
  readonly isNamed?: true;
  /** When it was made at NetSuite, where that is known; ms since 1970. */
  readonly createdAt?: number;
  /** Whom NetSuite last took it for. */
  readonly identity?: Identity;
  /** ms since 1970 */
  readonly lastSuccess?: number;
  readonly lastFailure?: LoginFailure;
  /** When it was revoked at NetSuite from here; ms since 1970. It opens nothing any more. */
  readonly revokedAt?: number;
}

/** How a credential logs in by OAuth 2.0, as far as that is no secret. Times are ms since 1970. */
export interface OAuth2Login {
  readonly grant: 'client-credentials' | 'authorization-code';
  readonly scopes: readonly Scope[];
  /** The certificate of client credentials, by NetSuite's ID. */
  readonly certificate?: { readonly id: string; readonly expiresAt: number };
  /** Until when the refresh token of an authorization code can be used; unknown where NetSuite did not say. */
  readonly refreshUntil?: number;
}

/** A login that was refused. `at` is milliseconds since 1970. */
export interface LoginFailure {
  readonly at: number;
  readonly status: number;
  readonly code: string;
}

/** What NetSuite has just said of a token. `at` is milliseconds since 1970. */
export type Verification =
  | { readonly outcome: 'accepted'; readonly at: number; readonly identity: Identity }
  | ({ readonly outcome: 'refused' } & LoginFailure);

/** Whom NetSuite takes the token for, as far as `/rest/tokeninfo` told. */
export interface Identity {
  readonly company?: string;
  readonly role?: string;
  readonly entity?: string;
}

/** Everything that is kept about accounts, without a single secret. */
export interface AccountIndex {
  readonly version: 2;
  readonly accounts: readonly AccountRecord[];
  readonly applications: readonly ApplicationRecord[];
  readonly tokens: readonly TokenRecord[];
  /** When a record was removed, by its ID, ms since 1970; kept for a while, for windows that still have the record. */
  readonly removed: Readonly<Record<string, number>>;
}

export const emptyIndex: AccountIndex = { version: 2, accounts: [], applications: [], tokens: [], removed: {} };

/** The lists of an index, by what they hold. */
export interface RecordKinds {
  readonly account: AccountRecord;
  readonly application: ApplicationRecord;
  readonly token: TokenRecord;
}

export type RecordKind = keyof RecordKinds;

/** A token with what it belongs to. */
export interface Credential {
  readonly account: AccountRecord;
  readonly application: ApplicationRecord;
  readonly token: TokenRecord;
}
