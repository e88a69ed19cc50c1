import { createHash, generateKeyPair, sign, type KeyObject } from 'node:crypto';
import { CodedError } from '../codedError.ts';
import { readCommonName } from './certificateName.ts';
import { longestValidity, takenUntil } from './certificateTimes.ts';
import { der } from './der.ts';
import type { KeyKind } from './keyKinds.ts';

/** What is wanted. */
export interface CertificateRequest {
  /** Shown in NetSuite's list; issuer and subject are the same. */
  readonly commonName: string;
  readonly kind: KeyKind;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** 1 to 730. */
  readonly days: number;
  /** 16 bytes that nobody can foretell. */
  readonly serial: Uint8Array;
}

/** A key pair: the certificate is for NetSuite, the private key for nobody else. */
export interface KeyPair {
  /** PKCS #8 in PEM, not encrypted. */
  readonly privateKey: string;
  /** X.509 in PEM. */
  readonly certificate: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Milliseconds that it begins before it is made, for machines whose clocks are behind. */
const headStart = 10 * 60_000;

const names = {
  commonName: '2.5.4.3',
  subjectKeyIdentifier: '2.5.29.14',
  basicConstraints: '2.5.29.19',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  rsaWithSha256: '1.2.840.113549.1.1.11',
} as const;

/**
 * Makes a key pair and an X.509 certificate (version 3, RFC 5280) that it signs itself.
 *
 * @throws CodedError those of readCommonName; `certificate-validity` (data: longest)
 */
export async function makeCertificate(request: CertificateRequest): Promise<KeyPair> {
  const { kind, now, days, serial } = request;
  const commonName = readCommonName(request.commonName);
  if (!Number.isInteger(days) || days < 1 || days > longestValidity) {
    throw new CodedError('certificate-validity', { longest: longestValidity });
  }
  // A certificate tells whole seconds.
  const from = Math.floor((now - headStart) / 1000) * 1000;
  const to = from + days * 86_400_000;
  const { publicKey, privateKey } = await makeKeys(kind);
  const algorithm = algorithmOf(kind);
  const name = nameOf(commonName);
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const toBeSigned = der.sequence(
    // Version 3 is written as 2.
    der.explicit(0, der.integer(2)),
    der.integer(...positive(serial)),
    algorithm,
    name,
    der.sequence(der.time(from), der.time(to)),
    name,
    spki,
    der.explicit(3, extensions(spki)),
  );
  const signature = der.bitString(sign('sha256', toBeSigned, privateKey));
  const certificate = der.sequence(toBeSigned, algorithm, signature);
  return {
    privateKey: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    certificate: pemOf(certificate),
    expiresAt: takenUntil(from, to),
  };
}

/** Beside everything else: an RSA key takes seconds. */
function makeKeys(kind: KeyKind): Promise<{ readonly publicKey: KeyObject; readonly privateKey: KeyObject }> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, publicKey: KeyObject, privateKey: KeyObject) =>
      error ? reject(error) : resolve({ publicKey, privateKey });
    if (kind === 'ec-p256') {
      generateKeyPair('ec', { namedCurve: 'prime256v1' }, done);
    } else {
      generateKeyPair('rsa', { modulusLength: kind === 'rsa-3072' ? 3072 : 4096 }, done);
    }
  });
}

/** PKCS #1 v1.5 in the certificate itself, which everything reads; it says nothing of how assertions are signed. */
function algorithmOf(kind: KeyKind): Uint8Array {
  return kind === 'ec-p256'
    ? der.sequence(der.objectIdentifier(names.ecdsaWithSha256))
    : der.sequence(der.objectIdentifier(names.rsaWithSha256), der.nothing());
}

function nameOf(commonName: string): Uint8Array {
  const attribute = der.sequence(der.objectIdentifier(names.commonName), der.utf8String(commonName));
  return der.sequence(der.set(attribute));
}

/** No authority for other certificates. A key usage would have to allow that, since it signs itself. */
function extensions(spki: Uint8Array): Uint8Array {
  const identifier = createHash('sha256').update(spki).digest().subarray(0, 20);
  return der.sequence(
    der.sequence(der.objectIdentifier(names.basicConstraints), der.isTrue(), der.octetString(der.sequence())),
    der.sequence(der.objectIdentifier(names.subjectKeyIdentifier), der.octetString(der.octetString(identifier))),
  );
}

/** A serial number is positive, and its first byte not zero. */
function positive(serial: Uint8Array): Uint8Array {
  const [first = 0, ...others] = serial;
  return Uint8Array.of((first & 0x3f) | 0x40, ...others);
}

function pemOf(bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
