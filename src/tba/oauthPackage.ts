import { createHmac } from 'node:crypto';
import OAuth from 'oauth-1.0a';
import { percentEncode } from './percentEncoding.ts';

/**
 * The package `oauth-1.0a` with what it gets wrong taken out of its hands.
 *
 * It assembles the base string, builds the key, calls the hash and prints the header. URL and parameters are ours:
 * the package splits values at a second `=`, reads `+` literally, encodes encoded keys again, drops empty duplicates
 * and trips over `__proto__`. Its nonce comes from Math.random and is replaced too.
 */
export class PreparedOAuth extends OAuth {
  readonly #prepared: Prepared;
  #baseString: string | undefined;

  constructor(prepared: Prepared) {
    super({
      consumer: { key: prepared.consumerKey, secret: prepared.consumerSecret },
      signature_method: 'HMAC-SHA256',
      hash_function: hmacSha256,
      // The package leaves out an empty one.
      realm: prepared.encodedRealm,
    });
    this.#prepared = prepared;
  }

  override getBaseUrl(): string {
    return this.#prepared.baseUri;
  }

  override getParameterString(): string {
    return this.#prepared.normalizedParameters;
  }

  /** Of the one request that it is made for: it is asked for to sign, and once more to be shown. */
  override getBaseString(...asked: Parameters<OAuth['getBaseString']>): string {
    return (this.#baseString ??= super.getBaseString(...asked));
  }

  /** The package's goes through a text six times, whatever it is. */
  override percentEncode(text: string): string {
    return percentEncode(text);
  }

  override getNonce(): string {
    return this.#prepared.nonce;
  }

  /** The package declares seconds as a number; a string of digits signs and prints the same and keeps every digit. */
  override getTimeStamp(): number {
    return this.#prepared.timestamp as unknown as number;
  }
}

interface Prepared {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  /** The package prints it as it is, so it comes encoded. */
  readonly encodedRealm: string;
  readonly baseUri: string;
  readonly normalizedParameters: string;
  readonly nonce: string;
  readonly timestamp: string;
}

/** Base64 of HMAC-SHA256, key and text as UTF-8. */
export function hmacSha256(text: string, key: string): string {
  return createHmac('sha256', key).update(text).digest('base64');
}
