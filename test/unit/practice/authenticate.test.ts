import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authenticate } from '../../../src/practice/authentication/authenticate.ts';
import { authenticationChecks } from '../../../src/practice/authentication/checks.ts';
import { createNonceMemory } from '../../../src/practice/authentication/nonceMemory.ts';
import { credentialsOf } from '../../../src/practice/credentials.ts';
import type { AccountState } from '../../../src/practice/state/model.ts';
import { seedState } from '../../../src/practice/state/seed.ts';
import { sign } from '../../contract/support/independentSigner.ts';
import type { ToSign } from '../../contract/support/independentSigner.ts';

const now = 1_800_000_000;
const state = seedState().sandbox;
const credentials = credentialsOf(state);
const verifier = () => ({ state, nonces: createNonceMemory(), now });

function attempt(options: Partial<ToSign> = {}, given: { state?: AccountState; host?: string; path?: string } = {}) {
  const host = given.host ?? '127.0.0.1:8080';
  const path = given.path ?? '/x';
  const signed = sign({ method: 'GET', baseUri: `http://${host}${path}`, credentials, timestamp: now, ...options });
  return authenticate(
    {
      method: options.method ?? 'GET',
      target: `${path}${signed.query}`,
      host,
      authorization: [signed.authorization],
      contentType: undefined,
      body: Buffer.alloc(0),
    },
    'restlet',
    { state: given.state ?? state, nonces: createNonceMemory(), now },
  );
}

describe('the table of checks', () => {
  it('names a source for every row and every row once', () => {
    expect(authenticationChecks.every(check => /ORA:|GH:|RFC|assumed/.test(check.source))).toBe(true);
    expect(new Set(authenticationChecks.map(check => check.id)).size).toBe(authenticationChecks.length);
  });
});

describe('authenticating a request', () => {
  it('accepts a signed request and says whose it is', () => {
    expect(attempt()).toMatchObject({ ok: true, application: { name: 'Orders hub' }, token: { roleId: 1001 } });
  });

  it('accepts any awkward query an independent signer signs, and refuses it with one parameter more', () => {
    const texts = fc.string({
      unit: fc.oneof(
        fc.constantFrom(...Array.from("a=&?+%/#!'()*~ \n")),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      ),
      maxLength: 8,
    });
    const names = texts.filter(name => name !== '' && !name.startsWith('oauth_'));
    const queries = fc.array(fc.tuple(names, texts), { maxLength: 6 });
    fc.assert(
      fc.property(queries, query => {
        expect(attempt({ query }).ok).toBe(true);
        const signed = sign({ method: 'GET', baseUri: 'http://h/x', credentials, timestamp: now, query });
        const tampered = `/x${signed.query}${query.length > 0 ? '&' : '?'}more=1`;
        const received = {
          method: 'GET',
          host: 'h',
          authorization: [signed.authorization],
          contentType: undefined,
          body: Buffer.alloc(0),
        };
        expect(authenticate({ ...received, target: tampered }, 'restlet', verifier())).toMatchObject({
          ok: false,
          detail: 'InvalidSignature',
        });
      }),
      { numRuns: 200 },
    );
  });

  it('shows what it computed beside a wrong signature', () => {
    const wrong = attempt({ credentials: { ...credentials, tokenSecret: 'wrong' } });
    const right = sign({
      method: 'GET',
      baseUri: 'http://127.0.0.1:8080/x',
      credentials,
      timestamp: now,
      nonce: 'abcdefgh',
    });
    expect(wrong).toMatchObject({ ok: false, check: 'signature', detail: 'InvalidSignature', status: 401 });
    const again = attempt({ nonce: 'abcdefgh', credentials: { ...credentials, tokenSecret: 'wrong' } });
    expect(again).toMatchObject({ baseString: right.baseString });
  });

  it.each(['inactive', 'revoked'] as const)('refuses a token that is %s', tokenState => {
    const changed = { ...state, tokens: state.tokens.map(each => ({ ...each, state: tokenState })) };
    expect(attempt({}, { state: changed })).toMatchObject({ ok: false, detail: 'token_rejected', status: 401 });
  });

  it('signs an upper-case Host as lower case, and the default port not at all', () => {
    expect(attempt({ baseUri: 'http://localhost/x' }, { host: 'LOCALHOST:80' }).ok).toBe(true);
  });

  it('reports the first failing row when several things are wrong', () => {
    const replace = { oauth_version: '2.0', oauth_signature_method: 'HMAC-SHA1', oauth_timestamp: '1', realm: 'x' };
    expect(attempt({ replace })).toMatchObject({ check: 'version' });
    expect(attempt({ replace: { ...replace, oauth_version: '1.0' } })).toMatchObject({ check: 'signature-method' });
  });
});

describe('the memory of nonces', () => {
  it('knows a pair again only for the same user, nonce and timestamp', () => {
    const nonces = createNonceMemory();
    nonces.remember(1, 100, 'abcdef');
    expect(nonces.wasUsed(1, 100, 'abcdef')).toBe(true);
    expect(nonces.wasUsed(2, 100, 'abcdef')).toBe(false);
    expect(nonces.wasUsed(1, 101, 'abcdef')).toBe(false);
    expect(nonces.wasUsed(1, 100, 'abcdeg')).toBe(false);
  });

  it('forgets what the timestamp check refuses anyway', () => {
    const nonces = createNonceMemory();
    nonces.remember(1, 100, 'abcdef');
    nonces.remember(1, 101, 'abcdef');
    nonces.forgetBefore(101);
    expect(nonces.size()).toBe(1);
  });

  it('stays within its limit and then refuses rather than forget', () => {
    const nonces = createNonceMemory(10);
    for (let index = 0; index < 30; index++) {
      nonces.remember(1, 100 + Math.floor(index / 5), `nonce-${index}`);
    }
    expect(nonces.size()).toBeLessThanOrEqual(10);
    expect(nonces.wasUsed(1, 100, 'nonce-0')).toBe(true);
    expect(nonces.wasUsed(1, 100, 'never-used')).toBe(true);
    expect(nonces.wasUsed(1, 105, 'never-used')).toBe(false);
  });

  it('keeps no nonce of a request whose signature is wrong', () => {
    const nonces = createNonceMemory();
    const signed = sign({ method: 'GET', baseUri: 'http://h/x', credentials, timestamp: now });
    const received = {
      method: 'GET',
      target: '/y',
      host: 'h',
      authorization: [signed.authorization],
      contentType: undefined,
      body: Buffer.alloc(0),
    };
    const attempt = (target: string) => authenticate({ ...received, target }, 'restlet', { state, nonces, now });
    expect(attempt('/y')).toMatchObject({ detail: 'InvalidSignature' });
    expect(attempt('/x').ok).toBe(true);
    expect(attempt('/x')).toMatchObject({ detail: 'nonce_used' });
  });
});
