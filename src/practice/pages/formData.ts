import type { Exchange } from '../server/exchange.ts';

/**
 * The fields of a form that was sent, of a form with files too (RFC 7578, as browsers write it): a file's field is its
 * text, read as UTF-8. What is no part of such a form is left out.
 */
export function readForm({ request, body }: Pick<Exchange, 'request' | 'body'>): URLSearchParams {
  const contentType = request.headers['content-type'] ?? '';
  const [, quoted, plain] =
    /^multipart\/form-data[ \t]*;[ \t]*boundary=(?:"([^"]{1,70})"|([^\s";]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) {
    return new URLSearchParams(body.toString('utf8'));
  }
  // One character for each octet, so that places in the text are places in the body.
  const parts = `\r\n${body.toString('latin1')}`.split(`\r\n--${boundary}`).slice(1, -1);
  return new URLSearchParams(parts.flatMap(readPart));
}

function readPart(part: string): [name: string, value: string][] {
  const end = part.indexOf('\r\n\r\n');
  const [, name] = /^\r\ncontent-disposition:[^\r\n]*;[ \t]*name="([^"\r\n]*)"/im.exec(part.slice(0, end)) ?? [];
  return end < 0 || name === undefined ? [] : [[utf8(name), utf8(part.slice(end + 4))]];
}

function utf8(octets: string): string {
  return Buffer.from(octets, 'latin1').toString('utf8');
}
