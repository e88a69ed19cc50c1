import type { AccountBook } from '../../../accounts/accountBook.ts';
import type { AccountIndex } from '../../../accounts/records.ts';
import type { ApplicationSecret, TokenSecret } from '../../../accounts/vault.ts';
import { isCoded } from '../../../codedError.ts';

/** What a read from the vault gives; undefined where there is nothing that can be read here. */
export async function readable<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (isCoded(error, 'secret-missing') || isCoded(error, 'secret-unreadable')) {
      return undefined;
    }
    throw error;
  }
}

/** The consumer keys below an account, with the names of their applications. */
export async function consumerKeysOf(book: AccountBook, account: string): Promise<Map<string, string>> {
  const own = book.index().applications.filter(application => application.account === account);
  const keys = new Map<string, string>();
  for (const { id, name } of own) {
    const secret = await forComparison(book.applicationSecret(id));
    if (secret) {
      keys.set(secret.consumerKey, name);
    }
  }
  return keys;
}

/** The secrets of the tokens below an application, by the IDs of their records. */
export async function tokenSecretsOf(
  book: AccountBook,
  { tokens }: AccountIndex,
  application: string,
): Promise<Map<string, TokenSecret>> {
  const secrets = new Map<string, TokenSecret>();
  for (const { id } of tokens.filter(token => token.application === application)) {
    const secret = await forComparison(book.tokenSecret(id));
    if (secret) {
      secrets.set(id, secret);
    }
  }
  return secrets;
}

/** The consumer key and secret that a new text is held against. */
export function applicationSecretOf(book: AccountBook, application: string): Promise<ApplicationSecret | undefined> {
  return forComparison(book.applicationSecret(application));
}

/** What only serves to notice the same text twice must not get in the way when it cannot be read. */
async function forComparison<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (isCoded(error)) {
      return undefined;
    }
    throw error;
  }
}
