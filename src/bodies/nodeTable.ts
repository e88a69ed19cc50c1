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
  /** Bytes of the whole text, as far as they are known: how much room is made depends on it. */
  totalBytes: number;
  readonly allocate: Allocate;
  /** Adds a node as the last child of `parent` and answers its number. */
  add(kind: number, start: number, end: number, keyStart: number, keyEnd: number, parent: number): number;
}

/** Makes memory: of one size, or such as can grow up to `most` bytes where it is. */
export type Allocate = (bytes: number, most?: number) => ArrayBufferLike;

const COLUMNS = ['start', 'end', 'keyStart', 'keyEnd', 'parent', 'next', 'childCount'] as const;
const FIRST_CAPACITY = 1024;

/** Memory of one thread, which can be handed over. */
export const ownMemory: Allocate = (bytes, most) =>
  most === undefined ? new ArrayBuffer(bytes) : new ArrayBuffer(bytes, { maxByteLength: most });

/** Memory that several threads can read. */
export const sharedMemory: Allocate = (bytes, most) =>
  most === undefined ? new SharedArrayBuffer(bytes) : new SharedArrayBuffer(bytes, { maxByteLength: most });

/**
 * A table for the nodes of a text of `totalBytes`. When it is full it grows to what the part read so far promises
 * for the whole, so that a large body neither copies often nor keeps much that is empty.
 */
export function createNodeTable(totalBytes: number, allocate: Allocate = ownMemory): NodeTable {
  const column = () => new Uint32Array(allocate(FIRST_CAPACITY * 4));
  const table: NodeTable = {
    count: 0,
    kind: new Uint8Array(allocate(FIRST_CAPACITY)),
    start: column(),
    end: column(),
    keyStart: column(),
    keyEnd: column(),
    parent: column(),
    next: column(),
    childCount: column(),
    totalBytes,
    allocate,
    add(kind, start, end, keyStart, keyEnd, parent) {
      if (table.count === table.kind.length) {
        const total = Math.max(table.totalBytes, start + 1);
        const promised = Math.ceil(((table.count * total) / Math.max(start, 1)) * 1.05);
        const capacity = Math.min(Math.max(promised, Math.ceil(table.count * 1.5)), table.count * 16);
        resize(table, capacity);
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
export function finishNodeTable(table: NodeTable): Omit<NodeTable, 'add' | 'totalBytes' | 'allocate'> {
  if (table.kind.length > FIRST_CAPACITY && table.kind.length > table.count * 1.25) {
    resize(table, table.count);
  }
  const { count, kind, start, end, keyStart, keyEnd, parent, next, childCount } = table;
  return { count, kind, start, end, keyStart, keyEnd, parent, next, childCount };
}

function resize(table: NodeTable, capacity: number): void {
  const { allocate } = table;
  const kind = new Uint8Array(allocate(capacity));
  kind.set(table.kind.subarray(0, capacity));
  table.kind = kind;
  for (const column of COLUMNS) {
    const grown = new Uint32Array(allocate(capacity * 4));
    grown.set(table[column].subarray(0, capacity));
    table[column] = grown;
  }
}
