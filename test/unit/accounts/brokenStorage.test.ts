import { describe, expect, it } from 'vitest';
import { AccountBook } from '../../../src/accounts/accountBook.ts';
import type { AccountIndex, Credential } from '../../../src/accounts/records.ts';
import { CodedError } from '../../../src/codedError.ts';
import { entry, newSecret } from './sampleEntries.ts';

/** A book whose vault refuses the operation with the number `failAt`, counted from the time it is set. */
function newBook() {
  const storage = {
    index: undefined as unknown,
    entries: new Map<string, string>(),
    failAt: Infinity,
    /** What happens between a write and its end, once. */
    duringWrite: undefined as (() => void) | undefined,
  };
  const { entries } = storage;
  const guarded = <T>(work: () => T): Promise<T> =>
    storage.failAt-- === 0 ? Promise.reject(new CodedError('vault-unavailable')) : Promise.resolve(work());
  let lastId = 0;
  const book = new AccountBook(
    {
      read: () => storage.index,
      write: index => {
        storage.index = structuredClone(index);
        storage.duringWrite?.();
        storage.duringWrite = undefined;
        return Promise.resolve();
      },
    },
    {
      get: key => guarded(() => entries.get(key)),
      store: (key, value) => guarded(() => void entries.set(key, value)),
      delete: key => guarded(() => void entries.delete(key)),
      keys: () => guarded(() => [...entries.keys()]),
    },
    () => `id${++lastId}`,
    () => 1,
  );
  return { book, storage };
}

/** Everything that touches the vault, on a book with one application of two tokens and one orphan. */
const works: Readonly<Record<string, (book: AccountBook, credential: Credential) => Promise<unknown>>> = {
  add: book => book.add(entry(3)),
  addApplication: (book, { account }) =>
    book.addApplication({
      account: account.id,
      name: 'Other',
      secret: { consumerKey: 'ck2', consumerSecret: 'cs2' },
    }),
  addToken: (book, { application }) => book.addToken({ application: application.id, name: 'Other', secret: newSecret }),
  replaceSecret: (book, { token }) => book.replaceSecret('token', token.id, newSecret),
  remove: (book, { account }) => book.remove(account.id),
  secrets: (book, credential) => book.secrets(credential),
  hasSecret: (book, { token }) => book.hasSecret('token', token.id),
  heldSecrets: book => book.heldSecrets(),
  orphans: book => book.orphans(),
  adopt: (book, about) =>
    book.adopt({ kind: 'token', id: 'lost' }, { ...about, token: { ...about.token, id: 'lost' } }),
  discard: book => book.discard({ kind: 'token', id: 'lost' }),
};

async function filledBook() {
  const { book, storage } = newBook();
  const credential = await book.add(entry(1));
  await book.add(entry(2));
  storage.entries.set('token.lost', JSON.stringify({ version: 2, scheme: 'tba', token: 'l', tokenSecret: 'l' }));
  return { book, storage, credential };
}

describe('a vault that does not answer', () => {
  it.each(Object.keys(works))('loses nothing at any step of %s, and the next try does it', async name => {
    const work = works[name] ?? expect.fail();
    const whole = await filledBook();
    await work(whole.book, whole.credential);
    let steps = 0;
    for (; ; steps++) {
      const { book, storage, credential } = await filledBook();
      const before = { index: structuredClone(book.index()), entries: new Map(storage.entries) };
      storage.failAt = steps;
      const failed = await work(book, credential).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (failed === undefined) {
        break;
      }
      expect(failed).toMatchObject({ code: 'vault-unavailable' });
      storage.failAt = Infinity;
      // Of a removal some secrets may be gone already; of all else none is.
      const mustBeThere = name === 'remove' ? [] : [...before.entries.keys()];
      for (const key of mustBeThere) {
        expect(storage.entries.has(key)).toBe(true);
      }
      for (const list of ['accounts', 'applications', 'tokens'] as const) {
        const ids = new Set<string>(book.index()[list].map(({ id }) => id));
        expect(before.index[list].filter(({ id }) => !ids.has(id))).toEqual([]);
      }
      await work(book, credential);
      const count = (index: AccountIndex) => [index.accounts.length, index.applications.length, index.tokens.length];
      expect(count(book.index())).toEqual(count(whole.book.index()));
    }
    expect(steps).toBeGreaterThan(0);
  });

  it('is not taken for an application that is not known', async () => {
    const { book, storage } = await filledBook();
    storage.failAt = 0;
    await expect(book.add(entry(3))).rejects.toMatchObject({ code: 'vault-unavailable' });
    expect(book.index().applications).toHaveLength(1);
  });
});

