import type { Pair } from './percentEncoding.ts';
import type { RequestUrl } from './requestUrl.ts';
import type { SecretShape } from './secretShape.ts';

/** Where a signed parameter came from: the URL, a form body, an `oauth_…` or another header parameter. */
export type ParameterSource = 'query' | 'form' | 'oauth' | 'header';

/** A piece of a text, in UTF-16 offsets, end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** One parameter on its way into the base string. */
export interface SignedParameter extends Pair {
  readonly source: ParameterSource;
  readonly encodedName: string;
  readonly encodedValue: string;
  /** Where name and value stand in the base string, there encoded a second time. */
  readonly nameRange: Range;
  readonly valueRange: Range;
}

/** The base string and its three parts. RFC 5849 section 3.4.1. */
export interface BaseString {
  readonly text: string;
  readonly method: Range;
  readonly uri: Range;
  readonly parameters: Range;
}

/**
 * Every step from a request to its header, as plain data without secrets.
 * Signer and inspector share it, so they cannot disagree.
 */
export interface SignatureSteps {
  readonly scheme: 'tba';
  /** As signed: upper case. */
  readonly method: string;
  readonly url: RequestUrl;
  /** In signed order. */
  readonly parameters: readonly SignedParameter[];
  /** The parameters joined, before they are encoded once more as a whole. */
  readonly normalizedParameters: string;
  readonly baseString: BaseString;
  readonly key: { readonly consumerSecret: SecretShape; readonly tokenSecret: SecretShape };
  readonly algorithm: 'HMAC-SHA256';
  /** Base64, not percent-encoded. */
  readonly signature: string;
  readonly realm: string;
  /** The Authorization header's value. */
  readonly authorization: string;
}
