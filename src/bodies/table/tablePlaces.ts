import type { JsonIndex } from '../jsonIndex.ts';
import { jsonKind } from '../jsonKind.ts';
import { pathFinder } from '../jsonPathOf.ts';
import { nameOf } from '../jsonText.ts';
import type { TablePlace, TableShape } from './tableTypes.ts';

/** Places that are offered, and levels and members that are looked through for them. */
const mostPlaces = 20;
const deepest = 4;
const mostMembers = 1000;

/**
 * The arrays of objects in a body that can be shown as a table, the likeliest first: the root, what SuiteQL and record
 * lists have in `items`, then by size. Arrays of arrays are not looked into.
 */
export function findTables(index: JsonIndex): TablePlace[] {
  if (index.count === 0) {
    return [];
  }
  const pathOf = pathFinder(index);
  const found: TablePlace[] = [];
  let level = [0];
  for (let depth = 0; depth < deepest && level.length > 0; depth++) {
    const below: number[] = [];
    for (const node of level) {
      if (index.kind[node] === jsonKind.array) {
        if (isTable(index, node)) {
          found.push({ node, shape: shapeOf(index, node), rows: index.childCount[node] ?? 0, path: pathOf(node) });
        }
      } else {
        for (const child of containersIn(index, node)) {
          below.push(child);
        }
      }
    }
    level = below.slice(0, mostMembers);
  }
  const weight = ({ node, shape, rows }: TablePlace) => (node === 0 || shape !== 'array' ? Infinity : rows);
  return found.sort((a, b) => (weight(a) === weight(b) ? 0 : weight(b) - weight(a))).slice(0, mostPlaces);
}

/** Whether an array's first element is an object. */
export function isTable(index: JsonIndex, node: number): boolean {
  return (
    index.kind[node] === jsonKind.array && (index.childCount[node] ?? 0) > 0 && index.kind[node + 1] === jsonKind.object
  );
}

/** What a table is, by what stands beside it and by its first row. */
export function shapeOf(index: JsonIndex, node: number): TableShape {
  const parent = index.parent[node] ?? 0;
  if (
    index.kind[parent] !== jsonKind.object ||
    nameOf(index, node) !== 'items' ||
    !hasMember(index, parent, 'hasMore')
  ) {
    return 'array';
  }
  const names = membersOf(index, node + 1).map(child => nameOf(index, child));
  return names.length > 0 && names.every(name => name === 'links' || name === 'id') ? 'records' : 'suiteql';
}

/** The members of an object, as far as so many are looked at. */
export function membersOf(index: JsonIndex, node: number, most = mostMembers): number[] {
  const members: number[] = [];
  const end = index.next[node] ?? 0;
  for (let child = node + 1; child < end && members.length < most; child = index.next[child] ?? end) {
    members.push(child);
  }
  return members;
}

/** The last member with a name. */
export function memberNamed(index: JsonIndex, node: number, name: string): number | undefined {
  return index.kind[node] === jsonKind.object
    ? membersOf(index, node).findLast(child => nameOf(index, child) === name)
    : undefined;
}

function hasMember(index: JsonIndex, node: number, name: string): boolean {
  return memberNamed(index, node, name) !== undefined;
}

function containersIn(index: JsonIndex, node: number): number[] {
  return membersOf(index, node).filter(child => (index.childCount[child] ?? 0) > 0);
}
