import type { Identity } from './records.ts';
import type { ApplicationSecret, TokenSecret } from './vault.ts';

/** What the name of the format says in every file. */
export const bookFileFormat = 'netsuite-tba-accounts';

/** The newest version that is read, and the one that is written. */
export const bookFileVersion = 1;

/** What is read of a file at most; more is no account book. Lengths count UTF-16 units. */
export const bookFileLimits = {
  bytes: 5 * 1024 * 1024,
  accounts: 1000,
  applications: 5000,
  tokens: 5000,
  name: 500,
  note: 10_000,
  secret: 1000,
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
  readonly secret?: TokenSecret;
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

export function countBookFile(accounts: readonly FileAccount[]): BookFileCounts {
  const applications = accounts.flatMap(account => account.applications);
  const tokens = applications.flatMap(application => application.tokens);
  const secrets = [...applications, ...tokens].filter(({ secret }) => secret !== undefined).length;
  return {
    accounts: accounts.length,
    applications: applications.length,
    tokens: tokens.length,
    secrets,
    missingSecrets: applications.length + tokens.length - secrets,
  };
}
