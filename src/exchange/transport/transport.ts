import type { Header, Timing } from '../record.ts';

/** One HTTP request as it goes out. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly Header[];
  readonly body?: string | undefined;
}

/** What is known of an answer before its body. */
export interface AnswerHead {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly Header[];
}

/** One HTTP response as it came in. */
export interface WireResponse extends AnswerHead {
  /** Decoded, in memory of its own that may be handed over. */
  readonly body: Uint8Array;
  readonly wireBytes?: number;
  /** What Content-Encoding says of a body that is still packed, since it could not be decoded. */
  readonly packedAs?: string;
  readonly timing: Timing;
}

/** How much of a body has come in. Bytes on the wire. */
export interface Received {
  readonly bytes: number;
  /** What Content-Length promises. */
  readonly expected?: number;
}

/** An answer that is still coming in. */
export interface Arriving extends Received {
  /** The same object for all of one body; with another, what was there of the one before does not count. */
  readonly answer: AnswerHead;
  /** What there is so far, decoded. Good until the next piece comes: what is to be kept has to be copied at once. */
  readonly body: Uint8Array;
}

/**
 * Carries one request; follows no redirect, keeps no cookie, repeats nothing that may have been received.
 * `signAnew` gives the same request with a new signature, for a transport that tries a second way. `onReceived` hears of
 * each piece of the body.
 *
 * Rejects with CodedError: `connect-failed` (data: reason, proxy and proxyStatus where one is in the way, and hostReason
 * where the host's way was tried after that; nothing was sent), `connection-broken` (data: reason, kept where nothing came
 * over a connection of an earlier call, and directReason where the direct way was tried before; the request may have been
 * carried out), `response-too-large` (data: limit), or with the signal's reason when aborted.
 */
export type Transport = (
  request: WireRequest,
  signal: AbortSignal,
  signAnew: () => WireRequest,
  onReceived?: (arriving: Arriving) => void,
) => Promise<WireResponse>;

/** Bytes of a body that are taken in at most, on the wire and decoded; NetSuite's own limit for a RESTlet is 10 MB. */
export const responseLimit = 512 * 1024 * 1024;

/** The `code` of a system or TLS error, however deep it is wrapped. */
export function reasonOf(error: unknown): string {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth++) {
    if ('code' in at && typeof at.code === 'string' && at.code !== 'UND_ERR_INFO') {
      return at.code;
    }
    if (at instanceof AggregateError && at.errors.length > 0) {
      return reasonOf(at.errors[0]);
    }
  }
  return error instanceof Error ? error.name : 'unknown';
}

/**
 * Failures of DNS, TCP connect and TLS authority, and a proxy that opens no tunnel (which undici calls UND_ERR_ABORTED;
 * an abort of ours has to be told apart before): not a byte of the request went out.
 */
export function isBeforeSending(reason: string): boolean {
  return /^(?:ENOTFOUND|EAI_|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|UND_ERR_PRX_TLS|UND_ERR_ABORTED|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|CERT_|ERR_TLS_|ERR_SSL_)/.test(
    reason,
  );
}
