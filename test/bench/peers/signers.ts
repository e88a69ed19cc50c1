// The same RESTlet call signed by other libraries, each as its own documentation shows, to the finished header.
import { createHmac, randomBytes } from 'node:crypto';
import OAuth from 'oauth-1.0a';
import type { TbaSecrets } from '../../../src/tba/signRequest.ts';

/** What is signed: a GET request. */
export interface SignedCall {
  readonly url: string;
  readonly realm: string;
  readonly secrets: TbaSecrets;
}

/** oauth-1.0a without anything of ours: it makes its own nonce, with Math.random. */
export function plainOAuth({ url, realm, secrets }: SignedCall): () => string {
  const oauth = new OAuth({
    consumer: { key: secrets.consumerKey, secret: secrets.consumerSecret },
    realm,
    signature_method: 'HMAC-SHA256',
    hash_function: (text, key) => createHmac('sha256', key).update(text).digest('base64'),
  });
  const token = { key: secrets.token, secret: secrets.tokenSecret };
  return () => oauth.toHeader(oauth.authorize({ method: 'GET', url }, token)).Authorization;
}

/** Of oauth-sign, what the package `request` calls. Values may be lists. */
export interface OauthSign {
  readonly hmacsign256: (
    method: string,
    baseUri: string,
    parameters: Readonly<Record<string, string | readonly string[]>>,
    consumerSecret: string,
    tokenSecret: string,
  ) => string;
  readonly rfc3986: (text: string) => string;
}

/** oauth-sign makes the signature only; nonce, parameters and header are as the package `request` puts them around it. */
export function oauthSign({ hmacsign256, rfc3986 }: OauthSign, { url, realm, secrets }: SignedCall): () => string {
  return () => {
    const { origin, pathname, searchParams } = new URL(url);
    const own = {
      oauth_consumer_key: secrets.consumerKey,
      oauth_nonce: randomBytes(16).toString('hex'),
      oauth_signature_method: 'HMAC-SHA256',
      oauth_timestamp: String(Math.floor(Date.now() / 1000)),
      oauth_token: secrets.token,
      oauth_version: '1.0',
    };
    const parameters = { ...Object.fromEntries(searchParams), ...own };
    const { consumerSecret, tokenSecret } = secrets;
    const signature = hmacsign256('GET', origin + pathname, parameters, consumerSecret, tokenSecret);
    const header = Object.entries({ ...own, oauth_signature: signature }).map(
      ([name, value]) => `${name}="${rfc3986(value)}"`,
    );
    return `OAuth realm="${realm}",${header.join(',')}`;
  };
}

/** Of node-oauth1, what Postman calls. */
export interface NodeOAuth1 {
  readonly completeRequest: (message: unknown, accessor: unknown) => void;
  readonly getAuthorizationHeader: (realm: string, parameters: unknown) => string;
}

export function nodeOAuth1(library: NodeOAuth1, { url, realm, secrets }: SignedCall): () => string {
  return () => {
    const message = {
      method: 'GET',
      action: url,
      parameters: [['oauth_signature_method', 'HMAC-SHA256']],
    };
    library.completeRequest(message, secrets);
    return library.getAuthorizationHeader(realm, message.parameters);
  };
}

/** The least that any signer has to do. */
export function bareHmac(baseString: string, { consumerSecret, tokenSecret }: TbaSecrets): () => string {
  const key = `${consumerSecret}&${tokenSecret}`;
  return () => createHmac('sha256', key).update(baseString).digest('base64');
}
