import { randomInt } from 'node:crypto';

/** Where time and chance come from; tests and replays give their own. */
export interface NonceSource {
  /** A nonce: letters and digits only, 6 to 64 of them. */
  nonce(): string;
  /** Seconds since 1970, as digits. */
  timestamp(): string;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/**
 * The real source. 24 of 62 characters are 142 bits; a SOAP TokenPassport takes 6 to 64 letters and digits.
 *
 * @param skewSeconds added to the local clock when the server's is known to differ
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_4395630653.html
 */
export function systemNonceSource(skewSeconds = 0): NonceSource {
  return {
    nonce: () => Array.from({ length: 24 }, () => letters[randomInt(letters.length)]).join(''),
    timestamp: () => String(Math.floor(Date.now() / 1000) + skewSeconds),
  };
}
