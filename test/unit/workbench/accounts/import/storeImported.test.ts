import { describe, expect, it } from 'vitest';
import { AccountBook } from '../../../../../src/accounts/accountBook.ts';
import type { NewCredential } from '../../../../../src/accounts/newRecords.ts';
import type { AccountIndex } from '../../../../../src/accounts/records.ts';
import { CodedError } from '../../../../../src/codedError.ts';
import type { Candidate } from '../../../../../src/workbench/accounts/import/combineFindings.ts';
import { storeImported } from '../../../../../src/workbench/accounts/import/storeImported.ts';
import { keys, otherKeys } from '../../../formats/secrets.ts';

function newBook(store?: () => Promise<void>) {
  let index: AccountIndex | undefined;
  const vault = new Map<string, string>();
  let next = 0;
  return new AccountBook(
    { read: () => index, write: written => Promise.resolve(void (index = written)) },
    {
      get: key => Promise.resolve(vault.get(key)),
      store: store ?? ((key, value) => Promise.resolve(void vault.set(key, value))),
      delete: key => Promise.resolve(void vault.delete(key)),
      keys: () => Promise.resolve([...vault.keys()]),
    },
    () => `id${next++}`,
    () => 1,
  );
}

function ready(secrets: NewCredential['secrets']) {
  const candidate: Candidate = { sources: ['dotenv'], values: secrets, spans: [], notes: [] };
  const entry = { accountName: '1234567', accountId: '1234567', applicationName: 'Orders', tokenName: 'jane', secrets };
  return { candidate, entry };
}

describe('storing what was imported', () => {
  it('says of a token with the same secrets that it is there, so that its source may go', async () => {
    const book = newBook();
    const first = ready(keys);
    await storeImported([first], book);
    const again = await storeImported([ready(keys), ready(otherKeys)], book);
    expect(again).toMatchObject({ there: [first.entry], failed: [] });
    expect(again.added).toHaveLength(1);
    expect(again.kept).toHaveLength(2);
    expect(book.index().tokens).toHaveLength(2);
  });

  it('keeps the source of a known token whose secret differs', async () => {
    const book = newBook();
    await storeImported([ready(keys)], book);
    const outcome = await storeImported([ready({ ...keys, tokenSecret: otherKeys.tokenSecret })], book);
    expect(outcome.failed).toMatchObject([{ secretDiffers: true }]);
    expect(outcome.kept).toEqual([]);
  });

  it('goes on after a consumer secret that differs', async () => {
    const book = newBook();
    await storeImported([ready(keys)], book);
    const wrong = ready({ ...keys, consumerSecret: otherKeys.consumerSecret, token: otherKeys.token });
    const outcome = await storeImported([wrong, ready(otherKeys)], book);
    expect(outcome.failed).toMatchObject([{ error: { code: 'consumer-secret-differs' }, secretDiffers: false }]);
    expect(outcome.added).toHaveLength(1);
  });

  it('stops when secrets cannot be stored', async () => {
    const book = newBook(() => Promise.reject(new CodedError('vault-unavailable')));
    const outcome = await storeImported([ready(keys), ready(otherKeys)], book);
    expect(outcome.failed).toHaveLength(1);
    expect(outcome.kept).toEqual([]);
    expect(book.index().tokens).toEqual([]);
  });
});
