import { CodedError } from '../codedError.ts';
import { NONE } from './jsonKind.ts';

/** What an index of a tree says of its nodes, in document order. */
export interface TreeIndex {
  readonly bytes: Uint8Array;
  readonly count: number;
  /** The node around; NONE for a root. */
  readonly parent: Uint32Array;
  /** The first node after this one and all that it holds. */
  readonly next: Uint32Array;
  readonly childCount: Uint32Array;
}

/** Which rows there are, given what is folded. */
export interface FoldView<Index extends TreeIndex> {
  readonly index: Index;
  /** 1 for each node that is folded. */
  readonly folded: Uint8Array;
  /** For each visible row its node × 2, plus 1 for a closing one. */
  rows: Uint32Array;
  total: number;
  /** Nodes that are shown one after the other, in any order, one in another or twice; absent: the whole document. */
  readonly roots?: Uint32Array;
  /** The first row of each root. */
  readonly firstRows?: Uint32Array;
}

/** More rows than this are not laid out: what a filter selects may hold itself many times over. */
const mostRows = 20_000_000;

/** All rows of an index, nothing folded. */
export function createFoldView<Index extends TreeIndex>(index: Index): FoldView<Index> {
  const view: FoldView<Index> = { index, folded: new Uint8Array(index.count), rows: new Uint32Array(0), total: 0 };
  layOut(view);
  return view;
}

/** Rows for some nodes and what they hold, each folded. */
export function createPartsView<Index extends TreeIndex>(index: Index, roots: Uint32Array): FoldView<Index> {
  const view: FoldView<Index> = {
    index,
    folded: new Uint8Array(index.count).fill(1),
    rows: new Uint32Array(0),
    total: 0,
    roots,
    firstRows: new Uint32Array(roots.length),
  };
  layOut(view);
  return view;
}

/**
 * Folds or unfolds one node, with `subtree` all that it holds as well; answers the row it is shown in, or -1 when it
 * is hidden. `row` tells which of several roots is meant.
 *
 * @throws CodedError `too-many-rows` (data: limit); nothing has changed then
 */
export function toggleFold<Index extends TreeIndex>(
  view: FoldView<Index>,
  node: number,
  { row = 0, subtree = false }: { readonly row?: number; readonly subtree?: boolean } = {},
): number {
  const { index, folded } = view;
  const section = sectionOf(view, row);
  if (isFoldable(index, node)) {
    const state = folded[node] === 1 ? 0 : 1;
    const end = subtree ? (index.next[node] ?? node + 1) : node + 1;
    change(view, node, end, () => {
      for (let each = node; each < end; each++) {
        folded[each] = isFoldable(index, each) ? state : 0;
      }
    });
  }
  return rowOfNode(view, node, section);
}

/**
 * Unfolds everything above `level` and folds the rest: 0 folds the roots, Infinity unfolds all.
 *
 * @throws CodedError `too-many-rows` (data: limit); nothing has changed then
 */
export function foldToLevel<Index extends TreeIndex>(view: FoldView<Index>, level: number): void {
  const { index, folded, roots } = view;
  change(view, 0, index.count, () => {
    if (!roots) {
      foldSpan(index, folded, 0, index.count, level);
      return;
    }
    folded.fill(1);
    let steps = 0;
    for (const root of level > 0 ? roots : []) {
      steps += (index.next[root] ?? 0) - root;
      if (steps > mostRows) {
        throw new CodedError('too-many-rows', { limit: mostRows });
      }
      foldSpan(index, folded, root, index.next[root] ?? 0, level);
    }
  });
}

function foldSpan(index: TreeIndex, folded: Uint8Array, from: number, to: number, level: number): void {
  let depth = 0;
  let open = NONE;
  for (let node = from; node < to; node++) {
    while (open !== NONE && index.next[open] === node) {
      open = depth === 1 ? NONE : (index.parent[open] ?? NONE);
      depth--;
    }
    folded[node] = 0;
    if (isFoldable(index, node)) {
      folded[node] = depth >= level ? 1 : 0;
      open = node;
      depth++;
    }
  }
}

