import type { Call } from '../send.ts';

/** The last endpoint there will be (ORA:article_2104046421). */
const version = '2025_2';

/**
 * The cheapest call of SuiteTalk SOAP: it asks for the server's time.
 *
 * @param origin of SuiteTalk
 */
export function soapTimeCall(origin: string, title: string): Call {
  return {
    title,
    method: 'POST',
    url: `${origin}/services/NetSuitePort_${version}`,
    headers: [
      { name: 'Content-Type', value: 'text/xml; charset=utf-8' },
      { name: 'SOAPAction', value: '"getServerTime"' },
    ],
    body:
      '<?xml version="1.0" encoding="UTF-8"?>' +
      '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>' +
      `<getServerTime xmlns="urn:messages_${version}.platform.webservices.netsuite.com"/>` +
      '</s:Body></s:Envelope>',
  };
}
