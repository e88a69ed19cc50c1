import { randomUUID } from 'node:crypto';

/** Where time and chance come from; tests and replays give their own. */
export interface NonceSource {
  /** A nonce: letters and digits only, 6 to 64 of them. */
  nonce(): string;
  /** Seconds since 1970, as digits. */
  timestamp(): string;
}

/**
 * The real source. A random UUID without its hyphens has 122 bits; a SOAP TokenPassport takes 6 to 64 letters and digits.
 *
 * @param skewSeconds added to the local clock when the server's is known to differ
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_4395630653.html
 */
export function systemNonceSource(skewSeconds = 0): NonceSource {
  return {
    nonce: () => randomUUID().replaceAll('-', ''),
    timestamp: () => String(Math.floor(Date.now() / 1000) + skewSeconds),
  };
}
