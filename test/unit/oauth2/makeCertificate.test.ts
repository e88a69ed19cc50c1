// OpenSSL, which stands behind X509Certificate, reads what der.ts wrote.
import { createPrivateKey, createPublicKey, randomBytes, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeCertificate, type CertificateRequest } from '../../../src/oauth2/makeCertificate.ts';
import { readKeyPair } from '../../../src/oauth2/readKeyPair.ts';
import { readSigningKey } from '../../../src/oauth2/signingKey.ts';

const now = Date.UTC(2026, 10, 29, 12, 0, 0, 700);

function make(change: Partial<CertificateRequest> = {}) {
  return makeCertificate({
    commonName: 'Orders hub',
    kind: 'ec-p256',
    now,
    days: 730,
    serial: randomBytes(16),
    ...change,
  });
}

describe('a certificate that is made', () => {
  it.each([
    ['ec-p256', 'ES256', 'ec'],
    ['rsa-3072', 'PS256', 'rsa'],
    ['rsa-4096', 'PS256', 'rsa'],
  ] as const)('of the kind %s is for its private key, which signs with %s', async (kind, algorithm, type) => {
    const { privateKey, certificate } = await make({ kind });
    const read = new X509Certificate(certificate);
    const key = createPrivateKey(privateKey);
    expect(key.asymmetricKeyType).toBe(type);
    expect(key.asymmetricKeyDetails?.modulusLength ?? 'ec').toBe(kind === 'ec-p256' ? 'ec' : Number(kind.slice(4)));
    expect([read.checkPrivateKey(key), read.verify(createPublicKey(key))]).toEqual([true, true]);
    expect(readSigningKey(privateKey).algorithm).toBe(algorithm);
  });

  it('names whom it was made for, signs itself and is no authority', async () => {
    const read = new X509Certificate((await make({ commonName: '  Bücher & Söhne, 東京 ' })).certificate);
    expect(read.subject).toBe('CN=Bücher & Söhne\\, 東京');
    expect([read.issuer, read.checkIssued(read), read.ca]).toEqual([read.subject, true, false]);
  });

  it('holds from ten minutes before it was made for the days asked for', async () => {
    const { certificate, expiresAt } = await make({ days: 90 });
    const read = new X509Certificate(certificate);
    expect(new Date(read.validFrom).toISOString()).toBe('2026-11-29T11:50:00.000Z');
    expect(new Date(read.validTo).toISOString()).toBe('2027-02-27T11:50:00.000Z');
    expect(new Date(expiresAt).toISOString()).toBe('2027-02-27T11:50:00.000Z');
  });

  it('can end after 2049, when years have four digits', async () => {
    const read = new X509Certificate((await make({ now: Date.UTC(2049, 5, 1) })).certificate);
    expect(new Date(read.validTo).toISOString()).toBe('2051-05-31T23:50:00.000Z');
  });

  it.each([
    [new Uint8Array(16), '40000000000000000000000000000000'],
    [new Uint8Array(16).fill(0xff), '7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF'],
    [Uint8Array.of(0x41, 2, 3), '410203'],
  ])('has a positive serial number made of %o', async (serial, expected) => {
    expect(new X509Certificate((await make({ serial })).certificate).serialNumber).toBe(expected);
  });

  it.each([
    [{ commonName: ' ' }, 'certificate-name-empty'],
    [{ commonName: 'x'.repeat(65) }, 'certificate-name-long'],
    [{ commonName: 'a\nb' }, 'certificate-name-characters'],
    [{ days: 731 }, 'certificate-validity'],
    [{ days: 0 }, 'certificate-validity'],
    [{ days: 1.5 }, 'certificate-validity'],
  ] as const)('is not made of %o', async (change, code) => {
    await expect(make(change)).rejects.toMatchObject({ code });
  });

  it('is read back as what it is', async () => {
    const made = await make();
    expect(readKeyPair([made.certificate, made.privateKey], now)).toEqual(made);
  });
});
