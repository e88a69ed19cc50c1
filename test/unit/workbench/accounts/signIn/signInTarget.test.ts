import { describe, expect, it } from 'vitest';
import { AccountBook } from '../../../../../src/accounts/accountBook.ts';
import type { SignInDraft } from '../../../../../src/workbench/accounts/signIn/signInPrompts.ts';
import { completeTarget } from '../../../../../src/workbench/accounts/signIn/signInTarget.ts';

const kept = { consumerKey: 'kept-key', consumerSecret: 'kept-secret', token: 't', tokenSecret: 'ts' };
const empty: SignInDraft = {
  account: undefined,
  name: 'Acme',
  accountId: '1234567_SB1',
  baseUrl: undefined,
  application: undefined,
  applicationName: 'Orders hub',
  consumerKey: 'new-key',
  consumerSecret: 'new-secret',
  token: '',
  tokenSecret: '',
};

async function bookWithOne(practice?: true) {
  let index: unknown;
  let ids = 0;
  const secrets = new Map<string, string>();
  const book = new AccountBook(
    { read: () => index, write: next => Promise.resolve(void (index = next)) },
    {
      get: key => Promise.resolve(secrets.get(key)),
      store: (key, value) => Promise.resolve(void secrets.set(key, value)),
      delete: key => Promise.resolve(void secrets.delete(key)),
      keys: () => Promise.resolve([...secrets.keys()]),
    },
    () => `id${++ids}`,
    () => 1,
  );
  const credential = await book.add({
    accountName: 'Acme',
    accountId: '1234567_SB1',
    baseUrl: 'https://gw.example.com',
    ...(practice ? { practice } : {}),
    applicationName: 'Kept',
    tokenName: 'T',
    secrets: kept,
  });
  return { book, secrets, ...credential };
}

describe('what is signed in to', () => {
  it('is what was entered', async () => {
    const { book } = await bookWithOne();
    expect(await completeTarget(empty, book)).toEqual({
      account: { accountName: 'Acme', accountId: '1234567_SB1' },
      applicationName: 'Orders hub',
      consumer: { consumerKey: 'new-key', consumerSecret: 'new-secret' },
      entered: true,
    });
  });

  it.each([undefined, true] as const)('is what the tree has, secrets from the vault (practice: %s)', async practice => {
    const { book, account, application } = await bookWithOne(practice);
    expect(await completeTarget({ ...empty, account, application }, book)).toEqual({
      account: {
        accountName: 'Acme',
        accountId: '1234567_SB1',
        baseUrl: 'https://gw.example.com',
        ...(practice ? { practice } : {}),
      },
      applicationName: 'Kept',
      consumer: { consumerKey: 'kept-key', consumerSecret: 'kept-secret' },
      entered: false,
    });
  });

  it('is refused before anybody is asked for a permission when the kept secret is missing', async () => {
    const { book, account, application, secrets } = await bookWithOne();
    secrets.clear();
    await expect(completeTarget({ ...empty, account, application }, book)).rejects.toMatchObject({
      code: 'secret-missing',
    });
  });

  it('is refused, too, when the consumer key is kept with another secret', async () => {
    const { book, account } = await bookWithOne();
    const entered = { ...empty, account, consumerKey: 'kept-key' };
    await expect(completeTarget(entered, book)).rejects.toMatchObject({
      code: 'consumer-secret-differs',
      data: { application: 'Kept' },
    });
    expect((await completeTarget({ ...entered, consumerSecret: 'kept-secret' }, book)).entered).toBe(true);
  });

  it('takes the same key with another secret in another account', async () => {
    const { book } = await bookWithOne();
    expect((await completeTarget({ ...empty, consumerKey: 'kept-key' }, book)).consumer.consumerSecret).toBe(
      'new-secret',
    );
  });
});
