import { jsonKind, kindName, NONE, type JsonKindName } from './jsonKind.ts';
import type { JsonIndex } from './jsonIndex.ts';
import type { Mark } from './search/searchTypes.ts';

/** Characters of a key or value that a row shows; what is longer is cut and its length told. */
export const PREVIEW_CHARACTERS = 5000;

/** A piece of the body as spelled, perhaps cut. */
export interface Preview {
  readonly text: string;
  /** Bytes of the whole when `text` is only its beginning. */
  readonly fullBytes?: number;
}

/** What a row shows: a value, an opening or closing bracket, or a folded (or empty) object or array in one row. */
export type RowRole = 'value' | 'open' | 'close' | 'folded' | 'empty';

/** One row of pretty JSON, as plain data. */
export interface Row {
  readonly node: number;
  readonly role: RowRole;
  readonly kind: JsonKindName;
  /** 0 for the root. */
  readonly depth: number;
  readonly key?: Preview;
  /** Of values that hold no others. */
  readonly value?: Preview;
  /** Of objects and arrays. */
  readonly children: number;
  /** Whether a comma follows. */
  readonly comma: boolean;
  /** The row that opens the object or array around this one; of a closing bracket the row that it closes. */
  readonly parentRow?: number;
  /** Whether the object around has this name more than once. */
  readonly duplicate?: boolean;
  /** Matches of the search. */
  readonly marks?: readonly Mark[];
  /** In the rows of a filter: which match this row belongs to, from 0, and in its first row the path of it. */
  readonly match?: number;
  readonly path?: string;
}

/** Which rows there are, given what is folded. */
export interface RowView {
  readonly index: JsonIndex;
  /** 1 for each node that is folded. */
  readonly folded: Uint8Array;
  /** For each visible row its node × 2, plus 1 for a closing bracket. */
  rows: Uint32Array;
  total: number;
}

/** All rows of an index, nothing folded. */
export function createRowView(index: JsonIndex): RowView {
  const view: RowView = { index, folded: new Uint8Array(index.count), rows: new Uint32Array(0), total: 0 };
  layOut(view);
  return view;
}

/** Folds or unfolds one object or array; answers the row it is shown in, or -1 when it is hidden. */
export function toggleFold(view: RowView, node: number): number {
  if (isFoldable(view.index, node)) {
    view.folded[node] = view.folded[node] === 1 ? 0 : 1;
    layOut(view);
  }
  return rowOfNode(view, node);
}

/** Unfolds everything above `level` and folds the rest: 0 folds the root, Infinity unfolds all. */
export function foldToLevel(view: RowView, level: number): void {
  const { index, folded } = view;
  let depth = 0;
  let open = NONE;
  for (let node = 0; node < index.count; node++) {
    while (open !== NONE && index.next[open] === node) {
      open = index.parent[open] ?? NONE;
      depth--;
    }
    folded[node] = 0;
    if (isFoldable(index, node)) {
      folded[node] = depth >= level ? 1 : 0;
      open = node;
      depth++;
    }
  }
  layOut(view);
}

/** Rows `from` to `from + count`, as far as there are any. */
export function pageRows(view: RowView, from: number, count: number): Row[] {
  const first = Math.max(0, Math.trunc(from));
  const last = Math.min(view.total, first + Math.max(0, Math.trunc(count)));
  const page: Row[] = [];
  let depth = first < last ? depthOf(view.index, nodeAt(view, first)) : 0;
  for (let row = first; row < last; row++) {
    const made = makeRow(view, row);
    if (row > first && made.role === 'close') {
      depth--;
    }
    page.push({ ...made, depth });
    if (made.role === 'open') {
      depth++;
    }
  }
  return page;
}

