/** A request as it was sent, with what logs in: for finding out why it was refused, never for keeping. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly contentType?: string;
  readonly body?: string;
  /** The Authorization header's value; empty where there is none. */
  readonly authorization: string;
  /** Seconds since 1970 by the answer's Date header, where there is one. */
  readonly answeredAt?: number;
}

export type SentHeaders = readonly (readonly [name: string, value: string])[];

/** A request put together from what a format gives. */
export function sentRequest(parts: {
  readonly method: string;
  readonly url: string;
  readonly headers: SentHeaders;
  readonly body?: string | undefined;
  readonly answer?: SentHeaders;
}): SentRequest {
  const contentType = headerOf(parts.headers, 'content-type');
  const date = Date.parse(headerOf(parts.answer ?? [], 'date') ?? '');
  return {
    method: parts.method.toUpperCase(),
    url: parts.url,
    ...(contentType !== undefined && { contentType }),
    ...(parts.body !== undefined && parts.body !== '' && { body: parts.body }),
    authorization: headerOf(parts.headers, 'authorization') ?? '',
    ...(Number.isFinite(date) && { answeredAt: Math.floor(date / 1000) }),
  };
}

export function headerOf(headers: SentHeaders, wanted: string): string | undefined {
  return headers.findLast(([name]) => name.trim().toLowerCase() === wanted)?.[1].trim();
}
