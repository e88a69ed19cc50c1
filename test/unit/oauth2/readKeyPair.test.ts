import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readKeyPair } from '../../../src/oauth2/readKeyPair.ts';
import { readSigningKey } from '../../../src/oauth2/signingKey.ts';

const folder = join(import.meta.dirname, '../../fixtures/certificates');
const pem = (name: string) => readFileSync(join(folder, `${name}.pem`), 'utf8');
const now = Date.UTC(2027, 0, 1);

const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
const encrypted = (type: 'pkcs8' | 'sec1') =>
  String(
    createPrivateKey(pem('p256.key')).export({ type, format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' }),
  );

describe('a key pair in PEM', () => {
  it.each(['p256', 'p384', 'p521', 'rsa3072'])('is read from two files: %s', name => {
    const { privateKey, certificate } = readKeyPair([pem(`${name}.cert`), pem(`${name}.key`)], now);
    expect(privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(certificate.trim()).toBe(pem(`${name}.cert`).trim());
    expect(readSigningKey(privateKey).key.equals(createPrivateKey(pem(`${name}.key`)))).toBe(true);
  });

  it('is read from one file with all of it, the certificate of the key found among others', () => {
    const all = `Bag Attributes\n${pem('rsa3072.cert')}${pem('p256.cert')}${pem('p256.key')}`.replaceAll('\n', '\r\n');
    expect(readKeyPair([all], now).certificate.trim()).toBe(pem('p256.cert').trim());
  });

  it('with the same key twice is one', () => {
    expect(() => readKeyPair([pem('p256.key') + pem('p256.cert'), pem('p256.key')], now)).not.toThrow();
  });

  it.each(['pkcs8', 'sec1'] as const)('has a key that is decrypted from %s with its passphrase', type => {
    const texts = [encrypted(type), pem('p256.cert')];
    expect(() => readKeyPair(texts, now)).toThrow(expect.objectContaining({ code: 'private-key-encrypted' }));
    expect(() => readKeyPair(texts, now, 'x')).toThrow(expect.objectContaining({ code: 'private-key-passphrase' }));
    expect(readKeyPair(texts, now, 'open sesame').privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  });

  it('is taken for two years at most, whatever the certificate says', () => {
    const { expiresAt } = readKeyPair([pem('tenYears.cert'), pem('tenYears.key')], now);
    expect(new Date(expiresAt).toISOString()).toMatch(/^2028-11-/);
  });

  it.each([
    ['no key', [pem('p256.cert')], 'private-key-missing'],
    ['two keys', [pem('p256.cert'), pem('p256.key'), pem('p384.key')], 'private-key-several'],
    ['no certificate', [pem('p256.key')], 'certificate-missing'],
    ['another certificate', [pem('p256.key'), pem('p384.cert')], 'certificate-differs'],
    ['one that is broken', [pem('p256.key'), pem('p256.cert').replace(/M.{20}/, 'AAAA')], 'certificate-unreadable'],
    ['one that has ended', [pem('oneDay.key'), pem('oneDay.cert')], 'certificate-expired'],
    [
      'a key that NetSuite does not take',
      [String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })), pem('p256.cert')],
      'private-key-kind',
    ],
    ['a key that is cut', [pem('p256.key').replace(/\n.{10}/, '\n'), pem('p256.cert')], 'private-key-unreadable'],
    ['nothing', ['', 'hello'], 'private-key-missing'],
  ])('is none with %s', (_, texts, code) => {
    expect(() => readKeyPair(texts, now)).toThrow(expect.objectContaining({ code }));
  });

  it('says nothing of the key in an error', () => {
    const text = String(ec.export({ type: 'pkcs8', format: 'pem' }));
    try {
      readKeyPair([text, pem('p384.cert')], now);
    } catch (error) {
      expect(JSON.stringify(error)).not.toContain(text.slice(30, 60));
      return;
    }
    throw new Error('not refused');
  });
});
