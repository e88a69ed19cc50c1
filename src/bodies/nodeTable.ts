import { NONE } from './jsonKind.ts';

/** The columns of an index while it grows. */
export interface NodeTable {
  count: number;
  kind: Uint8Array;
  start: Uint32Array;
  end: Uint32Array;
  keyStart: Uint32Array;
  keyEnd: Uint32Array;
  parent: Uint32Array;
  next: Uint32Array;
  childCount: Uint32Array;
  /** Adds a node as the last child of `parent` and answers its number. */
  add(kind: number, start: number, end: number, keyStart: number, keyEnd: number, parent: number): number;
}

const COLUMNS = ['start', 'end', 'keyStart', 'keyEnd', 'parent', 'next', 'childCount'] as const;
const FIRST_CAPACITY = 1024;

/**
 * A table for the nodes of a text of `totalBytes`. When it is full it grows to what the part read so far promises
 * for the whole, so that a large body neither copies often nor keeps much that is empty.
 */
export function createNodeTable(totalBytes: number): NodeTable {
  const table: NodeTable = {
    count: 0,
    kind: new Uint8Array(FIRST_CAPACITY),
    start: new Uint32Array(FIRST_CAPACITY),
    end: new Uint32Array(FIRST_CAPACITY),
    keyStart: new Uint32Array(FIRST_CAPACITY),
    keyEnd: new Uint32Array(FIRST_CAPACITY),
    parent: new Uint32Array(FIRST_CAPACITY),
    next: new Uint32Array(FIRST_CAPACITY),
    childCount: new Uint32Array(FIRST_CAPACITY),
    add(kind, start, end, keyStart, keyEnd, parent) {
      if (table.count === table.kind.length) {
        const promised = Math.ceil(((table.count * totalBytes) / Math.max(start, 1)) * 1.05);
        resize(table, Math.min(Math.max(promised, Math.ceil(table.count * 1.5)), table.count * 4, totalBytes + 1));
      }
      const node = table.count++;
      table.kind[node] = kind;
      table.start[node] = start;
      table.end[node] = end;
      table.keyStart[node] = keyStart;
      table.keyEnd[node] = keyEnd;
      table.parent[node] = parent;
      table.next[node] = node + 1;
      if (parent !== NONE) {
        table.childCount[parent] = (table.childCount[parent] ?? 0) + 1;
      }
      return node;
    },
  };
  return table;
}

/** The columns as they are, without the room that was kept for more when that is much. */
export function finishNodeTable(table: NodeTable): Omit<NodeTable, 'add'> {
  if (table.kind.length > FIRST_CAPACITY && table.kind.length > table.count * 1.25) {
    resize(table, table.count);
  }
  const { count, kind, start, end, keyStart, keyEnd, parent, next, childCount } = table;
  return { count, kind, start, end, keyStart, keyEnd, parent, next, childCount };
}

function resize(table: NodeTable, capacity: number): void {
  const kind = new Uint8Array(capacity);
  kind.set(table.kind.subarray(0, capacity));
  table.kind = kind;
  for (const column of COLUMNS) {
    const grown = new Uint32Array(capacity);
    grown.set(table[column].subarray(0, capacity));
    table[column] = grown;
  }
}
