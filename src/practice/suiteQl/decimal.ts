import { badValue } from './queryErrors.ts';

/** An exact decimal: digits × 10^-scale. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Oracle's NUMBER keeps up to 40 significant digits (Oracle Database SQL Language Reference, Data Types). */
const mostDigits = 40;
/** And reaches from 1e-130 to below 1e126. */
const largestExponent = 126;
const smallestExponent = -129;

const numberText = /^\s*([+-]?)(\d+(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d{1,6}))?\s*$/;

export function integer(value: number | bigint): Decimal {
  return { digits: BigInt(value), scale: 0 };
}

/** Undefined for text that is no number. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = numberText.exec(text);
  if (!match) {
    return undefined;
  }
  const [, sign = '', body = '', fraction = match[4] ?? '', , exponent = '0'] = match;
  const digits = BigInt(sign + (body.replace('.', '') || '0'));
  return rounded({ digits, scale: fraction.length - Number(exponent) });
}

function magnitude(digits: bigint): bigint {
  return digits < 0n ? -digits : digits;
}

function powerOfTen(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

/** Divides and rounds half away from zero. */
function divideRounded(digits: bigint, divisor: bigint): bigint {
  const negative = digits < 0n !== divisor < 0n;
  const [top, bottom] = [magnitude(digits), magnitude(divisor)];
  const quotient = (2n * top + bottom) / (2n * bottom);
  return negative ? -quotient : quotient;
}

/** To 40 significant digits and Oracle's range, without zeros at the end. */
export function rounded({ digits, scale }: Decimal): Decimal {
  let text = magnitude(digits).toString();
  let kept = digits;
  let places = scale;
  if (text.length > mostDigits) {
    const drop = text.length - mostDigits;
    kept = divideRounded(digits, powerOfTen(drop));
    places -= drop;
    text = magnitude(kept).toString();
  }
  const zeros = kept === 0n ? 0 : text.length - text.replace(/0+$/, '').length;
  if (zeros > 0) {
    kept /= powerOfTen(zeros);
    places -= zeros;
  }
  const exponent = text.length - zeros - places;
  if (kept === 0n || exponent < smallestExponent) {
    return { digits: 0n, scale: 0 };
  }
  if (exponent > largestExponent) {
    throw badValue('number-too-large');
  }
  return { digits: kept, scale: places };
}

function aligned(left: Decimal, right: Decimal): readonly [bigint, bigint, number] {
  const scale = Math.max(left.scale, right.scale);
  return [left.digits * powerOfTen(scale - left.scale), right.digits * powerOfTen(scale - right.scale), scale];
}

export function add(left: Decimal, right: Decimal): Decimal {
  const [a, b, scale] = aligned(left, right);
  return rounded({ digits: a + b, scale });
}

export function negate({ digits, scale }: Decimal): Decimal {
  return { digits: -digits, scale };
}

export function multiply(left: Decimal, right: Decimal): Decimal {
  return rounded({ digits: left.digits * right.digits, scale: left.scale + right.scale });
}

/** Throws suiteql-value division-by-zero. */
export function divide(left: Decimal, right: Decimal): Decimal {
  if (right.digits === 0n) {
    throw badValue('division-by-zero');
  }
  const lengths = magnitude(right.digits).toString().length - magnitude(left.digits).toString().length;
  const more = Math.max(0, lengths + mostDigits + 1);
  // Digits that a division leaves over only matter for rounding, so one more than is kept is enough, unless it is
  // exactly five; the sign of the remainder is kept in a further digit.
  const top = left.digits * powerOfTen(more);
  const quotient = top / right.digits;
  const sticky = top % right.digits === 0n ? 0n : left.digits < 0n !== right.digits < 0n ? -1n : 1n;
  return rounded({ digits: quotient * 10n + sticky, scale: left.scale - right.scale + more + 1 });
}

export function compare(left: Decimal, right: Decimal): number {
  const [a, b] = aligned(left, right);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Cuts or rounds to so many decimal places, which may be negative. */
export function toPlaces({ digits, scale }: Decimal, places: number, how: 'round' | 'truncate'): Decimal {
  if (scale <= places) {
    return { digits, scale };
  }
  const divisor = powerOfTen(Math.min(scale - places, 400));
  return rounded({ digits: how === 'round' ? divideRounded(digits, divisor) : digits / divisor, scale: places });
}

export function floor(value: Decimal): Decimal {
  const cut = toPlaces(value, 0, 'truncate');
  return value.digits < 0n && compare(cut, value) !== 0 ? add(cut, integer(-1)) : cut;
}

/** Oracle's MOD: the sign of the dividend, and the dividend itself for a divisor of zero. */
export function modulo(left: Decimal, right: Decimal): Decimal {
  if (right.digits === 0n) {
    return left;
  }
  const [a, b, scale] = aligned(left, right);
  return rounded({ digits: a % b, scale });
}

/** Whole exponents only: the others Oracle computes to 40 digits, and a double holds 15. */
export function power(base: Decimal, exponent: Decimal): Decimal {
  const times = toInteger(exponent);
  if (times === undefined || Math.abs(times) > 1_000_000) {
    throw badValue('power-of-this-exponent', toText(exponent));
  }
  let result = integer(1);
  let square = base;
  for (let left = Math.abs(times); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) {
      result = multiply(result, square);
    }
    if (left > 1) {
      square = multiply(square, square);
    }
  }
  return times < 0 ? divide(integer(1), result) : result;
}

/** The value as a safe integer, undefined when it is none. */
export function toInteger(value: Decimal): number | undefined {
  const cut = toPlaces(value, 0, 'truncate');
  if (compare(cut, value) !== 0) {
    return undefined;
  }
  const number = Number(cut.digits) * 10 ** -cut.scale;
  return Number.isSafeInteger(number) ? number : undefined;
}

/** Plain digits, '0.5' and '-12' and '1000', never an exponent. */
export function toText({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? '-' : '';
  const text = magnitude(digits).toString();
  if (scale <= 0) {
    return digits === 0n ? '0' : sign + text + '0'.repeat(-scale);
  }
  const padded = text.padStart(scale + 1, '0');
  const fraction = padded.slice(-scale).replace(/0+$/, '');
  return sign + padded.slice(0, -scale) + (fraction === '' ? '' : `.${fraction}`);
}
