import type { Header } from '../record.ts';
import { elementsIn, readEnvelope, type Qualified } from './envelope.ts';

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

/** Of operations (messages) and of what goes into the header (messages, core). */
const netSuiteNamespace = /^urn:(?:messages|core)_\d{4}_\d\.platform\.webservices\.netsuite\.com$/;

/**
 * Whether a SOAP message is one read and nothing else, for every server that gets it: the type says XML in UTF-8, the
 * SOAPAction names nothing else than the body does, and the body holds one operation.
 */
export function isSoapRead(headers: readonly Header[], body: string): boolean {
  if (!isUtf8Xml(valuesOf(headers, 'content-type'), body)) {
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
  const { header, body } = readEnvelope(message) ?? {};
  if (!body) {
    return undefined;
  }
  const [operation, ...others] = elementsIn(body) ?? [];
  // A header of another standard (WS-Addressing) may name an operation of its own.
  const headers = header ? elementsIn(header) : [];
  const isOne = operation && others.length === 0 && headers && [operation, ...headers].every(isNetSuites);
  return isOne ? operation.name : undefined;
}

function isNetSuites({ namespace }: Qualified): boolean {
  return netSuiteNamespace.test(namespace ?? '');
}
