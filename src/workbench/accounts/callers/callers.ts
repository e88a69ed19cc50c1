import { tokenLabel } from '../../../accounts/labels.ts';
import type { AccountBook } from '../../../accounts/accountBook.ts';
import type { Credential } from '../../../accounts/records.ts';
import { once } from '../../once.ts';
import type { Caller } from '../../../exchange/send.ts';
import type { Log } from '../../log.ts';

/** A caller, and what of it may be neither shown nor kept. */
export interface Calling {
  readonly caller: Caller;
  /** Asked for when they are needed: an access token comes with the first call. */
  readonly secrets: () => readonly string[];
}

/** Calls on behalf of the account book's credentials, whatever their scheme. */
export class Callers {
  readonly #book: AccountBook;
  readonly #log: Pick<Log, 'hide'>;
  readonly #logins;

  /** @param locks the folder where windows take turns at refresh tokens */
  constructor(book: AccountBook, log: Pick<Log, 'hide'>, locks: string) {
    this.#book = book;
    this.#log = log;
    this.#logins = once(async () => new (await import('./oauth2Logins.ts')).OAuth2Logins(book, log, locks));
  }

  /**
   * @param acknowledged the person was asked after repeated login failures and wants to go on
   * @throws CodedError those of AccountBook.secrets and AccountBook.oauth2Secret, `private-key-…`
   */
  async of(credential: Credential, acknowledged = false): Promise<Calling> {
    const { account, token } = credential;
    const { credentialId, authenticate, logIn, secrets } =
      token.scheme === 'oauth2' ? await (await this.#logins()).of(credential) : await this.#signer(credential);
    const caller: Caller = {
      account,
      credentialId,
      credentialLabel: tokenLabel(token),
      authenticate,
      ...(logIn && { logIn }),
      acknowledged,
    };
    return { caller, secrets };
  }

  /** The credential may be another's from now on, as after a new sign-in. */
  async forget(tokenId: string): Promise<void> {
    (await this.#logins()).forget(tokenId);
  }

  async #signer(credential: Credential): Promise<Login> {
    const secrets = await this.#book.secrets(credential);
    const { signerLogin } = await import('./signerLogin.ts');
    this.#log.hide(secrets.consumerSecret, secrets.tokenSecret);
    return signerLogin(credential.account.accountId, secrets);
  }
}

/** What proves who calls. */
export interface Login extends Pick<Caller, 'credentialId' | 'authenticate'> {
  readonly logIn?: Caller['logIn'];
  readonly secrets: Calling['secrets'];
}
