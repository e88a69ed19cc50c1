import type { Identity, OAuth2Login, Scheme } from './records.ts';
import type { ApplicationSecret, OAuth2Secret, TokenSecret } from './vault.ts';

/** What the name of the format says in every file. */
export const bookFileFormat = 'netsuite-tba-accounts';

/** The newest version that is read, and the one that is written; the first knows no OAuth 2.0. */
export const bookFileVersion = 2;

/** What is read of a file at most; more is no account book. Lengths count UTF-16 units. */
export const bookFileLimits = {
  bytes: 5 * 1024 * 1024,
  accounts: 1000,
  applications: 5000,
  tokens: 5000,
  name: 500,
  note: 10_000,
  secret: 1000,
  privateKey: 10_000,
  url: 2000,
} as const;

/** Accounts as they travel between machines. A secret that is absent is to be entered at the other end. */
export interface BookFile {
  readonly exportedAt?: number;
  /** Whether it was meant to hold secrets; some may be missing all the same. */
  readonly secrets: boolean;
  readonly accounts: readonly FileAccount[];
}

export interface FileAccount {
  readonly name: string;
  readonly accountId: string;
  readonly baseUrl?: string;
  readonly signedAs?: string;
  readonly note?: string;
  readonly applications: readonly FileApplication[];
}

export interface FileApplication {
  readonly name: string;
  readonly note?: string;
  /** Of one that is known by OAuth 2.0 only and has no secret. */
  readonly scheme?: Extract<Scheme, 'oauth2'>;
  readonly secret?: ApplicationSecret;
  readonly tokens: readonly FileToken[];
}

export interface FileToken {
  readonly name: string;
  readonly isNamed?: true;
  readonly note?: string;
  /** ms since 1970 */
  readonly createdAt?: number;
  readonly identity?: Identity;
  readonly oauth2?: OAuth2Login;
  /** Of OAuth 2.0 a private key only: a refresh token serves once, and two copies of it end the sign-in of both. */
  readonly secret?: TokenSecret | ClientSecret;
}

export type ClientSecret = Extract<OAuth2Secret, { readonly privateKey: string }>;

/** A secret as the ID that it is known by, and what must be the same then. */
export interface KnownSecret {
  readonly id: string;
  readonly value: string;
}

export function applicationSecretId({ consumerKey, consumerSecret }: ApplicationSecret): KnownSecret {
  return { id: consumerKey, value: consumerSecret };
}

/** A certificate belongs to one client, and a private key to one certificate. */
export function tokenSecretId(
  secret: TokenSecret | OAuth2Secret,
  { oauth2 }: Pick<FileToken, 'oauth2'>,
): KnownSecret | undefined {
  if ('token' in secret) {
    return { id: secret.token, value: secret.tokenSecret };
  }
  return 'privateKey' in secret
    ? { id: `${secret.clientId} ${oauth2?.certificate?.id ?? ''}`, value: secret.privateKey }
    : undefined;
}

/** Between 1998, when NetSuite began, and 2200. `at` is ms since 1970. */
export function isPlausibleTime(at: number): boolean {
  return at > Date.UTC(1998) && at < Date.UTC(2200);
}

/** How much there is of each, secrets by record (consumer key and secret are one, token ID and secret another). */
export interface BookFileCounts {
  readonly accounts: number;
  readonly applications: number;
  readonly tokens: number;
  readonly secrets: number;
  readonly missingSecrets: number;
}

/** Whether a secret has to be entered at the other end. An application of OAuth 2.0 has none. */
export function lacksSecret(file: FileApplication | FileToken): boolean {
  return file.secret === undefined && !('scheme' in file);
}

export function countBookFile(accounts: readonly FileAccount[]): BookFileCounts {
  const applications = accounts.flatMap(account => account.applications);
  const tokens = applications.flatMap(application => application.tokens);
  const records = [...applications, ...tokens];
  return {
    accounts: accounts.length,
    applications: applications.length,
    tokens: tokens.length,
    secrets: records.filter(({ secret }) => secret !== undefined).length,
    missingSecrets: records.filter(lacksSecret).length,
  };
}
