import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountBook } from '../../../accounts/accountBook.ts';
import type { AccountRecord, Credential, OAuth2Login } from '../../../accounts/records.ts';
import type { OAuth2Secret } from '../../../accounts/vault.ts';
import { CodedError, isCoded } from '../../../codedError.ts';
import { clientLogin } from '../../../exchange/oauth2/clientCredentials.ts';
import { refreshLogin, type RefreshKeeper } from '../../../exchange/oauth2/refreshLogin.ts';
import type { TokenLogin } from '../../../exchange/oauth2/tokenLogin.ts';
import { guardKey } from '../../../exchange/guards/loginGuard.ts';
import { readSigningKey } from '../../../oauth2/signingKey.ts';
import type { Log } from '../../log.ts';
import { inFileTurn } from '../oauth2/fileTurn.ts';
import { ServedTokens } from '../oauth2/servedTokens.ts';
import type { Login } from './callers.ts';

/** How many tokens of a login are remembered so that they can be hidden: the last ones may still be in an answer. */
const tokensRemembered = 4;

/** A tenth of a second each. */
const looksForNewest = 20;

interface Held {
  /** Of what it was made from: with another secret or scopes it is another login. */
  readonly mark: string;
  readonly login: Login;
}

/** Logins of OAuth 2.0, each kept with its access token in memory while the window is open and the credential is there. */
export class OAuth2Logins {
  readonly #book: AccountBook;
  readonly #log: Pick<Log, 'hide'>;
  readonly #locks: string;
  readonly #served: ServedTokens;
  readonly #held = new Map<string, Held>();

  /** @param locks the folder where windows take turns at refresh tokens */
  constructor(book: AccountBook, log: Pick<Log, 'hide'>, locks: string) {
    this.#book = book;
    this.#log = log;
    this.#locks = locks;
    this.#served = new ServedTokens(join(locks, 'served'));
    // As long as the window, as the logins are.
    book.onChange(() => this.#dropGone());
  }

  /** The credential may be another's from now on, as after a new sign-in. */
  forget(tokenId: string): void {
    this.#held.delete(tokenId);
  }

  /** @throws CodedError those of AccountBook.oauth2Secret, `secret-unreadable`, `private-key-…` */
  async of({ account, token }: Credential): Promise<Login> {
    const secret = await this.#book.oauth2Secret(token.id);
    if (!token.oauth2) {
      throw new CodedError('secret-unreadable');
    }
    const mark = markOf(account, secret, token.oauth2);
    const held = this.#held.get(token.id);
    if (held?.mark === mark) {
      return held.login;
    }
    const login = this.#make(account.accountId, secret, token.oauth2, token.id);
    this.#held.set(token.id, { mark, login });
    return login;
  }

  /** Of a credential that was removed, here or in another window, nothing stays. */
  #dropGone(): void {
    if (this.#held.size > 0) {
      const there = this.#tokensThere();
      [...this.#held.keys()].filter(id => there?.has(id) === false).forEach(id => this.#held.delete(id));
    }
  }

  /** Undefined while the index cannot be read, which says nothing of what is there. */
  #tokensThere(): ReadonlySet<string> | undefined {
    try {
      return new Set(this.#book.index().tokens.map(({ id }) => id));
    } catch (error) {
      if (isCoded(error)) {
        return undefined;
      }
      throw error;
    }
  }

  #make(accountId: string, secret: OAuth2Secret, login: OAuth2Login, tokenId: string): Login {
    const tokens: string[] = [];
    const lasting = 'privateKey' in secret ? secret.privateKey : secret.refreshToken;
    this.#log.hide(lasting);
    const onToken = (token: string) => {
      this.#log.hide(token);
      tokens.push(token);
      tokens.splice(0, tokens.length - tokensRemembered);
    };
    return {
      credentialId: guardKey(accountId, `${secret.clientId} ${login.certificate?.id ?? tokenId}`),
      ...('privateKey' in secret
        ? client(secret, login, onToken)
        : this.#refreshing(secret.clientId, tokenId, onToken)),
      secrets: () => [lasting, ...tokens],
    };
  }

  #refreshing(clientId: string, tokenId: string, onToken: (token: string) => void): TokenLogin {
    const keeper: RefreshKeeper = {
      inTurn: work => inFileTurn(join(this.#locks, `${tokenId}.lock`), work),
      read: () => this.#newest(tokenId),
      write: async (refreshToken, served, until) => {
        await this.#book.keepRefreshToken(tokenId, refreshToken, until);
        await this.#served.add(served);
      },
    };
    return refreshLogin({ clientId }, keeper, Date.now, onToken);
  }

  /**
   * What another window wrote may take a moment to be seen here, and is never seen where a browser shows VS Code: there
   * each window reads the secrets once. A token that has served must not be sent again, since NetSuite ends the sign-in.
   */
  async #newest(tokenId: string): Promise<string> {
    for (let looks = 0; looks < looksForNewest; looks++) {
      const secret = await this.#book.oauth2Secret(tokenId);
      if (!('refreshToken' in secret)) {
        throw new CodedError('secret-unreadable');
      }
      if (!(await this.#served.has(secret.refreshToken))) {
        return secret.refreshToken;
      }
      await sleep(100);
    }
    throw new CodedError('oauth2-refreshed-elsewhere');
  }
}

type ClientSecret = Extract<OAuth2Secret, { readonly privateKey: string }>;

function client(
  { clientId, privateKey }: ClientSecret,
  { certificate, scopes }: OAuth2Login,
  onToken: (token: string) => void,
): TokenLogin {
  if (!certificate) {
    throw new CodedError('secret-unreadable');
  }
  const key = readSigningKey(privateKey);
  return clientLogin({ clientId, certificateId: certificate.id, scopes, key }, Date.now, onToken);
}

/**
 * A digest, so that the secret is not in memory longer than its login. An access token is not sent to another address of
 * the account than the one that gave it.
 */
function markOf(
  { accountId, baseUrl, signedAs }: AccountRecord,
  secret: OAuth2Secret,
  { grant, scopes, certificate }: OAuth2Login,
): string {
  // A refresh token changes with each use and stays the same login.
  const lasting = 'privateKey' in secret ? secret.privateKey : '';
  return createHash('sha256')
    .update(JSON.stringify([accountId, baseUrl, signedAs, secret.clientId, lasting, grant, scopes, certificate?.id]))
    .digest('base64');
}
