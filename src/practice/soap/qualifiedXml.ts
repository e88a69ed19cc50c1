import { XmlElement, XmlNode, XmlText, parseXml } from '@rgrove/parse-xml';
import { CodedError } from '../../codedError.ts';

/** Prefixes as an element sees them: its own, then those around it. '' is the default namespace. */
interface Scope {
  readonly own: ReadonlyMap<string, string>;
  readonly around: Scope | undefined;
}

/** An element whose names are known by namespace, whatever prefixes the sender chose. */
export interface QualifiedElement {
  /** '' for none. */
  readonly namespace: string;
  readonly name: string;
  readonly node: XmlElement;
  readonly scope: Scope;
}

/** Enough for any envelope; more would keep the one thread busy for seconds. */
const mostMarkup = 100_000;

/**
 * The root element of a document. There is no network, no DTD and no entity but XML's own five here: SOAP forbids a DTD
 * (SOAP 1.1 section 3).
 *
 * @throws CodedError `soap-malformed` (what)
 */
export function parseDocument(text: string): QualifiedElement {
  if (countMarkup(text) > mostMarkup) {
    throw malformed('The envelope has more elements and references than the practice account reads.');
  }
  const document = parse(text);
  if (document.children.some(({ type }) => type === XmlNode.TYPE_DOCUMENT_TYPE)) {
    throw malformed('A SOAP message must not contain a document type declaration.');
  }
  if (!document.root) {
    throw malformed('There is no root element.');
  }
  return qualify(document.root, undefined);
}

export function childElements({ node, scope }: QualifiedElement): readonly QualifiedElement[] {
  return node.children.filter(each => each instanceof XmlElement).map(each => qualify(each, scope));
}

/** The text of an element that holds nothing but text; undefined when it holds elements. */
export function textOf({ node }: QualifiedElement): string | undefined {
  return node.children.some(each => each instanceof XmlElement)
    ? undefined
    : node.children.map(each => (each instanceof XmlText ? each.text : '')).join('');
}

/** The value of an attribute; one without prefix has no namespace (Namespaces in XML 6.2). */
export function attributeOf({ node, scope }: QualifiedElement, name: string, namespace = ''): string | undefined {
  const found = Object.entries(node.attributes).find(([written]) => {
    const { prefix, local } = splitName(written);
    return local === name && (prefix === '' ? namespace === '' : lookUp(scope, prefix) === namespace);
  });
  return found?.[1];
}

/** What a value such as `platformCore:RecordRef` names, in the scope of an element; undefined when it names nothing. */
export function qualifiedValue(
  { scope }: QualifiedElement,
  value: string,
): { readonly namespace: string; readonly name: string } | undefined {
  const { prefix, local } = splitName(value.trim());
  const namespace = lookUp(scope, prefix);
  return namespace === undefined || local === '' ? undefined : { namespace, name: local };
}

export function malformed(what: string, cause?: unknown): CodedError<'soap-malformed'> {
  return new CodedError('soap-malformed', { what: what.slice(0, 300) }, { cause });
}

function countMarkup(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length && count <= mostMarkup; index += 1) {
    const code = text.charCodeAt(index);
    count += code === 0x3c || code === 0x26 ? 1 : 0;
  }
  return count;
}

function parse(text: string) {
  try {
    return parseXml(text, { preserveDocumentType: true });
  } catch (cause) {
    // The parser descends by recursion.
    const what =
      cause instanceof RangeError
        ? 'The elements are nested too deeply.'
        : ((cause instanceof Error ? cause.message : String(cause)).split('\n')[0] ?? '');
    throw malformed(what, cause);
  }
}

function qualify(node: XmlElement, around: Scope | undefined): QualifiedElement {
  const own = new Map<string, string>();
  for (const [name, value] of Object.entries(node.attributes)) {
    if (name === 'xmlns') {
      own.set('', value);
    } else if (name.startsWith('xmlns:')) {
      if (value === '') {
        throw malformed(`The prefix ${name.slice(6)} stands for no namespace.`);
      }
      own.set(name.slice(6), value);
    }
  }
  const scope: Scope = { own, around };
  const { prefix, local } = splitName(node.name);
  const namespace = lookUp(scope, prefix);
  if (namespace === undefined || local === '' || local.includes(':')) {
    throw malformed(`The prefix of ${node.name} is not declared.`);
  }
  return { namespace, name: local, node, scope };
}

function lookUp(scope: Scope, prefix: string): string | undefined {
  for (let each: Scope | undefined = scope; each; each = each.around) {
    const found = each.own.get(prefix);
    if (found !== undefined) {
      return found;
    }
  }
  return prefix === '' ? '' : prefix === 'xml' ? 'http://www.w3.org/XML/1998/namespace' : undefined;
}

function splitName(written: string): { readonly prefix: string; readonly local: string } {
  const colon = written.indexOf(':');
  if (colon === 0) {
    throw malformed(`${written} is no name.`);
  }
  return colon < 0
    ? { prefix: '', local: written }
    : { prefix: written.slice(0, colon), local: written.slice(colon + 1) };
}
