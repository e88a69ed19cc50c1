import type { JsonIndex } from './jsonIndex.ts';
import { jsonKind, NONE } from './jsonKind.ts';
import { nameOf } from './jsonText.ts';

/**
 * Answers the JSONPath (RFC 9535) of a node. It selects that node, save of several members with one name, of which a
 * name selects the last. Remembers the last place in each array, since a page asks for neighbours.
 */
export function pathFinder(index: JsonIndex): (node: number) => string {
  const places = new Map<number, { readonly node: number; readonly position: number }>();

  const positionIn = (parent: number, node: number): number => {
    const known = places.get(parent);
    let at = known && known.node <= node ? known.node : parent + 1;
    let position = known && known.node <= node ? known.position : 0;
    while (at < node) {
      at = index.next[at] ?? node;
      position++;
    }
    places.set(parent, { node, position });
    return position;
  };

  return node => {
    const steps: string[] = [];
    for (let at = node; ;) {
      const parent = index.parent[at] ?? NONE;
      if (parent === NONE) {
        return `$${steps.reverse().join('')}`;
      }
      steps.push(index.kind[parent] === jsonKind.array ? `[${positionIn(parent, at)}]` : nameStep(nameOf(index, at)));
      at = parent;
    }
  };
}

/** The shorthand of RFC 9535 section 2.5.1.1 where it can be, else the name in quotes. */
function nameStep(name: string): string {
  return /^[A-Za-z_\u0080-\ud7ff\ue000-\uffff][\w\u0080-\ud7ff\ue000-\uffff]*$/.test(name)
    ? `.${name}`
    : `[${quoted(name)}]`;
}

/** In single quotes, RFC 9535 section 2.3.1.1. */
function quoted(name: string): string {
  const inside = JSON.stringify(name).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inside}'`;
}
