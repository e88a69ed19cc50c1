import { CodedError } from '../codedError.ts';
import type { TbaSecrets } from '../tba/signRequest.ts';
import type { NewAccount, NewOAuth2Credential } from './newRecords.ts';
import type { AccountIndex, AccountRecord, ApplicationRecord } from './records.ts';
import { readable, type SecretShelf } from './secretShelf.ts';

/** The account of the index that is the same as a new one: by account ID and base URL. */
export function accountOfEntry({ accounts }: AccountIndex, entry: NewAccount): AccountRecord | undefined {
  return accounts.find(
    ({ accountId, baseUrl, practice }) =>
      accountId === entry.accountId && baseUrl === entry.baseUrl && practice === entry.practice,
  );
}

/**
 * The application of an account that has the consumer key.
 *
 * @throws CodedError `consumer-secret-differs` (data: application), `token-known` where it has the token, too
 */
export async function applicationOfKey(
  index: AccountIndex,
  account: AccountRecord,
  secrets: TbaSecrets,
  shelf: SecretShelf,
): Promise<ApplicationRecord | undefined> {
  for (const application of applicationsOf(index, account)) {
    const known = await readable(shelf.application(application.id));
    if (known?.consumerKey !== secrets.consumerKey) {
      continue;
    }
    if (known.consumerSecret !== secrets.consumerSecret) {
      throw new CodedError('consumer-secret-differs', { application: application.name });
    }
    for (const token of index.tokens.filter(record => record.application === application.id)) {
      if ((await readable(shelf.token(token.id)))?.token === secrets.token) {
        throw new CodedError('token-known');
      }
    }
    return application;
  }
  return undefined;
}

/**
 * The application of an account that has the client ID: as its consumer key, which is the same at NetSuite, or in another
 * credential of OAuth 2.0.
 *
 * @throws CodedError `token-known` where it has the certificate, too
 */
export async function applicationOfClient(
  index: AccountIndex,
  account: AccountRecord,
  { login, secret: { clientId } }: Pick<NewOAuth2Credential, 'login' | 'secret'>,
  shelf: SecretShelf,
): Promise<ApplicationRecord | undefined> {
  for (const application of applicationsOf(index, account)) {
    const tokens = index.tokens.filter(each => each.application === application.id && each.scheme === 'oauth2');
    let isIt = (await readable(shelf.application(application.id)))?.consumerKey === clientId;
    for (const token of tokens) {
      isIt ||= (await readable(shelf.oauth2(token.id)))?.clientId === clientId;
    }
    if (!isIt) {
      continue;
    }
    const { certificate } = login;
    if (certificate && tokens.some(token => token.oauth2?.certificate?.id === certificate.id)) {
      throw new CodedError('token-known');
    }
    return application;
  }
  return undefined;
}

function applicationsOf({ applications }: AccountIndex, { id }: AccountRecord): readonly ApplicationRecord[] {
  return applications.filter(({ account }) => account === id);
}
