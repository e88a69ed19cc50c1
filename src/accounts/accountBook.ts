import { CodedError } from '../codedError.ts';
import type { TbaSecrets } from '../tba/signRequest.ts';
import {
  readIndex,
  type AccountIndex,
  type AccountRecord,
  type ApplicationRecord,
  type TokenRecord,
  type Verification,
} from './records.ts';
import { readEntry, vaultKey, writeEntry, type ApplicationSecret, type TokenSecret, type Vault } from './vault.ts';

/** Where the index without secrets is kept. */
export interface IndexStore {
  read(): unknown;
  write(index: AccountIndex): PromiseLike<void>;
}

/** A token with what it belongs to. */
export interface Credential {
  readonly account: AccountRecord;
  readonly application: ApplicationRecord;
  readonly token: TokenRecord;
}

/** What makes an account. */
export interface NewAccount {
  readonly accountName: string;
  readonly accountId: string;
  readonly baseUrl?: string;
  readonly practice?: true;
}

/** What makes an account, or adds an application and token to one. */
export interface NewCredential extends NewAccount {
  readonly applicationName: string;
  readonly tokenName: string;
  readonly secrets: TbaSecrets;
}

/**
 * The accounts, applications and tokens that the person keeps. Secrets go to the vault, one entry each;
 * the index holds everything else. Secrets are written before the index and deleted after it, so that
 * an interruption leaves a secret without a record (which can be adopted), never a record without a secret.
 */
