import { describe, expect, it } from 'vitest';
import { AccountBook } from '../../../src/accounts/accountBook.ts';
import type { FileAccount } from '../../../src/accounts/bookFile.ts';
import { planImport } from '../../../src/accounts/bookFilePlan.ts';
import { changesAnything, countStates, storeAccounts } from '../../../src/accounts/bookFileStore.ts';
import { bookFileText, takeAccounts } from '../../../src/accounts/bookFileWrite.ts';
import { CodedError } from '../../../src/codedError.ts';

function newBook() {
  const entries = new Map<string, string>();
  const vault = { failAt: Infinity };
  const guarded = <T>(work: () => T): Promise<T> =>
    vault.failAt-- === 0 ? Promise.reject(new CodedError('vault-unavailable')) : Promise.resolve(work());
  let index: unknown;
  let lastId = 0;
  const book = new AccountBook(
    { read: () => index, write: written => Promise.resolve(void (index = structuredClone(written))) },
    {
      get: key => guarded(() => entries.get(key)),
      store: (key, value) => guarded(() => void entries.set(key, value)),
      delete: key => guarded(() => void entries.delete(key)),
      keys: () => guarded(() => [...entries.keys()]),
    },
    () => `id${++lastId}`,
    () => 1,
  );
  return { book, entries, vault };
}

const secretOf = (n: number) => ({ token: `tk${n}`, tokenSecret: `canary-ts${n}` });
const acme: FileAccount = {
  name: 'Acme',
  accountId: '1234567',
  note: 'two lines\nof it',
  applications: [
    {
      name: 'Orders',
      note: 'hub',
      secret: { consumerKey: 'ck', consumerSecret: 'canary-cs' },
      tokens: [
        { name: 'jane', isNamed: true, createdAt: 1_700_000_000_000, secret: secretOf(1) },
        { name: 'bot', identity: { role: 'Clerk' }, secret: secretOf(2) },
        {
          name: 'machine',
          oauth2: {
            grant: 'client-credentials',
            scopes: ['restlets', 'rest_webservices'],
            certificate: { id: 'cert', expiresAt: 1_800_000_000_000 },
          },
          secret: {
            clientId: 'ck',
            privateKey: '-----BEGIN PRIVATE KEY-----\ncanary-key\n-----END PRIVATE KEY-----\n',
          },
        },
      ],
    },
    { name: 'Invoices', tokens: [] },
    {
      name: 'Laptop',
      scheme: 'oauth2',
      tokens: [{ name: 'Sue', oauth2: { grant: 'authorization-code', scopes: ['restlets'] } }],
    },
  ],
};
const gateway: FileAccount = { ...acme, name: 'Gateway', baseUrl: 'https://gw.example.com', signedAs: 'netsuite' };
const go = new AbortController().signal;

const without = (file: FileAccount): FileAccount =>
  JSON.parse(JSON.stringify(file, (key, value: unknown) => (key === 'secret' ? undefined : value))) as FileAccount;

async function exported(book: AccountBook, withSecrets = true): Promise<FileAccount[]> {
  return takeAccounts(
    book,
    book.index().accounts.map(({ id }) => id),
    withSecrets,
  );
}

