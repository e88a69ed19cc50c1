import { hmacSha256 } from './oauthPackage.ts';
import { percentEncode } from './percentEncoding.ts';
import { shapeOf, type SecretShape } from './secretShape.ts';
import type { Range } from './signatureSteps.ts';

/** What a SOAP TokenPassport is made from, secrets aside. */
export interface PassportDraft {
  readonly account: string;
  readonly consumerKey: string;
  readonly token: string;
  readonly nonce: string;
  /** Seconds since 1970, digits only. */
  readonly timestamp: string;
}

/** One of the five values that are signed. */
export interface PassportField {
  readonly name: keyof PassportDraft;
  readonly value: string;
  readonly encoded: string;
  /** Where it stands in the base string. */
  readonly range: Range;
}

/** Every step from a TokenPassport's values to its signature, as plain data without secrets. */
export interface PassportSteps {
  /** In signed order, which is not sorted. */
  readonly fields: readonly PassportField[];
  /** The five values, percent-encoded and joined by `&`. */
  readonly baseString: string;
  readonly key: { readonly consumerSecret: SecretShape; readonly tokenSecret: SecretShape };
  readonly algorithm: 'HMAC-SHA256';
  /** Base64. */
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
