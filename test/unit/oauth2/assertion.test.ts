import { generateKeyPairSync } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { assertionForm, signAssertion } from '../../../src/oauth2/assertion.ts';
import { readSigningKey } from '../../../src/oauth2/signingKey.ts';

const claims = {
  clientId: 'client',
  certificateId: 'certificate',
  scopes: ['restlets', 'rest_webservices'],
  audience: 'https://1234567.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token',
  issuedAt: 1_700_000_000,
} as const;

const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength });
const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });
const pem = (key: { export(options: { type: 'pkcs8'; format: 'pem' }): string | Buffer }) =>
  String(key.export({ type: 'pkcs8', format: 'pem' }));

describe('an assertion', () => {
  it.each([
    ['PS256', rsa(3072)],
    ['ES256', ec('prime256v1')],
    ['ES384', ec('secp384r1')],
    ['ES512', ec('secp521r1')],
  ] as const)('is what another library verifies, with %s', async (algorithm, { privateKey, publicKey }) => {
    const assertion = await signAssertion(claims, readSigningKey(pem(privateKey)));
    const verified = jsonwebtoken.verify(assertion, publicKey, {
      algorithms: [algorithm],
      audience: claims.audience,
      issuer: 'client',
      clockTimestamp: claims.issuedAt + 60,
      complete: true,
    });
    expect(verified.header).toEqual({ typ: 'JWT', alg: algorithm, kid: 'certificate' });
    expect(verified.payload).toEqual({
      iss: 'client',
      aud: claims.audience,
      scope: ['restlets', 'rest_webservices'],
      iat: claims.issuedAt,
      exp: claims.issuedAt + 300,
    });
  });

  it('goes into a form with what NetSuite wants beside it', () => {
    expect(Object.fromEntries(new URLSearchParams(assertionForm('a.b.c')))).toEqual({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: 'a.b.c',
    });
  });
});

describe('a private key', () => {
  it('is read in the older forms too', () => {
    const { privateKey } = ec('prime256v1');
    const { algorithm } = readSigningKey(String(privateKey.export({ type: 'sec1', format: 'pem' })));
    expect(algorithm).toBe('ES256');
  });

  it.each([
    ['of 2048 bits', pem(rsa(2048).privateKey), 'private-key-size'],
    ['on another curve', pem(ec('secp256k1').privateKey), 'private-key-kind'],
    ['of another kind', pem(generateKeyPairSync('ed25519').privateKey), 'private-key-kind'],
    ['that is public', String(rsa(3072).publicKey.export({ type: 'spki', format: 'pem' })), 'private-key-unreadable'],
    ['that is empty', '', 'private-key-unreadable'],
    [
      'that is encrypted',
      String(
        ec('prime256v1').privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }),
      ),
      'private-key-encrypted',
    ],
    [
      'that is encrypted in the older form',
      String(
        ec('prime256v1').privateKey.export({ type: 'sec1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }),
      ),
      'private-key-encrypted',
    ],
  ])('%s is refused', (_, text, code) => {
    expect(() => readSigningKey(text)).toThrow(expect.objectContaining({ code }));
  });
});
