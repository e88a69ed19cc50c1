import { createPrivateKey, type KeyObject } from 'node:crypto';
import { CodedError } from '../codedError.ts';

/** The algorithms of an assertion that NetSuite takes and that a key decides between; RS256 is not among them. */
export type AssertionAlgorithm = 'PS256' | 'ES256' | 'ES384' | 'ES512';

/** A private key and the algorithm that goes with it. */
export interface SigningKey {
  readonly key: KeyObject;
  readonly algorithm: AssertionAlgorithm;
}

const curves: Readonly<Record<string, AssertionAlgorithm>> = {
  prime256v1: 'ES256',
  secp384r1: 'ES384',
  secp521r1: 'ES512',
};

/** Bits that an RSA key may have. */
const rsaSizes = [3072, 4096];

/**
 * Reads a private key in PEM: RSA of 3072 or 4096 bits, or a key on the curve P-256, P-384 or P-521. Nothing of it is in
 * an error.
 *
 * @param passphrase of a key that is encrypted
 * @throws CodedError `private-key-encrypted` when it is and there is no passphrase, `private-key-passphrase` when that is
 *   not the right one, `private-key-unreadable`, `private-key-size` (data: bits), `private-key-kind` (data: kind)
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/subsect_162755332391.html
 */
export function readSigningKey(pem: string, passphrase?: string): SigningKey {
  const isEncrypted = /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem);
  if (isEncrypted && passphrase === undefined) {
    throw new CodedError('private-key-encrypted');
  }
  const key = privateKeyIn(pem, isEncrypted ? passphrase : undefined);
  const { modulusLength: bits = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa') {
    if (!rsaSizes.includes(bits)) {
      throw new CodedError('private-key-size', { bits });
    }
    return { key, algorithm: 'PS256' };
  }
  const algorithm = curves[namedCurve];
  if (key.asymmetricKeyType !== 'ec' || algorithm === undefined) {
    throw new CodedError('private-key-kind', { kind: namedCurve || (key.asymmetricKeyType ?? '') });
  }
  return { key, algorithm };
}

function privateKeyIn(pem: string, passphrase: string | undefined): KeyObject {
  try {
    return createPrivateKey(passphrase === undefined ? pem : { key: pem, passphrase });
  } catch {
    // OpenSSL's message says nothing to people, and its cause might quote what it read.
    throw new CodedError(passphrase === undefined ? 'private-key-unreadable' : 'private-key-passphrase');
  }
}
