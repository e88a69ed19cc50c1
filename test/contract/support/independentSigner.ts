import { createHmac, randomBytes } from 'node:crypto';

/** What one token signs with. */
export interface SignerCredentials {
  readonly account: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly token: string;
  readonly tokenSecret: string;
}

export type Pairs = readonly (readonly [name: string, value: string])[];

export interface ToSign {
  readonly method: string;
  /** Scheme, host, port and path, as the base string shall have them. */
  readonly baseUri: string;
  /** Decoded pairs of the query. */
  readonly query?: Pairs;
  /** Decoded pairs of a form body. */
  readonly form?: Pairs;
  readonly credentials: SignerCredentials;
  /** Unix seconds. */
  readonly timestamp: number | string;
  readonly nonce?: string;
  /** Header parameters to replace, or to leave out with undefined, before signing. */
  readonly replace?: Readonly<Record<string, string | undefined>>;
  /** Header parameters to add before signing. */
  readonly add?: Pairs;
  readonly hash?: 'sha256' | 'sha1' | 'sha512';
}

export interface Signed {
  readonly authorization: string;
  /** The header parameters with their signature, in the order of the header. */
  readonly parameters: Pairs;
  readonly baseString: string;
  readonly signature: string;
  /** The query as it belongs on the wire, with its `?`, or empty. */
  readonly query: string;
}

/**
 * A small OAuth 1.0a signer for tests, from RFC 5849 and node:crypto alone: it shares no line with the product, so that
 * an error would have to be made twice to go unseen.
 */
export function sign(request: ToSign): Signed {
  const { credentials, query = [], form = [] } = request;
  const header: [string, string | undefined][] = [
    ['realm', credentials.account],
    ['oauth_consumer_key', credentials.consumerKey],
    ['oauth_token', credentials.token],
    ['oauth_signature_method', 'HMAC-SHA256'],
    ['oauth_timestamp', String(request.timestamp)],
    ['oauth_nonce', request.nonce ?? randomBytes(10).toString('hex')],
    ['oauth_version', '1.0'],
  ];
  const replaced = header.map(([name, value]) =>
    request.replace && name in request.replace ? ([name, request.replace[name]] as const) : ([name, value] as const),
  );
  const parameters = [
    ...replaced.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
    ...(request.add ?? []),
  ];
  const signed = [...parameters.filter(([name]) => name !== 'realm'), ...query, ...form];
  const baseString = [request.method, request.baseUri, normalize(signed)].map(encode).join('&');
  const key = `${encode(credentials.consumerSecret)}&${encode(credentials.tokenSecret)}`;
  const signature = createHmac(request.hash ?? 'sha256', key)
    .update(baseString)
    .digest('base64');
  const all = [...parameters, ['oauth_signature', signature] as const];
  return {
    authorization: printHeader(all),
    parameters: all,
    baseString,
    signature,
    query: query.length > 0 ? `?${query.map(pair => pair.map(encode).join('=')).join('&')}` : '',
  };
}

export function printHeader(parameters: Pairs): string {
  return `OAuth ${parameters.map(([name, value]) => `${encode(name)}="${encode(value)}"`).join(', ')}`;
}

/** RFC 5849 3.6, byte by byte. */
export function encode(text: string): string {
  let out = '';
  for (const byte of new TextEncoder().encode(text)) {
    const character = String.fromCharCode(byte);
    out += /[A-Za-z0-9._~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}

function normalize(pairs: Pairs): string {
  return pairs
    .map(([name, value]) => ({ name: Buffer.from(encode(name)), value: Buffer.from(encode(value)) }))
    .sort((a, b) => Buffer.compare(a.name, b.name) || Buffer.compare(a.value, b.value))
    .map(({ name, value }) => `${name.toString()}=${value.toString()}`)
    .join('&');
}
