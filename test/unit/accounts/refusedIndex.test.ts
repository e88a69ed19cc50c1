import { describe, expect, it, vi } from 'vitest';
import { AccountBook } from '../../../src/accounts/accountBook.ts';
import type { AccountIndex, Credential } from '../../../src/accounts/records.ts';
import { writeEntry } from '../../../src/accounts/vault.ts';
import { memoryVault } from './memoryBook.ts';
import { entry, newSecret } from './sampleEntries.ts';

/** What a new window finds: the index as it is on the disk, and the vault. */
interface Storage {
  disk: unknown;
  readonly entries: Map<string, string>;
  /** What becomes of a write. */
  write: 'done' | 'refused' | 'never ends';
}

/** VS Code's storage gives back what was written even where it was never stored; another one may not. */
type Make = 'forgetful' | 'like that of VS Code';

let lastId = 0;

function newWindow(storage: Storage, make: Make) {
  let seen = storage.disk;
  return new AccountBook(
    {
      read: () => seen,
      write: index => {
        const copy = structuredClone(index);
        if (storage.write === 'done') {
          storage.disk = copy;
        }
        if (storage.write === 'done' || make === 'like that of VS Code') {
          seen = copy;
        }
        return storage.write === 'done'
          ? Promise.resolve()
          : storage.write === 'refused'
            ? Promise.reject(new Error('the disk is full'))
            : new Promise<never>(() => undefined);
      },
    },
    memoryVault(storage.entries),
    () => `id${++lastId}`,
    () => 1,
  );
}

/** Everything that changes the index, on a book with one application of two tokens and one orphan. */
const works: Readonly<Record<string, (book: AccountBook, credential: Credential) => Promise<unknown>>> = {
  add: book => book.add(entry(3)),
  addAccount: book => book.addAccount({ accountName: 'Other', accountId: '7654321' }),
  addApplication: (book, { account }) =>
    book.addApplication({ account: account.id, name: 'New', secret: { consumerKey: 'c', consumerSecret: 'c' } }),
  addToken: (book, { application }) => book.addToken({ application: application.id, name: 'New', secret: newSecret }),
  rename: (book, { token }) => book.edit('token', token.id, { name: 'jane' }),
  replaceSecret: (book, { token }) => book.replaceSecret('token', token.id, newSecret, 5),
  'remove a token': (book, { token }) => book.remove(token.id),
  'remove an account': (book, { account }) => book.remove(account.id),
  adopt: (book, about) =>
    book.adopt({ kind: 'token', id: 'lost' }, { ...about, token: { ...about.token, id: 'lost' } }),
};

async function filled(make: Make) {
  const storage: Storage = { disk: undefined, entries: new Map(), write: 'done' };
  const book = newWindow(storage, make);
  const credential = await book.add(entry(1));
  await book.add(entry(2));
  storage.entries.set('token.lost', writeEntry({ token: 'l', tokenSecret: 'l' }, credential));
  return { storage, book, credential };
}

/** Names alone: IDs are others each time. */
const names = ({ accounts, applications, tokens }: AccountIndex) =>
  [accounts, applications, tokens].map(list => list.map(({ name }) => name).sort());

const cases = Object.keys(works).flatMap(name =>
  (['forgetful', 'like that of VS Code'] as const).map(make => [name, make] as const),
);

describe('an index that storage does not take', () => {
  it.each(cases)(
    'is said to be so by %s, stays in the window, and is written when it can be (%s)',
    async (name, make) => {
      const work = works[name] ?? expect.fail();
      const whole = await filled(make);
      await work(whole.book, whole.credential);

      const { storage, book, credential } = await filled(make);
      const before = structuredClone(storage.disk);
      const heard = vi.fn();
      book.onChange(heard);
      storage.write = 'refused';
      await expect(work(book, credential)).rejects.toMatchObject({ code: 'index-not-written', data: { kept: true } });
      expect(heard).toHaveBeenCalled();
      expect(storage.disk).toEqual(before);
      expect(names(book.index())).toEqual(names(whole.book.index()));
      // Each record has its secret, and each secret its record, but the one that was lost before.
      for (const { id } of book.index().tokens) {
        await book.tokenSecret(id);
      }
      expect((await book.orphans()).map(({ id }) => id)).toEqual(
        (await whole.book.orphans()).map(({ id }) => id).filter(id => id === 'lost'),
      );

      book.refresh();
      await book.settled();
      expect(storage.disk).toEqual(before);
      storage.write = 'done';
      book.refresh();
      await book.settled();
      expect(names(newWindow(storage, make).index())).toEqual(names(whole.book.index()));
    },
  );

  it.each(cases)('loses nothing that %s has made or left when the window closes before (%s)', async (name, make) => {
    const { storage, book, credential } = await filled(make);
    const held = new Map(storage.entries);
    const before = names(book.index());
    storage.write = 'refused';
    await works[name]?.(book, credential).catch(() => undefined);
    const made = [...storage.entries.keys()].filter(key => !held.has(key));
    storage.write = 'done';
    const next = newWindow(storage, make);
    expect(names(next.index())).toEqual(before);
    // What was stored for a record that did not come about tells whose it is.
    const orphans = await next.orphans();
    expect(orphans.map(({ kind, id }) => `${kind}.${id}`)).toEqual(expect.arrayContaining(made));
    for (const orphan of orphans.toSorted((a, b) => a.kind.localeCompare(b.kind))) {
      await next.adopt(orphan, orphan.about ?? expect.fail());
    }
    expect(await next.orphans()).toEqual([]);
    // A removal goes for the secret first; the record that is left can be removed again.
    await works[name]?.(next, credential).catch((error: unknown) =>
      expect(error).toMatchObject({ code: 'token-known' }),
    );
  });

  it('is not written where it could not be read again', async () => {
    const { storage, book, credential } = await filled('like that of VS Code');
    const before = structuredClone(storage.disk);
    await expect(book.edit('token', credential.token.id, { createdAt: NaN })).rejects.toMatchObject({
      code: 'index-not-written',
      data: { kept: false },
    });
    await book.edit('token', credential.token.id, { createdAt: 5 });
    expect(book.credential(credential.token.id)?.token.createdAt).toBe(5);
    expect(storage.disk).not.toEqual(before);
  });
});

