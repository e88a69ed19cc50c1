import { hmacSha256 } from './oauthPackage.ts';
import type { PassportDraft, PassportLine, PassportSteps } from './passportSteps.ts';
import { percentEncode } from './percentEncoding.ts';
import { shapeOf } from './secretShape.ts';
import type { TbaSecrets } from './signRequest.ts';

/** A SOAP TokenPassport's signature and the text it was made from. */
export interface PassportSignature {
  readonly baseString: string;
  /** Base64 of HMAC-SHA256. */
  readonly signature: string;
}

const order = ['account', 'consumerKey', 'token', 'nonce', 'timestamp'] as const;

/**
 * Signs a SuiteTalk SOAP TokenPassport: account, consumer key, token, nonce and timestamp, encoded and joined by `&`.
 *
 * @throws CodedError `text-not-unicode`
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_1534941088.html
 */
export function passportSteps(
  draft: PassportDraft,
  { consumerSecret, tokenSecret }: { readonly consumerSecret: string; readonly tokenSecret: string },
): PassportSteps {
  let end = -1;
  const fields = order.map(name => {
    const value = draft[name];
    const encoded = percentEncode(value);
    const start = end + 1;
    end = start + encoded.length;
    return { name, value, encoded, range: { start, end } };
  });
  const baseString = fields.map(({ encoded }) => encoded).join('&');
  const key = `${percentEncode(consumerSecret)}&${percentEncode(tokenSecret)}`;
  return {
    fields,
    baseString,
    key: { consumerSecret: shapeOf(consumerSecret), tokenSecret: shapeOf(tokenSecret) },
    algorithm: 'HMAC-SHA256',
    signature: hmacSha256(baseString, key),
  };
}

/**
 * The element that logs a SOAP message in, a line each. Its children are typed by the core schema.
 *
 * @param version of the endpoint, such as `2025_2`
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_4395630653.html
 */
export function passportLines({ fields, signature, algorithm }: PassportSteps, version: string): PassportLine[] {
  const namespace = (name: string) => `urn:${name}_${version}.platform.webservices.netsuite.com`;
  const line = (name: NonNullable<PassportLine['name']>, text: string, attributes = ''): PassportLine => ({
    before: `  <core:${name}${attributes}>`,
    name,
    text: text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    after: `</core:${name}>`,
  });
  const start = `<msg:tokenPassport xmlns:msg="${namespace('messages')}" xmlns:core="${namespace('core')}">`;
  return [
    { before: start, text: '', after: '' },
    ...fields.map(({ name, value }) => line(name, value)),
    line('signature', signature, ` algorithm="${algorithm}"`),
    { before: '</msg:tokenPassport>', text: '', after: '' },
  ];
}

/** The element in one line. */
export function passportElement(steps: PassportSteps, version: string): string {
  return passportLines(steps, version)
    .map(({ before, text, after }) => `${before.trimStart()}${text}${after}`)
    .join('');
}

/**
 * Signs a SuiteTalk SOAP TokenPassport with the four secrets of a token.
 *
 * @throws CodedError `text-not-unicode`
 */
export function signPassport(
  { account, nonce, timestamp }: Pick<PassportDraft, 'account' | 'nonce' | 'timestamp'>,
  secrets: TbaSecrets,
): PassportSignature {
  const { consumerKey, token } = secrets;
  const { baseString, signature } = passportSteps({ account, consumerKey, token, nonce, timestamp }, secrets);
  return { baseString, signature };
}
