/** An exact decimal: digits × 10^-scale; the scale is kept as it was spelled, so that 12.50 stays 12.50. */
export interface ExactDecimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** At most so many digits before and after the point (assumed; what a state file can hold is not the limit). */
const mostPlaces = 20;

const spelling = /^([+-]?)(\d{1,40})(?:\.(\d{0,40}))?(?:[eE]([+-]?\d{1,3}))?$/;

/** Undefined for text that is no decimal, or has more than 20 digits before or after the point. */
export function parseExact(text: string): ExactDecimal | undefined {
  const match = spelling.exec(text);
  if (!match) {
    return undefined;
  }
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const scale = fraction.length - Number(exponent);
  const value = scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
  return fits(value) ? value : undefined;
}

/** Plain digits, such as `0.50` and `-12`. */
export function printExact({ digits, scale }: ExactDecimal): string {
  const text = magnitude(digits)
    .toString()
    .padStart(scale + 1, '0');
  const sign = digits < 0n ? '-' : '';
  return scale === 0 ? sign + text : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

export function addExact(left: ExactDecimal, right: ExactDecimal): ExactDecimal {
  const [a, b, scale] = aligned(left, right);
  return { digits: a + b, scale };
}

export function compareExact(left: ExactDecimal, right: ExactDecimal): number {
  const [a, b] = aligned(left, right);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The product, without zeros at the end beyond the places that are asked for. */
export function multiplyExact(left: ExactDecimal, right: ExactDecimal, places: number): ExactDecimal {
  return trimmed({ digits: left.digits * right.digits, scale: left.scale + right.scale }, places);
}

/** The quotient to so many places, rounded half away from zero; the divisor is not 0. */
export function divideExact(left: ExactDecimal, right: ExactDecimal, places: number): ExactDecimal {
  const shift = places + right.scale - left.scale;
  const top = left.digits * 10n ** BigInt(Math.max(shift, 0));
  const bottom = right.digits * 10n ** BigInt(Math.max(-shift, 0));
  return { digits: divideRounded(top, bottom), scale: places };
}

/** Rounded half away from zero to at most so many places. */
export function roundExact(value: ExactDecimal, places: number): ExactDecimal {
  return value.scale <= places
    ? value
    : { digits: divideRounded(value.digits, 10n ** BigInt(value.scale - places)), scale: places };
}

/** Without zeros at the end, but with at least so many places as it has and are asked for. */
export function trimmed({ digits, scale }: ExactDecimal, places: number): ExactDecimal {
  let [kept, left] = [digits, scale];
  while (left > places && kept % 10n === 0n) {
    kept /= 10n;
    left -= 1;
  }
  return { digits: kept, scale: left };
}

/** Whether it has a form that `parseExact` would take. */
export function fits({ digits, scale }: ExactDecimal): boolean {
  return scale <= mostPlaces && magnitude(digits) < 10n ** BigInt(mostPlaces + scale);
}

function aligned(left: ExactDecimal, right: ExactDecimal): readonly [bigint, bigint, number] {
  const scale = Math.max(left.scale, right.scale);
  return [left.digits * 10n ** BigInt(scale - left.scale), right.digits * 10n ** BigInt(scale - right.scale), scale];
}

function divideRounded(top: bigint, bottom: bigint): bigint {
  const negative = top < 0n !== bottom < 0n;
  const [a, b] = [magnitude(top), magnitude(bottom)];
  const quotient = (2n * a + b) / (2n * b);
  return negative ? -quotient : quotient;
}

function magnitude(digits: bigint): bigint {
  return digits < 0n ? -digits : digits;
}
