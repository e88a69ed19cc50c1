import type { JsonIndex } from '../jsonIndex.ts';
import { jsonKind, NONE } from '../jsonKind.ts';
import type { LineIndex } from '../lines.ts';
import type { XmlIndex } from '../xml/xmlIndex.ts';
import { shownEnd } from '../xml/xmlRows.ts';
import { createMatcher, type Matcher, type Report } from './matcher.ts';
import type { SearchQuery } from './searchTypes.ts';

/** What is searched through. */
export type SearchTarget =
  | { readonly kind: 'json'; readonly index: JsonIndex }
  | { readonly kind: 'xml'; readonly index: XmlIndex }
  | { readonly kind: 'lines'; readonly lines: LineIndex };

/** The matches, in the order of the body: byte offsets. */
export interface Found {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly count: number;
  /** Whether there are more than were kept. */
  readonly capped: boolean;
}

/** More matches than this are not kept. */
const mostMatches = 1_000_000;

/** A line longer than this is gone through in pieces, which overlap by so much that ordinary matches stay whole. */
const longestPiece = 1 << 20;
const overlap = 1 << 12;

/**
 * Finds all matches. It may take as long as a regular expression takes: to be called where it can be ended.
 *
 * @throws CodedError `search-pattern-invalid` (data: reason)
 */
export function search(target: SearchTarget, query: SearchQuery): Found {
  const matches = new MatchList();
  const bytes = target.kind === 'lines' ? target.lines.bytes : target.index.bytes;
  const matcher = createMatcher(bytes, query);
  switch (target.kind) {
    case 'json':
      searchJson(target.index, matcher, matches.report);
      break;
    case 'xml':
      searchXml(target.index, matcher, matches.report);
      break;
    case 'lines':
      searchLines(target.lines, matcher, matches.report);
  }
  return matches.done();
}

class MatchList {
  #from = new Uint32Array(1024);
  #to = new Uint32Array(1024);
  #count = 0;
  #capped = false;

  readonly report: Report = (from, to) => {
    if (this.#count === mostMatches) {
      this.#capped = true;
      return false;
    }
    if (this.#count === this.#from.length) {
      this.#from = grown(this.#from);
      this.#to = grown(this.#to);
    }
    this.#from[this.#count] = from;
    this.#to[this.#count++] = to;
    return true;
  };

  done(): Found {
    const count = this.#count;
    return { from: this.#from.slice(0, count), to: this.#to.slice(0, count), count, capped: this.#capped };
  }
}

function grown(column: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(column.length * 2);
  larger.set(column);
  return larger;
}

function searchJson(index: JsonIndex, matcher: Matcher, report: Report): void {
  const { kind, keyStart, keyEnd, start, end } = index;
  for (let node = 0; node < index.count; node++) {
    const key = keyStart[node] as number;
    if (key !== NONE && !matcher(key, keyEnd[node] as number, true, report)) {
      return;
    }
    const type = kind[node];
    if (type === jsonKind.object || type === jsonKind.array) {
      continue;
    }
    if (!matcher(start[node] as number, end[node] as number, type === jsonKind.string, report)) {
      return;
    }
  }
}

function searchXml(index: XmlIndex, matcher: Matcher, report: Report): void {
  for (let node = 0; node < index.count; node++) {
    if (!matcher(index.start[node] ?? 0, shownEnd(index, node), false, report)) {
      return;
    }
  }
}

function searchLines({ bytes, start, lineNumber, total }: LineIndex, matcher: Matcher, report: Report): void {
  for (let row = 0; row < total;) {
    const from = start[row] ?? 0;
    const number = lineNumber[row];
    do {
      row++;
    } while (row < total && lineNumber[row] === number);
    let end = row < total ? (start[row] ?? 0) : bytes.length;
    if (end > from && bytes[end - 1] === 0x0a) {
      end -= end - 1 > from && bytes[end - 2] === 0x0d ? 2 : 1;
    }
    if (!searchLine(bytes, from, end, matcher, report)) {
      return;
    }
  }
}

function searchLine(bytes: Uint8Array, from: number, end: number, matcher: Matcher, report: Report): boolean {
  let reported = from;
  for (let piece = from; piece < end;) {
    const next = piece + longestPiece >= end ? end : characterStart(bytes, piece + longestPiece);
    const pieceEnd = next + overlap >= end ? end : characterStart(bytes, next + overlap);
    // What begins in the overlap is found again by the next piece.
    const goesOn = matcher(piece, pieceEnd, false, (matchFrom, matchTo) => {
      if (matchFrom < reported || (matchFrom >= next && next < end)) {
        return true;
      }
      reported = matchTo;
      return report(matchFrom, matchTo);
    });
    if (!goesOn) {
      return false;
    }
    piece = next;
  }
  return true;
}

function characterStart(bytes: Uint8Array, at: number): number {
  let start = at;
  while (((bytes[start] ?? 0) & 0xc0) === 0x80) {
    start--;
  }
  return start;
}
