import { percentEncode } from '../tba/percentEncoding.ts';

/** What stands in place of a secret. */
export const masked = '•••';

/** Hides secrets in texts, however they are spelled there. */
export interface SecretMask {
  /** The longest spelling of a secret, in UTF-16 units: so far beyond a cut one has to look. */
  readonly longest: number;
  /** The text up to `end`, each secret replaced; one that begins before `end` is replaced whole. */
  hide(text: string, end?: number): string;
  /** The same, and where what comes after it goes on: beyond `end` where a secret was. */
  hidePart(text: string, end: number): HiddenPart;
}

interface HiddenPart {
  readonly hidden: string;
  readonly next: number;
}

/** Shorter ones are replaced only where they stand alone: “1” or “on” inside of words would blank out everything. */
const shortest = 4;

/**
 * Replaces values as they stand, percent-encoded once or twice (RFC 3986, encodeURIComponent and form, either case of the
 * hex digits), escaped as in JSON, and escaped as in XML.
 */
export function secretMask(secrets: readonly string[]): SecretMask {
  const known = [...new Set(secrets)].filter(secret => secret.trim() !== '');
  const forms = new Map<string, boolean>();
  for (const secret of known) {
    for (const form of spellings(secret.toWellFormed())) {
      forms.set(form, (forms.get(form) ?? true) && secret.length < shortest);
    }
  }
  // The longest first, so that no shorter spelling leaves a piece of a longer one behind.
  const sorted = [...forms].sort(([a], [b]) => b.length - a.length);
  const pattern = new RegExp(sorted.map(([form, isShort]) => patternOf(form, isShort)).join('|'), 'gu');
  return {
    longest: sorted[0]?.[0].length ?? 0,
    hide: (text, end = text.length) => (sorted.length === 0 ? text.slice(0, end) : replace(text, end, pattern).hidden),
    hidePart: (text, end) =>
      sorted.length === 0 ? { hidden: text.slice(0, end), next: end } : replace(text, end, pattern),
  };
}

function replace(text: string, end: number, pattern: RegExp): HiddenPart {
  let result = '';
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index >= end) {
      break;
    }
    result += text.slice(at, match.index) + masked;
    at = match.index + match[0].length;
  }
  return at < end ? { hidden: result + text.slice(at, end), next: end } : { hidden: result, next: at };
}

function spellings(secret: string): ReadonlySet<string> {
  const strict = percentEncode(secret);
  const loose = encodeURIComponent(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  const encoded = [strict, loose, loose.replaceAll('%20', '+'), strict.replaceAll('%20', '+'), percentEncode(strict)];
  return new Set([
    secret,
    ...encoded,
    ...encoded.map(text => text.replace(/%[0-9A-F]{2}/g, escape => escape.toLowerCase())),
    ...[json, json.replaceAll('/', '\\/')].flatMap(text => [text, asciiJson(text, false), asciiJson(text, true)]),
    ...['&apos;', '&#39;', "'"].flatMap(quote => [xml(secret, quote, '&quot;'), xml(secret, quote, '"')]),
    // As bytes that are no text are looked at.
    Buffer.from(secret, 'utf8').toString('latin1'),
  ]);
}

/** JSON as many servers write it: everything beyond ASCII as \u escapes, in either case. */
function asciiJson(json: string, isUpper: boolean): string {
  return json.replace(/[^\x20-\x7e]/g, unit => {
    const hex = unit.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${isUpper ? hex.toUpperCase() : hex}`;
  });
}

function xml(text: string, apostrophe: string, quote: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', quote)
    .replaceAll("'", apostrophe);
}

function patternOf(form: string, isShort: boolean): string {
  const literal = form.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  // What stands before it may be the end of an escape: %20on, \non.
  return isShort
    ? `(?:(?<![\\p{L}\\p{N}])|(?<=%[0-9A-Fa-f]{2})|(?<=\\\\[bfnrt]))${literal}(?![\\p{L}\\p{N}])`
    : literal;
}
