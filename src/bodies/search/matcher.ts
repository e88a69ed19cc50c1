import { CodedError } from '../../codedError.ts';
import { meantText, spelledText } from '../jsonText.ts';
import type { SearchQuery } from './searchTypes.ts';

/** Hands on a match: byte offsets in the body. Answers false to end the search. */
export type Report = (from: number, to: number) => boolean;

/**
 * Finds all matches in one stretch of the body; answers false when the search is to end. `isString` says that the
 * stretch is a string of JSON with its quotes.
 */
export type Matcher = (start: number, end: number, isString: boolean, report: Report) => boolean;

/**
 * Makes the function that looks through stretches of a body, which are to come in ascending order.
 *
 * Plain text is found as it is spelled, quotes included; in a string of JSON that holds escapes also as it is meant,
 * and then all of the string is the match. A regular expression sees a string without its quotes, so that `^` and `$`
 * mean what people want them to, unless it names a quote itself.
 *
 * @throws CodedError `search-pattern-invalid` (data: reason)
 */
export function createMatcher(bytes: Uint8Array, query: Omit<SearchQuery, 'in'>): Matcher {
  if (query.regex) {
    return patternMatcher(bytes, compile(query.text, query.caseSensitive), query.text.includes('"'));
  }
  const isAscii = /^[\0-\x7f]*$/.test(query.text);
  const spelled =
    query.caseSensitive || isAscii
      ? plainMatcher(bytes, query.text, query.caseSensitive)
      : patternMatcher(bytes, compile(escapeRegExp(query.text), false), true);
  return withMeaning(bytes, query, spelled);
}

/** Compares bytes, jumping ahead by what cannot match (Boyer, Moore, Horspool). */
function plainMatcher(bytes: Uint8Array, text: string, caseSensitive: boolean): Matcher {
  const fold = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) {
    fold[byte] = !caseSensitive && byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
  }
  const needle = new TextEncoder().encode(text).map(byte => fold[byte] ?? byte);
  const size = needle.length;
  const last = size - 1;
  const lastByte = needle[last] ?? 0;
  const jump = new Uint32Array(256).fill(size);
  for (let byte = 0; byte < 256; byte++) {
    const at = needle.subarray(0, last).lastIndexOf(fold[byte] ?? 0);
    jump[byte] = at < 0 ? size : last - at;
  }
  return (start, end, _, report) => {
    if (size === 0) {
      return false;
    }
    for (let at = start + last; at < end;) {
      const byte = bytes[at] as number;
      if (fold[byte] === lastByte) {
        let i = last - 1;
        while (i >= 0 && fold[bytes[at - last + i] as number] === needle[i]) {
          i--;
        }
        if (i < 0) {
          if (!report(at - last, at + 1)) {
            return false;
          }
          at += size;
          continue;
        }
      }
      at += jump[byte] as number;
    }
    return true;
  };
}

const BACKSLASH = 0x5c;

/** Looks into strings with escapes once more, for what they mean. */
function withMeaning(bytes: Uint8Array, query: Omit<SearchQuery, 'in'>, spelled: Matcher): Matcher {
  const wanted = query.caseSensitive ? query.text : query.text.toLowerCase();
  // The next one is looked for when the last is behind: all stretches together are gone through once.
  let backslash = -1;
  return (start, end, isString, report) => {
    if (!isString || wanted === '') {
      return spelled(start, end, isString, report);
    }
    if (backslash < start) {
      const found = bytes.indexOf(BACKSLASH, start);
      backslash = found < 0 ? Infinity : found;
    }
    if (backslash >= end) {
      return spelled(start, end, isString, report);
    }
    let found = 0;
    const goesOn = spelled(start, end, isString, (from, to) => {
      found++;
      return report(from, to);
    });
    if (found > 0 || !goesOn) {
      return goesOn;
    }
    const meant = meantText(spelledText(bytes, start, end));
    return (query.caseSensitive ? meant : meant.toLowerCase()).includes(wanted) ? report(start, end) : true;
  };
}

/** Bytes that are decoded at once. */
const blockBytes = 1 << 18;

function patternMatcher(bytes: Uint8Array, pattern: RegExp, seesQuotes: boolean): Matcher {
  const latin1 = new TextDecoder('latin1');
  let block = '';
  let blockStart = 0;
  return (start, end, isString, report) => {
    const from = isString && !seesQuotes ? start + 1 : start;
    const to = isString && !seesQuotes ? Math.max(from, end - 1) : end;
    if (from < blockStart || to > blockStart + block.length) {
      // Byte for character, so that offsets stay; what is not ASCII is decoded on its own.
      blockStart = from;
      block = latin1.decode(bytes.subarray(from, Math.max(to, from + blockBytes)));
    }
    let text = block.slice(from - blockStart, to - blockStart);
    const isAscii = /^[\0-\x7f]*$/.test(text);
    if (!isAscii) {
      text = spelledText(bytes, from, to);
    }
    pattern.lastIndex = 0;
    let seenUnits = 0;
    let seenBytes = from;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      if (match[0] === '') {
        pattern.lastIndex++;
        continue;
      }
      const matchStart = isAscii ? from + match.index : seenBytes + utf8Length(text.slice(seenUnits, match.index));
      const matchEnd = matchStart + (isAscii ? match[0].length : utf8Length(match[0]));
      seenUnits = match.index + match[0].length;
      seenBytes = matchEnd;
      if (!report(matchStart, matchEnd)) {
        return false;
      }
    }
    return true;
  };
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

function compile(source: string, caseSensitive: boolean): RegExp {
  const flags = caseSensitive ? 'g' : 'gi';
  try {
    return new RegExp(source, `${flags}u`);
  } catch (cause) {
    try {
      // Many a pattern escapes what needs no escape, which flag u refuses.
      return new RegExp(source, flags);
    } catch {
      throw new CodedError(
        'search-pattern-invalid',
        { reason: cause instanceof Error ? cause.message : '' },
        { cause },
      );
    }
  }
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
