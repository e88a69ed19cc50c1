import { randomFillSync } from 'node:crypto';

/** Where time and chance come from; tests and replays give their own. */
export interface NonceSource {
  /** A nonce: letters and digits only, 6 to 64 of them. */
  nonce(): string;
  /** Seconds since 1970, as digits. */
  timestamp(): string;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const nonceLength = 24;

/**
 * The real source. 24 of 62 characters are 142 bits; a SOAP TokenPassport takes 6 to 64 letters and digits.
 *
 * @param skewSeconds added to the local clock when the server's is known to differ
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_4395630653.html
 */
export function systemNonceSource(skewSeconds = 0): NonceSource {
  return {
    nonce: randomLetters,
    timestamp: () => String(Math.floor(Date.now() / 1000) + skewSeconds),
  };
}

/** Random bytes are fetched for many nonces at once, since fetching them takes longer than making a nonce. */
const pool = new Uint8Array(1024);
let used = pool.length;

function randomLetters(): string {
  let text = '';
  while (text.length < nonceLength) {
    const byte = randomByte();
    // Of 256 values the last eight would make some characters likelier than others.
    if (byte < 4 * letters.length) {
      text += letters.charAt(byte % letters.length);
    }
  }
  return text;
}

function randomByte(): number {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return pool[used++] ?? 0;
}
