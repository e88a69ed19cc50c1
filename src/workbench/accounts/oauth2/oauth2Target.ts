import type { AccountBook } from '../../../accounts/accountBook.ts';
import type { NewAccount } from '../../../accounts/newRecords.ts';
import type { Credential, OAuth2Login } from '../../../accounts/records.ts';
import { isCoded } from '../../../codedError.ts';
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
  const ways = [
    async () => (await book.applicationSecret(application)).consumerKey,
    ...ofOAuth2.map(
      ({ id }) =>
        async () =>
          (await book.oauth2Secret(id)).clientId,
    ),
  ];
  for (const way of ways) {
    try {
      return await way();
    } catch (error) {
      if (!isCoded(error)) {
        throw error;
      }
    }
  }
  return undefined;
}
