import type { AccountBook } from './accountBook.ts';
import {
  bookFileFormat,
  bookFileVersion,
  isPlausibleTime,
  type BookFile,
  type ClientSecret,
  type FileAccount,
  type FileToken,
} from './bookFile.ts';
import { inTurn } from './inTurn.ts';
import { compact } from './recordChanges.ts';
import type { AccountRecord, ApplicationRecord, OAuth2Login, TokenRecord } from './records.ts';
import { readable } from './secretShelf.ts';

type Secrets = Pick<AccountBook, 'applicationSecret' | 'tokenSecret' | 'oauth2Secret'>;

/**
 * Takes accounts out of a book. The practice account never goes: it belongs to this machine.
 *
 * @param ids of the accounts; one that is gone by now is left out
 * @param withSecrets whether secrets go too; one that is not available here is left out, and so is a refresh token, which
 *   serves once; the other end asks for it
 * @throws CodedError `index-newer`, `index-unreadable`; `vault-unavailable` when the vault does not answer
 */
export async function takeAccounts(
  book: Pick<AccountBook, 'index'> & Secrets,
  ids: readonly string[],
  withSecrets: boolean,
): Promise<FileAccount[]> {
  const { accounts, applications, tokens } = book.index();
  const secretOf = async <T>(read: () => Promise<T | undefined>): Promise<T | undefined> =>
    withSecrets ? readable(read()) : undefined;
  const tokenOf = async (token: TokenRecord): Promise<FileToken> =>
    compact<FileToken>({
      name: token.name,
      isNamed: token.isNamed,
      note: token.note,
      createdAt: token.createdAt,
      identity: token.identity,
      oauth2: token.oauth2,
      secret: await secretOf<FileToken['secret']>(() =>
        token.oauth2 ? clientSecret(book, token.id) : book.tokenSecret(token.id),
      ),
    });
  const applicationOf = async (application: ApplicationRecord) =>
    compact<FileAccount['applications'][number]>({
      name: application.name,
      note: application.note,
      scheme: application.scheme === 'oauth2' ? application.scheme : undefined,
      secret: await secretOf(() => book.applicationSecret(application.id)),
      tokens: await inTurn(
        tokens.filter(token => token.application === application.id),
        tokenOf,
      ),
    });
  const accountOf = async (account: AccountRecord): Promise<FileAccount> =>
    compact<FileAccount>({
      name: account.name,
      accountId: account.accountId,
      baseUrl: account.baseUrl,
      signedAs: account.signedAs,
      note: account.note,
      applications: await inTurn(
        applications.filter(application => application.account === account.id),
        applicationOf,
      ),
    });
  return inTurn(
    accounts.filter(({ id, practice }) => ids.includes(id) && practice !== true),
    accountOf,
  );
}

/** The text of a file, for people to read too. */
export function bookFileText({ exportedAt, secrets, accounts }: BookFile): string {
  const time = (at: number | undefined) =>
    at !== undefined && isPlausibleTime(at) ? new Date(at).toISOString() : undefined;
  const content = {
    format: bookFileFormat,
    version: bookFileVersion,
    exportedAt: time(exportedAt),
    secrets,
    accounts: accounts.map(({ applications, ...account }) => ({
      ...account,
      applications: applications.map(({ secret: ofApplication, tokens, ...application }) => ({
        ...application,
        consumerKey: ofApplication?.consumerKey,
        consumerSecret: ofApplication?.consumerSecret,
        tokens: tokens.map(({ secret, createdAt, oauth2, ...token }) => ({
          ...token,
          createdAt: time(createdAt),
          oauth2: oauth2 && loginText(oauth2),
          ...secret,
        })),
      })),
    })),
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

function loginText({ grant, scopes, certificate }: OAuth2Login) {
  // Until when a sign-in holds is of no use without it.
  const { id, expiresAt } = certificate ?? {};
  return {
    grant,
    scopes,
    certificate: expiresAt === undefined ? undefined : { id, expiresAt: new Date(expiresAt).toISOString() },
  };
}

async function clientSecret(book: Secrets, id: string): Promise<ClientSecret | undefined> {
  const secret = await book.oauth2Secret(id);
  return 'privateKey' in secret ? secret : undefined;
}
