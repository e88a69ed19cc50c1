import type { TbaSecrets } from '../tba/signRequest.ts';
import { compact } from './recordChanges.ts';
import type { AccountRecord, BookRecord, HostCheck, OAuth2Login, Scheme, TokenRecord } from './records.ts';
import type { ApplicationSecret, OAuth2Secret, TokenSecret } from './vault.ts';

/** What makes an account. An account is known by its account ID and base URL. */
export interface NewAccount {
  readonly accountName: string;
  readonly accountId: string;
  readonly baseUrl?: string;
  readonly signedAs?: string;
  readonly practice?: true;
  readonly note?: string;
}

/** What makes an application below an account; without its secret it waits for it to be entered. */
export interface NewApplication {
  readonly account: string;
  readonly name: string;
  readonly note?: string;
  /** Token-based authentication where it does not say; one of OAuth 2.0 has no secret. */
  readonly scheme?: Scheme;
  readonly secret?: ApplicationSecret;
}

/** What makes a token below an application, of OAuth 2.0 with a login; without its secret it waits for it to be entered. */
export interface NewToken extends Pick<TokenRecord, 'note' | 'createdAt' | 'isNamed' | 'identity'> {
  readonly application: string;
  readonly name: string;
  readonly oauth2?: OAuth2Login;
  readonly secret?: TokenSecret | OAuth2Secret;
}

/** What makes an account, or adds an application and token to one. */
export interface NewCredential extends NewAccount {
  readonly applicationName: string;
  readonly tokenName: string;
  readonly secrets: TbaSecrets;
  /** When the token was made at NetSuite, if it was just now; ms since 1970. */
  readonly createdAt?: number;
}

/** What makes an account, or adds a credential of OAuth 2.0 to one. */
export interface NewOAuth2Credential extends NewAccount, Pick<TokenRecord, 'note' | 'isNamed' | 'identity'> {
  /** The name of the application where its client ID is not known yet. */
  readonly applicationName: string;
  readonly tokenName: string;
  readonly login: OAuth2Login;
  readonly secret: OAuth2Secret;
}

/** What can be changed of a record by its kind; a field set to undefined is taken away. */
export interface Edits {
  readonly account: { name?: string; note?: string | undefined; baseUrl?: string | undefined } & {
    signedAs?: string | undefined;
    hostCheck?: HostCheck | undefined;
    usualScheme?: Scheme | undefined;
  };
  readonly application: { name?: string; note?: string | undefined };
  readonly token: { name?: string; isNamed?: true | undefined; note?: string | undefined } & {
    createdAt?: number | undefined;
    revokedAt?: number | undefined;
  };
}

export function newAccount(entry: NewAccount, record: BookRecord): AccountRecord {
  const { accountId, baseUrl, signedAs, practice, note } = entry;
  return compact<AccountRecord>({ ...record, accountId, baseUrl, signedAs, practice, note });
}