describe('an index that cannot be read', () => {
  it.each([
    ['index-newer', { version: 3, accounts: [] }],
    ['index-unreadable', { version: 2, accounts: 'none' }],
    ['index-unreadable', 'canary'],
  ])('stays as it is, with every secret (%s)', async (code, stored) => {
    const { book, storage, credential } = await filledBook();
    const entries = new Map(storage.entries);
    storage.index = stored;
    expect(() => book.index()).toThrow(expect.objectContaining({ code }));
    for (const work of [
      ...Object.values(works),
      (other: AccountBook) => other.edit('token', credential.token.id, {}),
    ]) {
      await work(book, credential).catch((error: unknown) => expect(error).toMatchObject({ code }));
    }
    book.refresh();
    await book.settled();
    expect(storage.index).toEqual(stored);
    expect(storage.entries).toEqual(entries);
  });
});

describe('another window’s write', () => {
  it('that arrives while ours is on its way is not left to undo it', async () => {
    const { book, storage, credential } = await filledBook();
    const others = structuredClone(storage.index);
    storage.duringWrite = () => (storage.index = others);
    await book.edit('token', credential.token.id, { name: 'jane' });
    expect(JSON.stringify(storage.index)).toContain('jane');
  });

  it('that removes the application of a new token leaves no secret of it', async () => {
    const { book, storage, credential } = await filledBook();
    const index = book.index();
    const adding = book.addToken({ application: credential.application.id, name: 'New', secret: newSecret });
    const before = new Set(storage.entries.keys());
    storage.index = { ...index, applications: [], tokens: [], removed: { [credential.application.id]: 1 } };
    await expect(adding).rejects.toMatchObject({ code: 'record-gone' });
    expect(new Set(storage.entries.keys())).toEqual(before);
  });

  it('that adopts a secret keeps it from being deleted as an orphan', async () => {
    const { book, storage, credential } = await filledBook();
    const orphan = { kind: 'token' as const, id: 'lost' };
    const token = { ...credential.token, id: 'lost' };
    const index = book.index();
    storage.index = { ...index, tokens: [...index.tokens, token] };
    await expect(book.discard(orphan)).rejects.toMatchObject({ code: 'secret-adopted' });
    expect(storage.entries.has('token.lost')).toBe(true);
  });
});

describe('adopting', () => {
  it('gives an orphan that was removed a record of its own, and moves its secret there', async () => {
    const { book, storage, credential } = await filledBook();
    const stored = storage.entries.get(`token.${credential.token.id}`) ?? '';
    await book.remove(credential.account.id);
    storage.entries.set(`token.${credential.token.id}`, stored);
    const [orphan] = (await book.orphans()).filter(({ id }) => id === credential.token.id);
    expect(orphan?.about).toMatchObject({ account: { name: 'Acme' }, token: { name: 'Token 1' } });
    await book.adopt(orphan ?? expect.fail(), orphan?.about ?? expect.fail());
    const [adopted] = book.credentials();
    expect(adopted).toMatchObject({ account: { name: 'Acme' }, token: { name: 'Token 1' } });
    expect(await book.tokenSecret(adopted?.token.id ?? '')).toEqual({ token: 't1', tokenSecret: 'ts1' });
    expect(storage.entries.has(`token.${credential.token.id}`)).toBe(false);
  });

  it('finds its application where that has been moved to, and makes no account', async () => {
    const { book, storage, credential } = await filledBook();
    const other = await book.addAccount({ accountName: 'Other', accountId: '7654321' });
    await book.move('application', credential.application.id, other.id);
    await book.remove(credential.account.id);
    const about = { ...credential, token: { ...credential.token, id: 'lost' } };
    await book.adopt({ kind: 'token', id: 'lost' }, about);
    expect(book.credential('lost')?.account.id).toBe(other.id);
    expect(book.index().accounts).toHaveLength(1);
    expect(storage.entries.has('token.lost')).toBe(true);
  });

  it('refuses a token’s secret without a token', async () => {
    const { book, storage, credential } = await filledBook();
    const { account, application } = credential;
    await expect(book.adopt({ kind: 'token', id: 'lost' }, { account, application })).rejects.toMatchObject({
      code: 'record-gone',
    });
    expect(storage.entries.has('token.lost')).toBe(true);
  });
});
