import { parseXml, XmlElement, XmlError, XmlText, type XmlDocument } from '@rgrove/parse-xml';
import { CodedError } from '../../codedError.ts';

export type XmlKind = 'root' | 'element' | 'attribute' | 'text';

/** A node of XPath's data model (XPath 1.0 section 5); comments, instructions and namespaces are left out. */
export interface XmlNode {
  readonly kind: XmlKind;
  /** As written, prefix included; empty for the root and for text. */
  readonly name: string;
  /** Of attributes and text. */
  value: string;
  readonly parent: XmlNode | undefined;
  readonly children: XmlNode[];
  readonly attributes: XmlNode[];
  /** The place in the document's order. */
  readonly order: number;
  /** The order of the last node below this one; its own when there is none. */
  last: number;
  /** Where it stands in the tree's text; of attributes -1. */
  readonly start: number;
  end: number;
}

/** A whole document, every node at its order. */
export interface XmlTree {
  readonly text: string;
  readonly nodes: readonly XmlNode[];
}

/** Characters: reading more would hold everything else up for seconds. */
const longest = 16 * 1024 * 1024;

/**
 * Reads XML. External and declared entities are unknown to the parser.
 *
 * @throws CodedError `body-not-xml` (data: line, column), `xml-too-deep`, `xml-too-long` (data: limit, in characters)
 */
export function readXmlTree(xml: string): XmlTree {
  if (xml.length > longest) throw new CodedError('xml-too-long', { limit: longest });
  // As the parser does it itself (XML 1.0 section 2.11), so that its offsets are those of this text.
  const text = xml.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const document = parsed(text);
  const nodes: XmlNode[] = [];
  const root = add(nodes, { kind: 'root', parent: undefined, start: 0, end: text.length });
  // Last in, first out; an element is taken out again when all below it has been added.
  const todo: { readonly node: XmlNode; readonly from: XmlDocument | XmlElement; at: number }[] = [
    { node: root, from: document, at: 0 },
  ];
  for (let top = todo.at(-1); top; top = todo.at(-1)) {
    const child = top.from.children[top.at++];
    if (!child) {
      top.node.last = nodes.length - 1;
      todo.pop();
    } else if (child instanceof XmlElement) {
      const { start, end } = child;
      const element = add(nodes, { kind: 'element', name: child.name, parent: top.node, start, end });
      top.node.children.push(element);
      addAttributes(nodes, element, child.attributes);
      todo.push({ node: element, from: child, at: 0 });
    } else if (child instanceof XmlText) {
      addText(nodes, top.node, child);
    }
  }
  return { text, nodes };
}

function parsed(text: string): XmlDocument {
  try {
    return parseXml(text, { includeOffsets: true });
  } catch (cause) {
    // The parser calls itself for each level. What it says of an error quotes the text, which may be secret.
    if (cause instanceof RangeError) throw new CodedError('xml-too-deep');
    const { line = 1, column = 1 } = cause instanceof XmlError ? cause : {};
    throw new CodedError('body-not-xml', { line, column });
  }
}

function add(
  nodes: XmlNode[],
  node: Pick<XmlNode, 'kind' | 'parent' | 'start' | 'end'> & { readonly name?: string; readonly value?: string },
): XmlNode {
  const order = nodes.length;
  const added = { name: '', value: '', ...node, children: [], attributes: [], order, last: order };
  nodes.push(added);
  return added;
}

function addAttributes(nodes: XmlNode[], parent: XmlNode, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    // Declarations of namespaces are no attributes (XPath 1.0 section 5.3).
    if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
    parent.attributes.push(add(nodes, { kind: 'attribute', name, value, parent, start: -1, end: -1 }));
  }
}

/** Character data and CDATA sections side by side are one text (XPath 1.0 section 5.7). */
function addText(nodes: XmlNode[], parent: XmlNode, { text, start, end }: XmlText): void {
  const before = parent.children.at(-1);
  if (before?.kind === 'text' && before.end === start) {
    before.value += text;
    before.end = end;
  } else {
    parent.children.push(add(nodes, { kind: 'text', value: text, parent, start, end }));
  }
}

/** The text of a node and of all below it (XPath 1.0 section 5). */
export function stringValue({ nodes }: XmlTree, node: XmlNode): string {
  if (node.kind === 'attribute' || node.kind === 'text') return node.value;
  const parts: string[] = [];
  for (let at = node.order + 1; at <= node.last; at++) {
    const each = nodes[at];
    if (each?.kind === 'text') parts.push(each.value);
  }
  return parts.join('');
}

/** The name without its prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
