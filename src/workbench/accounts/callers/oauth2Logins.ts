import { createHash } from 'node:crypto';
import type { AccountBook } from '../../../accounts/accountBook.ts';
import type { Credential, OAuth2Login } from '../../../accounts/records.ts';
import type { OAuth2Secret } from '../../../accounts/vault.ts';
import { CodedError } from '../../../codedError.ts';
import { clientLogin, type ClientLogin } from '../../../exchange/oauth2/clientCredentials.ts';
import { guardKey } from '../../../exchange/loginGuard.ts';
import { readSigningKey } from '../../../oauth2/signingKey.ts';
import type { Log } from '../../log.ts';
import type { Login } from './callers.ts';

/** How many access tokens of a login are remembered so that they can be hidden: the last one may still be in an answer. */
const tokensRemembered = 2;

interface Held {
  /** Of what it was made from: with another secret or scopes it is another login. */
  readonly mark: string;
  readonly login: Login;
}

/** Logins of OAuth 2.0, each kept with its access token in memory as long as the window is open. */
export class OAuth2Logins {
  readonly #book: AccountBook;
  readonly #log: Pick<Log, 'hide'>;
  readonly #held = new Map<string, Held>();

  constructor(book: AccountBook, log: Pick<Log, 'hide'>) {
    this.#book = book;
    this.#log = log;
  }

  /** @throws CodedError those of AccountBook.oauth2Secret, `secret-unreadable`, `private-key-…` */
  async of({ account, token }: Credential): Promise<Login> {
    const secret = await this.#book.oauth2Secret(token.id);
    if (!token.oauth2) {
      throw new CodedError('secret-unreadable');
    }
    const mark = markOf(account.accountId, secret, token.oauth2);
    const held = this.#held.get(token.id);
    if (held?.mark === mark) {
      return held.login;
    }
    const login = this.#make(account.accountId, secret, token.oauth2, token.id);
    this.#held.set(token.id, { mark, login });
    return login;
  }

  #make(accountId: string, secret: OAuth2Secret, login: OAuth2Login, tokenId: string): Login {
    const accessTokens: string[] = [];
    const lasting = 'privateKey' in secret ? secret.privateKey : secret.refreshToken;
    this.#log.hide(lasting);
    const onToken = (accessToken: string) => {
      this.#log.hide(accessToken);
      accessTokens.push(accessToken);
      accessTokens.splice(0, accessTokens.length - tokensRemembered);
    };
    return {
      credentialId: guardKey(accountId, `${secret.clientId} ${login.certificate?.id ?? tokenId}`),
      ...clientOf(secret, login, onToken),
      secrets: () => [lasting, ...accessTokens],
    };
  }
}

function clientOf(secret: OAuth2Secret, login: OAuth2Login, onToken: (token: string) => void): ClientLogin {
  const { certificate, scopes } = login;
  if (!('privateKey' in secret) || !certificate) {
    throw new CodedError('secret-unreadable');
  }
  const client = {
    clientId: secret.clientId,
    certificateId: certificate.id,
    scopes,
    key: readSigningKey(secret.privateKey),
  };
  return clientLogin(client, Date.now, onToken);
}

/** A digest, so that the secret is not in memory longer than its login. */
function markOf(accountId: string, secret: OAuth2Secret, { grant, scopes, certificate }: OAuth2Login): string {
  // A refresh token changes with each use and stays the same login.
  const lasting = 'privateKey' in secret ? secret.privateKey : '';
  return createHash('sha256')
    .update(JSON.stringify([accountId, secret.clientId, lasting, grant, scopes, certificate?.id]))
    .digest('base64');
}
