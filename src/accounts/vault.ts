import { CodedError } from '../codedError.ts';
import type { AccountRecord, ApplicationRecord, Scheme, TokenRecord } from './records.ts';
import { isAccountRecord, isApplicationRecord, isTokenRecord } from './recordShapes.ts';

/** The port to wherever secrets are kept: VS Code's SecretStorage. Rejects when the keyring is locked or missing. */
export interface Vault {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
  keys(): PromiseLike<readonly string[]>;
}

/** Consumer key and secret of an application. */
export interface ApplicationSecret {
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

/** Token ID and token secret. */
export interface TokenSecret {
  readonly token: string;
  readonly tokenSecret: string;
}

/** What a credential of OAuth 2.0 logs in with: a private key in PEM, or the refresh token, which serves once. */
export type OAuth2Secret =
  | { readonly clientId: string; readonly privateKey: string }
  | { readonly clientId: string; readonly refreshToken: string };

/**
 * Whose secret an entry holds, as the records were when it was stored. The index tells better; this is for an entry that
 * the index has lost.
 */
export interface About {
  readonly account: AccountRecord;
  readonly application: ApplicationRecord;
  readonly token?: TokenRecord;
}

/** One entry a credential, so that two windows never write over each other's. */
export const vaultKey = {
  application: (id: string) => `application.${id}`,
  token: (id: string) => `token.${id}`,
};

/** Reads a vault key back; undefined for a key of another make. */
export function parseVaultKey(
  key: string,
): { readonly kind: 'application' | 'token'; readonly id: string } | undefined {
  const match = /^(application|token)\.(.+)$/s.exec(key);
  return match?.[1] && match[2] ? { kind: match[1] as 'application' | 'token', id: match[2] } : undefined;
}

const version = 2;

/** An entry as it is stored; versioned, and marked with its scheme. */
export function writeEntry(secret: ApplicationSecret | TokenSecret | OAuth2Secret, about?: About): string {
  const scheme: Scheme = 'clientId' in secret ? 'oauth2' : 'tba';
  return JSON.stringify({ version, scheme, ...secret, ...(about ? { about } : {}) });
}

/**
 * Reads the named fields of an entry of token-based authentication, of this version or the first.
 *
 * @throws CodedError `secret-newer` (data: version), `secret-unreadable`; the entry is left as it is
 */
export function readEntry<Field extends string>(stored: string, fields: readonly Field[]): Record<Field, string> {
  return fieldsOf(parseEntry(stored, 'tba'), fields);
}

/** Reads an entry of OAuth 2.0. @throws as readEntry does */
export function readOAuth2Entry(stored: string): OAuth2Secret {
  const entry = parseEntry(stored, 'oauth2');
  return 'privateKey' in entry
    ? fieldsOf(entry, ['clientId', 'privateKey'])
    : fieldsOf(entry, ['clientId', 'refreshToken']);
}

function parseEntry(stored: string, scheme: Scheme): Readonly<Record<string, unknown>> {
  const entry = parseObject(stored);
  if (typeof entry['version'] === 'number' && entry['version'] > version) {
    throw new CodedError('secret-newer', { version: entry['version'] });
  }
  if (entry['scheme'] !== scheme) {
    throw new CodedError('secret-unreadable');
  }
  return entry;
}

function fieldsOf<Field extends string>(
  entry: Readonly<Record<string, unknown>>,
  fields: readonly Field[],
): Record<Field, string> {
  const values = fields.map(field => [field, entry[field]] as const);
  if (values.some(([, value]) => typeof value !== 'string')) {
    throw new CodedError('secret-unreadable');
  }
  return Object.fromEntries(values) as Record<Field, string>;
}

/** Whose secret an entry holds; undefined where it does not say, as in entries of the first version. */
export function readAbout(stored: string): About | undefined {
  const { account, application, token } = (parseObject(stored)['about'] ?? {}) as Readonly<Record<string, unknown>>;
  // These become records of the index, which must be readable afterwards.
  const isWhole =
    isAccountRecord(account) && isApplicationRecord(application) && (token === undefined || isTokenRecord(token));
  return isWhole ? { account, application, ...(token && { token }) } : undefined;
}

function parseObject(stored: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(stored);
  } catch {
    // The parser's message would quote what it read, which is a secret.
    throw new CodedError('secret-unreadable');
  }
  if (typeof value !== 'object' || value === null) {
    throw new CodedError('secret-unreadable');
  }
  return value as Record<string, unknown>;
}