/** The row that shows a node (its opening one), or -1 when it stands inside something folded. */
export function rowOfNode(view: RowView, node: number): number {
  const { rows, index } = view;
  let low = 0;
  let high = view.total - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const entry = rows[middle] ?? 0;
    const at = entry >>> 1;
    if (entry === node * 2) {
      return middle;
    }
    // A closing row stands between the last node inside and the first one after.
    const before = (entry & 1) === 1 ? (index.next[at] ?? 0) <= node : at < node;
    if (before) {
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  return -1;
}

function layOut(view: RowView): void {
  const { index, folded } = view;
  const total = countRows(index, folded);
  const rows = view.rows.length === total ? view.rows : new Uint32Array(total);
  let row = 0;
  let open = NONE;
  let node = 0;
  for (;;) {
    while (open !== NONE && index.next[open] === node) {
      rows[row++] = open * 2 + 1;
      open = index.parent[open] ?? NONE;
    }
    if (node >= index.count) {
      break;
    }
    rows[row++] = node * 2;
    if (isFoldable(index, node) && folded[node] === 0) {
      open = node;
      node++;
    } else {
      node = index.next[node] ?? index.count;
    }
  }
  view.rows = rows;
  view.total = total;
}

function countRows(index: JsonIndex, folded: Uint8Array): number {
  let total = 0;
  for (let node = 0; node < index.count;) {
    if (isFoldable(index, node) && folded[node] === 0) {
      total += 2;
      node++;
    } else {
      total++;
      node = index.next[node] ?? index.count;
    }
  }
  return total;
}

function isFoldable(index: JsonIndex, node: number): boolean {
  return (index.childCount[node] ?? 0) > 0;
}

function nodeAt(view: RowView, row: number): number {
  return (view.rows[row] ?? 0) >>> 1;
}

function depthOf(index: JsonIndex, node: number): number {
  let depth = 0;
  for (let at = index.parent[node] ?? NONE; at !== NONE; at = index.parent[at] ?? NONE) {
    depth++;
  }
  return depth;
}

function makeRow(view: RowView, row: number): Omit<Row, 'depth'> {
  const { index } = view;
  const entry = view.rows[row] ?? 0;
  const node = entry >>> 1;
  const parent = index.parent[node] ?? NONE;
  const closing = (entry & 1) === 1;
  const opener = closing ? node : parent;
  const kind = index.kind[node] ?? 0;
  const hasKey = !closing && index.keyStart[node] !== NONE;
  const scalar = kind !== jsonKind.object && kind !== jsonKind.array;
  const role = closing ? 'close' : roleOf(view, node, scalar);
  const after = index.next[node] ?? 0;
  return {
    node,
    role,
    kind: kindName(kind),
    ...(hasKey && { key: preview(index.bytes, index.keyStart[node] ?? 0, index.keyEnd[node] ?? 0) }),
    ...(scalar && { value: preview(index.bytes, index.start[node] ?? 0, index.end[node] ?? 0) }),
    children: index.childCount[node] ?? 0,
    comma: role !== 'open' && parent !== NONE && after < (index.next[parent] ?? 0),
    ...(opener !== NONE && { parentRow: rowOfNode(view, opener) }),
  };
}

function roleOf(view: RowView, node: number, scalar: boolean): RowRole {
  if (scalar) {
    return 'value';
  }
  if (!isFoldable(view.index, node)) {
    return 'empty';
  }
  return view.folded[node] === 1 ? 'folded' : 'open';
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text between two offsets, cut after PREVIEW_CHARACTERS and never inside a character. */
export function preview(bytes: Uint8Array, start: number, end: number): Preview {
  // No character of UTF-8 is shorter in bytes than in UTF-16 units.
  const limit = Math.min(end, start + PREVIEW_CHARACTERS * 3);
  let text = utf8.decode(bytes.subarray(start, limit));
  if (limit === end && text.length <= PREVIEW_CHARACTERS) {
    return { text };
  }
  text = text.slice(0, PREVIEW_CHARACTERS);
  const last = text.charCodeAt(text.length - 1);
  if (last >= 0xd800 && last < 0xdc00) {
    text = text.slice(0, -1);
  }
  return { text, fullBytes: end - start };
}
