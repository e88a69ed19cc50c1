import fc from 'fast-check';
import jsonwebtoken from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { isCoded } from '../../../src/codedError.ts';
import {
  claimOf,
  decodeParts,
  findJwt,
  isAccessToken,
  partsOf,
  scopesOf,
  unsignedText,
} from '../../../src/oauth2/jwt.ts';

const made = jsonwebtoken.sign({ iss: 'client', iat: 1 }, 'secret', { keyid: 'k' });
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('findJwt', () => {
  it.each([
    made,
    `\n  ${made}\n`,
    `Authorization: Bearer ${made}`,
    `grant_type=client_credentials&client_assertion=${made}&x=1`,
    `{"access_token":"${made}","token_type":"bearer"}`,
    `curl -H 'Authorization: Bearer ${made}' https://example.com/a.b.c`,
    `${made.slice(0, 30)}\n${made.slice(30, 70)}\r\n  ${made.slice(70)}`,
  ])('finds and decodes it in %j', text => {
    const { header, claims, token, signatureLength, isPlainBase64 } = findJwt(text);
    expect(header).toEqual({ alg: 'HS256', typ: 'JWT', kid: 'k' });
    expect(claims).toEqual({ iss: 'client', iat: 1 });
    expect([token, signatureLength, isPlainBase64]).toEqual([made, 43, false]);
  });

  it('takes one without a signature, one with blanks in its JSON, and one in plain Base64, which it tells', () => {
    expect(findJwt(`${part({ alg: 'none' })}.${part({})}.`).signatureLength).toBe(0);
    const spaced = Buffer.from('{ "alg": "ES256" }').toString('base64url');
    const lined = Buffer.from('{\n"alg": "ES256" }').toString('base64url');
    expect([spaced, lined].map(head => findJwt(`${head}.${part({ a: 1 })}.x`).header)).toEqual([
      { alg: 'ES256' },
      { alg: 'ES256' },
    ]);
    const plain = Buffer.from('{"a":"ÿÿÿ~~~???"}').toString('base64');
    expect(plain).toMatch(/[+/=]/);
    expect(findJwt(`${part({ alg: 'ES256' })}.${plain}.x`).isPlainBase64).toBe(true);
  });

  it.each([
    ['', 'jwt-none'],
    ['INVALID_LOGIN', 'jwt-none'],
    ['eyJ.eyJ.eyJ', 'jwt-none'],
    [`${part({ a: 1 })}.${part({})}`, 'jwt-none'],
    [`${part({ alg: 'dir', enc: 'A' })}.a.b.c.d`, 'jwt-encrypted'],
    [`eyJhbGciOiJF!.${part({})}.x`, 'jwt-none'],
    [`eyJhbGciOiJFUzI1N.${part({})}.x`, 'jwt-unreadable'],
    [`${part({ alg: 'ES256' })}.${part([1])}.x`, 'jwt-unreadable'],
    [`${part({ alg: 'ES256' })}.${Buffer.from([0xff, 0xfe]).toString('base64url')}.x`, 'jwt-unreadable'],
    [`${part({ alg: 'ES256' })}.${'a'.repeat(70_000)}.x`, 'jwt-too-long'],
  ])('refuses %#, without repeating it', (text, code) => {
    try {
      findJwt(text);
      expect.unreachable();
    } catch (error) {
      expect(isCoded(error, code), String(error)).toBe(true);
      expect(JSON.stringify(error)).not.toContain('eyJ');
    }
  });

  it('goes on to the next where the first only looks like one', () => {
    expect(findJwt(`eyJmb28tYmFy.nothing.here, then: ${made}`).token).toBe(made);
  });

  it('is done at once with whatever is pasted', () => {
    for (const text of [
      'eyJ='.repeat(300_000),
      'eyJhbGciOiJ'.repeat(90_000),
      'eyJhbGciOiJ.'.repeat(80_000),
      '.'.repeat(1e6),
    ]) {
      expect(() => findJwt(text)).toThrow();
    }
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(partsOf(text)).toBeUndefined();
      }),
    );
  });

  it('keeps names that objects have of their own apart from claims', () => {
    const { claims } = findJwt(
      `${part({ alg: 'x' })}.${Buffer.from('{"__proto__":{"exp":1},"a":1}').toString('base64url')}.x`,
    );
    expect([claimOf(claims, 'exp'), claimOf(claims, 'constructor'), claimOf(claims, 'a')]).toEqual([
      undefined,
      undefined,
      1,
    ]);
  });
});

it('the unsigned text gives the parts back, and is no token', () => {
  const text = unsignedText(made);
  expect(made.startsWith(`${text}.`)).toBe(true);
  expect(() => findJwt(text)).toThrow();
  expect(decodeParts(text)).toEqual(partsOf(made));
  expect(decodeParts('nonsense')).toBeUndefined();
});

it('scopes are a text or a list', () => {
  expect(['a b', ['a', 'b'], '', 7, [1], undefined].map(scope => scopesOf({ scope }))).toEqual([
    ['a', 'b'],
    ['a', 'b'],
    [],
    undefined,
    undefined,
    undefined,
  ]);
});

it.each([
  [{ sub: '3;42', aud: ['client'] }, true],
  [{ sub: '3;42' }, true],
  [{ iss: 'client', aud: 'https://1.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token' }, false],
  [
    { iss: 'client', sub: 'client', aud: 'https://1.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token' },
    false,
  ],
  [{ iss: 'client' }, false],
])('%j is an access token: %s', (claims, expected) => expect(isAccessToken({ header: {}, claims })).toBe(expected));
