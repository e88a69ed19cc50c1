import { createHash } from 'node:crypto';

/** What a sign-in keeps to itself, and what of it NetSuite is shown beforehand (RFC 7636). */
export interface Pkce {
  /** 43 to 128 characters. */
  readonly verifier: string;
  readonly challenge: string;
}

/** Bytes of a verifier: 64 characters. */
const verifierBytes = 48;

/** Bytes of a state: 43 characters, where NetSuite wants 22 to 1024 (ORA:section_158081944642). */
const stateBytes = 32;

/**
 * A fresh pair. The method is S256, the only one that NetSuite takes (ORA:section_158081944642).
 *
 * @param randomBytes bytes that nobody can foretell
 */
export function makePkce(randomBytes: (count: number) => Uint8Array): Pkce {
  const verifier = base64Url(randomBytes(verifierBytes));
  return { verifier, challenge: challengeOf(verifier) };
}

export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier, 'ascii').digest('base64url');
}

/** What tells the answer to one sign-in from every other. */
export function makeState(randomBytes: (count: number) => Uint8Array): string {
  return base64Url(randomBytes(stateBytes));
}

function base64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
