import type { SecretShape } from './secretShape.ts';
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

/** A line of the element that carries a passport, taken apart for those who show it. */
export interface PassportLine {
  readonly before: string;
  /** Which value `text` is; absent for the element's own tags. */
  readonly name?: keyof PassportDraft | 'signature';
  /** Escaped as XML wants it. */
  readonly text: string;
  readonly after: string;
}
