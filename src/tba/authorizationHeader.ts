import { CodedError } from '../codedError.ts';
import { percentDecode, percentEncode, type Pair } from './percentEncoding.ts';

/** Prints `OAuth name="value", …` in the order given, every value percent-encoded. RFC 5849 section 3.5.1. */
export function printAuthorization(parameters: readonly Pair[]): string {
  return `OAuth ${parameters.map(({ name, value }) => `${percentEncode(name)}="${percentEncode(value)}"`).join(', ')}`;
}

/**
 * Reads an OAuth Authorization header into its decoded parameters, in order, duplicates kept.
 *
 * @throws CodedError `header-scheme` when it is not an OAuth header, `header-syntax` (data: offset in characters)
 */
export function parseAuthorization(header: string): Pair[] {
  const scheme = /^\s*OAuth(?=\s|$)\s*/i.exec(header);
  if (!scheme) {
    throw new CodedError('header-scheme');
  }
  const pairs: Pair[] = [];
  const parameter = /([^\s=",]+)\s*=\s*"([^"]*)"\s*(,\s*|$)/y;
  parameter.lastIndex = scheme[0].length;
  while (parameter.lastIndex < header.length) {
    const offset = parameter.lastIndex;
    const match = parameter.exec(header);
    if (!match) {
      throw new CodedError('header-syntax', { offset });
    }
    pairs.push({ name: percentDecode(match[1] ?? ''), value: percentDecode(match[2] ?? '') });
  }
  return pairs;
}
