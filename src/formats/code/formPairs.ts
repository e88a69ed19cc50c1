import { CodedError } from '../../codedError.ts';
import type { NamedValue } from './codeCall.ts';

/**
 * Reads a query (without `?`) or a form body as form data: `+` is a space, order and duplicates are kept, a `%` that
 * starts no escape stands for itself.
 *
 * @throws CodedError `form-not-utf8` when the escapes do not spell UTF-8
 * @see WHATWG URL, application/x-www-form-urlencoded parsing
 */
export function decodeForm(text: string): readonly NamedValue[] {
  return text
    .split('&')
    .filter(piece => piece !== '')
    .map(piece => {
      const [, name = '', value = ''] = /^([^=]*)=?([^]*)$/.exec(piece) ?? [];
      return { name: decode(name), value: decode(value) };
    });
}

/** Writes pairs as RFC 5849 section 3.6 encodes them, so that signing needs no second reading. */
export function encodeForm(pairs: readonly NamedValue[]): string {
  return pairs.map(({ name, value }) => `${encode(name)}=${encode(value)}`).join('&');
}

/** Percent-encodes all but the unreserved characters of RFC 3986. The text must be well-formed. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decode(text: string): string {
  return text.replaceAll('+', ' ').replace(/(?:%[0-9A-Fa-f]{2})+/g, run => {
    try {
      return decodeURIComponent(run);
    } catch (cause) {
      throw new CodedError('form-not-utf8', { escapes: run.slice(0, 60) }, { cause });
    }
  });
}
