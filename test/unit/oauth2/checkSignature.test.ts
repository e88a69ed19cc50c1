import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { isSignedBy, readPublicKey } from '../../../src/oauth2/checkSignature.ts';
import { pemOf } from '../../contract/practice/oauth2.ts';

const octets = (text: string) => new TextEncoder().encode(text);
const cert = (name: string) => readPublicKey(octets(pemOf(name, 'cert')));
const made = (name: string, algorithm: 'ES256' | 'ES384' | 'PS256') =>
  jsonwebtoken.sign({ iss: 'client' }, pemOf(name, 'key'), { algorithm });

describe('the signature of an assertion that another library made', () => {
  it.each([
    ['p256', 'ES256'],
    ['p384', 'ES384'],
    ['rsa3072', 'PS256'],
  ] as const)('by %s with %s is right for its certificate, and for no changed token', async (name, algorithm) => {
    const token = made(name, algorithm);
    expect(await isSignedBy(token, cert(name), algorithm)).toBe(true);
    const [header = '', , signature = ''] = token.split('.');
    const changed = `${header}.${Buffer.from('{"iss":"other"}').toString('base64url')}.${signature}`;
    expect(await isSignedBy(changed, cert(name), algorithm)).toBe(false);
  });

  it('is wrong for another certificate, and cannot be that of another kind of key', async () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).publicKey;
    expect(await isSignedBy(made('p256', 'ES256'), other, 'ES256')).toBe(false);
    for (const [key, alg] of [
      [cert('rsa3072'), 'ES256'],
      [cert('p256'), 'none'],
      [cert('p256'), ''],
    ] as const) {
      await expect(isSignedBy(made('p256', 'ES256'), key, alg)).rejects.toMatchObject({
        code: 'public-key-other-kind',
      });
    }
  });
});

describe('a public key', () => {
  it('is read from a certificate in PEM or DER, and from PEM of its own', () => {
    const certificate = new X509Certificate(pemOf('p256', 'cert'));
    const pem = certificate.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const keys = [cert('p256'), readPublicKey(certificate.raw), readPublicKey(octets(pem))];
    expect(keys.every(key => key.equals(certificate.publicKey))).toBe(true);
  });

  it.each([
    ['a private key', pemOf('p256', 'key'), 'public-key-private'],
    ['nothing', '', 'public-key-unreadable'],
    ['a broken certificate', '-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----', 'public-key-unreadable'],
    ['a broken key', '-----BEGIN PUBLIC KEY-----\nMII=\n-----END PUBLIC KEY-----', 'public-key-unreadable'],
  ])('is not read from %s', (_, text, code) => {
    expect(() => readPublicKey(octets(text))).toThrow(expect.objectContaining({ code, data: {} }));
  });
});
