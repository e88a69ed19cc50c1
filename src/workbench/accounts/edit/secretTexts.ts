import type { AccountBook } from '../../../accounts/accountBook.ts';
import type { AccountIndex } from '../../../accounts/records.ts';
import { readable } from '../../../accounts/secretShelf.ts';
import type { TokenSecret } from '../../../accounts/vault.ts';

/** The consumer keys below an account, with the names of their applications. */
export async function consumerKeysOf(book: AccountBook, account: string): Promise<Map<string, string>> {
  const own = book.index().applications.filter(application => application.account === account);
  const keys = new Map<string, string>();
  for (const { id, name } of own) {
    const secret = await readable(book.applicationSecret(id));
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
    const secret = await readable(book.tokenSecret(id));
    if (secret) {
      secrets.set(id, secret);
    }
  }
  return secrets;
}
