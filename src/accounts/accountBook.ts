import { CodedError, isCoded } from '../codedError.ts';
import type { TbaSecrets } from '../tba/signRequest.ts';
import { findRecord, withAllBelow, withoutRecords, withRecord } from './indexLists.ts';
import { IndexCopy } from './indexCopy.ts';
import type { Edits, NewAccount, NewApplication, NewCredential, NewToken } from './newRecords.ts';
import { aboutIn, aboutOf, adoptInto, credentialIn, isHome, orphansAmong, type OrphanSecret } from './orphans.ts';
import { compact, untried, withVerification } from './recordChanges.ts';
import type {
  AccountIndex,
  AccountRecord,
  ApplicationRecord,
  Credential,
  RecordKind,
  RecordKinds,
  TokenRecord,
  Verification,
} from './records.ts';
import {
  readEntry,
  vaultKey,
  writeEntry,
  type About,
  type ApplicationSecret,
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
  readonly #vault: Vault;
  readonly #newId: () => string;
  readonly #now: () => number;
  readonly #listeners = new Set<() => void>();
  #last: Promise<unknown> = Promise.resolve();
  constructor(store: IndexStore, vault: Vault, newId: () => string, now: () => number) {
    this.#copy = new IndexCopy(store, now);
    this.#vault = vault;
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
      const known = await this.#knownApplication(index, account, entry.secrets);
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
        await this.#storeSecret('application', application.id, { consumerKey, consumerSecret }, about);
      }
      await this.#storeSecret('token', token.id, { token: tokenId, tokenSecret }, about);
      const stored = [vaultKey.token(token.id), ...(known ? [] : [vaultKey.application(application.id)])];
      await this.#changeOrForget(stored, now => {
        requireKept(now, 'account', account.id);
        requireKept(now, 'application', application.id);
        return withRecord(
          withRecord(
            withRecord(now, 'account', findRecord(now, 'account', account.id) ?? account),
            'application',
            findRecord(now, 'application', application.id) ?? application,
          ),
          'token',
          token,
        );
      });
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
  addApplication({ secret, ...fields }: NewApplication): Promise<ApplicationRecord> {
    return this.#oneAtATime(async () => {
      const account = this.#require('account', fields.account);
      const application = { ...this.#newRecord(fields.name), ...fields, scheme: 'tba' as const };
      if (secret) {
        await this.#storeSecret('application', application.id, secret, { account, application });
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
      const token = { ...this.#newRecord(fields.name), ...fields, scheme: 'tba' as const };
      if (secret) {
        await this.#storeSecret('token', token.id, secret, { account, application, token });
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

  /**
   * The vault keys of every secret that is here, none of them read: to tell of many records at once which are missing.
   *
   * @throws CodedError `vault-unavailable`, as the vault does
   */
  async heldSecrets(): Promise<ReadonlySet<string>> {
    return new Set(await this.#vault.keys());
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
    return this.#oneAtATime(async () => {
      this.#require(kind, id);
      await this.#storeSecret(kind, id, secret, aboutIn(this.index(), kind, id));
      await this.#changeOrForget([vaultKey[kind](id)], index => {
        requireKept(index, kind, id);
        return this.#withTokensBelow(index, id, record =>
          kind === 'token' ? compact<TokenRecord>({ ...untried(record), createdAt }) : untried(record),
        );
      });
    });
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
        await this.#vault.delete(vaultKey[each.kind](each.id));
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

  /** Moves an account to another base URL, as the practice account's port may change. */
  setBaseUrl(accountId: string, baseUrl: string): Promise<void> {
    return this.edit('account', accountId, { baseUrl });
  }

  /**
   * Secrets in the vault that no record of the index belongs to: an addition that was cut off, or that another window's
   * write has undone. None is read but these.
   *
   * @throws CodedError `vault-unavailable`, as the vault does
   */
  async orphans(): Promise<readonly OrphanSecret[]> {
    const keys = await this.#vault.keys();
    const orphans: OrphanSecret[] = [];
    for (const orphan of orphansAmong(this.index(), keys)) {
      const stored = await this.#vault.get(vaultKey[orphan.kind](orphan.id));
      const about = stored === undefined ? undefined : aboutOf(stored);
      // An entry that is gone by now is no orphan.
      if (stored !== undefined) {
        orphans.push({ ...orphan, ...(about ? { about } : {}) });
      }
    }
    return orphans;
  }

  /**
   * Gives an orphaned secret a record again, with application and account where these are gone too.
   *
   * @param about whose it is, for an entry that does not say; its account and application may be in the index or not
   * @throws CodedError `secret-missing` when it is gone by now, `record-gone` when no token is named for a token's secret
   */
  adopt(orphan: OrphanSecret, about: About): Promise<void> {
    return this.#oneAtATime(async () => {
      const stored = await this.#vault.get(vaultKey[orphan.kind](orphan.id));
      if (stored === undefined) {
        throw new CodedError('secret-missing', { kind: orphan.kind });
      }
      // A record that was removed stays so; what comes back is a new one.
      const id = this.index().removed[orphan.id] === undefined ? orphan.id : this.#newId();
      if (id !== orphan.id) {
        await this.#vault.store(vaultKey[orphan.kind](id), stored);
      }
      await this.#change(index => adoptInto(index, { ...orphan, id }, about, this.#newId, this.#nextChange(index)));
      if (id !== orphan.id) {
        await this.#vault.delete(vaultKey[orphan.kind](orphan.id));
      }
    });
  }

  /** Deletes an orphaned secret for good. @throws CodedError `secret-adopted` when it has found a record meanwhile */
  discard({ kind, id }: OrphanSecret): Promise<void> {
    return this.#oneAtATime(async () => {
      if (isHome(this.index(), { kind, id })) {
        throw new CodedError('secret-adopted', { kind });
      }
      await this.#vault.delete(vaultKey[kind](id));
      this.#tell();
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
    return withRecord(index, kind, compact<RecordKinds[K]>({ ...change(record), changed: this.#nextChange(index) }));
  }

  #withTokensBelow(index: AccountIndex, id: string, change: (token: TokenRecord) => TokenRecord): AccountIndex {
    return withAllBelow(index, id).token.reduce((now, token) => this.#edited(now, 'token', token, change), index);
  }

  #newRecord(name: string): { id: string; name: string; addedAt: number; changed: number } {
    const now = this.#now();
    return { id: this.#newId(), name, addedAt: now, changed: now };
  }

  /** Higher than what stands there, whatever the clock says. */
  #nextChange(index: AccountIndex): number {
    const records = [...index.accounts, ...index.applications, ...index.tokens];
    return Math.max(this.#now(), 1 + Math.max(0, ...records.map(({ changed }) => changed)));
  }

  #require<K extends RecordKind>(kind: K, id: string): RecordKinds[K] {
    const record = findRecord(this.index(), kind, id);
    if (!record) {
      throw new CodedError('record-gone', { kind });
    }
    return record;
  }

  async #change(change: (index: AccountIndex) => AccountIndex): Promise<void> {
    await this.#copy.change(change);
    this.#tell();
  }

  /** A change that secrets were stored for; where their place was removed meanwhile, they go again. */
  async #changeOrForget(keys: readonly string[], change: (index: AccountIndex) => AccountIndex): Promise<void> {
    try {
      await this.#change(change);
    } catch (error) {
      for (const key of isCoded(error, 'record-gone') ? keys : []) {
        await this.#vault.delete(key);
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

  async #storeSecret(
    kind: 'application' | 'token',
    id: string,
    secret: ApplicationSecret | TokenSecret,
    about: About | undefined,
  ): Promise<void> {
    await this.#vault.store(vaultKey[kind](id), writeEntry(secret, about));
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
    const { accountName, accountId, baseUrl, signedAs, practice, note } = entry;
    const known = index.accounts.find(
      record => record.accountId === accountId && record.baseUrl === baseUrl && record.practice === practice,
    );
    return (
      known ?? compact<AccountRecord>({ ...this.#newRecord(accountName), accountId, baseUrl, signedAs, practice, note })
    );
  }

  async #knownApplication(
    index: AccountIndex,
    account: AccountRecord,
    secrets: TbaSecrets,
  ): Promise<ApplicationRecord | undefined> {
    for (const application of index.applications.filter(record => record.account === account.id)) {
      const known = await readable(this.applicationSecret(application.id));
      if (known?.consumerKey !== secrets.consumerKey) {
        continue;
      }
      if (known.consumerSecret !== secrets.consumerSecret) {
        throw new CodedError('consumer-secret-differs', { application: application.name });
      }
      for (const token of index.tokens.filter(record => record.application === application.id)) {
        if ((await readable(this.tokenSecret(token.id)))?.token === secrets.token) {
          throw new CodedError('token-known');
        }
      }
      return application;
    }
    return undefined;
  }
}

/** A record that is new is kept too; one that was removed is not. */
function requireKept(index: AccountIndex, kind: RecordKind, id: string): void {
  if (index.removed[id] !== undefined) {
    throw new CodedError('record-gone', { kind });
  }
}

/** A secret that is missing or cannot be read is like no other; a vault that does not answer says nothing of it. */
async function readable<T>(secret: Promise<T>): Promise<T | undefined> {
  try {
    return await secret;
  } catch (error) {
    if (isCoded(error) && error.code.startsWith('secret-')) {
      return undefined;
    }
    throw error;
  }
}
