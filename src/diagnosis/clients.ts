import type { Item } from './callParts.ts';
import type { CauseCode } from './causeCodes.ts';
import type { Cause } from './diagnosis.ts';

/** Programs and libraries that are known by what they do. */
export type ClientId =
  | 'oauth-1.0a'
  | 'postman'
  | 'requests-oauthlib'
  | 'oracle-php-sample'
  | 'php-http-build-query'
  | 'dotnet-urlencode'
  | 'java-urlencoder'
  | 'javascript-encode-uri-component';

/** A known client in plain English, to be put through a translation by whoever shows it. */
export interface ClientText {
  readonly name: string;
  readonly remedy: string;
}

/** The order in which a client writes its header, without the realm. */
const orders: Readonly<Partial<Record<ClientId, readonly string[]>>> = {
  'oauth-1.0a': ['consumer_key', 'nonce', 'signature', 'signature_method', 'timestamp', 'token', 'version'],
  postman: ['consumer_key', 'token', 'signature_method', 'timestamp', 'nonce', 'version', 'signature'],
  'requests-oauthlib': ['nonce', 'timestamp', 'version', 'signature_method', 'consumer_key', 'token', 'signature'],
};

/** Faults that a client is known for; all of those found must be among them, and at least one of `surely`. */
const habits: readonly {
  readonly client: ClientId;
  readonly surely: readonly CauseCode[];
  readonly also: readonly CauseCode[];
}[] = [
  {
    client: 'dotnet-urlencode',
    surely: ['lowercase-percent-hex'],
    also: ['space-as-plus', 'reserved-chars-unencoded', 'value-not-encoded'],
  },
  { client: 'postman', surely: ['empty-value-dropped'], also: [] },
  {
    client: 'oauth-1.0a',
    surely: [
      'value-truncated',
      'key-double-encoded',
      'plus-as-literal',
      'json-body-signed',
      'query-param-extra',
      'empty-value-dropped',
      'port-included',
      'host-case-or-alias',
    ],
    also: ['host-case-or-alias'],
  },
  {
    client: 'oracle-php-sample',
    surely: ['value-truncated', 'params-unsorted'],
    also: ['value-truncated', 'params-unsorted'],
  },
  {
    client: 'php-http-build-query',
    surely: ['space-as-plus', 'duplicate-keys-collapsed'],
    also: ['space-as-plus', 'duplicate-keys-collapsed'],
  },
  { client: 'java-urlencoder', surely: ['space-as-plus'], also: ['reserved-chars-unencoded', 'space-as-plus'] },
  { client: 'javascript-encode-uri-component', surely: ['reserved-chars-unencoded'], also: [] },
];

/** Header faults say nothing about who wrote the signature. */
const silent: ReadonlySet<CauseCode> = new Set([
  'realm-wrong',
  'timestamp-skew',
  'token-mismatch',
  'consumer-key-mismatch',
] as const);

/**
 * The client that does just this: by the order of its header and the faults that it has, or by a set of faults that only
 * one stack makes.
 */
export function recogniseClient(causes: readonly Cause[], header: readonly Item[]): ClientId | undefined {
  const codes = new Set(causes.filter(({ proof }) => proof === 'search').map(({ code }) => code));
  for (const code of silent) codes.delete(code);
  if (codes.size === 0) {
    return undefined;
  }
  const written = header.map(({ name }) => name.replace(/^oauth_/, '')).filter(name => name !== 'realm');
  const isOrderOf = (client: ClientId) => {
    const order = orders[client]?.filter(name => written.includes(name));
    return order?.join() === written.join();
  };
  const candidates = habits.filter(
    ({ surely, also }) =>
      surely.some(code => codes.has(code)) && [...codes].every(code => surely.includes(code) || also.includes(code)),
  );
  const ordered = candidates.find(({ client }) => orders[client] && isOrderOf(client));
  // Without its order a client that has one is somebody else; what two stacks do is nobody's in particular.
  const others = candidates.filter(({ client }) => !orders[client]);
  const several = others.filter(({ surely }) => [...codes].every(code => surely.includes(code)) || codes.size > 1);
  return ordered?.client ?? (several.length === 1 ? several[0]?.client : undefined);
}

export const clientTexts: Readonly<Record<ClientId, ClientText>> = {
  'oauth-1.0a': {
    name: 'oauth-1.0a 2.2.6 (Node)',
    remedy:
      'It splits values at every “=” and the URL at every “?”, leaves names encoded, takes “+” literally, signs data as a form, and keeps the URL as it is written. Build the URL with URLSearchParams, replace “+” by “%20”, leave data out for JSON, and give it a URL without default port, fragment or trailing “?”.',
  },
  postman: {
    name: 'Postman without its option for empty parameters',
    remedy: 'Tick “Add empty parameters to signature” in the Authorization tab, or take the empty parameters out.',
  },
  'requests-oauthlib': {
    name: 'requests-oauthlib (Python)',
    remedy: 'Let it sign the request last, with all parameters in params= and the body in json=.',
  },
  'oracle-php-sample': {
    name: 'the PHP sample of Oracle’s help',
    remedy:
      'It splits pairs at every “=” and sorts numbers as numbers. Use explode("=", $pair, 2) and ksort($params, SORT_STRING).',
  },
  'php-http-build-query': {
    name: 'PHP’s http_build_query with parse_str',
    remedy: 'Pass PHP_QUERY_RFC3986 to http_build_query, and split the query by hand instead of parse_str.',
  },
  'dotnet-urlencode': {
    name: 'HttpUtility.UrlEncode (.NET)',
    remedy: 'It writes escapes in lower case and spaces as “+”. Use Uri.EscapeDataString.',
  },
  'java-urlencoder': {
    name: 'java.net.URLEncoder',
    remedy: 'It is made for forms. Add .replace("+", "%20").replace("*", "%2A").replace("%7E", "~") to what it gives.',
  },
  'javascript-encode-uri-component': {
    name: 'encodeURIComponent (JavaScript) alone',
    remedy: "It leaves ! ' ( ) * as they are. Encode these five as well.",
  },
};
