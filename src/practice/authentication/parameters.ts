import { decodeFormText } from './octets.ts';
import type { Octets } from './octets.ts';

/** A decoded name and value, still octets. */
export interface Parameter {
  readonly name: Octets;
  readonly value: Octets;
}

/**
 * The pairs of a raw query (without `?`) or form body, in order, duplicates and empty values kept (RFC 5849 3.4.1.3.1).
 * `a` and `a=` are the same pair; nothing between two `&` is no pair, as in HTML's form decoding.
 */
export function parseFormParameters(text: Octets): Parameter[] {
  return text
    .split('&')
    .filter(piece => piece !== '')
    .map(piece => {
      const equals = piece.indexOf('=');
      return equals < 0
        ? { name: decodeFormText(piece), value: '' }
        : { name: decodeFormText(piece.slice(0, equals)), value: decodeFormText(piece.slice(equals + 1)) };
    });
}

/** A request target as sent, cut at its first `?`; the query is empty when there is none. */
export function splitTarget(target: Octets): { readonly path: Octets; readonly query: Octets } {
  const mark = target.indexOf('?');
  return mark < 0 ? { path: target, query: '' } : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}