export class AccountBook {
  readonly #store: IndexStore;
  readonly #vault: Vault;
  readonly #newId: () => string;
  readonly #listeners = new Set<() => void>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: IndexStore, vault: Vault, newId: () => string) {
    this.#store = store;
    this.#vault = vault;
    this.#newId = newId;
  }

  /** @throws CodedError `index-newer`, `index-unreadable` */
  index(): AccountIndex {
    return readIndex(this.#store.read());
  }

  /** Calls back after every change made through this book, and after `refresh`. */
  onChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** Tells listeners that storage may have changed under us (another window). */
  refresh(): void {
    for (const listener of this.#listeners) {
      listener();
    }
  }

  credential(tokenId: string): Credential | undefined {
    const index = this.index();
    const token = index.tokens.find(record => record.id === tokenId);
    const application = index.applications.find(record => record.id === token?.application);
    const account = index.accounts.find(record => record.id === application?.account);
    return token && application && account ? { account, application, token } : undefined;
  }

  credentials(): Credential[] {
    return this.index().tokens.flatMap(token => this.credential(token.id) ?? []);
  }

  /**
   * Adds a token, with its account and application where these are new. An account is known by its account ID and
   * base URL, an application by its consumer key.
   *
   * @throws CodedError `token-known`, `consumer-secret-differs` (data: application)
   */
  add(entry: NewCredential): Promise<Credential> {
    return this.#oneAtATime(async () => {
      const index = this.index();
      const account = this.#accountOf(index, entry);
      const application = (await this.#knownApplication(index, account, entry.secrets)) ?? {
        id: this.#newId(),
        account: account.id,
        name: entry.applicationName,
        scheme: 'tba' as const,
      };
      const token: TokenRecord = {
        id: this.#newId(),
        application: application.id,
        name: entry.tokenName,
        scheme: 'tba',
      };
      const { consumerKey, consumerSecret, token: tokenId, tokenSecret } = entry.secrets;
      await this.#vault.store(vaultKey.application(application.id), writeEntry({ consumerKey, consumerSecret }));
      await this.#vault.store(vaultKey.token(token.id), writeEntry({ token: tokenId, tokenSecret }));
      await this.#write({
        version: 1,
        accounts: withRecord(index.accounts, account),
        applications: withRecord(index.applications, application),
        tokens: withRecord(index.tokens, token),
      });
      return { account, application, token };
    });
  }

  /** Adds an account that has no application yet, if it is not there. */
  addAccount(entry: NewAccount): Promise<AccountRecord> {
    return this.#oneAtATime(async () => {
      const index = this.index();
      const account = this.#accountOf(index, entry);
      await this.#write({ ...index, accounts: withRecord(index.accounts, account) });
      return account;
    });
  }

  /**
   * The four secrets of a token.
   *
   * @throws CodedError `secret-missing` (data: kind) when the vault has no entry here, `secret-unreadable`, `secret-newer`
   */
  async secrets({ application, token }: Credential): Promise<TbaSecrets> {
    return { ...(await this.applicationSecret(application.id)), ...(await this.tokenSecret(token.id)) };
  }

  async applicationSecret(id: string): Promise<ApplicationSecret> {
    return this.#read(vaultKey.application(id), 'application', ['consumerKey', 'consumerSecret']);
  }

  async tokenSecret(id: string): Promise<TokenSecret> {
    return this.#read(vaultKey.token(id), 'token', ['token', 'tokenSecret']);
  }

  /** Whether the vault can give an application's or token's secret here and now. */
  async hasSecret(kind: 'application' | 'token', id: string): Promise<boolean> {
    return (await this.#vault.get(vaultKey[kind](id))) !== undefined;
  }

  /** Puts a secret in place of the one that is kept, or of the one that is missing. */
  replaceSecret(kind: 'application', id: string, secret: ApplicationSecret): Promise<void>;
  replaceSecret(kind: 'token', id: string, secret: TokenSecret): Promise<void>;
  replaceSecret(kind: 'application' | 'token', id: string, secret: ApplicationSecret | TokenSecret): Promise<void> {
    return this.#oneAtATime(async () => {
      await this.#vault.store(vaultKey[kind](id), writeEntry(secret));
      this.refresh();
    });
  }

  /** Removes a record with everything below it, secrets included. An ID that is not there changes nothing. */
  remove(id: string): Promise<void> {
    return this.#oneAtATime(async () => {
      const index = this.index();
      const goes = (record: { id: string }, owner?: string) => record.id === id || owner === id;
      const accounts = new Set(index.accounts.filter(record => goes(record)).map(record => record.id));
      const applications = new Set(
        index.applications.filter(record => goes(record) || accounts.has(record.account)).map(record => record.id),
      );
      const tokens = new Set(
        index.tokens.filter(record => goes(record) || applications.has(record.application)).map(record => record.id),
      );
      await this.#write({
        version: 1,
        accounts: index.accounts.filter(record => !accounts.has(record.id)),
        applications: index.applications.filter(record => !applications.has(record.id)),
        tokens: index.tokens.filter(record => !tokens.has(record.id)),
      });
      for (const application of applications) {
        await this.#vault.delete(vaultKey.application(application));
      }
      for (const token of tokens) {
        await this.#vault.delete(vaultKey.token(token));
      }
    });
  }

  /** Keeps what NetSuite said of a token. A success that did not tell who it is leaves known what was known. */
  recordVerification(tokenId: string, verification: Verification): Promise<void> {
    return this.#change(index => ({
      ...index,
      tokens: index.tokens.map(token =>
        token.id === tokenId ? { ...token, verification: withIdentity(verification, token.verification) } : token,
      ),
    }));
  }

  /** Moves an account to another base URL, as the practice account's port may change. */
  setBaseUrl(accountId: string, baseUrl: string): Promise<void> {
    return this.#change(index => ({
      ...index,
      accounts: index.accounts.map(account => (account.id === accountId ? { ...account, baseUrl } : account)),
    }));
  }

  #change(change: (index: AccountIndex) => AccountIndex): Promise<void> {
    return this.#oneAtATime(() => this.#write(change(this.index())));
  }

  async #write(index: AccountIndex): Promise<void> {
    await this.#store.write(index);
    this.refresh();
  }

  /** Reading, changing and writing the index is one step: two commands at once must not lose one another's work. */
  #oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work, work);
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #read<Field extends string>(
    key: string,
    kind: string,
    fields: readonly Field[],
  ): Promise<Record<Field, string>> {
    const stored = await this.#vault.get(key);
    if (stored === undefined) {
      throw new CodedError('secret-missing', { kind });
    }
    return readEntry(stored, fields);
  }

  /** The account's record, or a new one for it. */
  #accountOf(index: AccountIndex, entry: NewAccount): AccountRecord {
    const { accountName: name, accountId, baseUrl, practice } = entry;
    const known = index.accounts.find(
      record => record.accountId === accountId && record.baseUrl === baseUrl && record.practice === practice,
    );
    return (
      known ?? {
        id: this.#newId(),
        name,
        accountId,
        ...(baseUrl === undefined ? {} : { baseUrl }),
        ...(practice ? { practice } : {}),
      }
    );
  }

  async #knownApplication(
    index: AccountIndex,
    account: AccountRecord,
    secrets: TbaSecrets,
  ): Promise<ApplicationRecord | undefined> {
    for (const application of index.applications.filter(record => record.account === account.id)) {
      const known = await this.applicationSecret(application.id).catch(() => undefined);
      if (known?.consumerKey !== secrets.consumerKey) {
        continue;
      }
      if (known.consumerSecret !== secrets.consumerSecret) {
        throw new CodedError('consumer-secret-differs', { application: application.name });
      }
      for (const token of index.tokens.filter(record => record.application === application.id)) {
        if ((await this.tokenSecret(token.id).catch(() => undefined))?.token === secrets.token) {
          throw new CodedError('token-known');
        }
      }
      return application;
    }
    return undefined;
  }
}

function withIdentity(now: Verification, before: Verification | undefined): Verification {
  return now.outcome === 'accepted' && before?.outcome === 'accepted'
    ? { ...now, identity: { ...before.identity, ...now.identity } }
    : now;
}

function withRecord<T extends { id: string }>(records: readonly T[], record: T): readonly T[] {
  return records.some(known => known.id === record.id) ? records : [...records, record];
}
