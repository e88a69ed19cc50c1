import { CodedError, isCoded } from '../codedError.ts';
import {
  readEntry,
  readOAuth2Entry,
  vaultKey,
  writeEntry,
  type About,
  type ApplicationSecret,
  type OAuth2Secret,
  type TokenSecret,
  type Vault,
} from './vault.ts';

export type SecretKind = 'application' | 'token';

/** What an entry may hold. */
export type Secret = ApplicationSecret | TokenSecret | OAuth2Secret;

/** The secrets of the account book, by the records that they belong to. */
export class SecretShelf {
  readonly vault: Vault;

  constructor(vault: Vault) {
    this.vault = vault;
  }

  /** @throws CodedError `secret-missing` (data: kind), `secret-unreadable`, `secret-newer`, `vault-unavailable` */
  async application(id: string): Promise<ApplicationSecret> {
    return readEntry(await this.#stored('application', id), ['consumerKey', 'consumerSecret']);
  }

  /** @throws as application does */
  async token(id: string): Promise<TokenSecret> {
    return readEntry(await this.#stored('token', id), ['token', 'tokenSecret']);
  }

  /** @throws as application does */
  async oauth2(id: string): Promise<OAuth2Secret> {
    return readOAuth2Entry(await this.#stored('token', id));
  }

  async has(kind: SecretKind, id: string): Promise<boolean> {
    return (await this.vault.get(vaultKey[kind](id))) !== undefined;
  }

  async store(kind: SecretKind, id: string, secret: Secret, about: About | undefined): Promise<void> {
    await this.vault.store(vaultKey[kind](id), writeEntry(secret, about));
  }

  async #stored(kind: SecretKind, id: string): Promise<string> {
    const stored = await this.vault.get(vaultKey[kind](id));
    if (stored === undefined) {
      throw new CodedError('secret-missing', { kind });
    }
    return stored;
  }
}

/** What is read of a secret; undefined where it is missing, or cannot be read by this version. */
export async function readable<T>(secret: Promise<T>): Promise<T | undefined> {
  try {
    return await secret;
  } catch (error) {
    if (isSecretTrouble(error)) {
      return undefined;
    }
    throw error;
  }
}

/** Whether it is the secret itself that is wanting: a vault that does not answer says nothing of it. */
export function isSecretTrouble(error: unknown): error is CodedError {
  return isCoded(error) && error.code.startsWith('secret-');
}
