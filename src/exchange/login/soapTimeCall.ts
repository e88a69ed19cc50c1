import type { PassportSteps } from '../../tba/passportSteps.ts';
import type { Call } from '../send.ts';

/** A TokenPassport with its signature; passportSteps makes one. */
export type SignedPassport = Pick<PassportSteps, 'fields' | 'signature' | 'algorithm'>;

/** The last endpoint there will be (ORA:article_2104046421). */
const version = '2025_2';

/**
 * The cheapest call of SuiteTalk SOAP: it asks for the server's time. It logs in by the passport in its envelope; that an
 * Authorization header beside it does no harm is assumed.
 *
 * @param origin of SuiteTalk
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_4395630653.html (the passport)
 */
export function soapTimeCall(origin: string, title: string, { fields, signature, algorithm }: SignedPassport): Call {
  const namespace = (name: string) => `urn:${name}_${version}.platform.webservices.netsuite.com`;
  const element = (name: string, text: string, attributes = '') =>
    `<c:${name}${attributes}>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</c:${name}>`;
  const passport = [
    ...fields.map(({ name, value }) => element(name, value)),
    element('signature', signature, ` algorithm="${algorithm}"`),
  ].join('');
  return {
    title,
    method: 'POST',
    url: `${origin}/services/NetSuitePort_${version}`,
    headers: [
      { name: 'Content-Type', value: 'text/xml; charset=utf-8' },
      { name: 'SOAPAction', value: '"getServerTime"' },
    ],
    // What is signed may be used by nobody else, and is worth nothing to anybody later.
    unlogged: true,
    body:
      '<?xml version="1.0" encoding="UTF-8"?>' +
      `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="${namespace('messages')}" xmlns:c="${namespace('core')}">` +
      `<s:Header><m:tokenPassport>${passport}</m:tokenPassport></s:Header>` +
      '<s:Body><m:getServerTime/></s:Body></s:Envelope>',
  };
}
