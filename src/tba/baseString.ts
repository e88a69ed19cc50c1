import { percentEncode, type Pair } from './percentEncoding.ts';
import type { BaseString, ParameterSource, SignedParameter } from './signatureSteps.ts';

/** A parameter with its origin, before encoding. */
export interface SourcedPair extends Pair {
  readonly source: ParameterSource;
}

/** The same as it is signed. */
export interface EncodedPair extends SourcedPair {
  readonly encodedName: string;
  readonly encodedValue: string;
}

export function encodePair({ name, value }: Pair, source: ParameterSource): EncodedPair {
  return { name, value, source, encodedName: percentEncode(name), encodedValue: percentEncode(value) };
}

/**
 * Sorts by byte value, and joins. Encoding comes first: sorting raw text can give another order.
 *
 * @see RFC 5849 section 3.4.1.3.2
 */
export function normaliseParameters(pairs: readonly EncodedPair[]): { text: string; sorted: readonly EncodedPair[] } {
  const sorted = [...pairs].sort(
    (a, b) => compareAscii(a.encodedName, b.encodedName) || compareAscii(a.encodedValue, b.encodedValue),
  );
  return { text: sorted.map(pair => `${pair.encodedName}=${pair.encodedValue}`).join('&'), sorted };
}

/**
 * Says where each part and each parameter stands in a base string.
 *
 * @param text the assembled base string
 * @param sorted the parameters in the order in which they were joined
 */
export function locate(
  text: string,
  method: string,
  sorted: readonly EncodedPair[],
): { baseString: BaseString; parameters: SignedParameter[] } {
  const uriStart = method.length + 1;
  // The URI is encoded, so it holds no `&` of its own.
  const uriEnd = text.indexOf('&', uriStart);
  let offset = uriEnd + 1;
  const parameters = sorted.map(pair => {
    const nameRange = { start: offset, end: offset + lengthEncodedAgain(pair.encodedName) };
    const valueStart = nameRange.end + '%3D'.length;
    const valueRange = { start: valueStart, end: valueStart + lengthEncodedAgain(pair.encodedValue) };
    offset = valueRange.end + '%26'.length;
    const { name, value, source, encodedName, encodedValue } = pair;
    return { name, value, source, encodedName, encodedValue, nameRange, valueRange };
  });
  return {
    baseString: {
      text,
      method: { start: 0, end: method.length },
      uri: { start: uriStart, end: uriEnd },
      parameters: { start: uriEnd + 1, end: text.length },
    },
    parameters,
  };
}

/** What is encoded holds nothing to encode but its `%`, each of which becomes `%25`. */
function lengthEncodedAgain(encoded: string): number {
  return encoded.includes('%') ? encoded.length + 2 * (encoded.split('%').length - 1) : encoded.length;
}

function compareAscii(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
