import { passportSteps, type PassportDraft } from './passportSteps.ts';
import type { TbaSecrets } from './signRequest.ts';

/** A SOAP TokenPassport's signature and the text it was made from. */
export interface PassportSignature {
  readonly baseString: string;
  /** Base64 of HMAC-SHA256. */
  readonly signature: string;
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
