import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { OAuth2Login } from '../../../../src/accounts/records.ts';
import type { WireRequest, WireResponse } from '../../../../src/exchange/transport/transport.ts';
import { memoryBook } from '../../accounts/memoryBook.ts';
import { OAuth2Logins } from '../../../../src/workbench/accounts/callers/oauth2Logins.ts';

const privateKey = readFileSync(join(import.meta.dirname, '../../../fixtures/certificates/p256.key.pem'), 'utf8');
const login: OAuth2Login = {
  grant: 'client-credentials',
  scopes: ['restlets'],
  certificate: { id: 'cert', expiresAt: 1 },
};

const nightly = {
  accountName: 'Acme',
  accountId: '1234567',
  applicationName: 'Hub',
  tokenName: 'nightly',
  login,
  secret: { clientId: 'client', privateKey },
};

it('keeps a login as long as credential and account are the same, and its secrets out of the log', async () => {
  const { book } = memoryBook();
  const hidden: string[] = [];
  const logins = new OAuth2Logins(book, { hide: (...secrets) => void hidden.push(...secrets) }, '/nowhere');
  const { account, token } = await book.addOAuth2(nightly);
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

it('keeps nothing of a credential that is gone', async () => {
  const { book, state, entries } = memoryBook();
  const logins = new OAuth2Logins(book, { hide: () => undefined }, '/nowhere');
  const credential = await book.addOAuth2(nightly);
  const first = await logins.of(credential);
  const [index, kept] = [state.index, new Map(entries)];
  // An index that cannot be read says nothing of what is there.
  state.index = 'broken';
  book.refresh();
  state.index = index;
  expect(await logins.of(credential)).toBe(first);
  await book.remove(credential.token.id);
  state.index = index;
  kept.forEach((value, key) => entries.set(key, value));
  expect(await logins.of(credential)).not.toBe(first);
});

it('does not send a refresh token that has served in a window whose secrets are not seen here', async () => {
  const locks = await mkdtemp(join(tmpdir(), 'tba-locks-'));
  const account = { accountId: '1234567', name: 'Acme' };
  const sent: string[] = [];
  const send = ({ body = '' }: WireRequest): Promise<WireResponse> => {
    const served = new URLSearchParams(body).get('refresh_token') ?? '';
    sent.push(served);
    const answer = { access_token: 'a', refresh_token: `${served}+`, expires_in: 3600, token_type: 'bearer' };
    const bytes = new TextEncoder().encode(JSON.stringify(answer));
    return Promise.resolve({
      status: 200,
      statusText: '',
      headers: [],
      body: bytes,
      timing: { via: 'direct', total: 1 },
    });
  };
  const window = async () => {
    const { book } = memoryBook();
    const { token } = await book.addOAuth2({
      accountName: 'Acme',
      accountId: '1234567',
      applicationName: 'Hub',
      tokenName: 'me',
      login: { grant: 'authorization-code', scopes: ['restlets'] },
      secret: { clientId: 'client', refreshToken: 'r' },
    });
    const { logIn } = await new OAuth2Logins(book, { hide: () => undefined }, locks).of(
      book.credential(token.id) ?? expect.fail('is there'),
    );
    return {
      ready: () => logIn?.ready(account, send, 0),
      signIn: (refreshToken: string) =>
        book.replaceOAuth2Secret(
          token.id,
          { clientId: 'client', refreshToken },
          { grant: 'authorization-code', scopes: [] },
        ),
    };
  };
  try {
    const [one, other, third] = [await window(), await window(), await window()];
    await one.ready();
    await expect(other.ready()).rejects.toMatchObject({ code: 'oauth2-refreshed-elsewhere' });
    expect(sent).toEqual(['r']);
    // After a new sign-in the window goes on.
    await other.signIn('s');
    await other.ready();
    expect(sent).toEqual(['r', 's']);
    // However many have served meanwhile, the file stays small, and knows the latest.
    await writeFile(join(locks, 'served'), `${'x'.repeat(43)}\n`.repeat(1000));
    await third.signIn('t');
    await third.ready();
    expect(readFileSync(join(locks, 'served'), 'utf8').length).toBeLessThan(30_000);
    const late = await window();
    await late.signIn('t');
    await expect(late.ready()).rejects.toMatchObject({ code: 'oauth2-refreshed-elsewhere' });
    expect(sent).toEqual(['r', 's', 't']);
  } finally {
    await rm(locks, { recursive: true });
  }
});
