import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { OAuth2Login } from '../../../../src/accounts/records.ts';
import { memoryBook } from '../../accounts/memoryBook.ts';
import { OAuth2Logins } from '../../../../src/workbench/accounts/callers/oauth2Logins.ts';

const privateKey = readFileSync(join(import.meta.dirname, '../../../fixtures/certificates/p256.key.pem'), 'utf8');
const login: OAuth2Login = {
  grant: 'client-credentials',
  scopes: ['restlets'],
  certificate: { id: 'cert', expiresAt: 1 },
};

it('keeps a login as long as credential and account are the same, and its secrets out of the log', async () => {
  const { book } = memoryBook();
  const hidden: string[] = [];
  const logins = new OAuth2Logins(book, { hide: (...secrets) => void hidden.push(...secrets) }, '/nowhere');
  const { account, token } = await book.addOAuth2({
    accountName: 'Acme',
    accountId: '1234567',
    applicationName: 'Hub',
    tokenName: 'nightly',
    login,
    secret: { clientId: 'client', privateKey },
  });
  const now = () => book.credential(token.id) ?? expect.fail('is there');
  const first = await logins.of(now());
  expect(first.secrets()).toEqual([privateKey]);
  expect(hidden).toContain(privateKey);
  await book.recordVerification(token.id, { outcome: 'accepted', at: 2, identity: {} });
  expect(await logins.of(now())).toBe(first);
  // What an address gave is not sent to another.
  await book.edit('account', account.id, { baseUrl: 'https://gw.example.com' });
  const behindGateway = await logins.of(now());
  expect(behindGateway).not.toBe(first);
  expect(behindGateway.credentialId).toBe(first.credentialId);
  await book.replaceOAuth2Secret(
    token.id,
    { clientId: 'client', privateKey },
    { ...login, certificate: { id: 'next', expiresAt: 2 } },
  );
  expect((await logins.of(now())).credentialId).not.toBe(first.credentialId);
});
