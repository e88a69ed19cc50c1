import { CodedError } from '../codedError.ts';
import { decodePairs, encodePairs, type Pair } from './percentEncoding.ts';

/** Something that was changed on the way from the URL that was given to the URL that is signed and sent. */
export type UrlNote =
  'fragment-dropped' | 'default-port-dropped' | 'host-lowercased' | 'path-normalised' | 'query-re-encoded';

/** A request URL, read once; the same reading is signed and sent. */
export interface RequestUrl {
  /** As it was given. */
  readonly given: string;
  /** As it goes on the wire and into the signature: ASCII, no fragment, query encoded by RFC 3986. */
  readonly wire: string;
  /** The base string URI: scheme, host, a port other than the default, path. */
  readonly baseUri: string;
  readonly query: readonly Pair[];
  readonly notes: readonly UrlNote[];
}

/**
 * Reads a URL for signing. Parsing is WHATWG's, so that signer and HTTP client cannot read it differently;
 * the query is decoded as form data and written anew, so that server and signer cannot either.
 *
 * @throws CodedError `url-invalid`, `url-not-unicode`, `url-scheme`, `url-http-not-loopback`, `url-userinfo`,
 *   `url-oauth-parameter` (data: name), `form-not-utf8`
 * @see RFC 5849 section 3.4.1.2
 */
export function readRequestUrl(given: string): RequestUrl {
  if (!given.isWellFormed()) {
    throw new CodedError('url-not-unicode');
  }
  const url = parse(given);
  const query = decodePairs(url.search.slice(1));
  refuseOAuthNames(query, 'url-oauth-parameter');
  const baseUri = `${url.protocol}//${url.host}${url.pathname}`;
  const encodedQuery = encodePairs(query);
  const wire = encodedQuery === '' ? baseUri : `${baseUri}?${encodedQuery}`;
  return { given, wire, baseUri, query, notes: wire === given ? [] : compare(given, url, encodedQuery) };
}

/** Whether a URL's host name (as WHATWG spells it) is this machine, where plain http is allowed. */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** OAuth parameters travel in the header only: a second one in query or body would be ambiguous. */
export function refuseOAuthNames(pairs: readonly Pair[], code: string): void {
  const found = pairs.find(pair => pair.name.startsWith('oauth_'));
  if (found) {
    throw new CodedError(code, { name: found.name.slice(0, 60) });
  }
}

function parse(given: string): URL {
  let url: URL;
  try {
    url = new URL(given);
  } catch (cause) {
    throw new CodedError('url-invalid', {}, { cause });
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new CodedError('url-scheme', { scheme: url.protocol.replace(/:$/, '') });
  }
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
    throw new CodedError('url-http-not-loopback', { host: url.host });
  }
  if (url.username !== '' || url.password !== '') {
    throw new CodedError('url-userinfo');
  }
  return url;
}

function compare(given: string, url: URL, encodedQuery: string): UrlNote[] {
  const notes: UrlNote[] = [];
  // Appendix B of RFC 3986: the pieces of a URL as they are written, whatever they mean.
  const written = /^\s*[^:/?#]+:[\\/]*([^\\/?#]*)([^?#]*)(?:\?([^#]*))?(#[\s\S]*)?$/.exec(given);
  const [, authority = '', path = '', query = '', fragment] = written ?? [];
  if (fragment !== undefined) {
    notes.push('fragment-dropped');
  }
  if (/:\d*$/.test(authority) && url.port === '') {
    notes.push('default-port-dropped');
  }
  if (authority.replace(/:\d*$/, '') !== url.hostname) {
    notes.push('host-lowercased');
  }
  if ((path.trimEnd() || '/') !== url.pathname) {
    notes.push('path-normalised');
  }
  if (query.trimEnd() !== encodedQuery) {
    notes.push('query-re-encoded');
  }
  return notes;
}
