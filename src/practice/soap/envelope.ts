import { CodedError } from '../../codedError.ts';
import { attributeOf, childElements, malformed, parseDocument } from './qualifiedXml.ts';
import type { QualifiedElement } from './qualifiedXml.ts';

export const envelopeNamespace = 'http://schemas.xmlsoap.org/soap/envelope/';

/** A SOAP 1.1 message, its texts not trusted yet. */
export interface Envelope {
  /** The blocks of the header, in the order sent. */
  readonly headers: readonly QualifiedElement[];
  /** The one element of the body, which names the operation. */
  readonly operation: QualifiedElement;
}

/**
 * Reads a message by SOAP 1.1, sections 3 and 4.
 *
 * @param charset from the Content-Type header; without one, a byte order mark or UTF-8 decides
 * @throws CodedError `soap-malformed` (what), or `soap-version-mismatch` for the envelope of another SOAP
 */
export function readEnvelope(body: Buffer, charset: string | undefined): Envelope {
  const root = parseDocument(decode(body, charset));
  if (root.name !== 'Envelope') {
    throw malformed(`The root element is ${root.name}, not Envelope.`);
  }
  if (root.namespace !== envelopeNamespace) {
    throw new CodedError('soap-version-mismatch');
  }
  const [first, second, ...others] = childElements(root);
  const [header, messageBody] = isPart(first, 'Header') ? [first, second] : [undefined, first];
  if (!isPart(messageBody, 'Body') || others.length > 0 || (!header && second)) {
    throw malformed('An Envelope holds one Header at most, then one Body, and nothing else.');
  }
  const [operation, ...more] = childElements(messageBody);
  if (!operation || more.length > 0) {
    throw malformed('The Body must hold one operation.');
  }
  return { headers: header ? childElements(header) : [], operation };
}

/** The first block that must be understood and is none of NetSuite's own (SOAP 1.1 section 4.2.3). */
export function notUnderstood({ headers }: Envelope, messages: string): QualifiedElement | undefined {
  return headers.find(
    block => attributeOf(block, 'mustUnderstand', envelopeNamespace) === '1' && block.namespace !== messages,
  );
}

function isPart(element: QualifiedElement | undefined, name: string): element is QualifiedElement {
  return element?.name === name && element.namespace === envelopeNamespace;
}

function decode(body: Buffer, charset: string | undefined): string {
  const [first, second] = body;
  const marked =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
  try {
    return new TextDecoder(marked ?? charset ?? 'utf-8', { fatal: true }).decode(body);
  } catch (cause) {
    throw malformed(`The body is not text in ${marked ?? charset ?? 'utf-8'}.`, cause);
  }
}
