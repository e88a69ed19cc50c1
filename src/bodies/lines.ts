import type { Allocate } from './nodeTable.ts';
import type { Mark } from './search/searchTypes.ts';

/** A line longer than this many bytes is shown in several rows. */
export const SEGMENT_BYTES = 2000;

/** Where the rows of a text are: one for each line, several for a very long one. */
export interface LineIndex {
  /** UTF-8. */
  readonly bytes: Uint8Array;
  readonly total: number;
  readonly start: Uint32Array;
  /** The number of the line that a row belongs to, from 1. */
  readonly lineNumber: Uint32Array;
}

/** One row of raw text. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** Whether the row goes on a line that began in an earlier row. */
  readonly continued: boolean;
  /** Matches of the search. */
  readonly marks?: readonly Mark[];
}

const LF = 0x0a;
const CR = 0x0d;

/** Finds the rows of UTF-8 text. A line ends with LF or CR LF; no row is cut inside a character. */
export function indexLines(bytes: Uint8Array, allocate: Allocate = size => new ArrayBuffer(size)): LineIndex {
  const total = walkLines(bytes, () => undefined);
  const start = new Uint32Array(allocate(total * 4));
  const lineNumber = new Uint32Array(allocate(total * 4));
  let row = 0;
  walkLines(bytes, (at, line) => {
    start[row] = at;
    lineNumber[row++] = line;
  });
  return { bytes, total, start, lineNumber };
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Rows `from` to `from + count`, as far as there are any. */
export function pageLines(lines: LineIndex, from: number, count: number): Line[] {
  const first = Math.max(0, Math.trunc(from));
  const last = Math.min(lines.total, first + Math.max(0, Math.trunc(count)));
  const page: Line[] = [];
  for (let row = first; row < last; row++) {
    const start = lines.start[row] ?? 0;
    const number = lines.lineNumber[row] ?? 0;
    let end = lines.start[row + 1] ?? lines.bytes.length;
    if (end > start && lines.bytes[end - 1] === LF) {
      end--;
      if (end > start && lines.bytes[end - 1] === CR) {
        end--;
      }
    }
    page.push({
      number,
      text: utf8.decode(lines.bytes.subarray(start, end)),
      continued: row > 0 && lines.lineNumber[row - 1] === number,
    });
  }
  return page;
}

/** Calls `visit` with the offset and line number of each row and answers how many there are. */
function walkLines(bytes: Uint8Array, visit: (start: number, line: number) => void): number {
  if (bytes.length === 0) {
    return 0;
  }
  let rows = 0;
  let line = 1;
  let start = 0;
  while (start <= bytes.length) {
    const found = bytes.indexOf(LF, start);
    const end = found < 0 ? bytes.length : found + 1;
    if (start === bytes.length && rows > 0) {
      break;
    }
    for (let at = start; at < end; at = segmentEnd(bytes, at, end)) {
      visit(at, line);
      rows++;
    }
    start = end;
    line++;
  }
  return rows;
}

function segmentEnd(bytes: Uint8Array, from: number, end: number): number {
  // The line's own end does not count, or CR LF could get a row of its own.
  if (end - from <= SEGMENT_BYTES + 2) {
    return end;
  }
  let at = from + SEGMENT_BYTES;
  for (let back = 0; back < 3 && ((bytes[at] ?? 0) & 0xc0) === 0x80; back++) {
    at--;
  }
  return at;
}