/** Unfolds whatever a node stands in and answers its row. */
export function revealNode<Index extends TreeIndex>(view: FoldView<Index>, node: number): number {
  const { index, folded } = view;
  let hidden = false;
  for (let at = index.parent[node] ?? NONE; at !== NONE; at = index.parent[at] ?? NONE) {
    hidden ||= folded[at] === 1;
    folded[at] = 0;
  }
  if (hidden) {
    layOut(view);
  }
  return rowOfNode(view, node);
}

/** The row that shows a node (its opening one), or -1 when it stands inside something folded. */
export function rowOfNode<Index extends TreeIndex>(view: FoldView<Index>, node: number, section = 0): number {
  const { rows, index, firstRows } = view;
  let low = firstRows?.[section] ?? 0;
  let high = (firstRows?.[section + 1] ?? view.total) - 1;
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

/** Which of the roots a row belongs to; 0 for the whole document. */
export function sectionOf<Index extends TreeIndex>({ firstRows }: FoldView<Index>, row: number): number {
  let low = 0;
  let high = (firstRows?.length ?? 1) - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((firstRows?.[middle] ?? 0) <= row) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

/** The node of a row. */
export function nodeAt<Index extends TreeIndex>(view: FoldView<Index>, row: number): number {
  return (view.rows[row] ?? 0) >>> 1;
}

/** Whether a row is a closing one. */
export function closesAt<Index extends TreeIndex>(view: FoldView<Index>, row: number): boolean {
  return ((view.rows[row] ?? 0) & 1) === 1;
}

/** How many nodes stand around one. */
export function depthOf(index: TreeIndex, node: number): number {
  let depth = 0;
  for (let at = index.parent[node] ?? NONE; at !== NONE; at = index.parent[at] ?? NONE) {
    depth++;
  }
  return depth;
}

/** Whether a node holds others. */
export function isFoldable(index: TreeIndex, node: number): boolean {
  return (index.childCount[node] ?? 0) > 0;
}

/** Changes what is folded between two nodes, or nothing when that would make too many rows. */
function change<Index extends TreeIndex>(view: FoldView<Index>, from: number, to: number, work: () => void): void {
  const before = view.roots && view.folded.slice(from, to);
  try {
    work();
    layOut(view);
  } catch (error) {
    view.folded.set(before ?? [], from);
    throw error;
  }
}

function layOut<Index extends TreeIndex>(view: FoldView<Index>): void {
  const { index, folded, roots, firstRows } = view;
  let total = 0;
  if (roots) {
    for (const root of roots) {
      total += countRows(index, folded, root, index.next[root] ?? 0, mostRows - total);
    }
  } else {
    total = countRows(index, folded, 0, index.count, Infinity);
  }
  const rows = view.rows.length === total ? view.rows : new Uint32Array(total);
  if (roots && firstRows) {
    let row = 0;
    roots.forEach((root, section) => {
      firstRows[section] = row;
      row = layOutSpan(index, folded, root, index.next[root] ?? 0, rows, row);
    });
  } else {
    layOutSpan(index, folded, 0, index.count, rows, 0);
  }
  view.rows = rows;
  view.total = total;
}

function layOutSpan(
  index: TreeIndex,
  folded: Uint8Array,
  from: number,
  to: number,
  rows: Uint32Array,
  firstRow: number,
): number {
  let row = firstRow;
  let open = NONE;
  let node = from;
  for (;;) {
    while (open !== NONE && index.next[open] === node) {
      rows[row++] = open * 2 + 1;
      open = open === from ? NONE : (index.parent[open] ?? NONE);
    }
    if (node >= to) {
      return row;
    }
    rows[row++] = node * 2;
    if (isFoldable(index, node) && folded[node] === 0) {
      open = node;
      node++;
    } else {
      node = index.next[node] ?? to;
    }
  }
}

function countRows(index: TreeIndex, folded: Uint8Array, from: number, to: number, most: number): number {
  let total = 0;
  for (let node = from; node < to;) {
    if (isFoldable(index, node) && folded[node] === 0) {
      total += 2;
      node++;
    } else {
      total++;
      node = index.next[node] ?? to;
    }
    if (total > most) {
      throw new CodedError('too-many-rows', { limit: mostRows });
    }
  }
  return total;
}
