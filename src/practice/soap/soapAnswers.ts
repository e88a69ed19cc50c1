import { randomBytes } from 'node:crypto';
import { escapeXml } from '../server/answer.ts';
import type { Answer } from '../server/answer.ts';
import { envelopeNamespace } from './envelope.ts';
import type { Namespaces } from './versions.ts';

const contentType = 'text/xml; charset=utf-8';

/** A fault of NetSuite's own (ORA:section_N3539420). */
export interface NetSuiteFault {
  readonly type:
    | 'invalidCredentialsFault'
    | 'insufficientPermissionFault'
    | 'invalidVersionFault'
    | 'exceededConcurrentRequestLimitFault'
    | 'unexpectedErrorFault';
  /** Of FaultCodeType. */
  readonly code: string;
  readonly message: string;
  /** 500 unless told (SOAP 1.1 section 6.2; seen in GH:NetSweet/netsuite#323). */
  readonly status?: number;
}

/** The shape of recorded bodies (GH:netsuitephp/netsuite-php#171, GH:NetSweet/netsuite#368). */
export function faultAnswer({ faults }: Namespaces, { type, code, message, status = 500 }: NetSuiteFault): Answer {
  const text = escapeXml(message);
  return envelope(
    status,
    '',
    `<soapenv:Fault><faultcode>soapenv:Server.userException</faultcode><faultstring>${text}</faultstring><detail>` +
      `<platformFaults:${type} xmlns:platformFaults="${faults}">` +
      `<platformFaults:code>${escapeXml(code)}</platformFaults:code>` +
      `<platformFaults:message>${text}</platformFaults:message></platformFaults:${type}>` +
      '<ns1:hostname xmlns:ns1="http://xml.apache.org/axis/">practice.invalid</ns1:hostname></detail></soapenv:Fault>',
  );
}

/** A fault of SOAP itself (SOAP 1.1 section 4.4.1). That NetSuite spells these so is assumed. */
export function protocolFault(
  code: 'Client' | 'MustUnderstand' | 'VersionMismatch',
  message: string,
  status = 500,
): Answer {
  const text = escapeXml(message);
  return envelope(
    status,
    '',
    `<soapenv:Fault><faultcode>soapenv:${code}</faultcode><faultstring>${text}</faultstring></soapenv:Fault>`,
  );
}

/** What an operation answers; `content` is XML (shapes of ORA:article_0721010159 and Salto's recorded bodies). */
export function operationAnswer(
  { messages }: Namespaces,
  accountId: string,
  now: number,
  operation: string,
  content: string,
): Answer {
  const id = `WEBSERVICES_${escapeXml(accountId)}_${now}_${randomBytes(4).toString('hex')}`;
  return envelope(
    200,
    `<soapenv:Header><platformMsgs:documentInfo xmlns:platformMsgs="${messages}">` +
      `<platformMsgs:nsId>${id}</platformMsgs:nsId></platformMsgs:documentInfo></soapenv:Header>`,
    `<${operation}Response xmlns="${messages}">${content}</${operation}Response>`,
  );
}

/** The status that every result begins with. */
export function statusElement(
  { core }: Namespaces,
  error?: { readonly code: string; readonly message: string },
): string {
  return error
    ? `<platformCore:status isSuccess="false" xmlns:platformCore="${core}"><platformCore:statusDetail type="ERROR">` +
        `<platformCore:code>${escapeXml(error.code)}</platformCore:code>` +
        `<platformCore:message>${escapeXml(error.message)}</platformCore:message>` +
        '</platformCore:statusDetail></platformCore:status>'
    : `<platformCore:status isSuccess="true" xmlns:platformCore="${core}"/>`;
}

function envelope(status: number, header: string, body: string): Answer {
  return {
    status,
    contentType,
    body:
      `<?xml version="1.0" encoding="UTF-8"?>\n<soapenv:Envelope xmlns:soapenv="${envelopeNamespace}" ` +
      'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
      `${header}<soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`,
  };
}
