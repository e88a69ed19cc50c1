import { CodedError } from '../../codedError.ts';
import type { JsonIndex } from '../jsonIndex.ts';
import { jsonKind, kindName, NONE } from '../jsonKind.ts';
import { pathFinder } from '../jsonPathOf.ts';
import { meantText, nameOf, spelledText } from '../jsonText.ts';
import { preview } from '../rows.ts';
import { isTable, shapeOf } from './tablePlaces.ts';
import { readTablePage } from './tablePage.ts';
import type { TableCell, TableColumn, TableRow, TableSummary } from './tableTypes.ts';

/** More columns than this are left out. */
const mostColumns = 500;

/** A table that can be paged, sorted and written. */
export interface TableModel {
  readonly index: JsonIndex;
  readonly summary: TableSummary;
  /** The elements of the array. */
  readonly rows: Uint32Array;
}

/**
 * Looks through an array of objects: one column for each name, in the order in which they first come; of SuiteQL and
 * record lists `links` comes last. Only for an index without problem above the array.
 *
 * @throws CodedError `not-a-table`
 */
export function openTable(index: JsonIndex, node: number): TableModel {
  if (!isTable(index, node)) {
    throw new CodedError('not-a-table');
  }
  const rows = new Uint32Array(new SharedArrayBuffer((index.childCount[node] ?? 0) * 4));
  const shape = shapeOf(index, node);
  const columns = new ColumnFinder(index);
  let row = 0;
  let otherElements = 0;
  const end = index.next[node] ?? 0;
  for (let element = node + 1; element < end; element = index.next[element] ?? end) {
    rows[row++] = element;
    if (index.kind[element] === jsonKind.object) {
      columns.add(element);
    } else {
      otherElements++;
    }
  }
  const page = shape === 'array' ? undefined : readTablePage(index, index.parent[node] ?? 0);
  const summary: TableSummary = {
    node,
    shape,
    rows: rows.length,
    path: pathFinder(index)(node),
    columns: columns.list(shape !== 'array'),
    columnsLeftOut: columns.leftOut,
    otherElements,
    ...(page && { page }),
  };
  return { index, summary, rows };
}

/** Rows of a table: `order` says which, in which order; null is all of them as in the body. */
export function pageTable(
  model: TableModel,
  order: Uint32Array | null,
  page: { readonly from: number; readonly count: number; readonly columns: readonly number[] },
): TableRow[] {
  const total = order?.length ?? model.rows.length;
  const first = Math.max(0, Math.trunc(page.from));
  const last = Math.min(total, first + Math.max(0, Math.trunc(page.count)));
  const names = page.columns.map(column => model.summary.columns[column]?.name);
  const rows: TableRow[] = [];
  for (let i = first; i < last; i++) {
    const number = order?.[i] ?? i;
    const node = model.rows[number] ?? 0;
    const members = membersByName(model.index, node);
    const cells = names.map(name => {
      const found = name === undefined ? undefined : members.get(name);
      return found ? readCell(model.index, found.node, found.isDuplicate) : null;
    });
    rows.push({ number, node, cells });
  }
  return rows;
}

/** The members of one row by name; of several with one name the last. */
export function membersByName(
  index: JsonIndex,
  row: number,
): Map<string, { readonly node: number; readonly isDuplicate: boolean }> {
  const members = new Map<string, { readonly node: number; readonly isDuplicate: boolean }>();
  if (index.kind[row] === jsonKind.object) {
    const end = index.next[row] ?? 0;
    for (let child = row + 1; child < end; child = index.next[child] ?? end) {
      const name = nameOf(index, child);
      members.set(name, { node: child, isDuplicate: members.has(name) });
    }
  }
  return members;
}

/**
 * For each row the node that it has in a column, NONE where it has none. Most rows have their members in the same
 * order, so the place of the last row is tried first.
 */
export function columnNodes({ index, rows }: TableModel, name: string): Uint32Array {
  const nodes = new Uint32Array(rows.length).fill(NONE);
  const isNamed = nameTester(index, name);
  rows.forEach((row, i) => {
    if (index.kind[row] === jsonKind.object) {
      const end = index.next[row] ?? 0;
      for (let child = row + 1; child < end; child = index.next[child] ?? end) {
        if (isNamed(child)) {
          nodes[i] = child;
        }
      }
    }
  });
  return nodes;
}

