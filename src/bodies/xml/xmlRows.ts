import { closesAt, depthOf, isFoldable, nodeAt, rowOfNode, type FoldView } from '../foldView.ts';
import { NONE } from '../jsonKind.ts';
import { spelledText } from '../jsonText.ts';
import { preview, type Preview, type RowRole } from '../rows.ts';
import { xmlKind, type XmlIndex } from './xmlIndex.ts';
import type { Mark } from '../search/searchTypes.ts';

/** What an XML node is. */
export type XmlKindName = 'element' | 'text' | 'cdata' | 'comment' | 'instruction' | 'doctype';

/** One row of indented XML, as plain data. */
export interface XmlRow {
  readonly node: number;
  /** `value`: all of it in this row (an element with nothing but a short text is one); `open`, `close`, `folded` tags. */
  readonly role: RowRole;
  readonly kind: XmlKindName;
  readonly depth: number;
  /** The name of an element with its prefix. */
  readonly name?: string;
  /** As spelled: the start tag (of `open` and `folded`), the end tag, or the whole of a `value`. */
  readonly text: Preview;
  readonly children: number;
  readonly parentRow?: number;
  readonly marks?: readonly Mark[];
}

const NAMES = new Map(Object.entries(xmlKind).map(([name, number]) => [number as number, name as XmlKindName]));

/** Rows `from` to `from + count`, as far as there are any. */
export function pageXml(view: FoldView<XmlIndex>, from: number, count: number): XmlRow[] {
  const { index } = view;
  const first = Math.max(0, Math.trunc(from));
  const last = Math.min(view.total, first + Math.max(0, Math.trunc(count)));
  const page: XmlRow[] = [];
  let depth = first < last ? depthOf(index, nodeAt(view, first)) : 0;
  for (let row = first; row < last; row++) {
    const node = nodeAt(view, row);
    const role = closesAt(view, row) ? 'close' : roleOf(view, node);
    const opener = role === 'close' ? node : (index.parent[node] ?? NONE);
    const isElement = index.kind[node] === xmlKind.element;
    if (row > first && role === 'close') {
      depth--;
    }
    page.push({
      node,
      role,
      kind: NAMES.get(index.kind[node] ?? 0) ?? 'text',
      depth,
      ...(isElement && { name: elementName(index, node) }),
      text: role === 'close' ? { text: `</${elementName(index, node)}>` } : shown(index, node),
      children: index.childCount[node] ?? 0,
      ...(opener !== NONE && { parentRow: rowOfNode(view, opener) }),
    });
    if (role === 'open') {
      depth++;
    }
  }
  return page;
}

/** The end of what the row of a node shows: its start tag when it holds other nodes, else all of it. */
export function shownEnd(index: XmlIndex, node: number): number {
  return (isFoldable(index, node) ? index.headEnd[node] : index.end[node]) ?? 0;
}

/** The name of an element as spelled, prefix included. */
export function elementName(index: XmlIndex, node: number): string {
  return spelledText(index.bytes, (index.start[node] ?? 0) + 1, index.nameEnd[node] ?? 0);
}

function shown(index: XmlIndex, node: number): Preview {
  return preview(index.bytes, index.start[node] ?? 0, shownEnd(index, node));
}

function roleOf(view: FoldView<XmlIndex>, node: number): RowRole {
  if (!isFoldable(view.index, node)) {
    return 'value';
  }
  return view.folded[node] === 1 ? 'folded' : 'open';
}
