import type { TbaSecrets } from '../tba/signRequest.ts';
import type { HostCheck, TokenRecord } from './records.ts';
import type { ApplicationSecret, TokenSecret } from './vault.ts';

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
  readonly secret?: ApplicationSecret;
}

/** What makes a token below an application; without its secret it waits for it to be entered. */
export interface NewToken extends Pick<TokenRecord, 'note' | 'createdAt' | 'isNamed' | 'identity'> {
  readonly application: string;
  readonly name: string;
  readonly secret?: TokenSecret;
}

/** What makes an account, or adds an application and token to one. */
export interface NewCredential extends NewAccount {
  readonly applicationName: string;
  readonly tokenName: string;
  readonly secrets: TbaSecrets;
  /** When the token was made at NetSuite, if it was just now; ms since 1970. */
  readonly createdAt?: number;
}

/** What can be changed of a record by its kind; a field set to undefined is taken away. */
export interface Edits {
  readonly account: { name?: string; note?: string | undefined; baseUrl?: string | undefined } & {
    signedAs?: string | undefined;
    hostCheck?: HostCheck | undefined;
  };
  readonly application: { name?: string; note?: string | undefined };
  readonly token: { name?: string; isNamed?: true | undefined; note?: string | undefined } & {
    createdAt?: number | undefined;
    revokedAt?: number | undefined;
  };
}
