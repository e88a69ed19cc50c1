import { decodeHeaderText, percentEncodeOctets } from '../../authentication/octets.ts';
import { parseFormParameters, splitTarget } from '../../authentication/parameters.ts';
import type { Parameter } from '../../authentication/parameters.ts';
import type { SeenRequest } from '../../loginAudit.ts';
import { isCut } from './readable.ts';

/** One pair of the base string's third part. */
export interface SignedPair {
  /** As it stands after one decoding: still percent-encoded once. */
  readonly encoded: string;
  /** Octets. */
  readonly name: string;
  /** Octets. */
  readonly value: string;
  readonly from: 'header' | 'query' | 'body' | 'unknown';
}

/** A signature base string in its three parts (RFC 5849 3.4.1.1). */
export interface BaseStringParts {
  readonly method: string;
  readonly uri: string;
  readonly pairs: readonly { readonly encoded: string; readonly name: string; readonly value: string }[];
}

/** Undefined when a text has not three parts, and so is no base string of a request. */
export function takeApart(baseString: string): BaseStringParts | undefined {
  const parts = baseString.split('&');
  const [method, uri, normalized] = parts;
  if (parts.length !== 3 || method === undefined || uri === undefined || normalized === undefined) {
    return undefined;
  }
  const pairs = decoded(normalized)
    .split('&')
    .filter(each => each !== '')
    .map(encoded => {
      const equals = encoded.indexOf('=');
      const [name, value] = equals < 0 ? [encoded, ''] : [encoded.slice(0, equals), encoded.slice(equals + 1)];
      return { encoded, name: decoded(name), value: decoded(value) };
    });
  return { method: decoded(method), uri: decoded(uri), pairs };
}

/** The header parameters that are signed. */
export function signedHeaderParameters(seen: SeenRequest): readonly Parameter[] {
  return seen.parameters.filter(({ name }) => name !== 'realm' && name !== 'oauth_signature');
}

export function queryParameters({ target }: SeenRequest): readonly Parameter[] {
  return parseFormParameters(splitTarget(target).query);
}

/** The pairs that the server signed, each with its place in the request; what is in neither header nor query is of a form body. */
export function pairsWithOrigin(seen: SeenRequest): readonly SignedPair[] {
  const header = signedHeaderParameters(seen).map(encodePair);
  const query = queryParameters(seen).map(encodePair);
  const isWhole = !isCut(seen.target) && !seen.parameters.some(({ name, value }) => isCut(name) || isCut(value));
  const take = (from: string[], encoded: string) => {
    const at = from.indexOf(encoded);
    return at >= 0 && from.splice(at, 1).length > 0;
  };
  return (takeApart(seen.baseString)?.pairs ?? []).map(pair => {
    const from = take(header, pair.encoded)
      ? 'header'
      : take(query, pair.encoded)
        ? 'query'
        : isWhole && !isCut(seen.baseString)
          ? 'body'
          : 'unknown';
    return { ...pair, from };
  });
}

/** The names of a passport's fields in the order in which SOAP signs them (ORA:section_1534941088). */
const passportFields = ['Account', 'Consumer key', 'Token', 'Nonce', 'Timestamp'] as const;

/** The values of a passport's base string. */
export function takePassportApart(baseString: string): readonly { readonly name: string; readonly value: string }[] {
  const values = baseString.split('&');
  return passportFields.map((name, index) => ({ name, value: decoded(values[index] ?? '') }));
}

function encodePair({ name, value }: Parameter): string {
  return `${percentEncodeOctets(name)}=${percentEncodeOctets(value)}`;
}

/** What is not percent-encoded as it should be stays as it is. */
function decoded(text: string): string {
  return decodeHeaderText(text) ?? text;
}
