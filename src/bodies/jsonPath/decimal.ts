interface Decimal {
  readonly sign: -1 | 0 | 1;
  /** The value is 0.digits × 10^magnitude; no zero first or last. */
  readonly digits: string;
  readonly magnitude: number;
}

/**
 * Compares two decimal numbers as they are spelled, none of their digits lost: below 0, 0 or above 0.
 * The forms are those of JSON, also `.5` and `5.`.
 */
export function compareDecimals(left: string, right: string): number {
  if (left === right) return 0;
  const a = readDecimal(left);
  const b = readDecimal(right);
  if (a.sign !== b.sign) return a.sign - b.sign;
  if (a.magnitude !== b.magnitude) return a.sign * (a.magnitude < b.magnitude ? -1 : 1);
  return a.sign * (a.digits === b.digits ? 0 : a.digits < b.digits ? -1 : 1);
}

function readDecimal(text: string): Decimal {
  const [, minus, whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const all = whole + fraction;
  let first = 0;
  while (all[first] === '0') first++;
  let last = all.length;
  while (last > first && all[last - 1] === '0') last--;
  if (first === last) return { sign: 0, digits: '', magnitude: 0 };
  return {
    sign: minus === '-' ? -1 : 1,
    digits: all.slice(first, last),
    magnitude: whole.length - first + Number(exponent),
  };
}
