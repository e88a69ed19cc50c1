import { CodedError } from '../codedError.ts';
import { encodePair, locate, normaliseParameters, type EncodedPair } from './baseString.ts';
import { PreparedOAuth } from './oauthPackage.ts';
import { decodePairs, percentEncode, type Pair } from './percentEncoding.ts';
import { readRequestUrl, refuseOAuthNames, type RequestUrl } from './requestUrl.ts';
import { shapeOf } from './secretShape.ts';
import type { SignatureSteps } from './signatureSteps.ts';

/** The four secrets of a TBA call. An empty `token` means none: no `oauth_token`, and a key that ends in `&`. */
export interface TbaSecrets {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly token: string;
  readonly tokenSecret: string;
}

/** A request as far as its signature is concerned. */
export interface SignableRequest {
  readonly method: string;
  readonly url: string;
  readonly contentType?: string | undefined;
  /** Only looked at when the content type is a form. */
  readonly body?: string | undefined;
  /** Taken as given; empty leaves it out. */
  readonly realm: string;
  readonly nonce: string;
  /** Seconds since 1970, digits only. */
  readonly timestamp: string;
  /** Further header parameters, such as `oauth_callback`, `oauth_verifier` or `role`. */
  readonly params?: readonly Pair[] | undefined;
}

/**
 * Signs a request for NetSuite: OAuth 1.0a with HMAC-SHA256 in the Authorization header.
 * It signs for any host; where a signature may be sent is not decided here.
 *
 * @throws CodedError those of readRequestUrl, and `method-invalid`, `timestamp-invalid`, `nonce-empty`,
 *   `consumer-key-empty`, `parameter-name` and `parameter-repeated` (data: name), `form-oauth-parameter` (data: name),
 *   `text-not-unicode`
 * @see RFC 5849 section 3.4
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_1534941088.html
 */
export function signRequest(request: SignableRequest, secrets: TbaSecrets): SignatureSteps {
  const oauthParameters = oauthPairs(request, secrets);
  check(request, secrets, oauthParameters);
  const method = request.method.toUpperCase();
  const { url, form } = readSigned(request);
  const params = request.params ?? [];
  const { text: normalizedParameters, sorted } = normaliseParameters([
    ...url.query.map(pair => encodePair(pair, 'query')),
    ...form.map(pair => encodePair(pair, 'form')),
    ...oauthParameters,
    ...params.map(pair => encodePair(pair, sourceOf(pair))),
  ]);
  const oauth = new PreparedOAuth({
    ...secrets,
    encodedRealm: percentEncode(request.realm),
    baseUri: url.baseUri,
    normalizedParameters,
    nonce: request.nonce,
    timestamp: request.timestamp,
  });
  const target = { method, url: url.wire };
  const data = oauth.authorize(
    target,
    secrets.token === '' ? undefined : { key: secrets.token, secret: secrets.tokenSecret },
  );
  const { baseString, parameters } = locate(oauth.getBaseString(target, data), method, sorted);
  return {
    scheme: 'tba',
    method,
    url,
    parameters,
    normalizedParameters,
    baseString,
    key: {
      consumerSecret: shapeOf(secrets.consumerSecret),
      tokenSecret: shapeOf(secrets.token === '' ? '' : secrets.tokenSecret),
    },
    algorithm: 'HMAC-SHA256',
    signature: data.oauth_signature,
    realm: request.realm,
    authorization: printHeader(oauth, data, params),
  };
}

/**
 * Refuses what cannot be signed as signRequest does, and signs nothing.
 *
 * @throws CodedError `method-invalid`, those of readRequestUrl, `form-oauth-parameter` (data: name), `text-not-unicode`
 */
export function refuseUnsignable(request: Pick<SignableRequest, 'method' | 'url' | 'contentType' | 'body'>): void {
  checkMethod(request.method);
  readSigned(request);
}

/** Whether a Content-Type says that the body is a form, whose pairs are signed. RFC 5849 section 3.4.1.3.1. */
export function isForm(contentType: string | undefined): boolean {
  return contentType?.split(';', 1)[0]?.trim().toLowerCase() === 'application/x-www-form-urlencoded';
}

/** RFC 9110 section 9.1: a method is a token. */
function checkMethod(method: string): void {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(method)) {
    throw new CodedError('method-invalid');
  }
}

function check(request: SignableRequest, secrets: TbaSecrets, oauthParameters: readonly Pair[]): void {
  checkMethod(request.method);
  if (!/^[0-9]+$/.test(request.timestamp)) {
    throw new CodedError('timestamp-invalid');
  }
  if (request.nonce === '') {
    throw new CodedError('nonce-empty');
  }
  if (secrets.consumerKey === '') {
    throw new CodedError('consumer-key-empty');
  }
  if (request.params && request.params.length > 0) {
    checkParams(request.params, oauthParameters);
  }
}

function checkParams(params: readonly Pair[], oauthParameters: readonly Pair[]): void {
  const taken = new Set(['oauth_signature', 'realm', ...oauthParameters.map(pair => pair.name)]);
  for (const { name } of params) {
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name)) {
      throw new CodedError('parameter-name', { name: name.slice(0, 60) });
    }
    if (taken.has(name)) {
      throw new CodedError('parameter-repeated', { name });
    }
    taken.add(name);
  }
}

/** What is signed of a request itself. */
function readSigned({ url, contentType, body }: Pick<SignableRequest, 'url' | 'contentType' | 'body'>): {
  readonly url: RequestUrl;
  readonly form: readonly Pair[];
} {
  return { url: readRequestUrl(url), form: isForm(contentType) && body !== undefined ? formPairs(body) : [] };
}

function formPairs(body: string): Pair[] {
  const pairs = decodePairs(body);
  refuseOAuthNames(pairs, 'form-oauth-parameter');
  if (!body.isWellFormed()) {
    throw new CodedError('text-not-unicode');
  }
  return pairs;
}

function oauthPairs({ nonce, timestamp }: SignableRequest, { consumerKey, token }: TbaSecrets): EncodedPair[] {
  const pairs = [
    oauthPair('oauth_consumer_key', consumerKey),
    oauthPair('oauth_nonce', nonce),
    oauthPair('oauth_signature_method', 'HMAC-SHA256'),
    oauthPair('oauth_timestamp', timestamp),
    oauthPair('oauth_version', '1.0'),
  ];
  return token === '' ? pairs : [...pairs, oauthPair('oauth_token', token)];
}

/** Its name stands for itself. */
function oauthPair(name: string, value: string): EncodedPair {
  return { name, value, source: 'oauth', encodedName: name, encodedValue: percentEncode(value) };
}

function sourceOf(pair: Pair): 'oauth' | 'header' {
  return pair.name.startsWith('oauth_') ? 'oauth' : 'header';
}

function printHeader(
  oauth: PreparedOAuth,
  data: ReturnType<PreparedOAuth['authorize']>,
  params: readonly Pair[],
): string {
  if (params.length === 0) {
    return oauth.toHeader(data).Authorization;
  }
  const oauthParams = Object.fromEntries(
    params.filter(pair => sourceOf(pair) === 'oauth').map(pair => [pair.name, pair.value]),
  );
  // The package prints `oauth_…` only; `role` and the like follow it.
  const others = params
    .filter(pair => sourceOf(pair) === 'header')
    .map(pair => `, ${percentEncode(pair.name)}="${percentEncode(pair.value)}"`);
  return oauth.toHeader({ ...data, ...oauthParams }).Authorization + others.join('');
}
