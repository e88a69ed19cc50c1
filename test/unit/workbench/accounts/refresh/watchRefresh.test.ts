import { describe, expect, it } from 'vitest';
import { AccountBook } from '../../../../../src/accounts/accountBook.ts';
import type { RefreshEvidence } from '../../../../../src/accounts/sandboxRefresh.ts';
import { watchRefresh } from '../../../../../src/workbench/accounts/refresh/watchRefresh.ts';

const opened = 1000;

/** A window's view of storage that several share. */
function newWindow(state: { index?: unknown }, secrets = new Map<string, string>()) {
  const told: RefreshEvidence[] = [];
  const book = new AccountBook(
    { read: () => state.index, write: index => Promise.resolve(void (state.index = structuredClone(index))) },
    {
      get: key => Promise.resolve(secrets.get(key)),
      store: (key, value) => Promise.resolve(void secrets.set(key, value)),
      delete: key => Promise.resolve(void secrets.delete(key)),
      keys: () => Promise.resolve([...secrets.keys()]),
    },
    () => `id${Math.random()}`,
    () => 1,
  );
  const watch = watchRefresh(
    book,
    () => opened,
    evidence => told.push(evidence),
  );
  return { book, told, watch };
}

async function twoThatWorked(accountId = '1234567_SB1') {
  const state: { index?: unknown } = {};
  const window = newWindow(state);
  const ids: string[] = [];
  for (const token of ['one', 'two', 'three']) {
    const credential = await window.book.add({
      accountName: 'Acme',
      accountId,
      applicationName: 'Hub',
      tokenName: token,
      secrets: { consumerKey: 'ck', consumerSecret: 'cs', token, tokenSecret: `secret of ${token}` },
    });
    ids.push(credential.token.id);
    await window.book.recordVerification(credential.token.id, { outcome: 'accepted', at: 10, identity: {} });
  }
  const fail = (index: number, at: number) =>
    window.book.recordVerification(ids[index] ?? '', { outcome: 'refused', at, status: 401, code: 'INVALID_LOGIN' });
  return { ...window, state, ids, fail };
}

describe('a window that watches for refreshes', () => {
  it('tells at the second token that fails, and no second time', async () => {
    const { told, fail } = await twoThatWorked();
    await fail(0, 1001);
    expect(told).toEqual([]);
    await fail(1, 1002);
    expect(told).toMatchObject([{ account: { name: 'Acme' }, tokens: [{ token: { name: 'one' } }, {}] }]);
    await fail(2, 1003);
    expect(told).toHaveLength(1);
  });

  it('tells when the first failed before the window was opened', async () => {
    const { told, fail } = await twoThatWorked();
    await fail(0, 500);
    await fail(1, 1002);
    expect(told).toHaveLength(1);
  });

  it('says nothing of what was evident before it was opened, nor of production', async () => {
    const old = await twoThatWorked();
    await old.fail(0, 500);
    await old.fail(1, 600);
    await old.book.edit('token', old.ids[2] ?? '', { note: 'changed' });
    expect(old.told).toEqual([]);
    const production = await twoThatWorked('1234567');
    await production.fail(0, 1001);
    await production.fail(1, 1002);
    expect(production.told).toEqual([]);
  });

  it('hears of failures that another window met', async () => {
    const { state, fail } = await twoThatWorked();
    const other = newWindow(state);
    await fail(0, 1001);
    await fail(1, 1002);
    expect(other.told).toEqual([]);
    other.book.refresh();
    expect(other.told).toHaveLength(1);
  });

  it('is quiet about a book that cannot be read, and after it was let go', async () => {
    const { book, told, state, fail, watch } = await twoThatWorked();
    const kept = state.index;
    state.index = { version: 99 };
    expect(() => book.refresh()).not.toThrow();
    await book.settled();
    state.index = kept;
    watch.dispose();
    await fail(0, 1001);
    await fail(1, 1002);
    expect(told).toEqual([]);
  });
});