/** Compares bytes before it decodes anything. */
function nameTester({ bytes, keyStart, keyEnd }: JsonIndex, name: string): (node: number) => boolean {
  const plain = new TextEncoder().encode(name);
  return node => {
    const start = (keyStart[node] ?? 0) + 1;
    const length = (keyEnd[node] ?? 0) - 1 - start;
    let hasEscape = false;
    let same = length === plain.length;
    for (let i = 0; i < length; i++) {
      const byte = bytes[start + i];
      hasEscape ||= byte === 0x5c;
      same &&= byte === plain[i];
      if (!same && !hasEscape && length <= plain.length) {
        // An escape is longer than what it stands for.
        return false;
      }
    }
    return hasEscape ? meantText(spelledText(bytes, start - 1, start + length + 1)) === name : same;
  };
}

function readCell(index: JsonIndex, node: number, isDuplicate: boolean): TableCell {
  const shown = preview(index.bytes, index.start[node] ?? 0, index.end[node] ?? 0);
  const isString = index.kind[node] === jsonKind.string;
  return {
    kind: kindName(index.kind[node] ?? 0),
    node,
    text: isString ? { ...shown, text: meantText(shown.text) } : shown,
    ...(isDuplicate && { duplicate: true }),
  };
}

interface Column {
  readonly name: string;
  /** As first spelled, for comparing bytes. */
  readonly keyNode: number;
  present: number;
  /** A bit for each kind of value, null left out. */
  kinds: number;
  lastRow: number;
}

class ColumnFinder {
  leftOut = 0;
  readonly #index: JsonIndex;
  readonly #byName = new Map<string, Column>();
  readonly #leftOut = new Set<string>();
  /** The columns of the last row by position: the next one mostly has the same. */
  #lastRow: Column[] = [];

  constructor(index: JsonIndex) {
    this.#index = index;
  }

  add(row: number): void {
    const { kind, next } = this.#index;
    const end = next[row] ?? 0;
    let position = 0;
    for (let child = row + 1; child < end; child = next[child] ?? end) {
      const guess = this.#lastRow[position];
      const column = guess && this.#sameKey(guess.keyNode, child) ? guess : this.#find(child);
      if (column) {
        this.#lastRow[position] = column;
        if (column.lastRow !== row) {
          column.present++;
          column.lastRow = row;
        }
        const type = kind[child] ?? 0;
        column.kinds |= type === jsonKind.null ? 0 : 1 << type;
      }
      position++;
    }
  }

  /** @param linksLast whether `links`, which lists give each row, is to come after all others */
  list(linksLast: boolean): TableColumn[] {
    const columns = [...this.#byName.values()].map(({ name, present, kinds }) => ({
      name,
      present,
      kind: kindOf(kinds),
    }));
    return linksLast
      ? [...columns.filter(({ name }) => name !== 'links'), ...columns.filter(({ name }) => name === 'links')]
      : columns;
  }

  #find(node: number): Column | undefined {
    const name = nameOf(this.#index, node);
    const known = this.#byName.get(name);
    if (known) {
      return known;
    }
    if (this.#byName.size >= mostColumns) {
      if (this.#leftOut.size < 10_000 && !this.#leftOut.has(name)) {
        this.#leftOut.add(name);
        this.leftOut++;
      }
      return undefined;
    }
    const column = { name, keyNode: node, present: 0, kinds: 0, lastRow: NONE };
    this.#byName.set(name, column);
    return column;
  }

  #sameKey(one: number, other: number): boolean {
    const { bytes, keyStart, keyEnd } = this.#index;
    const a = keyStart[one] as number;
    const b = keyStart[other] as number;
    const length = (keyEnd[one] as number) - a;
    if ((keyEnd[other] as number) - b !== length) {
      return false;
    }
    for (let i = 1; i < length; i++) {
      if (bytes[a + i] !== bytes[b + i]) {
        return false;
      }
    }
    return true;
  }
}

/** true and false are one kind here, and shown as `true`. */
function kindOf(kinds: number): TableColumn['kind'] {
  const booleans = (1 << jsonKind.true) | (1 << jsonKind.false);
  const merged = (kinds & booleans) === 0 ? kinds : (kinds & ~booleans) | (1 << jsonKind.true);
  if (merged === 0) {
    return 'null';
  }
  const isOne = (merged & (merged - 1)) === 0;
  return isOne ? kindName(Math.log2(merged)) : 'mixed';
}
