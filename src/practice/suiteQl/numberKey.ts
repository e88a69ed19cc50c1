import { parseDecimal, rounded, toText, type Decimal } from './decimal.ts';

// The database holds every number as text that sorts and compares, byte by byte, as the number does, one text for
// each number. So joins, sorting, grouping, MIN and MAX are the database's own, and exact; only arithmetic has to
// look inside. A double would turn 0.1 + 0.2 into 0.30000000000000004, where Oracle answers 0.3.
//
// First the sign ('0' below zero, '1' zero, '2' above), then the power of ten in three digits, then the digits.
// Below zero both are taken from nines, and '~', which sorts after every digit, ends them.

const middle = 500;

export function toKey(value: Decimal): string {
  const { digits, scale } = rounded(value);
  if (digits === 0n) {
    return '1';
  }
  const text = (digits < 0n ? -digits : digits).toString();
  const exponent = text.length - scale + middle;
  return digits > 0n ? `2${exponent}${text}` : `0${999 - exponent}${nines(text)}~`;
}

export function fromKey(key: string): Decimal {
  const sign = key[0];
  if (sign === '1') {
    return { digits: 0n, scale: 0 };
  }
  const stored = Number(key.slice(1, 4));
  const text = sign === '2' ? key.slice(4) : nines(key.slice(4, -1));
  const exponent = (sign === '2' ? stored : 999 - stored) - middle;
  return { digits: BigInt(sign === '2' ? text : `-${text}`), scale: text.length - exponent };
}

function nines(digits: string): string {
  return digits.replace(/\d/g, digit => String(9 - Number(digit)));
}

/** Undefined for what is no number. */
export function numberToKey(value: number | string): string | undefined {
  const decimal = parseDecimal(String(value));
  return decimal && toKey(decimal);
}

/** A double where one holds the number exactly as it is spelled, its digits as text otherwise. */
export function keyToCell(key: string): number | string {
  const text = toText(fromKey(key));
  const number = Number(text);
  return String(number) === text ? number : text;
}
