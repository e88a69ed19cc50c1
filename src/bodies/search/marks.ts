import type { FoldView } from '../foldView.ts';
import type { JsonIndex } from '../jsonIndex.ts';
import { NONE } from '../jsonKind.ts';
import { spelledText } from '../jsonText.ts';
import type { Line, LineIndex } from '../lines.ts';
import { PREVIEW_CHARACTERS, type Preview, type Row } from '../rows.ts';
import type { XmlIndex } from '../xml/xmlIndex.ts';
import { shownEnd, type XmlRow } from '../xml/xmlRows.ts';
import type { Found } from './search.ts';
import type { Mark } from './searchTypes.ts';

/** Marks in one row: more would only slow the panel down. */
const mostMarks = 500;

/** The first match that begins at or after an offset; `count` when there is none. */
export function firstMatchFrom({ from, count }: Found, offset: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((from[middle] ?? 0) < offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** Rows of JSON with the matches that can be seen in them. */
export function markRows(
  rows: readonly Row[],
  { bytes, keyStart, keyEnd, start, end }: JsonIndex,
  found: Found,
): Row[] {
  return rows.map(row => {
    const { node } = row;
    const key =
      row.key && keyStart[node] !== NONE ? marksIn(found, bytes, keyStart[node], keyEnd[node], row.key, 'key') : [];
    const value = row.value ? marksIn(found, bytes, start[node], end[node], row.value, 'text') : [];
    return withMarks(row, [...key, ...value]);
  });
}

/** Rows of XML with the matches that can be seen in them. */
export function markXml(rows: readonly XmlRow[], index: XmlIndex, found: Found): XmlRow[] {
  return rows.map(row =>
    row.role === 'close'
      ? row
      : withMarks(row, marksIn(found, index.bytes, index.start[row.node], shownEnd(index, row.node), row.text, 'text')),
  );
}

/** Lines with the matches in them; one that goes on in the next row of a long line is in both. `first`: the row. */
export function markLines(page: readonly Line[], first: number, lines: LineIndex, found: Found): Line[] {
  return page.map((line, i) => {
    const start = lines.start[first + i] ?? 0;
    const end = lines.start[first + i + 1] ?? lines.bytes.length;
    return withMarks(line, marksIn(found, lines.bytes, start, end, { text: line.text }, 'text'));
  });
}

function withMarks<Marked extends object>(row: Marked, marks: readonly Mark[]): Marked {
  return marks.length === 0 ? row : { ...row, marks };
}

function marksIn(
  found: Found,
  bytes: Uint8Array,
  start = 0,
  end = 0,
  shown: Preview,
  part: Mark['part'],
): readonly Mark[] {
  const marks: Mark[] = [];
  let match = firstMatchFrom(found, start);
  // The one before may reach into this row of a long line.
  if (match > 0 && (found.to[match - 1] ?? 0) > start) {
    match--;
  }
  let units = 0;
  let at = start;
  const unitsUpTo = (offset: number): number => {
    units += spelledText(bytes, at, offset).length;
    at = offset;
    return units;
  };
  for (; match < found.count && marks.length < mostMarks; match++) {
    const matchStart = Math.max(found.from[match] ?? 0, start);
    if (matchStart >= end || units >= shown.text.length || matchStart > start + PREVIEW_CHARACTERS * 3) {
      break;
    }
    const from = unitsUpTo(matchStart);
    const to = Math.min(unitsUpTo(Math.min(found.to[match] ?? 0, end)), shown.text.length);
    if (from < to) {
      marks.push({ part, from, to, match });
    }
  }
  return marks;
}

/** The node of JSON in whose key or value an offset is. */
export function nodeAtOffset(index: JsonIndex, offset: number): number {
  return lastWhere(index.count, node => {
    const key = index.keyStart[node] ?? NONE;
    return (key === NONE ? (index.start[node] ?? 0) : key) <= offset;
  });
}

/** The node of XML in whose row an offset is. */
export function xmlNodeAtOffset(index: XmlIndex, offset: number): number {
  return lastWhere(index.count, node => (index.start[node] ?? 0) <= offset);
}

/** The row of raw text in which an offset is. */
export function lineAtOffset(lines: LineIndex, offset: number): number {
  return lastWhere(lines.total, row => (lines.start[row] ?? 0) <= offset);
}

/** Where a row begins in the body; of a closing row where it ends. */
export function offsetOfRow(view: FoldView<JsonIndex | XmlIndex>, row: number): number {
  const entry = view.rows[Math.min(Math.max(row, 0), view.total - 1)] ?? 0;
  const node = entry >>> 1;
  const { index } = view;
  if ((entry & 1) === 1) {
    return index.end[node] ?? 0;
  }
  const key = 'keyStart' in index ? (index.keyStart[node] ?? NONE) : NONE;
  return key === NONE ? (index.start[node] ?? 0) : key;
}

/** The last of `count` for which something holds that holds for all before; 0 when it holds for none. */
function lastWhere(count: number, holds: (at: number) => boolean): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (holds(middle)) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

/** Characters around a match that lies beyond what its row shows. */
const around = 60;

/** The text around a match when its row does not show it: `start` is where the row's text begins. */
export function beyondShown(
  bytes: Uint8Array,
  start: number,
  end: number,
  from: number,
  to: number,
): { readonly before: string; readonly match: string; readonly after: string } | undefined {
  const lastShown = start + spelledPrefixBytes(bytes, start, end);
  if (from < lastShown) {
    return undefined;
  }
  return {
    before: tidy(spelledText(bytes, Math.max(start, from - around), from)),
    match: tidy(spelledText(bytes, from, Math.min(to, from + around * 10))),
    after: tidy(spelledText(bytes, to, Math.min(end, to + around))),
  };
}

/** Bytes of the characters that a preview shows. */
function spelledPrefixBytes(bytes: Uint8Array, start: number, end: number): number {
  const text = spelledText(bytes, start, Math.min(end, start + PREVIEW_CHARACTERS * 3)).slice(0, PREVIEW_CHARACTERS);
  return new TextEncoder().encode(text).length;
}

/** Without the halves of characters at the cut ends. */
function tidy(text: string): string {
  return text.replace(/^\ufffd+|\ufffd+$/g, '');
}
