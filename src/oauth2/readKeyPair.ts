import { X509Certificate } from 'node:crypto';
import { CodedError } from '../codedError.ts';
import { isShowableTime } from '../showableTime.ts';
import { takenUntil } from './certificateTimes.ts';
import type { KeyPair } from './makeCertificate.ts';
import { readSigningKey } from './signingKey.ts';

/** Longest text that is looked at: a key and a chain of certificates are far shorter. */
const longest = 262_144;

const block = /-----BEGIN ([A-Z0-9 ]+)-----[^]*?-----END \1-----/g;

/** Other blocks that lie beside a key and are neither, such as what a curve is made of. */
const isKey = (label: string) => label.endsWith('PRIVATE KEY');

/**
 * Reads a private key and the certificate that goes with it from the texts of one or more files in PEM. Of several
 * certificates, as in a chain, it is the one that fits the key. The key comes back as PKCS #8 and not encrypted.
 *
 * @param now milliseconds since 1970
 * @throws CodedError those of readSigningKey; `private-key-missing`, `private-key-several`, `certificate-missing`,
 *   `certificate-unreadable`, `certificate-differs` when none fits, `certificate-expired` (data: until, ISO)
 */
export function readKeyPair(texts: readonly string[], now: number, passphrase?: string): KeyPair {
  const blocks = texts.flatMap(text =>
    Array.from(text.slice(0, longest).matchAll(block), ([all, label = '']) => ({ all, label })),
  );
  const [first, ...others] = [...new Set(blocks.filter(({ label }) => isKey(label)).map(({ all }) => all))];
  if (first === undefined) {
    throw new CodedError('private-key-missing');
  }
  if (others.length > 0) {
    throw new CodedError('private-key-several');
  }
  const certificates = blocks.filter(({ label }) => label === 'CERTIFICATE');
  if (certificates.length === 0) {
    throw new CodedError('certificate-missing');
  }
  const { key } = readSigningKey(first, passphrase);
  const certificate = certificates.map(({ all }) => parse(all)).find(each => each.checkPrivateKey(key));
  if (!certificate) {
    throw new CodedError('certificate-differs');
  }
  const expiresAt = takenUntil(Date.parse(certificate.validFrom), Date.parse(certificate.validTo));
  if (!isShowableTime(expiresAt)) {
    throw new CodedError('certificate-unreadable');
  }
  if (expiresAt <= now) {
    throw new CodedError('certificate-expired', { until: new Date(expiresAt).toISOString() });
  }
  return {
    privateKey: String(key.export({ type: 'pkcs8', format: 'pem' })),
    certificate: certificate.toString(),
    expiresAt,
  };
}

function parse(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw new CodedError('certificate-unreadable');
  }
}