describe('import', () => {
  it('brings an account with all that stood in the file, and exports the same again', async () => {
    const { book } = newBook();
    expect(await storeAccounts(book, [acme, gateway], go)).toMatchObject({ stored: [{}, {}], left: 0 });
    expect(await exported(book)).toEqual([acme, gateway]);
  });

  it('leaves a refresh token where it is: two copies would end the sign-in of both', async () => {
    const { book } = newBook();
    await book.addOAuth2({
      accountName: 'Acme',
      accountId: '1234567',
      applicationName: 'Laptop',
      tokenName: 'Sue',
      login: { grant: 'authorization-code', scopes: ['restlets'], refreshUntil: 5 },
      secret: { clientId: 'ck', refreshToken: 'canary-refresh' },
    });
    const files = await exported(book);
    expect(bookFileText({ secrets: true, accounts: files })).not.toMatch(/canary|refreshUntil/);
    expect(files[0]?.applications[0]?.tokens).toEqual([
      { name: 'Sue', oauth2: { grant: 'authorization-code', scopes: ['restlets'], refreshUntil: 5 } },
    ]);
  });

  it.each([acme, without(acme)])('changes nothing the second time', async file => {
    const { book, entries } = newBook();
    await storeAccounts(book, [file], go);
    const before = [structuredClone(book.index()), new Map(entries)];
    expect(changesAnything(await planImport(book, file))).toBe(false);
    await storeAccounts(book, [file], go);
    expect([book.index(), entries]).toEqual(before);
  });

  it('adds what is new to what is here, under the names that are here', async () => {
    const { book } = newBook();
    await storeAccounts(book, [acme], go);
    const [account] = book.index().accounts;
    await book.edit('account', account?.id ?? '', { name: 'Ours', note: 'ours' });
    const [orders] = acme.applications;
    const more = {
      ...acme,
      applications: [{ ...orders!, name: 'Renamed', tokens: [{ name: 'new', secret: secretOf(3) }] }],
    };
    const { stored } = await storeAccounts(book, [more], go);
    expect(countStates(stored)).toEqual({ new: 1, here: 1, filled: 0, differs: 0 });
    expect(book.index()).toMatchObject({
      accounts: [{ name: 'Ours', note: 'ours' }],
      applications: [{ name: 'Orders' }, { name: 'Invoices' }, { name: 'Laptop' }],
      tokens: [{ name: 'jane' }, { name: 'bot' }, { name: 'machine' }, { name: 'Sue' }, { name: 'new' }],
    });
  });

  it('reports another secret and takes it not', async () => {
    const { book, entries } = newBook();
    await storeAccounts(book, [acme], go);
    const before = new Map(entries);
    const [orders] = acme.applications;
    const other = {
      ...acme,
      applications: [
        {
          ...orders!,
          secret: { consumerKey: 'ck', consumerSecret: 'other' },
          tokens: [{ name: 'jane', secret: { token: 'tk1', tokenSecret: 'other' } }],
        },
      ],
    };
    const { stored } = await storeAccounts(book, [other], go);
    expect(countStates(stored)).toEqual({ new: 0, here: 0, filled: 0, differs: 2 });
    expect(entries).toEqual(before);
  });

  it('puts secrets where they are missing, and nowhere else', async () => {
    const { book } = newBook();
    await storeAccounts(book, [without(acme)], go);
    const { stored } = await storeAccounts(book, [acme], go);
    expect(countStates(stored)).toEqual({ new: 0, here: 3, filled: 4, differs: 0 });
    // Whom a token was taken for was said of other secrets.
    expect(await exported(book)).toEqual(
      JSON.parse(JSON.stringify([acme], (key, value) => (key === 'identity' ? undefined : value) as unknown)),
    );
  });

  it('leaves a secret alone that it cannot read', async () => {
    const { book, entries } = newBook();
    await storeAccounts(book, [acme], go);
    const key = `token.${book.index().tokens[0]?.id ?? ''}`;
    entries.set(key, '{"version":9}');
    await storeAccounts(book, [acme], go);
    expect(entries.get(key)).toBe('{"version":9}');
  });

  it('keeps accounts apart by base URL, and never touches the practice account', async () => {
    const { book } = newBook();
    await book.addAccount({ accountName: 'Practice', accountId: '1234567', practice: true });
    await storeAccounts(book, [acme, gateway], go);
    expect(book.index().accounts.map(({ name }) => name)).toEqual(['Practice', 'Acme', 'Gateway']);
    expect(await exported(book)).toHaveLength(2);
  });

  it('finds an account whose base URL is spelled otherwise, and says when it is signed as something else', async () => {
    const { book } = newBook();
    await book.addAccount({ accountName: 'Old', accountId: '1234567', baseUrl: 'https://GW.example.com:443/' });
    expect(await planImport(book, gateway)).toMatchObject({ here: { name: 'Old' }, signedAsDiffers: true });
  });

  it('leaves nothing of an account at which the vault stopped answering, and all of those before', async () => {
    for (let failAt = 0; ; failAt++) {
      const { book, entries, vault } = newBook();
      await storeAccounts(book, [gateway], go);
      const before = [structuredClone(book.index().tokens), new Map(entries)];
      vault.failAt = failAt;
      const outcome = await storeAccounts(book, [acme], go);
      if (!outcome.failed) {
        expect(failAt).toBeGreaterThan(2);
        break;
      }
      expect(outcome).toMatchObject({ failed: { error: { code: 'vault-unavailable' }, isUndone: true }, left: 0 });
      expect([book.index().tokens, entries]).toEqual(before);
      expect(book.index().accounts).toHaveLength(1);
    }
  });

  it('ends between two accounts when it is cancelled', async () => {
    const { book } = newBook();
    const stop = new AbortController();
    const outcome = await storeAccounts(book, [acme, gateway], stop.signal, () => stop.abort());
    expect(outcome).toMatchObject({ stored: [{}], left: 1 });
    expect(await exported(book)).toEqual([acme]);
  });
});

describe('export', () => {
  it('without secrets holds none, nor a consumer key or token ID', async () => {
    const { book } = newBook();
    await storeAccounts(book, [acme], go);
    const text = bookFileText({ secrets: false, accounts: await exported(book, false) });
    expect(text).not.toMatch(/canary|"ck"|tk1/);
    expect(text).toContain('"jane"');
  });

  it('leaves out a secret that is not here, and ends when the vault does not answer', async () => {
    const { book, entries, vault } = newBook();
    await storeAccounts(book, [acme], go);
    entries.delete(`token.${book.index().tokens[0]?.id ?? ''}`);
    expect((await exported(book))[0]?.applications[0]?.tokens[0]).not.toHaveProperty('secret');
    vault.failAt = 1;
    await expect(exported(book)).rejects.toMatchObject({ code: 'vault-unavailable' });
  });
});
