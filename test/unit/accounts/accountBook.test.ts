import { describe, expect, it } from 'vitest';
import type { NewCredential } from '../../../src/accounts/newRecords.ts';
import { readIndex } from '../../../src/accounts/readIndex.ts';
import { emptyIndex } from '../../../src/accounts/records.ts';
import { readEntry } from '../../../src/accounts/vault.ts';
import { memoryBook } from './memoryBook.ts';

const entry = (changes: Partial<NewCredential> = {}): NewCredential => ({
  accountName: 'Acme',
  accountId: '1234567_SB1',
  applicationName: 'Orders hub',
  tokenName: 'Token',
  secrets: { consumerKey: 'ck', consumerSecret: 'canary-cs', token: 'tk', tokenSecret: 'canary-ts' },
  ...changes,
});

describe('AccountBook', () => {
  it('keeps secrets in the vault and everything else in the index', async () => {
    const { book, state, entries } = memoryBook();
    const credential = await book.add(entry());
    expect(await book.secrets(credential)).toEqual(entry().secrets);
    expect(JSON.stringify(state.index)).not.toContain('canary');
    expect([...entries.keys()].sort()).toEqual([
      `application.${credential.application.id}`,
      `token.${credential.token.id}`,
    ]);
    expect(credential.token.scheme).toBe('tba');
  });

  it('adds a second token to the application that has its consumer key', async () => {
    const { book } = memoryBook();
    const first = await book.add(entry());
    const second = await book.add(entry({ secrets: { ...entry().secrets, token: 'tk2', tokenSecret: 'ts2' } }));
    expect(second.account.id).toBe(first.account.id);
    expect(second.application.id).toBe(first.application.id);
    expect(book.index()).toMatchObject({ accounts: [{}], applications: [{}], tokens: [{}, {}] });
  });

  it.each([
    ['token-known', entry()],
    ['consumer-secret-differs', entry({ secrets: { ...entry().secrets, consumerSecret: 'other', token: 'tk2' } })],
  ])('refuses %s and changes nothing', async (code, again) => {
    const { book, state, entries } = memoryBook();
    await book.add(entry());
    const before = [structuredClone(state.index), new Map(entries)];
    await expect(book.add(again)).rejects.toMatchObject({ code });
    expect([state.index, entries]).toEqual(before);
  });

  it('loses nothing when two changes are made at once', async () => {
    const { book } = memoryBook();
    await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        book.add(entry({ accountId: String(i), secrets: { ...entry().secrets, token: `t${i}` } })),
      ),
    );
    expect(book.index().tokens).toHaveLength(10);
  });

  it.each(['account', 'application', 'token'] as const)(
    'removes a %s with what is below it, secrets included',
    async kind => {
      const { book, entries } = memoryBook();
      const credential = await book.add(entry());
      const other = await book.add(entry({ accountId: '7654321' }));
      await book.remove(credential[kind].id);
      expect(book.credential(credential.token.id)).toBeUndefined();
      expect(entries.has(`token.${credential.token.id}`)).toBe(false);
      expect(entries.has(`application.${credential.application.id}`)).toBe(kind === 'token');
      expect(book.credential(other.token.id)).toEqual(other);
    },
  );

  it('says that a secret is missing and can take it again', async () => {
    const { book, entries } = memoryBook();
    const credential = await book.add(entry());
    entries.delete(`token.${credential.token.id}`);
    await expect(book.secrets(credential)).rejects.toMatchObject({ code: 'secret-missing' });
    expect(await book.hasSecret('token', credential.token.id)).toBe(false);
    await book.replaceSecret('token', credential.token.id, { token: 'tk', tokenSecret: 'new' });
    expect((await book.secrets(credential)).tokenSecret).toBe('new');
  });

  it('keeps who a token is when a later success does not tell', async () => {
    const { book } = memoryBook();
    const { token } = await book.add(entry());
    const kept = () => book.credential(token.id)?.token;
    await book.recordVerification(token.id, { outcome: 'accepted', at: 1, identity: { role: 'Clerk' } });
    await book.recordVerification(token.id, { outcome: 'accepted', at: 2, identity: {} });
    expect(kept()).toMatchObject({ lastSuccess: 2, identity: { role: 'Clerk' } });
    await book.recordVerification(token.id, { outcome: 'refused', at: 3, status: 401, code: 'INVALID_LOGIN_ATTEMPT' });
    expect(kept()).toMatchObject({ lastSuccess: 2, lastFailure: { at: 3, status: 401 }, identity: { role: 'Clerk' } });
  });

  it('writes nothing over an index that a newer version left', async () => {
    const newer = { version: 3, accounts: 'in another shape' };
    const { book, state } = memoryBook(newer);
    expect(() => book.index()).toThrow(expect.objectContaining({ code: 'index-newer' }));
    await expect(book.add(entry())).rejects.toMatchObject({ code: 'index-newer' });
    expect(state.index).toEqual(newer);
  });

  it('tells listeners until they leave', async () => {
    const { book } = memoryBook();
    let calls = 0;
    const listener = book.onChange(() => calls++);
    await book.add(entry());
    const heard = calls;
    expect(heard).toBeGreaterThan(0);
    listener.dispose();
    await book.add(entry({ accountId: '2' }));
    expect(calls).toBe(heard);
  });
});

describe('readIndex', () => {
  it('starts empty', () => expect(readIndex(undefined)).toEqual(emptyIndex));

  it.each([null, 'x', 7, {}, { version: 1 }, { version: 1, accounts: [1], applications: [], tokens: [] }])(
    'refuses %j',
    stored => {
      expect(() => readIndex(stored)).toThrow(expect.objectContaining({ code: 'index-unreadable' }));
    },
  );

  const indexWith = (token: object, version = 2) => ({
    ...{ version, accounts: [], applications: [] },
    tokens: [{ id: 'c', name: 'jane', application: 'b', scheme: 'tba', ...token }],
  });

  it.each([
    indexWith({ lastSuccess: 1e16 }),
    indexWith({ changed: 1e300 }),
    indexWith({ lastFailure: { at: -1e16, status: 401, code: 'x' } }),
    indexWith({ lastFailure: { at: 1, status: {}, code: 'x' } }),
    indexWith({ oauth2: { grant: 'authorization-code', scopes: [], refreshUntil: 1e16 } }),
    indexWith({ verification: { outcome: 'accepted', at: 'yesterday' } }, 1),
    indexWith({ verification: 'x' }, 1),
  ])('refuses a time that nobody can be shown, in the first version too: %j', stored => {
    expect(() => readIndex(stored)).toThrow(expect.objectContaining({ code: 'index-unreadable' }));
  });

  it('counts the changes of a record that says nothing of them', async () => {
    const { book, state } = memoryBook(indexWith({}));
    await book.edit('token', 'c', { name: 'new' });
    expect(state.index).toMatchObject({ tokens: [{ name: 'new', changed: 1 }] });
  });
});

describe('readEntry', () => {
  it.each([
    ['secret-unreadable', 'canary not json'],
    ['secret-unreadable', '"canary"'],
    ['secret-unreadable', '{"version":1,"scheme":"tba","token":5}'],
    ['secret-newer', '{"version":3,"token":"canary"}'],
  ])('refuses with %s and quotes nothing', (code, stored) => {
    let thrown: unknown;
    try {
      readEntry(stored, ['token']);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code });
    expect(String((thrown as Error).stack) + JSON.stringify(thrown)).not.toContain('canary');
  });
});
