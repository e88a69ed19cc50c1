import { createHmac, timingSafeEqual } from 'node:crypto';
import { percentEncodeOctets } from './octets.ts';
import type { Octets } from './octets.ts';
import type { Parameter } from './parameters.ts';

/**
 * The base string URI (RFC 5849 3.4.1.2): host in lower case, the default port dropped, the path as it was sent,
 * without the query.
 *
 * @param host the Host header as sent
 * @param path the path of the request line as sent
 */
export function baseStringUri(host: string, path: Octets): string {
  return `http://${host.toLowerCase().replace(/:80$/, '')}${path}`;
}

/**
 * The signature base string (RFC 5849 3.4.1.1 and 3.4.1.3.2).
 *
 * @param parameters header, query and form parameters, decoded, without `realm` and `oauth_signature`
 */
export function signatureBaseString(method: string, uri: string, parameters: readonly Parameter[]): string {
  const normalized = parameters
    .map(({ name, value }) => [percentEncodeOctets(name), percentEncodeOctets(value)] as const)
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return [method.toUpperCase(), uri, normalized].map(percentEncodeOctets).join('&');
}

/** HMAC-SHA256 of a base string, in base64 (ORA:section_1534941088). */
export function hmacSha256(baseString: string, consumerSecret: string, tokenSecret: string): string {
  const signingKey = `${percentEncodeOctets(consumerSecret)}&${percentEncodeOctets(tokenSecret)}`;
  return createHmac('sha256', signingKey).update(baseString, 'latin1').digest('base64');
}

/** Compares in a time that does not tell how much of the text was right. */
export function equalInConstantTime(a: string, b: string): boolean {
  const left = Buffer.from(a, 'latin1');
  const right = Buffer.from(b, 'latin1');
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Encoded text is ASCII, where the order of code units is the order of bytes. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
