import type { CallParts, Item } from '../callParts.ts';
import type { DoctorCredentials } from '../diagnosis.ts';
import type { HashName } from '../sentSignature.ts';

/** What a search knows of the call. */
export interface Scene {
  readonly call: CallParts;
  readonly credentials: DoctorCredentials;
  /** In NetSuite's own spelling where it is an account ID; empty when not known. */
  readonly account: string;
  /** All parameters of the Authorization header, as they stand there. */
  readonly header: readonly Item[];
  readonly hash: HashName;
}

/** An item that stands nowhere. */
export function made(name: string, value: string): Item {
  return { place: 'nowhere', name, value, rawName: name, rawValue: value, bare: false };
}

export function isHeaderOnly(name: string): boolean {
  return name === 'realm' || name === 'oauth_signature';
}
