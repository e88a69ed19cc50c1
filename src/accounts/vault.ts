import { CodedError } from '../codedError.ts';

/** The port to wherever secrets are kept: VS Code's SecretStorage. Rejects when the keyring is locked or missing. */
export interface Vault {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
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

/** One entry a credential, so that two windows never write over each other's. */
export const vaultKey = {
  application: (id: string) => `application.${id}`,
  token: (id: string) => `token.${id}`,
};

/** An entry as it is stored; versioned, and marked with its scheme. */
export function writeEntry(secret: ApplicationSecret | TokenSecret): string {
  return JSON.stringify({ version: 1, scheme: 'tba', ...secret });
}

/**
 * Reads the named fields of an entry.
 *
 * @throws CodedError `secret-newer` (data: version), `secret-unreadable`; the entry is left as it is
 */
export function readEntry<Field extends string>(stored: string, fields: readonly Field[]): Record<Field, string> {
  const entry = parseObject(stored);
  if (typeof entry['version'] === 'number' && entry['version'] > 1) {
    throw new CodedError('secret-newer', { version: entry['version'] });
  }
  const values = fields.map(field => [field, entry[field]] as const);
  if (entry['scheme'] !== 'tba' || values.some(([, value]) => typeof value !== 'string')) {
    throw new CodedError('secret-unreadable');
  }
  return Object.fromEntries(values) as Record<Field, string>;
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
