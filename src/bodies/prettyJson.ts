import { jsonKind } from './jsonKind.ts';
import type { JsonIndex } from './jsonIndex.ts';
import { NONE } from './jsonKind.ts';

/** Deeper than this nothing is indented further, or 100,000 levels would make gigabytes of spaces. */
const DEEPEST_INDENT = 100;

/**
 * The whole body as indented text: every key, number and string exactly as spelled, duplicate keys in place.
 * Only for an index without a problem.
 */
export function prettyJson(index: JsonIndex): Uint8Array {
  const { bytes } = index;
  const out = growing(bytes.length * 1.5);
  let depth = 0;
  let open = NONE;
  for (let node = 0; ; node++) {
    while (open !== NONE && index.next[open] === node) {
      depth--;
      newLine(out, depth);
      out.byte(index.kind[open] === jsonKind.object ? 0x7d : 0x5d);
      open = index.parent[open] ?? NONE;
    }
    if (node >= index.count) {
      return out.done();
    }
    if (open !== NONE) {
      if (node !== open + 1) {
        out.byte(0x2c);
      }
      newLine(out, depth);
    }
    if (index.keyStart[node] !== NONE) {
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

interface Growing {
  byte(value: number): void;
  bytes(values: Uint8Array): void;
  done(): Uint8Array;
}

function newLine(out: Growing, depth: number): void {
  out.byte(0x0a);
  for (let i = Math.min(depth, DEEPEST_INDENT) * 2; i > 0; i--) {
    out.byte(0x20);
  }
}

function growing(firstCapacity: number): Growing {
  let buffer = new Uint8Array(Math.ceil(firstCapacity) + 16);
  let length = 0;
  const ensure = (more: number): void => {
    if (length + more > buffer.length) {
      const grown = new Uint8Array(Math.ceil((length + more) * 1.5));
      grown.set(buffer.subarray(0, length));
      buffer = grown;
    }
  };
  return {
    byte(value) {
      ensure(1);
      buffer[length++] = value;
    },
    bytes(values) {
      ensure(values.length);
      buffer.set(values, length);
      length += values.length;
    },
    done: () => buffer.subarray(0, length),
  };
}
