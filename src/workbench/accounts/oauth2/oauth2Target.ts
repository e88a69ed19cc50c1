import type { AccountBook } from '../../../accounts/accountBook.ts';
import type { NewAccount } from '../../../accounts/newRecords.ts';
import type { Credential, OAuth2Login } from '../../../accounts/records.ts';
import { readable } from '../../../accounts/secretShelf.ts';
import type { Scope } from '../../../oauth2/scopes.ts';
import { newAccountOf } from '../signIn/signInTarget.ts';

/** For which account and application a credential of OAuth 2.0 is made. */
export interface OAuth2Target {
  readonly account: NewAccount;
  readonly applicationName: string;
  readonly clientId: string;
  readonly scopes: readonly Scope[];
  /** The record ID of the token of the tree whose secret is renewed; absent when one is added. */
  readonly replaces?: string;
}

/**
 * The same account, application and scopes again.
 *
 * @throws CodedError those of AccountBook.oauth2Secret
 */
export async function renewalTarget(
  { account, application, token }: Credential,
  { scopes }: OAuth2Login,
  book: AccountBook,
): Promise<OAuth2Target> {
  const { clientId } = await book.oauth2Secret(token.id);
  return {
    account: newAccountOf(account),
    applicationName: application.name,
    clientId,
    scopes,
    replaces: token.id,
  };
}

/** The client ID of an application of the tree, which is its consumer key, too; undefined where it is not here. */
export async function knownClientId(book: AccountBook, application: string): Promise<string | undefined> {
  const { tokens } = book.index();
  const ofOAuth2 = tokens.filter(token => token.application === application && token.scheme === 'oauth2');
  let known = (await readable(book.applicationSecret(application)))?.consumerKey;
  for (const { id } of ofOAuth2) {
    known ??= (await readable(book.oauth2Secret(id)))?.clientId;
  }
  return known;
}
