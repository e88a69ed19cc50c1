import { jsonKind } from './jsonKind.ts';
import type { JsonIndex } from './jsonIndex.ts';
import { joinBytes, PartWriter } from './partWriter.ts';
import { NONE } from './jsonKind.ts';

/** Deeper than this nothing is indented further, or 100,000 levels would make gigabytes of spaces. */
const DEEPEST_INDENT = 100;

/**
 * The body, or one value of it, as indented text: every key, number and string exactly as spelled, duplicate keys in
 * place. Only for an index without a problem.
 */
export function prettyJson(index: JsonIndex, root = 0): Uint8Array {
  const parts = [...prettyParts(index, root)];
  const only = parts.length === 1 ? parts[0] : undefined;
  return only ?? joinBytes(parts);
}

/** The same in pieces of about a megabyte. */
export function* prettyParts(index: JsonIndex, root = 0): Generator<Uint8Array, void> {
  const { bytes } = index;
  const out = new PartWriter();
  const end = index.next[root] ?? 0;
  let depth = 0;
  let open = NONE;
  for (let node = root; ; node++) {
    while (open !== NONE && index.next[open] === node) {
      depth--;
      newLine(out, depth);
      out.byte(index.kind[open] === jsonKind.object ? 0x7d : 0x5d);
      open = open === root ? NONE : (index.parent[open] ?? NONE);
    }
    if (node >= end) {
      yield out.take();
      return;
    }
    if (out.isFull) {
      yield out.take();
    }
    if (open !== NONE) {
      if (node !== open + 1) {
        out.byte(0x2c);
      }
      newLine(out, depth);
    }
    if (node !== root && index.keyStart[node] !== NONE) {
      out.bytes(bytes.subarray(index.keyStart[node], index.keyEnd[node]));
      out.byte(0x3a);
      out.byte(0x20);
    }
    const kind = index.kind[node];
    if ((index.childCount[node] ?? 0) > 0) {
      out.byte(kind === jsonKind.object ? 0x7b : 0x5b);
      open = node;
      depth++;
    } else if (kind === jsonKind.object || kind === jsonKind.array) {
      out.byte(kind === jsonKind.object ? 0x7b : 0x5b);
      out.byte(kind === jsonKind.object ? 0x7d : 0x5d);
    } else {
      out.bytes(bytes.subarray(index.start[node], index.end[node]));
    }
  }
}

function newLine(out: PartWriter, depth: number): void {
  out.byte(0x0a);
  for (let i = Math.min(depth, DEEPEST_INDENT) * 2; i > 0; i--) {
    out.byte(0x20);
  }
}
