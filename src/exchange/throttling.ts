import { readNetSuiteError } from '../bodies/netSuiteError.ts';
import type { CallKind } from './guards/productionGuard.ts';
import type { EarlierTry } from './record.ts';
import { serverTime } from './serverClock.ts';
import type { WireResponse } from './transport/transport.ts';

/** What trying again needs from outside. */
export interface Retries {
  /** Rejects when aborted. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** From 0 to 1, so that programs which were refused together do not come back together. */
  readonly random: () => number;
  /** The person allows that calls which may write are made again too. */
  readonly writes: boolean;
}

/** A pause before a call is made again. */
export interface Pause {
  readonly milliseconds: number;
  /** What the account answered. */
  readonly status: number;
  readonly code: string;
}

/** Milliseconds before the second and the third try, where the account does not say how long. */
const pauses = [1000, 3000];
/** A longer wait is the person's to decide on. Milliseconds. */
const longest = 60_000;

/** RESTlets (ORA:bridgehead_1525252812), and REST web services (ORA:section_156570709583). */
const restletCode = 'SSS_REQUEST_LIMIT_EXCEEDED';
/** SOAP web services (ORA:bridgehead_1500275603), and whatever else is named like these. */
const limitCode = /^(?:WS_REQUEST_BLOCKED|WS_CONCUR_SESSION_DISALLWD|[A-Z_]*(?:CONCURRENCY|REQUEST)_LIMIT_EXCEEDED)$/;

/**
 * How long to wait before a call is made again that the account refused because of too many calls at once; undefined
 * when it was not refused for that, or not again. A call that may write is only repeated where the person allows it; it,
 * and the GET of a RESTlet, only where the answer is plain: 429, or the exact code of RESTlets. That such a refusal comes
 * before anything is run is assumed.
 *
 * @param kindOf what the call may do
 * @param tried how often it was tried
 * @param now milliseconds since 1970
 */
export function pauseBeforeRetry(
  response: WireResponse,
  kindOf: () => CallKind,
  tried: number,
  now: number,
  { random, writes }: Pick<Retries, 'random' | 'writes'>,
): Pause | undefined {
  const pause = pauses[tried - 1];
  const code = pause === undefined ? undefined : throttlingCode(response, () => kindOf() === 'read');
  if (pause === undefined || code === undefined || (!writes && kindOf() === 'write')) {
    return undefined;
  }
  const milliseconds = Math.max(retryAfter(response, now) ?? 0, Math.round(pause * (0.75 + random() / 2)));
  return milliseconds > longest ? undefined : { milliseconds, status: response.status, code };
}

/** The code with which the account says that it has too many calls at once; undefined when it says something else. */
export function throttlingCode({ status, headers, body }: WireResponse, isRead: () => boolean): string | undefined {
  if (status < 400) {
    return undefined;
  }
  const contentType = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value;
  const code = readNetSuiteError({ status, contentType, body })?.code ?? soapCode(body);
  if (status === 429) {
    return code === undefined || code === '' ? '429' : code;
  }
  return code === restletCode || (code !== undefined && limitCode.test(code) && isRead()) ? code : undefined;
}

/** A try as the record keeps it. */
export function earlierTry(response: WireResponse, { milliseconds, status, code }: Pause): EarlierTry {
  return { status, code, total: response.timing.total, waited: milliseconds };
}

/** The code inside a SOAP fault stands near its start. */
function soapCode(body: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(body.subarray(0, 4096));
  return /<(?:[\w-]+:)?code(?:\s[^>]*)?>\s*(\w+)\s*</.exec(head)?.[1];
}

/** RFC 9110 section 10.2.3: seconds, or a date. */
function retryAfter({ headers }: WireResponse, now: number): number | undefined {
  const value = headers.find(({ name }) => name.toLowerCase() === 'retry-after')?.value.trim() ?? '';
  // A date is one of the server's clock, from which this machine's may differ by more than the pause is long.
  const milliseconds = /^\d{1,9}$/.test(value)
    ? Number(value) * 1000
    : Date.parse(value) - (serverTime(headers) ?? now);
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}
