/** The part of a program that says who calls. The rest is the same, whether it signs or logs in by OAuth 2.0. */
export interface LoginCode {
  /** What it imports, as the language's frame wants it. */
  readonly imports: readonly string[];
  /** Lines below the URL of the call. */
  readonly constants: string;
  /** The expression that makes the header's value, or more where the language's frame wants it. */
  readonly authorization: string;
  /** Functions that the expression calls. */
  readonly functions: string;
}

/** Seconds that an assertion is good for: it is used at once. */
export const assertionLifetime = 300;

/** The client_assertion_type of RFC 7523 section 2.2. */
export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
