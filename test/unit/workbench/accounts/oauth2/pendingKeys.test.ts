import { expect, it } from 'vitest';
import { PendingKeys, type PendingKey } from '../../../../../src/workbench/accounts/oauth2/pendingKeys.ts';

function vault() {
  const entries = new Map<string, string>([['token.t1', 'secret of a token']]);
  return {
    entries,
    pending: new PendingKeys({
      get: key => Promise.resolve(entries.get(key)),
      store: (key, value) => Promise.resolve(void entries.set(key, value)),
      delete: key => Promise.resolve(void entries.delete(key)),
      keys: () => Promise.resolve([...entries.keys()]),
    }),
  };
}

function key(id: string, since: number): PendingKey {
  const account = { accountName: 'Acme', accountId: '1234567' };
  const target = { account, applicationName: 'Orders hub', clientId: 'client', scopes: ['restlets'] } as const;
  return { id, target, pair: { privateKey: 'key', certificate: 'certificate', expiresAt: 9 }, since };
}

it('keeps key pairs until their certificates are mapped, the oldest first', async () => {
  const { pending, entries } = vault();
  await pending.keep(key('b', 2));
  await pending.keep(key('a', 1));
  expect(await pending.list()).toEqual([key('a', 1), key('b', 2)]);
  await pending.drop('a');
  expect(await pending.list()).toEqual([key('b', 2)]);
  expect([...entries.keys()]).toEqual(['token.t1', 'pending-oauth2.b']);
});

it.each(['not JSON', '[]', 'null', '{"version":2,"id":"x"}'])('leaves alone what it does not know: %s', async text => {
  const { pending, entries } = vault();
  entries.set('pending-oauth2.x', text);
  await pending.keep(key('a', 1));
  expect(await pending.list()).toEqual([key('a', 1)]);
  expect(entries.get('pending-oauth2.x')).toBe(text);
});
