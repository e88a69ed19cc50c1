// The few types of ASN.1 that a certificate is made of, written by the Distinguished Encoding Rules (X.690). Nothing is read.

type Der = Uint8Array;

/** Tags, by X.690 and X.680. */
const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  /** Constructed and context-specific; the number is added. */
  context: 0xa0,
} as const;

export const der = {
  sequence: (...items: readonly Der[]) => value(tags.sequence, Buffer.concat(items)),
  set: (...items: readonly Der[]) => value(tags.set, Buffer.concat(items)),
  /** What stands in a place that has a number. */
  explicit: (number: number, item: Der) => value(tags.context + number, item),
  /** @param bytes the highest first, of a number that is not negative and starts with no needless zero */
  integer: (...bytes: readonly number[]) =>
    value(tags.integer, Uint8Array.from((bytes[0] ?? 0) < 0x80 ? bytes : [0, ...bytes])),
  isTrue: () => value(tags.boolean, Uint8Array.of(0xff)),
  nothing: () => value(tags.null, new Uint8Array()),
  /** @param bytes whole ones */
  bitString: (bytes: Uint8Array) => value(tags.bitString, Uint8Array.of(0, ...bytes)),
  octetString: (bytes: Uint8Array) => value(tags.octetString, bytes),
  utf8String: (text: string) => value(tags.utf8String, Buffer.from(text, 'utf8')),
  objectIdentifier,
  time,
};

function value(tag: number, content: Uint8Array): Der {
  return Buffer.concat([Uint8Array.of(tag, ...lengthOf(content.length)), content]);
}

/** Up to 127 in one byte; more is told by a byte that says how many follow. */
function lengthOf(length: number): readonly number[] {
  if (length < 0x80) {
    return [length];
  }
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) {
    bytes.unshift(rest % 256);
  }
  return [0x80 + bytes.length, ...bytes];
}

/** @param dotted such as `2.5.4.3`; no part is beyond 2^31 */
function objectIdentifier(dotted: string): Der {
  const [first = 0, second = 0, ...others] = dotted.split('.').map(Number);
  return value(tags.objectIdentifier, Uint8Array.from([first * 40 + second, ...others].flatMap(base128)));
}

/** Seven bits a byte, all but the last with the highest bit set. */
function base128(number: number): readonly number[] {
  const bytes = [number & 0x7f];
  for (let rest = number >>> 7; rest > 0; rest >>>= 7) {
    bytes.unshift(0x80 | (rest & 0x7f));
  }
  return bytes;
}

/**
 * Whole seconds. Two digits for the year until 2049, four from then on (RFC 5280 4.1.2.5).
 *
 * @param milliseconds since 1970
 */
function time(milliseconds: number): Der {
  const date = new Date(milliseconds);
  const digits = `${date.toISOString().replace(/\D/g, '').slice(0, 14)}Z`;
  return date.getUTCFullYear() < 2050
    ? value(tags.utcTime, Buffer.from(digits.slice(2), 'ascii'))
    : value(tags.generalizedTime, Buffer.from(digits, 'ascii'));
}
