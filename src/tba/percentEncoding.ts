import { CodedError } from '../codedError.ts';

/** One decoded name and value, as a query string, a form body or a header carries it. */
export interface Pair {
  readonly name: string;
  readonly value: string;
}

const unreserved = /^[A-Za-z0-9._~-]*$/;

/**
 * Percent-encodes text as OAuth 1.0 wants it: UTF-8, upper-case hex, only RFC 3986's unreserved characters left.
 * A space is `%20`, never `+`.
 *
 * @throws CodedError `text-not-unicode` for a lone surrogate, which has no UTF-8 form.
 * @see RFC 5849 section 3.6
 */
export function percentEncode(text: string): string {
  // Keys, tokens and most names and values stand for themselves, and to see that takes a fraction of encoding them.
  if (unreserved.test(text)) {
    return text;
  }
  if (!text.isWellFormed()) {
    throw new CodedError('text-not-unicode');
  }
  // encodeURIComponent leaves five characters alone that RFC 3986 reserves.
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Writes pairs as `name=value` joined by `&`, each side encoded; the `=` stays for an empty value. */
export function encodePairs(pairs: readonly Pair[]): string {
  return pairs.map(pair => `${percentEncode(pair.name)}=${percentEncode(pair.value)}`).join('&');
}

/**
 * Reads a query string (without its `?`) or a form body as form data: `+` is a space, only the first `=` divides,
 * order and duplicates are kept, a `%` that starts no escape stands for itself.
 *
 * @throws CodedError `form-not-utf8` when the escapes do not spell UTF-8.
 * @see WHATWG URL, application/x-www-form-urlencoded parsing (which would put U+FFFD in place of the error)
 */
export function decodePairs(text: string): Pair[] {
  const pairs: Pair[] = [];
  for (const piece of text.split('&')) {
    if (piece === '') {
      continue;
    }
    const divider = piece.indexOf('=');
    const name = divider < 0 ? piece : piece.slice(0, divider);
    const value = divider < 0 ? '' : piece.slice(divider + 1);
    pairs.push({ name: decodeFormText(name), value: decodeFormText(value) });
  }
  return pairs;
}

function decodeFormText(text: string): string {
  return /[%+]/.test(text) ? percentDecode(text.replaceAll('+', ' ')) : text;
}

/**
 * Decodes `%XX` escapes as UTF-8; anything else stands for itself.
 *
 * @throws CodedError `form-not-utf8` when the escapes do not spell UTF-8.
 */
export function percentDecode(text: string): string {
  // A run of escapes is decoded at once, since one character may take up to four of them.
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, run => {
    try {
      return decodeURIComponent(run);
    } catch (cause) {
      throw new CodedError('form-not-utf8', { escapes: run.slice(0, 60) }, { cause });
    }
  });
}
