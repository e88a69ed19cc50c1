import { CodedError, isCoded } from '../codedError.ts';
import type { TbaSecrets } from '../tba/signRequest.ts';
import { findRecord, requireKept, withAllBelow, withoutRecords, withRecord, withWhole } from './indexLists.ts';
import { IndexCopy } from './indexCopy.ts';
import { tokenLabel } from './labels.ts';
import { accountOfEntry, applicationOfClient, applicationOfKey } from './known.ts';
import {
  newAccount,
  type Edits,
  type NewAccount,
  type NewApplication,
  type NewCredential,
  type NewOAuth2Credential,
  type NewToken,
} from './newRecords.ts';
import { aboutIn, adoptInto, credentialIn, isHome, orphansIn, type OrphanSecret } from './orphans.ts';
import { compact, nextChange, untried, withVerification } from './recordChanges.ts';
import type {
  AccountIndex,
  AccountRecord,
  ApplicationRecord,
  Credential,
  OAuth2Login,
  RecordKind,
  RecordKinds,
  Scheme,
  TokenRecord,
  Verification,
} from './records.ts';
import { SecretShelf, type Secret, type SecretKind } from './secretShelf.ts';
import {
  vaultKey,
  type About,
  type ApplicationSecret,
  type OAuth2Secret,
  type TokenSecret,
  type Vault,
} from './vault.ts';

/** Where the index without secrets is kept. */
export interface IndexStore {
  read(): unknown;
  write(index: AccountIndex): PromiseLike<void>;
}

/**
 * The accounts, applications and tokens that the person keeps. Secrets go to the vault, one entry each;
 * the index holds everything else. Secrets are written before the index, so that an interruption leaves a secret without
 * a record (which can be adopted), and deleted before it, so that one never leaves a secret that was to go.
 */
export class AccountBook {
  readonly #copy: IndexCopy;
  readonly #shelf: SecretShelf;
  readonly #newId: () => string;
  readonly #now: () => number;
  readonly #listeners = new Set<() => void>();
  #last: Promise<unknown> = Promise.resolve();
  constructor(store: IndexStore, vault: Vault, newId: () => string, now: () => number) {
    this.#copy = new IndexCopy(store, now);
    this.#shelf = new SecretShelf(vault);
    this.#newId = newId;
    this.#now = now;
  }

  /** @throws CodedError `index-newer`, `index-unreadable` */
  index(): AccountIndex {
    return this.#copy.read();
  }

  /** Calls back after every change made through this book, and after `refresh`. */
  onChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** Tells listeners that storage may have changed under us (another window), and puts back what was undone there. */
  refresh(): void {
    this.#tell();
    void this.#oneAtATime(() => this.#copy.restore()).catch(() => undefined);
  }

  /** Resolves when every change asked for so far has been made or refused. */
  async settled(): Promise<void> {
    await this.#last;
  }

  credential(tokenId: string): Credential | undefined {
    return credentialIn(this.index(), tokenId);
  }

  credentials(): Credential[] {
    const index = this.index();
    return index.tokens.flatMap(({ id }) => credentialIn(index, id) ?? []);
  }

