import { hmacSha256 } from './oauthPackage.ts';
import type { PassportDraft, PassportSteps } from './passportSteps.ts';
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
