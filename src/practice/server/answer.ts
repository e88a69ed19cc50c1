import type { ServerResponse } from 'node:http';

/** The formats that a RESTlet speaks (ORA:section_4619215993). */
export type Format = 'json' | 'xml' | 'text';

/** An answer that is complete in memory. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const contentTypes: Readonly<Record<Format, string>> = {
  json: 'application/json; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  text: 'text/plain; charset=utf-8',
};

/**
 * An error in the three forms of ORA:section_4634920277. The spaces around the colons are those of bodies recorded in
 * public code, which differ on the one after the comma.
 */
export function errorAnswer(
  format: Format,
  error: { readonly status: number; readonly code: string; readonly message: string },
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status: error.status, contentType: contentTypes[format], body: errorBody(format, error), headers };
}

function errorBody(format: Format, { code, message }: { readonly code: string; readonly message: string }): string {
  switch (format) {
    case 'json':
      return `{"error" : {"code" : ${JSON.stringify(code)}, "message" : ${JSON.stringify(message)}}}`;
    case 'xml':
      return `<?xml version="1.0" encoding="UTF-8"?>\n<error><code>${escapeXml(code)}</code><message>${escapeXml(message)}</message></error>`;
    case 'text':
      return `error code: ${code}\nerror message: ${message}`;
  }
}

/** Text as XML content; characters that XML 1.0 cannot hold become U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/**
 * Sends an answer. With `close` the connection ends after it, for answers given before the request was read to its end.
 */
export function sendAnswer(response: ServerResponse, answer: Answer, close = false): void {
  if (response.headersSent || response.destroyed) {
    return;
  }
  const body = Buffer.from(answer.body, 'utf8');
  response.writeHead(answer.status, {
    'Content-Type': answer.contentType,
    'Content-Length': body.length,
    'X-Content-Type-Options': 'nosniff',
    ...answer.headers,
    ...(close ? { Connection: 'close' } : {}),
  });
  response.end(body);
}
