import { parseXml, XmlComment, XmlElement, XmlText, type XmlNode } from '@rgrove/parse-xml';

/** An element with the namespaces that hold in it. Offsets of `element` are UTF-16, as in the text that was read. */
export interface Qualified {
  readonly element: XmlElement;
  readonly namespace: string | undefined;
  readonly name: string;
  /** Namespaces by prefix; the default one under ''. */
  readonly scope: ReadonlyMap<string, string>;
}

export interface SoapEnvelope {
  readonly envelope: Qualified;
  readonly header?: Qualified;
  readonly body: Qualified;
}

/** SOAP 1.1, which SuiteTalk speaks. */
const soapNamespace = 'http://schemas.xmlsoap.org/soap/envelope/';
/** Characters. Parsing what is longer would hold up everything else. */
const longest = 1_000_000;

/** Reads a SOAP 1.1 message; undefined for whatever is none, or has more in it than a header and a body. */
export function readEnvelope(text: string): SoapEnvelope | undefined {
  const root = text.length > longest ? undefined : parsed(text);
  const envelope = root && qualified(root, new Map());
  if (!envelope || !isSoap(envelope, 'Envelope')) {
    return undefined;
  }
  const [first, second, ...more] = elementsIn(envelope) ?? [];
  const body = second ?? first;
  const header = second && first;
  if (!body || !isSoap(body, 'Body') || (header && !isSoap(header, 'Header')) || more.length > 0) {
    return undefined;
  }
  return { envelope, body, ...(header && { header }) };
}

/** The elements in an element; undefined when there is more in it than those, blanks and comments. */
export function elementsIn({ element, scope }: Qualified): readonly Qualified[] | undefined {
  const elements = element.children.filter(child => child instanceof XmlElement);
  const isMixed = element.children.some(child => !(child instanceof XmlElement) && !isNothing(child));
  return isMixed ? undefined : elements.map(child => qualified(child, scope));
}

function isSoap({ namespace, name }: Qualified, wanted: string): boolean {
  return namespace === soapNamespace && name === wanted;
}

function parsed(text: string): XmlElement | undefined {
  // Entities that a document type declares could hold anything.
  if (/<!DOCTYPE/i.test(text)) {
    return undefined;
  }
  try {
    return parseXml(text, { includeOffsets: true }).root ?? undefined;
  } catch {
    return undefined;
  }
}

function isNothing(node: XmlNode): boolean {
  return node instanceof XmlComment || (node instanceof XmlText && node.text.trim() === '');
}

/** Namespaces in XML 1.0, section 6. */
function qualified(element: XmlElement, outer: ReadonlyMap<string, string>): Qualified {
  const declared = Object.entries(element.attributes).flatMap(([name, value]): [string, string][] =>
    name === 'xmlns' ? [['', value]] : name.startsWith('xmlns:') ? [[name.slice(6), value]] : [],
  );
  const scope = new Map([...outer, ...declared]);
  const [first = '', ...rest] = element.name.split(':');
  return {
    element,
    namespace: scope.get(rest.length === 0 ? '' : first),
    name: rest.length === 0 ? first : rest.join(':'),
    scope,
  };
}
