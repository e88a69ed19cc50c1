/** What a pasted text was taken for. */
export type SentCallKind = 'curl' | 'http' | 'har' | 'postman-console' | 'soap' | 'header';

/** A call as another program sent it, credentials and all; to be judged, never to be kept or logged. */
export interface FoundCall {
  readonly kind: SentCallKind;
  /** Empty where the text does not say. */
  readonly method: string;
  /** As spelled; empty where the text does not say. */
  readonly url: string;
  readonly contentType?: string;
  readonly body?: string;
  /** The Authorization header's value; empty where there is none. */
  readonly authorization: string;
  /** Seconds since 1970 when the server got it, as far as an answer or a recording tells. */
  readonly serverTime?: number;
  readonly answer?: FoundAnswer;
}

/** What came back, where the text has it. */
export interface FoundAnswer {
  readonly status: number;
  /** Of WWW-Authenticate. */
  readonly challenge?: string;
  readonly body?: string;
}

/** Header lines as they came, names in any case. */
export type HeaderLines = readonly { readonly name: string; readonly value: string }[];

/** The value of the last header of a name. */
export function headerOf(headers: HeaderLines, name: string): string | undefined {
  return headers.findLast(header => header.name.trim().toLowerCase() === name)?.value.trim();
}

/** What headers say of a call. */
export function callOfHeaders(headers: HeaderLines): Pick<FoundCall, 'authorization' | 'contentType'> {
  const contentType = headerOf(headers, 'content-type');
  return { authorization: headerOf(headers, 'authorization') ?? '', ...(contentType !== undefined && { contentType }) };
}

/** An answer of a status, with what of it tells of a login. */
export function answerOf(status: number, headers: HeaderLines, body: string): { readonly answer: FoundAnswer } {
  const challenge = headerOf(headers, 'www-authenticate');
  return { answer: { status, ...(challenge !== undefined && { challenge }), ...(body !== '' && { body }) } };
}

/** A date of HTTP or ISO 8601 in seconds since 1970. */
export function secondsOf(date: string | undefined): { readonly serverTime?: number } {
  const time = date === undefined ? NaN : Date.parse(date);
  return Number.isNaN(time) ? {} : { serverTime: Math.round(time / 1000) };
}
