import { parseXml, XmlComment, XmlElement, XmlText, type XmlNode } from '@rgrove/parse-xml';
import type { Header } from '../record.ts';

/**
 * SuiteTalk's operations that only read. `initialize` and the asynchronous ones, which start a job, are left out.
 *
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_N3478008.html
 */
const readOperations: ReadonlySet<string> = new Set([
  'get',
  'getAccountGovernanceInfo',
  'getAll',
  'getAsyncResult',
  'getBudgetExchangeRate',
  'getConsolidatedExchangeRate',
  'getCurrencyRate',
  'getCustomizationId',
  'getDataCenterUrls',
  'getDeleted',
  'getIntegrationGovernanceInfo',
  'getItemAvailability',
  'getList',
  'getPostingTransactionSummary',
  'getSavedSearch',
  'getSelectValue',
  'getServerTime',
  'search',
  'searchMore',
  'searchMoreWithId',
  'searchNext',
]);

/** SOAP 1.1, which SuiteTalk speaks. */
const soapNamespace = 'http://schemas.xmlsoap.org/soap/envelope/';
/** Of operations (messages) and of what goes into the header (messages, core). */
const netSuiteNamespace = /^urn:(?:messages|core)_\d{4}_\d\.platform\.webservices\.netsuite\.com$/;
/** Characters. A question is short; parsing what is not would hold up everything else. */
const longest = 1_000_000;

/**
 * Whether a SOAP message is one read and nothing else, for every server that gets it: the type says XML in UTF-8, the
 * SOAPAction names nothing else than the body does, and the body holds one operation.
 */
export function isSoapRead(headers: readonly Header[], body: string): boolean {
  if (body.length > longest || !isUtf8Xml(valuesOf(headers, 'content-type'), body)) {
    return false;
  }
  const operation = operationOf(body);
  return (
    operation !== undefined &&
    readOperations.has(operation) &&
    valuesOf(headers, 'soapaction').every(value => ['', operation].includes(value.trim().replace(/^"(.*)"$/, '$1')))
  );
}

function valuesOf(headers: readonly Header[], name: string): readonly string[] {
  return headers.filter(header => header.name.toLowerCase() === name).map(({ value }) => value);
}

function isUtf8Xml(contentTypes: readonly string[], body: string): boolean {
  const declared = /^\ufeff?<\?xml\b[^>]*?\sencoding\s*=\s*["']([^"']*)/.exec(body)?.[1] ?? 'utf-8';
  return (
    contentTypes.length === 1 &&
    /^(?:text|application)\/xml\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(contentTypes[0]?.trim() ?? '') &&
    declared.toLowerCase() === 'utf-8'
  );
}

/** The local name of the only element in the body; undefined for whatever is not such a message. */
function operationOf(message: string): string | undefined {
  const root = parsed(message);
  const envelope = root && qualified(root, new Map());
  const [first, second, ...more] = (envelope && isSoap(envelope, 'Envelope') && elementsIn(envelope)) || [];
  const body = second ?? first;
  const header = second && first;
  if (!body || !isSoap(body, 'Body') || (header && !isSoap(header, 'Header')) || more.length > 0) {
    return undefined;
  }
  const [operation, ...others] = elementsIn(body) ?? [];
  // A header of another standard (WS-Addressing) may name an operation of its own.
  const headers = header ? elementsIn(header) : [];
  const isOne = operation && others.length === 0 && headers && [operation, ...headers].every(isNetSuites);
  return isOne ? operation.name : undefined;
}

function isSoap({ namespace, name }: Qualified, wanted: string): boolean {
  return namespace === soapNamespace && name === wanted;
}

function isNetSuites({ namespace }: Qualified): boolean {
  return netSuiteNamespace.test(namespace ?? '');
}

function parsed(text: string): XmlElement | undefined {
  // Entities that a document type declares could hold anything.
  if (/<!DOCTYPE/i.test(text)) {
    return undefined;
  }
  try {
    return parseXml(text).root ?? undefined;
  } catch {
    return undefined;
  }
}

/** The elements in an element; undefined when there is more in it than those, blanks and comments. */
function elementsIn({ element, scope }: Qualified): readonly Qualified[] | undefined {
  const elements = element.children.filter(child => child instanceof XmlElement);
  const isMixed = element.children.some(child => !(child instanceof XmlElement) && !isNothing(child));
  return isMixed ? undefined : elements.map(child => qualified(child, scope));
}

function isNothing(node: XmlNode): boolean {
  return node instanceof XmlComment || (node instanceof XmlText && node.text.trim() === '');
}

interface Qualified {
  readonly element: XmlElement;
  readonly namespace: string | undefined;
  readonly name: string;
  /** Namespaces by prefix; the default one under ''. */
  readonly scope: ReadonlyMap<string, string>;
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