it('a refusal without a status is kept, and read again', async () => {
  const { storage, book, credential } = await filled('forgetful');
  await book.recordVerification(credential.token.id, { outcome: 'refused', at: 1, status: NaN, code: 'x' });
  storage.disk = JSON.parse(JSON.stringify(storage.disk));
  const next = newWindow(storage, 'forgetful');
  expect(next.credential(credential.token.id)?.token.lastFailure).toEqual({ at: 1, status: 0, code: 'x' });
});

describe('an index of the first version', () => {
  const first = {
    version: 1,
    accounts: [{ id: 'a', name: 'Acme', accountId: '1234567' }],
    applications: [{ id: 'b', name: 'Hub', account: 'a', scheme: 'tba' }],
    tokens: [
      {
        ...{ id: 'c', name: 'jane', application: 'b', scheme: 'tba' },
        verification: { outcome: 'accepted', at: 7, identity: { role: 'Clerk' } },
      },
      {
        ...{ id: 'd', name: 'bot', application: 'b', scheme: 'tba' },
        verification: { outcome: 'refused', at: 8, status: 401, code: 'INVALID_LOGIN_ATTEMPT' },
      },
    ],
  };
  const old = (make: Make) => {
    const secret = (value: object) => JSON.stringify({ version: 1, scheme: 'tba', ...value });
    const entries = new Map([
      ['application.b', secret({ consumerKey: 'ck', consumerSecret: 'cs' })],
      ['token.c', secret({ token: 'tc', tokenSecret: 'sc' })],
      ['token.d', secret({ token: 'td', tokenSecret: 'sd' })],
    ]);
    const storage: Storage = { disk: structuredClone(first), entries, write: 'done' };
    return { storage, book: newWindow(storage, make) };
  };
  const isWhole = async (book: AccountBook) => {
    const [jane, bot] = book.index().tokens;
    expect(jane).toMatchObject({ lastSuccess: 7, identity: { role: 'Clerk' } });
    expect(bot).toMatchObject({ lastFailure: { at: 8, status: 401 } });
    const secrets = { consumerKey: 'ck', consumerSecret: 'cs', token: 'tc', tokenSecret: 'sc' };
    expect(await book.secrets(book.credential('c') ?? expect.fail())).toEqual(secrets);
    expect(await book.tokenSecret('d')).toEqual({ token: 'td', tokenSecret: 'sd' });
  };

  it.each([
    ['refused', 'forgetful'],
    ['refused', 'like that of VS Code'],
    ['never ends', 'forgetful'],
    ['never ends', 'like that of VS Code'],
  ] as const)('stays as it is where the write of the new one is %s (%s)', async (write, make) => {
    const { storage, book } = old(make);
    const entries = new Map(storage.entries);
    await isWhole(book);
    storage.write = write;
    const renaming = book.edit('account', 'a', { name: 'Renamed' });
    if (write === 'refused') {
      await expect(renaming).rejects.toMatchObject({ code: 'index-not-written' });
    } else {
      await new Promise(resolve => setImmediate(resolve));
    }
    expect(storage.disk).toEqual(first);
    expect(storage.entries).toEqual(entries);
    storage.write = 'done';
    const next = newWindow(storage, make);
    await isWhole(next);
    await next.edit('account', 'a', { name: 'Renamed' });
    expect(storage.disk).toMatchObject({ version: 2, accounts: [{ id: 'a', name: 'Renamed' }] });
    await isWhole(newWindow(storage, make));
  });
});
