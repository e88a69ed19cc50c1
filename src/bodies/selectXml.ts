import { evaluateXPath } from './xPath/evaluate.ts';
import { parseXPath } from './xPath/parsePath.ts';
import { readXmlTree, stringValue, type XmlNode, type XmlTree } from './xPath/tree.ts';

/** A value that an XPath selects. */
export interface XmlMatch {
  readonly kind: 'element' | 'attribute' | 'text' | 'string' | 'number' | 'boolean';
  /** Of an element the text of all that it holds. Entities are replaced. */
  readonly text: string;
  /** Of an element that holds other elements, what stands between its tags, as it is spelled. */
  readonly inner: string | undefined;
}

/**
 * Evaluates an XPath over an XML text, or over its tree when several paths go over the same one. It is the part of
 * XPath 1.0 that picks values out of a response; parseXPath says which. There are no namespaces: a name without prefix
 * matches whatever the prefix, a name with one matches that prefix as it is written in the document.
 *
 * @throws CodedError those of readXmlTree and parseXPath, `xpath-too-costly` (data: path, limit)
 */
export function selectXml(xml: string | XmlTree, path: string): readonly XmlMatch[] {
  const expression = parseXPath(path);
  const tree = typeof xml === 'string' ? readXmlTree(xml) : xml;
  const found = evaluateXPath(expression, tree, path);
  switch (found.kind) {
    case 'nodes':
      return found.nodes.map(node => new NodeMatch(tree, node));
    case 'string':
      return [{ kind: 'string', text: found.value, inner: undefined }];
    case 'number':
      return [{ kind: 'number', text: found.value ?? 'NaN', inner: undefined }];
    case 'boolean':
      return [{ kind: 'boolean', text: String(found.value), inner: undefined }];
  }
}

/** The text is gathered when it is asked for: of many matches mostly one is used, and each may hold the next. */
class NodeMatch implements XmlMatch {
  readonly kind: XmlMatch['kind'];
  readonly #tree: XmlTree;
  readonly #node: XmlNode;

  constructor(tree: XmlTree, node: XmlNode) {
    this.kind = node.kind === 'attribute' || node.kind === 'text' ? node.kind : 'element';
    this.#tree = tree;
    this.#node = node;
  }

  get text(): string {
    return stringValue(this.#tree, this.#node);
  }

  get inner(): string | undefined {
    const { children } = this.#node;
    if (!children.some(({ kind }) => kind === 'element')) return undefined;
    return this.#tree.text.slice(children[0]?.start, children.at(-1)?.end);
  }
}

/**
 * A match as it is put into a request: text as it is meant, and of an element that holds others what stands between
 * its tags, as REST Client has it.
 */
export function xmlMatchValue({ inner, text }: XmlMatch): string {
  return inner ?? text;
}
