import type { CauseCode } from './causeCodes.ts';
import type { ClientId } from './clients.ts';

/** What the person knows of the keys. Empty is unknown; without both secrets the signature is not judged. */
export interface DoctorCredentials {
  /** The account ID, in any spelling; empty leaves the realm unjudged. */
  readonly account: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  /** Empty with an empty `tokenSecret` also stands for a call without a token, such as step one of the flow. */
  readonly token: string;
  readonly tokenSecret: string;
}

/** What another program sent. A SOAP call has its TokenPassport in `body`, and an empty `authorization`. */
export interface SentCall {
  readonly method: string;
  /** As it was sent: whole, with its query. */
  readonly url: string;
  readonly contentType?: string | undefined;
  readonly body?: string | undefined;
  /** The Authorization header's value; empty where there was none. */
  readonly authorization: string;
  readonly credentials: DoctorCredentials;
  /** Seconds since 1970 when the server got it; without it a timestamp's age is not judged. */
  readonly serverTime?: number | undefined;
}

/** One bug. */
export interface Cause {
  readonly code: CauseCode;
  /** Of what: a parameter's name, the host that was signed and the like. Never a secret. */
  readonly detail?: string;
  /** `search`: signing with this bug gives exactly the signature that was sent. `header`: it can be seen by looking. */
  readonly proof: 'search' | 'header' | 'none';
}

/** What a client may put where a secret belongs. */
export type KeyPart = 'consumer-secret' | 'token-secret' | 'consumer-key' | 'token-id' | 'nothing';

/** How a signing key was put together, without what it is made of. */
export interface KeyShape {
  readonly first: KeyPart;
  readonly second: KeyPart;
  /** Whether `&` stands between them. */
  readonly ampersand: boolean;
  readonly encoding: 'percent-encoded' | 'raw' | 'encoded-twice' | 'other';
  /** Blanks or line ends that belong to neither secret. */
  readonly whitespace: boolean;
}

/** What a signature was made from. Base strings hold no secret: one that got into a parameter is shown as `•••`. */
export interface SignedText {
  readonly baseString: string;
  readonly key: KeyShape;
  readonly algorithm: 'HMAC-SHA256' | 'HMAC-SHA1' | 'HMAC-SHA512' | 'HMAC-MD5';
}

export type SignatureVerdict =
  /** It is the right one. */
  | 'right'
  /** It is wrong, and the causes reproduce it to the last bit. */
  | 'reproduced'
  /** It is wrong, and nothing that was tried gives it. */
  | 'not-reproduced'
  /** A secret is not known, or there is no signature. */
  | 'not-judged';

/** What cannot be told from outside, where a signature was not reproduced. */
export type OpenQuestion =
  /** A secret other than the one that is known here cannot be told from any other. */
  | 'other-secret'
  /** A proxy or library changed the call after it was signed. */
  | 'changed-on-the-way'
  /** A parameter or body that is not in what was pasted. */
  | 'signed-something-unseen'
  /** More bugs at once than are tried together. */
  | 'more-bugs-at-once';

/** Everything the doctor has to say of a call. */
export interface Diagnosis {
  /** No cause, or such as a server may overlook. */
  readonly valid: boolean;
  /** Best first; empty when there is nothing to say. */
  readonly causes: readonly Cause[];
  readonly signature: SignatureVerdict;
  /** What should have been signed. The signature is empty where a secret is not known. */
  readonly expected: SignedText & { readonly signature: string };
  /** What was signed, where it is known for certain. */
  readonly theirs?: SignedText;
  /** The program or library that does just this. */
  readonly client?: ClientId;
  /** How many different signatures were computed and compared. */
  readonly tried: number;
  /** The bugs that were tried on this call and are not it; only where the signature was not reproduced. */
  readonly ruledOut: readonly CauseCode[];
  readonly open: readonly OpenQuestion[];
}

/** How far the search is. */
export interface DoctorProgress {
  /** Different signatures computed so far. */
  readonly tried: number;
  /** How many bugs at once are being tried. */
  readonly depth: 1 | 2 | 3;
  /** Of this depth, from 0 to 1. */
  readonly share: number;
}

export interface DoctorOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called about every 20 ms, between which the search gives the thread free. */
  readonly onProgress?: ((progress: DoctorProgress) => void) | undefined;
}
