import type { Memento } from 'vscode';
import { expect, it, vi } from 'vitest';
import type { ActiveToken } from '../../../../src/workbench/accounts/activeToken.ts';
import { chooseCredential } from '../../../../src/workbench/requests/chooseCredential.ts';
import { memoryBook } from '../../accounts/memoryBook.ts';

vi.mock('vscode', () => import('../treeVscode.ts'));

it('takes what is usual for the account where a request names neither a scheme nor a token', async () => {
  const { book } = memoryBook();
  const entry = { accountName: 'Acme', accountId: '1234567', applicationName: 'Hub' };
  const secrets = { consumerKey: 'ck', consumerSecret: 'cs', token: 'tk', tokenSecret: 'ts' };
  const { account, token } = await book.add({ ...entry, tokenName: 'by token', secrets });
  const { token: certificate } = await book.addOAuth2({
    ...entry,
    tokenName: 'by certificate',
    login: { grant: 'client-credentials', scopes: ['restlets'], certificate: { id: 'cert', expiresAt: 1 } },
    secret: { clientId: 'ck', privateKey: 'key' },
  });
  const active = {
    get: () => book.credential(token.id),
    folder: () => undefined,
    allowList: () => ({ allows: () => true, restricts: false }),
  } as unknown as ActiveToken;
  const state = { get: () => undefined, update: () => Promise.resolve(), keys: () => [] } as unknown as Memento;
  const chosen = async (wanted: Parameters<typeof chooseCredential>[0]) =>
    (await chooseCredential(wanted, book, active, state, undefined))?.token.id;

  expect(await chosen({ account: 'Acme' })).toBe(token.id);
  await book.edit('account', account.id, { usualScheme: 'oauth2' });
  expect(await chosen({ account: 'Acme' })).toBe(certificate.id);
  expect(await chosen({ account: 'Acme', auth: 'tba' })).toBe(token.id);
  expect(await chosen({ account: 'Acme', token: 'by token' })).toBe(token.id);
  expect(await chosen({})).toBe(token.id);
  expect(await chosen({ auth: 'oauth2' })).toBe(certificate.id);
});
