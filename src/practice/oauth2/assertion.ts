import { constants, createPublicKey, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** A signed assertion (JWT) taken apart; nothing in it is trusted yet. */
export interface Assertion {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** What was signed, as it came. */
  readonly signed: string;
  readonly signature: Buffer;
}

/** Longest assertion that is read, in characters (assumed). */
const longest = 16_384;

/** Reads the three parts of a JWT in its compact form (RFC 7515 7.1); undefined for anything else. */
export function readAssertion(text: string): Assertion | undefined {
  const [header, claims, signature, ...more] = text.length <= longest ? text.split('.') : [];
  if (header === undefined || claims === undefined || signature === undefined || more.length > 0) {
    return undefined;
  }
  const decodedHeader = readObject(header);
  const decodedClaims = readObject(claims);
  const octets = decode(signature);
  return decodedHeader && decodedClaims && octets
    ? { header: decodedHeader, claims: decodedClaims, signed: `${header}.${claims}`, signature: octets }
    : undefined;
}

function readObject(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(decode(part)));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Base64url without padding, and spelled in the one way that encoders spell it (RFC 7515 2). */
function decode(part: string): Buffer | undefined {
  const octets = Buffer.from(part, 'base64url');
  return octets.toString('base64url') === part ? octets : undefined;
}

interface Algorithm {
  readonly hash: 'sha256' | 'sha384' | 'sha512';
  /** For ES algorithms the curve that goes with it (RFC 7518 3.4); '' for RSA. */
  readonly curve: string;
}

/** The algorithms of ORA:section_162790605110; there are no others, RS256 and `none` least of all. */
const algorithms: Readonly<Record<string, Algorithm>> = {
  PS256: { hash: 'sha256', curve: '' },
  PS384: { hash: 'sha384', curve: '' },
  PS512: { hash: 'sha512', curve: '' },
  ES256: { hash: 'sha256', curve: 'prime256v1' },
  ES384: { hash: 'sha384', curve: 'secp384r1' },
  ES512: { hash: 'sha512', curve: 'secp521r1' },
};

export function isKnownAlgorithm(name: unknown): name is string {
  return typeof name === 'string' && Object.hasOwn(algorithms, name);
}

/**
 * Whether an assertion was signed with the private key of a certificate, by the algorithm that its header names. The
 * salt has the length of the hash (RFC 7518 3.5), and an EC signature is its two numbers side by side (3.4).
 *
 * @param certificate PEM
 */
export function isSignedBy({ header, signed, signature }: Assertion, certificate: string): boolean {
  const name = header['alg'];
  const algorithm = isKnownAlgorithm(name) ? algorithms[name] : undefined;
  const key = createPublicKey(certificate);
  if (!algorithm || !keyFits(key, algorithm)) {
    return false;
  }
  const data = Buffer.from(signed, 'latin1');
  return algorithm.curve === ''
    ? verify(
        algorithm.hash,
        data,
        { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
        signature,
      )
    : verify(algorithm.hash, data, { key, dsaEncoding: 'ieee-p1363' }, signature);
}

function keyFits({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject, { curve }: Algorithm): boolean {
  return curve === ''
    ? asymmetricKeyType === 'rsa'
    : asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === curve;
}
