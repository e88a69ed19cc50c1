import { readPasted } from '../../diagnosis/comparison/readPasted.ts';
import type { PassportLine } from '../../panels/signature/messages.ts';
import type { PassportDraft, PassportSteps } from '../../tba/passportSteps.ts';

/** What a SOAP request says about its login. */
export interface CarriedPassport {
  /** Of the endpoint, such as `2025_2`. */
  readonly version: string;
  /** Whether there is an envelope at all. */
  readonly hasEnvelope: boolean;
  /** What stands in the envelope's tokenPassport; absent without one. */
  readonly passport?: Partial<PassportDraft> & { readonly signature: string };
}

/** Characters; a login stands at the beginning of a message. */
const longestEnvelope = 1_000_000;

/** Whether a request goes to SuiteTalk's SOAP endpoint, and what its envelope carries; undefined for any other. */
export function carriedPassport(url: string, body: string | undefined): CarriedPassport | undefined {
  const version = /\/services\/NetSuitePort_(\d{4}_\d)(?=[/?#]|$)/.exec(url)?.[1];
  if (version === undefined) {
    return undefined;
  }
  const found = readPasted(body ?? '', longestEnvelope);
  if (found?.kind !== 'passport' || found.signature === undefined) {
    return { version, hasEnvelope: body !== undefined };
  }
  const filled = Object.entries(found.fields).filter(([, value]) => value !== '');
  return { version, hasEnvelope: true, passport: { ...Object.fromEntries(filled), signature: found.signature } };
}

/**
 * The element that logs a SOAP message in, a line each. Its children are typed by the core schema.
 *
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_4395630653.html
 */
export function passportXml({ fields, signature, algorithm }: PassportSteps, version: string): PassportLine[] {
  const namespace = (name: string) => `urn:${name}_${version}.platform.webservices.netsuite.com`;
  const line = (name: NonNullable<PassportLine['name']>, text: string, attributes = ''): PassportLine => ({
    before: `  <core:${name}${attributes}>`,
    name,
    text: text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    after: `</core:${name}>`,
  });
  return [
    {
      before: `<msg:tokenPassport xmlns:msg="${namespace('messages')}" xmlns:core="${namespace('core')}">`,
      text: '',
      after: '',
    },
    ...fields.map(({ name, value }) => line(name, value)),
    line('signature', signature, ` algorithm="${algorithm}"`),
    { before: '</msg:tokenPassport>', text: '', after: '' },
  ];
}
