import type { Scheme } from '../accounts/records.ts';
import type { JwtParts } from '../oauth2/jwtParts.ts';
import type { PassportSteps } from '../tba/passportSteps.ts';
import type { SignatureSteps } from '../tba/signatureSteps.ts';

/** One header line, name as sent. */
export interface Header {
  readonly name: string;
  readonly value: string;
}

/** Where the time of a call went, in milliseconds; a phase that the transport cannot tell is absent. */
export interface Timing {
  /** Which client carried the call: undici itself, or the fetch of the host (VS Code's proxy and certificates). */
  readonly via: 'direct' | 'host';
  /** Earlier tries and the pauses after them included; the phases are the last try's. */
  readonly total: number;
  /** Until the connection stood; 0 when it stood already. */
  readonly connect?: number;
  /** Of `connect`, looking up the host's name. */
  readonly dns?: number;
  /** Of `connect`, agreeing on TLS. */
  readonly tls?: number;
  readonly waiting?: number;
  readonly receiving?: number;
  /** A first try by the direct way that could not connect, so that nothing was sent by it, and why. */
  readonly firstTry?: { readonly reason: string };
  /** Tries that the account refused because of too many calls at once. */
  readonly earlierTries?: readonly EarlierTry[];
}

/** A call that was refused, and made again with a new signature after a pause. Milliseconds. */
export interface EarlierTry {
  readonly status: number;
  /** NetSuite's, or the status. */
  readonly code: string;
  readonly total: number;
  /** After it. */
  readonly waited: number;
}

/** What went out, with nothing in it that may not be shown: the signature itself is masked. */
export interface SentRequest {
  readonly method: string;
  /** Exactly as signed and sent. */
  readonly url: string;
  readonly headers: readonly Header[];
  /** As it was given: without the login that was put into it (see `passport`). */
  readonly body?: string;
}

/** What came back, save its body. */
export interface ReceivedResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly Header[];
  /** Bytes of the body after decoding (gzip and the like). */
  readonly bodyBytes: number;
  /** Bytes of the body on the wire, where the transport can tell. */
  readonly wireBytes?: number;
  /** What Content-Encoding says of a body that is still packed, since it could not be decoded. */
  readonly packedAs?: string;
}

/** Why there is no response: a stable code and what its message needs. */
export interface ExchangeFailure {
  readonly code: string;
  readonly data: Readonly<Record<string, string | number | boolean>>;
}

/** One call from request to outcome: exactly one of `response` and `failure` is there. Holds no secret. */
export interface ExchangeRecord {
  readonly id: string;
  /** The request's name, or its target as written. */
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly account: { readonly id: string; readonly name: string };
  readonly credential: { readonly scheme: Scheme; readonly label: string };
  readonly request: SentRequest;
  readonly response?: ReceivedResponse;
  readonly failure?: ExchangeFailure;
  readonly timing: Timing;
  /** Absent where the scheme signs nothing. */
  readonly signature?: SignatureSteps;
  /** The login that was put into a SOAP message, in memory only. */
  readonly passport?: PassportSteps;
  /** What the access token says of itself, in memory only; the token and its signature are not here. */
  readonly accessToken?: JwtParts;
}

/** A record with the bytes that came back (decoded; empty when there was no response). */
export interface Exchange {
  readonly record: ExchangeRecord;
  readonly body: Uint8Array;
}
