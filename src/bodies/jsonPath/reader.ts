import { CodedError } from '../../codedError.ts';

/** A path and how far it has been read. */
export interface Reader {
  readonly path: string;
  at: number;
  /** Parentheses, filters and function calls that are open. */
  depth: number;
}

/** `json-path-invalid` (data: path, offset) at the place where the reader is, or another one. */
export function invalidPath({ path, at }: Reader, offset = at): CodedError {
  return new CodedError('json-path-invalid', { path: path.slice(0, 200), offset });
}

export function skipBlanks(reader: Reader): void {
  while (/[ \t\r\n]/.test(reader.path.charAt(reader.at))) reader.at++;
}

/** Steps over a word or sign when it comes next. */
export function take(reader: Reader, sign: string): boolean {
  const isNext = reader.path.startsWith(sign, reader.at);
  if (isNext) reader.at += sign.length;
  return isNext;
}

export function expect(reader: Reader, sign: string): void {
  if (!take(reader, sign)) throw invalidPath(reader);
}

/** What a sticky pattern finds here, stepped over; undefined when it finds nothing. */
export function takeMatch(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.path)?.[0];
  if (found !== undefined) reader.at += found.length;
  return found;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['/', '/'],
  ['\\', '\\'],
]);

/** A quoted string (RFC 9535 section 2.3.1.1); the opening quote comes next. */
export function readString(reader: Reader): string {
  const quote = reader.path.charAt(reader.at++);
  let value = '';
  for (;;) {
    value += takeMatch(reader, quote === '"' ? /[^"\\\x00-\x1f]+/y : /[^'\\\x00-\x1f]+/y) ?? '';
    if (take(reader, quote)) {
      if (!value.isWellFormed()) throw invalidPath(reader);
      return value;
    }
    expect(reader, '\\');
    const escaped = reader.path.charAt(reader.at);
    const plain = escaped === quote ? quote : escapes.get(escaped);
    if (plain !== undefined) {
      reader.at++;
      value += plain;
    } else {
      const code = takeMatch(reader, /u[\dA-Fa-f]{4}/y);
      if (code === undefined) throw invalidPath(reader);
      value += String.fromCharCode(parseInt(code.slice(1), 16));
    }
  }
}

/** A whole number of JSON's form within what every program counts exactly, or undefined (RFC 9535 section 2.1). */
export function readInteger(reader: Reader): number | undefined {
  const start = reader.at;
  const digits = takeMatch(reader, /-?\d+/y);
  if (digits === undefined) return undefined;
  const value = Number(digits);
  if (!/^(?:0|-?[1-9]\d*)$/.test(digits) || !Number.isSafeInteger(value)) throw invalidPath(reader, start);
  return value;
}
