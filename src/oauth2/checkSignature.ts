import { createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';
import { compactVerify, errors } from 'jose';
import { CodedError } from '../codedError.ts';

/** Octets that are looked at: a certificate is far shorter. */
const longest = 262_144;

/**
 * Reads a public key: of a certificate (PEM, or DER as in .cer), or a public key in PEM.
 *
 * @throws CodedError `public-key-private` for a private key, which is not needed and not read; `public-key-unreadable`
 */
export function readPublicKey(file: Uint8Array): KeyObject {
  const octets = Buffer.from(file.subarray(0, longest));
  const text = octets.toString('latin1');
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    throw new CodedError('public-key-private');
  }
  try {
    return /-----BEGIN [A-Z ]*PUBLIC KEY-----/.test(text)
      ? createPublicKey(text)
      : new X509Certificate(octets).publicKey;
  } catch {
    // OpenSSL's message says nothing to people.
    throw new CodedError('public-key-unreadable');
  }
}

/**
 * Whether the signature of a JWT was made with the private key that belongs to a public one.
 *
 * @throws CodedError `public-key-other-kind` (data: kind, alg) where such a key makes no such signatures
 */
export async function isSignedBy(token: string, key: KeyObject, alg: string): Promise<boolean> {
  try {
    await compactVerify(token, key, { algorithms: [alg] });
    return true;
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) {
      return false;
    }
    throw new CodedError('public-key-other-kind', { kind: key.asymmetricKeyType ?? '', alg: alg.slice(0, 40) });
  }
}
