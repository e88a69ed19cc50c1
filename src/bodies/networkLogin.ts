import { guessContent } from './contentKind.ts';
import { unescapeXml } from './xml/unescapeXml.ts';

/** What such pages say; NetSuite's own pages name it, or Oracle, somewhere in their head. */
const asksForLogin =
  /<input[^>]{0,200}type\s*=\s*["']?password|<title[^>]*>[^<]{0,200}(?:log[ -]?[io]n|sign[ -]?in|wi-?fi|wlan|hotspot|captive|portal|authenticat)/i;

/** Bytes that are looked at. */
const lookedAt = 1 << 16;

/**
 * Whether a page of HTML is the log-in page of a network or proxy, which answers in place of whom was asked for
 * (RFC 8952).
 *
 * @see RFC 6585 section 6 about status 511
 */
export function isNetworkLogin(status: number, html: Uint8Array): boolean {
  if (status === 511) {
    return true;
  }
  const text = new TextDecoder('utf-8').decode(html.subarray(0, lookedAt));
  return asksForLogin.test(text) && !/netsuite|oracle/i.test(text);
}

/** The log-in page of a network that answered in place of whom was asked for, and its title. */
export function networkLogin(
  status: number,
  contentType: string | undefined,
  body: Uint8Array,
): { readonly title?: string } | undefined {
  if (guessContent(contentType, body).looks !== 'html' || !isNetworkLogin(status, body)) {
    return undefined;
  }
  const title = titleOf(body);
  return title === undefined ? {} : { title };
}

/** The title of a page of HTML. */
export function titleOf(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('utf-8').decode(bytes.subarray(0, lookedAt));
  const title = /<title[^>]*>([^<]{1,1000})<\/title/i.exec(head)?.[1]?.replace(/\s+/g, ' ').trim();
  return title === undefined || title === '' ? undefined : unescapeXml(title).slice(0, 200);
}
