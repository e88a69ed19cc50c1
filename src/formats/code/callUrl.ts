import { CodedError } from '../../codedError.ts';
import type { NamedValue } from './codeCall.ts';
import { decodeForm, encodeForm } from './formPairs.ts';

/** A URL as it is written into code: one spelling that every HTTP client sends as it stands. */
export interface CallUrl {
  readonly text: string;
  readonly protocol: string;
  readonly path: string;
  readonly query: readonly NamedValue[];
}

/**
 * Reads a URL by WHATWG's rules and writes it by RFC 3986's, so that what the code signs is what its client sends.
 * A fragment is dropped.
 *
 * @throws CodedError `url-invalid`, `url-userinfo`, `form-not-utf8`
 */
export function readCallUrl(given: string): CallUrl {
  let url: URL;
  try {
    url = new URL(given);
  } catch (cause) {
    throw new CodedError('url-invalid', {}, { cause });
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new CodedError('url-invalid');
  }
  if (url.username !== '' || url.password !== '') {
    throw new CodedError('url-userinfo');
  }
  const query = decodeForm(url.search.slice(1));
  // WHATWG leaves some characters in a path that Java refuses and Python encodes; RFC 3986 section 3.3 has no such.
  const path = url.pathname
    .replace(/%(?![0-9A-Fa-f]{2})/g, '%25')
    .replace(/[^\w.~!$&'()*+,;=:@%/-]/g, character => encodeURIComponent(character));
  const encodedQuery = encodeForm(query);
  return {
    text: url.origin + path + (encodedQuery === '' ? '' : `?${encodedQuery}`),
    protocol: url.protocol,
    path,
    query,
  };
}
