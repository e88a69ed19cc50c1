import { jsonKind } from './jsonKind.ts';

/** The offset of the next byte that is not JSON white space. */
export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const byte = bytes[at];
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) {
      return at;
    }
    at++;
  }
}

/** The kind of number or word that starts with a byte. */
export function scalarKind(byte: number): number | undefined {
  switch (byte) {
    case 0x74:
      return jsonKind.true;
    case 0x66:
      return jsonKind.false;
    case 0x6e:
      return jsonKind.null;
    default:
      return byte === 0x2d || isDigit(byte) ? jsonKind.number : undefined;
  }
}

const WORDS: Readonly<Record<number, string>> = {
  [jsonKind.true]: 'true',
  [jsonKind.false]: 'false',
  [jsonKind.null]: 'null',
};

/** The offset after a number or word, or -1 when it is spelled wrong. */
export function scalarEnd(bytes: Uint8Array, from: number, kind: number): number {
  const end = kind === jsonKind.number ? numberEnd(bytes, from) : wordEnd(bytes, from, WORDS[kind] ?? '');
  return end < 0 || isWordByte(bytes[end]) ? -1 : end;
}

function wordEnd(bytes: Uint8Array, from: number, word: string): number {
  for (let i = 0; i < word.length; i++) {
    if (bytes[from + i] !== word.charCodeAt(i)) {
      return -1;
    }
  }
  return from + word.length;
}

function numberEnd(bytes: Uint8Array, from: number): number {
  let at = bytes[from] === 0x2d ? from + 1 : from;
  const whole = digitsEnd(bytes, at);
  if (whole === at || (bytes[at] === 0x30 && whole > at + 1)) {
    return -1;
  }
  at = whole;
  if (bytes[at] === 0x2e) {
    const fraction = digitsEnd(bytes, at + 1);
    if (fraction === at + 1) {
      return -1;
    }
    at = fraction;
  }
  if (bytes[at] === 0x65 || bytes[at] === 0x45) {
    const sign = bytes[at + 1] === 0x2b || bytes[at + 1] === 0x2d ? at + 2 : at + 1;
    const exponent = digitsEnd(bytes, sign);
    return exponent === sign ? -1 : exponent;
  }
  return at;
}

function digitsEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isDigit(bytes[at])) {
    at++;
  }
  return at;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

/** Whether a byte would go on a number or word: letters, digits, `+ - . _`. */
function isWordByte(byte: number | undefined): boolean {
  return (
    byte !== undefined &&
    (isDigit(byte) ||
      ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) ||
      byte === 0x2b ||
      byte === 0x2d ||
      byte === 0x2e ||
      byte === 0x5f)
  );
}

/** Whether a number or word is the last thing there is, perhaps cut short. */
export function wordReachesEnd(bytes: Uint8Array, from: number): boolean {
  let at = from;
  while (isWordByte(bytes[at])) {
    at++;
  }
  return at >= bytes.length;
}

const SIMPLE_ESCAPES = new Set(Array.from('"\\/bfnrt', character => character.charCodeAt(0)));

/** Where a string ends and the first thing wrong inside it. */
export interface StringToken {
  /** The offset after the closing quote, or -1 when there is none. */
  readonly end: number;
  /** Offset of the first control character, or -1. */
  readonly control: number;
  /** Offset of the first backslash that makes no escape of RFC 8259 section 7, or -1. */
  readonly escape: number;
}

/** Reads the string whose opening quote is at `from`. */
export function readString(bytes: Uint8Array, from: number): StringToken {
  let control = -1;
  let escape = -1;
  for (let at = from + 1; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === 0x22) {
      return { end: at + 1, control, escape };
    }
    if (byte === 0x5c) {
      at++;
      if (escape < 0 && at < bytes.length && !isEscape(bytes, at)) {
        escape = at - 1;
      }
    } else if (byte < 0x20 && control < 0) {
      control = at;
    }
  }
  return { end: -1, control, escape };
}

/** Whether the byte after a backslash makes an escape; one cut short by the end of the text is let pass. */
function isEscape(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] !== 0x75) {
    return SIMPLE_ESCAPES.has(bytes[at] as number);
  }
  for (let i = at + 1; i <= at + 4; i++) {
    const byte = bytes[i];
    if (byte !== undefined && !isDigit(byte) && !((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66)) {
      return false;
    }
  }
  return true;
}
