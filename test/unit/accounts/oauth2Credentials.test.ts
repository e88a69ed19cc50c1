import { describe, expect, it } from 'vitest';
import { expiryOf, expiryState } from '../../../src/accounts/expiry.ts';
import type { NewCredential, NewOAuth2Credential } from '../../../src/accounts/newRecords.ts';
import { readIndex } from '../../../src/accounts/readIndex.ts';
import type { OAuth2Login } from '../../../src/accounts/records.ts';
import { memoryBook } from './memoryBook.ts';

const day = 24 * 60 * 60 * 1000;
const client: OAuth2Login = {
  grant: 'client-credentials',
  scopes: ['restlets'],
  certificate: { id: 'cert-1', expiresAt: 100 * day },
};

const machine = (changes: Partial<NewOAuth2Credential> = {}): NewOAuth2Credential => ({
  accountName: 'Acme',
  accountId: '1234567_SB1',
  applicationName: 'Orders hub',
  tokenName: 'Nightly',
  login: client,
  secret: { clientId: 'ck', privateKey: 'canary-private-key' },
  ...changes,
});

const signed: NewCredential = {
  accountName: 'Acme',
  accountId: '1234567_SB1',
  applicationName: 'Orders hub',
  tokenName: 'Token',
  secrets: { consumerKey: 'ck', consumerSecret: 'cs', token: 'tk', tokenSecret: 'ts' },
};

describe('a credential of OAuth 2.0', () => {
  it('has its key in the vault, and everything else in the index', async () => {
    const { book, state, entries } = memoryBook();
    const { token, application } = await book.addOAuth2(machine());
    expect(await book.oauth2Secret(token.id)).toEqual({ clientId: 'ck', privateKey: 'canary-private-key' });
    expect([...entries.keys()]).toEqual([`token.${token.id}`]);
    expect(JSON.stringify(state.index)).not.toContain('canary');
    expect(token).toMatchObject({ scheme: 'oauth2', oauth2: client });
    expect(application.scheme).toBe('oauth2');
    expect(readIndex(state.index).tokens).toEqual([token]);
  });

  it('comes below the application whose consumer key is its client ID', async () => {
    const { book } = memoryBook();
    const { application } = await book.add(signed);
    const added = await book.addOAuth2(machine());
    expect(added.application.id).toBe(application.id);
    const other = await book.addOAuth2(machine({ secret: { clientId: 'other', privateKey: 'k' } }));
    expect(other.application.id).not.toBe(application.id);
    const beside = await book
      .addOAuth2(
        machine({
          secret: { clientId: 'other', refreshToken: 'r' },
          login: { ...client, grant: 'authorization-code' },
        }),
      )
      .catch((error: unknown) => error);
    expect(beside).toMatchObject({ code: 'token-known' });
    expect(book.index().tokens).toHaveLength(3);
  });

  it('signs nothing', async () => {
    const { book } = memoryBook();
    await expect(book.secrets(await book.addOAuth2(machine()))).rejects.toMatchObject({ code: 'not-token-based' });
    const token = await book.add(signed);
    await expect(book.oauth2Secret(token.token.id)).rejects.toMatchObject({ code: 'secret-unreadable' });
  });

  it('keeps the refresh token that came last, and until when', async () => {
    const { book } = memoryBook();
    const login: OAuth2Login = { grant: 'authorization-code', scopes: ['restlets'], refreshUntil: 5 };
    const { token } = await book.addOAuth2(machine({ login, secret: { clientId: 'ck', refreshToken: 'r1' } }));
    await book.keepRefreshToken(token.id, 'r2', 9);
    expect(await book.oauth2Secret(token.id)).toEqual({ clientId: 'ck', refreshToken: 'r2' });
    expect(book.credential(token.id)?.token.oauth2?.refreshUntil).toBe(9);
    await book.keepRefreshToken(token.id, 'r3', undefined);
    expect(book.credential(token.id)?.token.oauth2).not.toHaveProperty('refreshUntil');
  });

  it('forgets what NetSuite said when its key is another', async () => {
    const { book } = memoryBook();
    const { token } = await book.addOAuth2(machine());
    await book.recordVerification(token.id, { outcome: 'accepted', at: 3, identity: { role: 'Clerk' } });
    const certificate = { id: 'cert-2', expiresAt: 200 * day };
    await book.replaceOAuth2Secret(token.id, { clientId: 'ck', privateKey: 'k2' }, { ...client, certificate });
    expect(book.credential(token.id)?.token).toMatchObject({ oauth2: { certificate } });
    expect(book.credential(token.id)?.token).not.toHaveProperty('lastSuccess');
    expect(await book.oauth2Secret(token.id)).toEqual({ clientId: 'ck', privateKey: 'k2' });
  });

  it('takes its secret along when it is removed, and is found again when the index has lost it', async () => {
    const { book, state, entries } = memoryBook();
    const { account, token } = await book.addOAuth2(machine());
    state.index = undefined;
    const { book: lost } = memoryBook(undefined, entries, 2);
    const [orphan] = await lost.orphans();
    expect(orphan).toMatchObject({ kind: 'token', about: { token: { oauth2: client } } });
    if (orphan?.about) {
      await lost.adopt(orphan, orphan.about);
    }
    expect(lost.credentials()).toMatchObject([{ account: { accountId: account.accountId }, token: { id: token.id } }]);
    await lost.remove(token.id);
    expect([...entries.keys()]).toEqual([]);
  });

  it.each([
    ['no login', { oauth2: undefined }],
    ['another grant', { oauth2: { ...client, grant: 'password' } }],
    ['scopes that are no texts', { oauth2: { ...client, scopes: [1] } }],
    ['a certificate without an end', { oauth2: { ...client, certificate: { id: 'x' } } }],
  ])('is refused whole by an index with %s', async (_, changes) => {
    const { book, state } = memoryBook();
    await book.addOAuth2(machine());
    const [token] = book.index().tokens;
    const stored = { ...(state.index as object), tokens: [{ ...token, ...changes }] };
    expect(() => readIndex(stored)).toThrow(expect.objectContaining({ code: 'index-unreadable' }) as Error);
  });
});

describe('the end of a credential', () => {
  it.each([
    [71, 'soon'],
    [69, 'later'],
    [100, 'ended'],
  ] as const)('of a certificate after 100 days is on day %i %s', (now, state) => {
    const expiry = expiryOf({ oauth2: client });
    expect(expiry && expiryState(expiry, now * day)).toBe(state);
  });

  it('of a sign-in is the end of its refresh token, where that is known', () => {
    const login: OAuth2Login = { grant: 'authorization-code', scopes: ['restlets'] };
    expect(expiryOf({ oauth2: login })).toBeUndefined();
    expect(expiryOf({ oauth2: { ...login, refreshUntil: 7 } })).toEqual({ of: 'sign-in', at: 7 });
    expect(expiryOf({})).toBeUndefined();
  });
});
