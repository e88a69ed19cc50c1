/** Programs and libraries that are known by what they do. */
export const clientIds = [
  'oauth-1.0a',
  'postman',
  'requests-oauthlib',
  'oracle-php-sample',
  'php-http-build-query',
  'dotnet-urlencode',
  'java-urlencoder',
  'javascript-encode-uri-component',
] as const;

export type ClientId = (typeof clientIds)[number];

/** A known client in plain English, to be put through a translation by whoever shows it. */
export interface ClientText {
  readonly name: string;
  readonly remedy: string;
}
