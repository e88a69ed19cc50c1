import type { JsonIndex } from './jsonIndex.ts';
import { jsonKind, NONE } from './jsonKind.ts';
import { nameOf } from './jsonText.ts';

/** A member whose name stands in its object more than once. */
export interface DuplicateKeys {
  /** How many members have the name. */
  readonly count: number;
  /** The place of this one among them, from 1. The last is what JSON.parse and most programs take. */
  readonly position: number;
}

/** Objects with more members are not searched through: it would take a second in each page of rows. */
const mostMembers = 20_000;

/** Answers whether the name of a member stands in its object more than once; remembers the objects it has seen. */
export function duplicateFinder(index: JsonIndex): (node: number) => boolean {
  const seen = new Map<number, ReadonlySet<number>>();
  return node => {
    const parent = index.parent[node] ?? NONE;
    if (parent === NONE || index.kind[parent] !== jsonKind.object) {
      return false;
    }
    let found = seen.get(parent);
    if (!found) {
      found = new Set(membersByName(index, parent).flatMap(nodes => (nodes.length > 1 ? nodes : [])));
      seen.set(parent, found);
    }
    return found.has(node);
  };
}

/** The place of a member among those of its name; undefined when it is the only one. */
export function duplicatesOf(index: JsonIndex, node: number): DuplicateKeys | undefined {
  const parent = index.parent[node] ?? NONE;
  if (parent === NONE || index.kind[parent] !== jsonKind.object) {
    return undefined;
  }
  const same = membersByName(index, parent).find(nodes => nodes.includes(node)) ?? [];
  return same.length > 1 ? { count: same.length, position: same.indexOf(node) + 1 } : undefined;
}

function membersByName(index: JsonIndex, parent: number): number[][] {
  const members = new Map<string, number[]>();
  if ((index.childCount[parent] ?? 0) <= mostMembers) {
    const end = index.next[parent] ?? 0;
    for (let child = parent + 1; child < end; child = index.next[child] ?? end) {
      const name = nameOf(index, child);
      const same = members.get(name);
      if (same) {
        same.push(child);
      } else {
        members.set(name, [child]);
      }
    }
  }
  return [...members.values()];
}
