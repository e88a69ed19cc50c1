import { hmacSha256 } from './oauthPackage.ts';
import { percentEncode } from './percentEncoding.ts';
import type { TbaSecrets } from './signRequest.ts';

/** A SOAP TokenPassport's signature and the text it was made from. */
export interface PassportSignature {
  readonly baseString: string;
  /** Base64 of HMAC-SHA256. */
  readonly signature: string;
}

/**
 * Signs a SuiteTalk SOAP TokenPassport: account, consumer key, token, nonce and timestamp, encoded and joined by `&`.
 *
 * @throws CodedError `text-not-unicode`
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_1534941088.html
 */
export function signPassport(
  passport: { account: string; nonce: string; timestamp: string },
  secrets: TbaSecrets,
): PassportSignature {
  const baseString = [passport.account, secrets.consumerKey, secrets.token, passport.nonce, passport.timestamp]
    .map(percentEncode)
    .join('&');
  const key = `${percentEncode(secrets.consumerSecret)}&${percentEncode(secrets.tokenSecret)}`;
  return { baseString, signature: hmacSha256(baseString, key) };
}
