import { decodeHeaderText } from './octets.ts';
import type { Parameter } from './parameters.ts';

/** The parameters of an Authorization header in the order sent, duplicates kept, or what is wrong with its syntax. */
export type AuthorizationHeader =
  | { readonly ok: true; readonly parameters: readonly Parameter[] }
  | { readonly ok: false; readonly problem: 'scheme' | 'no-parameters' | 'quoting' | 'separator' | 'percent-encoding' };

const pair = /([^\s=",]+)="([^"]*)"/y;
const separator = /[ \t]*,[ \t]*/y;

/**
 * Reads `OAuth name="value", …` (RFC 5849 3.5.1, ORA:section_1534941295). Stricter than the RFC in one point, assumed:
 * the scheme word must be spelled `OAuth`.
 *
 * @param text one raw header value, one character for each octet
 */
export function parseAuthorizationHeader(text: string): AuthorizationHeader {
  const scheme = /^OAuth(?:[ \t]+|$)/.exec(text);
  if (!scheme) {
    return { ok: false, problem: 'scheme' };
  }
  const parameters: Parameter[] = [];
  let at = scheme[0].length;
  if (at >= text.length) {
    return { ok: false, problem: 'no-parameters' };
  }
  for (;;) {
    const found = matchAt(pair, text, at);
    if (!found) {
      return { ok: false, problem: 'quoting' };
    }
    const [whole, rawName = '', rawValue = ''] = found;
    const name = decodeHeaderText(rawName);
    // The realm is a quoted string of HTTP's, not a parameter of OAuth's: it is compared as it stands.
    const value = name === 'realm' ? rawValue : decodeHeaderText(rawValue);
    if (name === undefined || value === undefined) {
      return { ok: false, problem: 'percent-encoding' };
    }
    parameters.push({ name, value });
    at += whole.length;
    if (at === text.length) {
      return { ok: true, parameters };
    }
    const comma = matchAt(separator, text, at);
    if (!comma) {
      return { ok: false, problem: 'separator' };
    }
    at += comma[0].length;
  }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
