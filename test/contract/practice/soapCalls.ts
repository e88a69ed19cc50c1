import { createHmac, randomBytes } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import { encode } from '../support/independentSigner.ts';
import type { SignerCredentials } from '../support/independentSigner.ts';
import { send } from './practiceFixture.ts';
import type { Answer, Fixture } from './practiceFixture.ts';

export const endpoint = '/services/NetSuitePort_2025_2';
export const messages = 'urn:messages_2025_2.platform.webservices.netsuite.com';
export const core = 'urn:core_2025_2.platform.webservices.netsuite.com';
export const invalidLogin = 'Invalid login attempt.';
export const malformedSyntax = 'The request could not be understood by the server due to malformed syntax.';

export interface PassportOptions {
  readonly credentials?: SignerCredentials;
  readonly nonce?: string;
  readonly timestamp?: number | string;
  readonly hash?: 'sha256' | 'sha1';
  readonly algorithm?: string | undefined;
  /** Fields to replace after signing, or to leave out with undefined. */
  readonly replace?: Readonly<Record<string, string | undefined>>;
  /** The prefix of the fields. */
  readonly prefix?: string;
}

export function envelope(header: string, operation: string): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" ' +
    `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:m="${messages}" xmlns:c="${core}">` +
    `<e:Header>${header}</e:Header><e:Body>${operation}</e:Body></e:Envelope>`
  );
}

export const getServerTime = '<m:getServerTime/>';

export function getCustomer(id: string): string {
  return `<m:get><m:baseRef xsi:type="c:RecordRef" type="customer" internalId="${id}"/></m:get>`;
}

export interface Fault {
  readonly status: number;
  readonly faultcode: string | undefined;
  readonly type: string | undefined;
  readonly code: string | undefined;
  readonly message: string | undefined;
}

export function faultOf({ status, body }: Answer): Fault {
  return {
    status,
    faultcode: /<faultcode>(.*?)<\/faultcode>/.exec(body)?.[1],
    type: /<detail><platformFaults:(\w+)/.exec(body)?.[1],
    code: /<platformFaults:code>(.*?)</.exec(body)?.[1],
    message: /<faultstring>(.*?)<\/faultstring>/s.exec(body)?.[1],
  };
}

/** Signs and sends SOAP requests to the practice account of a test, whichever that is at the time. */
export function soapCaller(fixture: () => Fixture) {
  function passport(options: PassportOptions = {}): string {
    const { credentials = fixture().credentials, nonce = randomBytes(10).toString('hex'), prefix = 'c' } = options;
    const timestamp = String(options.timestamp ?? fixture().clock.seconds);
    const { account, consumerKey, consumerSecret, token, tokenSecret } = credentials;
    const signed = [account, consumerKey, token, nonce, timestamp];
    const signature = createHmac(options.hash ?? 'sha256', `${encode(consumerSecret)}&${encode(tokenSecret)}`)
      .update(signed.map(encode).join('&'))
      .digest('base64');
    const fields: Readonly<Record<string, string | undefined>> = {
      account,
      consumerKey,
      token,
      nonce,
      timestamp,
      signature,
      ...options.replace,
    };
    const algorithm = 'algorithm' in options ? options.algorithm : 'HMAC-SHA256';
    const attribute = algorithm === undefined ? '' : ` algorithm="${algorithm}"`;
    const children = Object.entries(fields).map(([name, value]) =>
      value === undefined
        ? ''
        : `<${prefix}:${name}${name === 'signature' ? attribute : ''}>${value}</${prefix}:${name}>`,
    );
    return `<m:tokenPassport>${children.join('')}</m:tokenPassport>`;
  }

  function post(body: string | Buffer, headers: OutgoingHttpHeaders = {}, target = endpoint): Promise<Answer> {
    const own = { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: '"get"' };
    return send(fixture(), { method: 'POST', target, headers: { ...own, ...headers }, body });
  }

  function ask(operation = getServerTime, options: PassportOptions = {}): Promise<Answer> {
    return post(envelope(passport(options), operation));
  }

  return { passport, post, ask };
}