  /**
   * Adds a token, with its account and application where these are new. An account is known by its account ID and
   * base URL, an application by its consumer key.
   *
   * @throws CodedError `token-known`, `consumer-secret-differs` (data: application), `record-gone` when another window
   *   has just removed the account or application
   */
  add(entry: NewCredential): Promise<Credential> {
    return this.#oneAtATime(async () => {
      const index = this.index();
      const { consumerKey, consumerSecret, token: tokenId, tokenSecret } = entry.secrets;
      const account = this.#accountOf(index, entry);
      const known = await applicationOfKey(index, account, entry.secrets, this.#shelf);
      const application = known ?? {
        ...this.#newRecord(entry.applicationName),
        account: account.id,
        scheme: 'tba' as const,
      };
      const token: TokenRecord = {
        ...this.#newRecord(entry.tokenName),
        application: application.id,
        scheme: 'tba',
        ...(entry.createdAt === undefined ? {} : { createdAt: entry.createdAt }),
      };
      const about = { account, application, token };
      if (!known) {
        await this.#shelf.store('application', application.id, { consumerKey, consumerSecret }, about);
      }
      await this.#shelf.store('token', token.id, { token: tokenId, tokenSecret }, about);
      const stored = [vaultKey.token(token.id), ...(known ? [] : [vaultKey.application(application.id)])];
      await this.#changeOrForget(stored, now => withWhole(now, about));
      return about;
    });
  }

  /**
   * Adds a credential of OAuth 2.0, with its account and application where these are new. An application is known by its
   * client ID, which is its consumer key, too.
   *
   * @throws CodedError `token-known` where the application has a credential with the certificate, `record-gone`
   */
  addOAuth2(entry: NewOAuth2Credential): Promise<Credential> {
    return this.#oneAtATime(async () => {
      const index = this.index();
      const account = this.#accountOf(index, entry);
      const application = (await applicationOfClient(index, account, entry, this.#shelf)) ?? {
        ...this.#newRecord(entry.applicationName),
        account: account.id,
        scheme: 'oauth2' as const,
      };
      // A note beside a new account is the account's.
      const { tokenName, login, isNamed, identity, secret } = entry;
      const token = compact<TokenRecord>({
        ...{ ...this.#newRecord(tokenName), application: application.id, scheme: 'oauth2', oauth2: login },
        ...{ isNamed, identity },
      });
      const about = { account, application, token };
      await this.#shelf.store('token', token.id, secret, about);
      await this.#changeOrForget([vaultKey.token(token.id)], now => withWhole(now, about));
      return about;
    });
  }

  /** Adds an account that has no application yet, if it is not there. */
  addAccount(entry: NewAccount): Promise<AccountRecord> {
    return this.#oneAtATime(async () => {
      const account = this.#accountOf(this.index(), entry);
      await this.#change(index =>
        findRecord(index, 'account', account.id) ? index : withRecord(index, 'account', account),
      );
      return account;
    });
  }

  /** @throws CodedError `record-gone` when the account is not there any more */
  addApplication({ secret, scheme = 'tba', ...fields }: NewApplication): Promise<ApplicationRecord> {
    return this.#oneAtATime(async () => {
      const account = this.#require('account', fields.account);
      const application = { ...this.#newRecord(fields.name), ...fields, scheme };
      if (secret) {
        await this.#shelf.store('application', application.id, secret, { account, application });
      }
      await this.#changeOrForget([vaultKey.application(application.id)], index => {
        requireKept(index, 'account', account.id);
        return withRecord(index, 'application', application);
      });
      return application;
    });
  }

  /** @throws CodedError `record-gone` when the application is not there any more */
  addToken({ secret, ...fields }: NewToken): Promise<TokenRecord> {
    return this.#oneAtATime(async () => {
      const application = this.#require('application', fields.application);
      const account = this.#require('account', application.account);
      const scheme: Scheme = fields.oauth2 ? 'oauth2' : 'tba';
      const token = { ...this.#newRecord(fields.name), ...fields, scheme };
      if (secret) {
        await this.#shelf.store('token', token.id, secret, { account, application, token });
      }
      await this.#changeOrForget([vaultKey.token(token.id)], index => {
        requireKept(index, 'application', application.id);
        return withRecord(index, 'token', token);
      });
      return token;
    });
  }

  /** Changes fields of a record. @throws CodedError `record-gone` when it is not there any more */
  edit<K extends RecordKind>(kind: K, id: string, edits: Edits[K]): Promise<void> {
    return this.#oneAtATime(() =>
      this.#change(index => this.#edited(index, kind, id, record => ({ ...record, ...edits }))),
    );
  }

  /**
   * Puts an application below another account, or a token below another application. What NetSuite said of the tokens
   * was said of other values together, and is forgotten.
   *
   * @throws CodedError `record-gone`
   */
  move(kind: 'application' | 'token', id: string, to: string): Promise<void> {
    return this.#oneAtATime(() =>
      this.#change(index => {
        this.#require(kind === 'token' ? 'application' : 'account', to);
        const moved =
          kind === 'token'
            ? this.#edited(index, 'token', id, record => ({ ...record, application: to }))
            : this.#edited(index, 'application', id, record => ({ ...record, account: to }));
        return this.#withTokensBelow(moved, id, untried);
      }),
    );
  }

  /**
   * The four secrets of a token.
   *
   * @throws CodedError `secret-missing` (data: kind) when the vault has no entry here, `secret-unreadable`, `secret-newer`;
   *   `not-token-based` (data: token) for a credential of OAuth 2.0, which signs nothing
   */
  async secrets({ application, token }: Credential): Promise<TbaSecrets> {
    if (token.scheme !== 'tba') {
      throw new CodedError('not-token-based', { token: tokenLabel(token) });
    }
    return { ...(await this.applicationSecret(application.id)), ...(await this.tokenSecret(token.id)) };
  }

  applicationSecret(id: string): Promise<ApplicationSecret> {
    return this.#shelf.application(id);
  }

  tokenSecret(id: string): Promise<TokenSecret> {
    return this.#shelf.token(id);
  }

  /** What a credential of OAuth 2.0 logs in with. @throws as secrets does */
  oauth2Secret(id: string): Promise<OAuth2Secret> {
    return this.#shelf.oauth2(id);
  }

  /** Whether the vault can give an application's or token's secret here and now. */
  hasSecret(kind: SecretKind, id: string): Promise<boolean> {
    return this.#shelf.has(kind, id);
  }

  /**
   * The vault keys of every secret that is here, none of them read: to tell of many records at once which are missing.
   *
   * @throws CodedError `vault-unavailable`, as the vault does
   */
  async heldSecrets(): Promise<ReadonlySet<string>> {
    return new Set(await this.#shelf.vault.keys());
  }

  /**
   * Puts a secret in place of the one that is kept, or of the one that is missing. What NetSuite said of the tokens
   * before is forgotten.
   *
   * @param createdAt when the new token was made at NetSuite, if that is known
   * @throws CodedError `record-gone`
   */
  replaceSecret(kind: 'application', id: string, secret: ApplicationSecret): Promise<void>;
  replaceSecret(kind: 'token', id: string, secret: TokenSecret, createdAt?: number): Promise<void>;
  replaceSecret(
    kind: 'application' | 'token',
    id: string,
    secret: ApplicationSecret | TokenSecret,
    createdAt?: number,
  ): Promise<void> {
    return this.#replace(
      kind,
      id,
      () => secret,
      record => (kind === 'token' ? compact<TokenRecord>({ ...untried(record), createdAt }) : untried(record)),
    );
  }

  /**
   * Puts another secret of OAuth 2.0 in place of the one that is kept, or of the one that is missing. What NetSuite said
   * of the credential before is forgotten.
   *
   * @throws CodedError `record-gone`
   */
  replaceOAuth2Secret(id: string, secret: OAuth2Secret, login: OAuth2Login): Promise<void> {
    return this.#replace(
      'token',
      id,
      () => secret,
      record => ({ ...untried(record), oauth2: login }),
    );
  }

  /**
   * Keeps the refresh token that came in place of the last one, before anything else is done.
   *
   * @param refreshUntil when it ends, where NetSuite said so; ms since 1970
   * @throws CodedError `record-gone`
   */
  keepRefreshToken(id: string, refreshToken: string, refreshUntil: number | undefined): Promise<void> {
    const next = async () => ({ clientId: (await this.#shelf.oauth2(id)).clientId, refreshToken });
    return this.#replace('token', id, next, record =>
      record.oauth2 ? { ...record, oauth2: compact<OAuth2Login>({ ...record.oauth2, refreshUntil }) } : record,
    );
  }

  /** Removes a record with everything below it, secrets included. An ID that is not there changes nothing. */
  remove(id: string): Promise<void> {
    return this.#oneAtATime(async () => {
      const gone = new Set<string>();
      const left = () => {
        const { token, application } = withAllBelow(this.index(), id);
        const secrets = [
          ...token.map(each => ({ kind: 'token', id: each }) as const),
          ...application.map(each => ({ kind: 'application', id: each }) as const),
        ];
        return secrets.find(each => !gone.has(each.id));
      };
      // More may come below it from another window meanwhile, and what went is gone wherever another has moved it.
      for (let each = left(); each; each = left()) {
        await this.#shelf.vault.delete(vaultKey[each.kind](each.id));
        gone.add(each.id);
      }
      await this.#change(index => {
        Object.values(withAllBelow(index, id))
          .flat()
          .forEach(each => gone.add(each));
        return gone.size === 0 ? index : withoutRecords(index, gone, this.#now());
      });
    });
  }

  /** Keeps what NetSuite said of a token. A success that did not tell who it is leaves known what was known. */
  recordVerification(tokenId: string, verification: Verification): Promise<void> {
    return this.#oneAtATime(async () => {
      if (findRecord(this.index(), 'token', tokenId)) {
        await this.#change(index =>
          this.#edited(index, 'token', tokenId, token => withVerification(token, verification)),
        );
      }
    });
  }

  /**
   * Secrets in the vault that no record of the index belongs to: an addition that was cut off, or that another window's
   * write has undone. None is read but these.
   *
   * @throws CodedError `vault-unavailable`, as the vault does
   */
  async orphans(): Promise<readonly OrphanSecret[]> {
    return orphansIn(this.index(), this.#shelf.vault);
  }

  /**
   * Gives an orphaned secret a record again, with application and account where these are gone too.
   *
   * @param about whose it is, for an entry that does not say; its account and application may be in the index or not
   * @throws CodedError `secret-missing` when it is gone by now, `record-gone` when no token is named for a token's secret
   */
  adopt(orphan: OrphanSecret, about: About): Promise<void> {
    return this.#oneAtATime(async () => {
      const stored = await this.#shelf.vault.get(vaultKey[orphan.kind](orphan.id));
      if (stored === undefined) {
        throw new CodedError('secret-missing', { kind: orphan.kind });
      }
      // A record that was removed stays so; what comes back is a new one.
      const id = this.index().removed[orphan.id] === undefined ? orphan.id : this.#newId();
      if (id !== orphan.id) {
        await this.#shelf.vault.store(vaultKey[orphan.kind](id), stored);
      }
      await this.#change(index =>
        adoptInto(index, { ...orphan, id }, about, this.#newId, nextChange(index, this.#now())),
      );
      if (id !== orphan.id) {
        await this.#shelf.vault.delete(vaultKey[orphan.kind](orphan.id));
      }
    });
  }

  /** Deletes an orphaned secret for good. @throws CodedError `secret-adopted` when it has found a record meanwhile */
  discard({ kind, id }: OrphanSecret): Promise<void> {
    return this.#oneAtATime(async () => {
      if (isHome(this.index(), { kind, id })) {
        throw new CodedError('secret-adopted', { kind });
      }
      await this.#shelf.vault.delete(vaultKey[kind](id));
      this.#tell();
    });
  }

  /** Stores another secret for a record, and changes the tokens at or below it. */
  #replace(
    kind: SecretKind,
    id: string,
    secret: () => Secret | Promise<Secret>,
    change: (token: TokenRecord) => TokenRecord,
  ): Promise<void> {
    return this.#oneAtATime(async () => {
      this.#require(kind, id);
      await this.#shelf.store(kind, id, await secret(), aboutIn(this.index(), kind, id));
      await this.#changeOrForget([vaultKey[kind](id)], index => {
        requireKept(index, kind, id);
        return this.#withTokensBelow(index, id, change);
      });
    });
  }

  #edited<K extends RecordKind>(
    index: AccountIndex,
    kind: K,
    id: string,
    change: (record: RecordKinds[K]) => RecordKinds[K],
  ): AccountIndex {
    const record = findRecord(index, kind, id);
    if (!record) {
      throw new CodedError('record-gone', { kind });
    }
    return withRecord(
      index,
      kind,
      compact<RecordKinds[K]>({ ...change(record), changed: nextChange(index, this.#now()) }),
    );
  }

  #withTokensBelow(index: AccountIndex, id: string, change: (token: TokenRecord) => TokenRecord): AccountIndex {
    return withAllBelow(index, id).token.reduce((now, token) => this.#edited(now, 'token', token, change), index);
  }

  #newRecord(name: string): { id: string; name: string; addedAt: number; changed: number } {
    const now = this.#now();
    return { id: this.#newId(), name, addedAt: now, changed: now };
  }

  #require<K extends RecordKind>(kind: K, id: string): RecordKinds[K] {
    const record = findRecord(this.index(), kind, id);
    if (!record) {
      throw new CodedError('record-gone', { kind });
    }
    return record;
  }

  /** What storage refuses is told of too: this window has it. */
  async #change(change: (index: AccountIndex) => AccountIndex): Promise<void> {
    try {
      await this.#copy.change(change);
    } finally {
      this.#tell();
    }
  }

  /** A change that secrets were stored for; where their place was removed meanwhile, they go again. */
  async #changeOrForget(keys: readonly string[], change: (index: AccountIndex) => AccountIndex): Promise<void> {
    try {
      await this.#change(change);
    } catch (error) {
      for (const key of isCoded(error, 'record-gone') ? keys : []) {
        await this.#shelf.vault.delete(key);
      }
      throw error;
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) {
      listener();
    }
  }

  /** Reading, changing and writing the index is one step: two commands at once must not lose one another's work. */
  #oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work, work);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** The account's record, or a new one for it. */
  #accountOf(index: AccountIndex, entry: NewAccount): AccountRecord {
    return accountOfEntry(index, entry) ?? newAccount(entry, this.#newRecord(entry.accountName));
  }
}
