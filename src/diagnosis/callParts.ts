import { CodedError } from '../codedError.ts';
import { percentDecode } from '../tba/percentEncoding.ts';
import { isForm } from '../tba/signRequest.ts';

/** Where a parameter stands: the URL, the body, the Authorization header, or nowhere that was seen. */
export type Place = 'query' | 'body' | 'header' | 'nowhere';

/** A parameter on its way into a base string: as it is spelled where it stands, and what that means. */
export interface Item {
  readonly place: Place;
  readonly name: string;
  readonly value: string;
  readonly rawName: string;
  readonly rawValue: string;
  /** Whether it has no `=`. */
  readonly bare: boolean;
}

/** A URL as it is spelled, and as it goes on the wire. */
export interface UrlParts {
  /** Lower case, without colon. */
  readonly scheme: string;
  readonly host: string;
  /** As spelled, without port. */
  readonly rawHost: string;
  /** Empty for the scheme's own. */
  readonly port: string;
  readonly path: string;
  readonly rawPath: string;
  /** Without `?`; undefined where there is none. */
  readonly rawQuery: string | undefined;
  /** With `#`, or empty. */
  readonly rawFragment: string;
}

/** A call, read once, with nothing refused that a client may have sent. */
export interface CallParts {
  readonly method: string;
  readonly url: UrlParts;
  readonly query: readonly Item[];
  /** The pairs of a form body, which belong into the base string. */
  readonly form: readonly Item[];
  /** A body that is no form; empty where there is none. */
  readonly otherBody: string;
  /** Whether escapes in URL or form are not UTF-8; they are then read as Latin-1. */
  readonly isLatin1: boolean;
}

/**
 * @throws CodedError `url-invalid`, `url-scheme`, `url-not-unicode`, `method-invalid`
 */
export function readCallParts(call: {
  readonly method: string;
  readonly url: string;
  readonly contentType?: string | undefined;
  readonly body?: string | undefined;
}): CallParts {
  const method = call.method.trim().toUpperCase();
  if (!/^[!#$%&'*+.^_`|~0-9A-Z-]+$/.test(method)) {
    throw new CodedError('method-invalid');
  }
  const url = readUrl(call.url);
  const body = call.body ?? '';
  const hasForm = isForm(call.contentType);
  const query = readItems(url.rawQuery ?? '', 'query');
  const form = hasForm ? readItems(body, 'body') : [];
  return {
    method,
    url,
    query,
    form,
    otherBody: hasForm ? '' : body,
    isLatin1: [...query, ...form].some(item => !isUtf8(item.rawName) || !isUtf8(item.rawValue)),
  };
}

/** Pairs as form data has them (WHATWG URL, application/x-www-form-urlencoded); empty pieces are passed over. */
export function readItems(text: string, place: Place): Item[] {
  return text.split('&').flatMap(piece => {
    if (piece === '') {
      return [];
    }
    const divider = piece.indexOf('=');
    const rawName = divider < 0 ? piece : piece.slice(0, divider);
    const rawValue = divider < 0 ? '' : piece.slice(divider + 1);
    return [{ place, name: decodeForm(rawName), value: decodeForm(rawValue), rawName, rawValue, bare: divider < 0 }];
  });
}

/** Decodes escapes as UTF-8, or as Latin-1 where they are not. */
export function decodeEscapes(text: string): string {
  return isUtf8(text)
    ? percentDecode(text)
    : text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

function decodeForm(text: string): string {
  return decodeEscapes(text.replaceAll('+', ' '));
}

function isUtf8(text: string): boolean {
  try {
    percentDecode(text);
    return true;
  } catch {
    return false;
  }
}

function readUrl(given: string): UrlParts {
  if (!given.isWellFormed()) {
    throw new CodedError('url-not-unicode');
  }
  let url: URL;
  try {
    url = new URL(given);
  } catch (cause) {
    throw new CodedError('url-invalid', {}, { cause });
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new CodedError('url-scheme', { scheme: url.protocol.replace(/:$/, '') });
  }
  // Appendix B of RFC 3986: the pieces as they are written.
  const written = /^\s*[^:/?#]+:[\\/]*([^\\/?#]*)([^?#]*)(?:\?([^#]*))?(#[\s\S]*)?$/.exec(given.trimEnd());
  const [, authority = '', rawPath = '', rawQuery, rawFragment = ''] = written ?? [];
  return {
    scheme: url.protocol.slice(0, -1),
    host: url.hostname,
    rawHost: authority.replace(/^.*@/s, '').replace(/:\d*$/, ''),
    port: url.port,
    path: url.pathname,
    rawPath,
    rawQuery,
    rawFragment,
  };
}
