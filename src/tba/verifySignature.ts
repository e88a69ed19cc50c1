import { timingSafeEqual } from 'node:crypto';
import { isCoded } from '../codedError.ts';
import { parseAuthorization } from './authorizationHeader.ts';
import { encodePair, normaliseParameters } from './baseString.ts';
import { hmacSha256 } from './oauthPackage.ts';
import { decodePairs, percentEncode, type Pair } from './percentEncoding.ts';
import { readRequestUrl } from './requestUrl.ts';
import { isForm } from './signRequest.ts';

/**
 * Whether a header's signature is the right one for a request and a pair of secrets.
 * Judges the signature alone: not realm, age, nonce, nor whose keys they are. A header that cannot be read has none.
 *
 * @throws CodedError those of readRequestUrl
 */
export function verifySignature(
  request: {
    method: string;
    url: string;
    contentType?: string | undefined;
    body?: string | undefined;
    authorization: string;
  },
  secrets: { consumerSecret: string; tokenSecret: string },
): boolean {
  const url = readRequestUrl(request.url);
  const header = readHeader(request.authorization);
  if (!header) {
    return false;
  }
  const form = isForm(request.contentType) ? decodePairs(request.body ?? '') : [];
  const signed = [
    ...url.query,
    ...form,
    ...header.filter(({ name }) => name !== 'realm' && name !== 'oauth_signature'),
  ];
  const { text } = normaliseParameters(signed.map(pair => encodePair(pair, 'header')));
  const baseString = [request.method.toUpperCase(), url.baseUri, text].map(percentEncode).join('&');
  const key = `${percentEncode(secrets.consumerSecret)}&${percentEncode(secrets.tokenSecret)}`;
  const sent = header.filter(({ name }) => name === 'oauth_signature');
  return sent.length === 1 && equal(sent[0]?.value ?? '', hmacSha256(baseString, key));
}

function readHeader(authorization: string): Pair[] | undefined {
  try {
    return parseAuthorization(authorization);
  } catch (error) {
    if (isCoded(error)) {
      return undefined;
    }
    throw error;
  }
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
