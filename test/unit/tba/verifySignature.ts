import { timingSafeEqual } from 'node:crypto';
import { isCoded } from '../../../src/codedError.ts';
import { encodePair, normaliseParameters } from '../../../src/tba/baseString.ts';
import { hmacSha256 } from '../../../src/tba/oauthPackage.ts';
import { decodePairs, percentDecode, percentEncode, type Pair } from '../../../src/tba/percentEncoding.ts';
import { readRequestUrl } from '../../../src/tba/requestUrl.ts';
import { isForm } from '../../../src/tba/signRequest.ts';

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

/** The decoded parameters of an OAuth Authorization header, in order, duplicates kept; undefined for anything else. */
export function readHeader(header: string): Pair[] | undefined {
  const scheme = /^\s*OAuth(?=\s|$)\s*/i.exec(header);
  if (!scheme) {
    return undefined;
  }
  const pairs: Pair[] = [];
  const parameter = /([^\s=",]+)\s*=\s*"([^"]*)"\s*(,\s*|$)/y;
  parameter.lastIndex = scheme[0].length;
  while (parameter.lastIndex < header.length) {
    const match = parameter.exec(header);
    if (!match) {
      return undefined;
    }
    const [name, value] = [match[1], match[2]].map(decoded);
    if (name === undefined || value === undefined) {
      return undefined;
    }
    pairs.push({ name, value });
  }
  return pairs;
}

function decoded(text = ''): string | undefined {
  try {
    return percentDecode(text);
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
