import { duplicateFinder } from './duplicateKeys.ts';
import { closesAt, depthOf, isFoldable, nodeAt, rowOfNode, sectionOf, type FoldView } from './foldView.ts';
import { pathFinder } from './jsonPathOf.ts';
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

/** Rows of JSON. */
export type RowView = FoldView<JsonIndex>;

/** Rows `from` to `from + count`, as far as there are any. */
export function pageRows(view: RowView, from: number, count: number): Row[] {
  const first = Math.max(0, Math.trunc(from));
  const last = Math.min(view.total, first + Math.max(0, Math.trunc(count)));
  const page: Row[] = [];
  const isDuplicate = duplicateFinder(view.index);
  const pathOf = pathFinder(view.index);
  let section = sectionOf(view, first);
  let depth = first < last ? depthInSection(view, first, section) : 0;
  for (let row = first; row < last; row++) {
    const starts = view.firstRows?.[section + 1] === row;
    if (starts) {
      section++;
      depth = 0;
    }
    const made = makeRow(view, row, section);
    if (row > first && !starts && made.role === 'close') {
      depth--;
    }
    page.push({
      ...made,
      depth,
      ...(made.key && isDuplicate(made.node) && { duplicate: true }),
      ...(view.firstRows && { match: section }),
      ...(view.firstRows?.[section] === row && { path: pathOf(made.node) }),
    });
    if (made.role === 'open') {
      depth++;
    }
  }
  return page;
}

function depthInSection(view: RowView, row: number, section: number): number {
  const root = view.roots?.[section];
  return depthOf(view.index, nodeAt(view, row)) - (root === undefined ? 0 : depthOf(view.index, root));
}

function makeRow(view: RowView, row: number, section: number): Omit<Row, 'depth'> {
  const { index } = view;
  const node = nodeAt(view, row);
  const isRoot = node === view.roots?.[section];
  const parent = isRoot ? NONE : (index.parent[node] ?? NONE);
  const closing = closesAt(view, row);
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
    ...(opener !== NONE && { parentRow: rowOfNode(view, opener, section) }),
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
