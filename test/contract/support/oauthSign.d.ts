declare module 'oauth-sign' {
  /** An OAuth 1.0 signer of other people's, used by the `request` package. Values may be lists. */
  export function hmacsign256(
    method: string,
    baseUri: string,
    parameters: Readonly<Record<string, string | readonly string[]>>,
    consumerSecret: string,
    tokenSecret: string,
  ): string;
  export function rfc3986(text: string): string;
}
