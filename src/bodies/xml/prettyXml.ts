import { NONE } from '../jsonKind.ts';
import { joinBytes, PartWriter } from '../partWriter.ts';
import type { XmlIndex } from './xmlIndex.ts';
import { elementName, shownEnd } from './xmlRows.ts';

/** Deeper than this nothing is indented further. */
const deepestIndent = 100;

/** The body, or one node of it, as indented text. White space around text that stands beside elements changes. */
export function prettyXml(index: XmlIndex, root?: number): Uint8Array {
  return joinBytes([...prettyXmlParts(index, root)]);
}

/** The same in pieces of about a megabyte. */
export function* prettyXmlParts(index: XmlIndex, root?: number): Generator<Uint8Array, void> {
  const out = new PartWriter();
  const first = root ?? 0;
  const end = root === undefined ? index.count : (index.next[root] ?? 0);
  let depth = 0;
  let open = NONE;
  const line = (write: () => void): void => {
    out.text(' '.repeat(Math.min(depth, deepestIndent) * 2));
    write();
    out.byte(0x0a);
  };
  for (let node = first; ; node++) {
    while (open !== NONE && index.next[open] === node) {
      depth--;
      const closed = open;
      line(() => {
        out.text(`</${elementName(index, closed)}>`);
      });
      open = closed === root ? NONE : (index.parent[closed] ?? NONE);
    }
    if (node >= end) {
      yield out.take();
      return;
    }
    if (out.isFull) {
      yield out.take();
    }
    line(() => {
      out.bytes(index.bytes.subarray(index.start[node], shownEnd(index, node)));
    });
    if ((index.childCount[node] ?? 0) > 0) {
      open = node;
      depth++;
    }
  }
}
