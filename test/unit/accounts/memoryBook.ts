import { AccountBook } from '../../../src/accounts/accountBook.ts';
import type { Vault } from '../../../src/accounts/vault.ts';

/** A vault in a map. */
export function memoryVault(entries: Map<string, string>): Vault {
  return {
    get: key => Promise.resolve(entries.get(key)),
    store: (key, value) => Promise.resolve(void entries.set(key, value)),
    delete: key => Promise.resolve(void entries.delete(key)),
    keys: () => Promise.resolve([...entries.keys()]),
  };
}

/** A book over storage in memory, where each is free to look and to change things. */
export function memoryBook(stored?: unknown, entries = new Map<string, string>(), now = 1) {
  const state = { index: stored };
  let lastId = 0;
  const book = new AccountBook(
    { read: () => state.index, write: index => Promise.resolve(void (state.index = structuredClone(index))) },
    memoryVault(entries),
    () => `id${now === 1 ? '' : `${now}-`}${++lastId}`,
    () => now,
  );
  return { book, state, entries };
}
