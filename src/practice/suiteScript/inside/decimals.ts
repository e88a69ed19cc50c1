const decimal = /^([+-]?)(\d+)(?:\.(\d*))?$/;

/**
 * Compares two decimals by their digits, so that none is lost to a double.
 *
 * @returns negative, 0 or positive; undefined when one of them is no decimal
 */
export function compareDecimals(left: string, right: string): number | undefined {
  const [a, b] = [decimal.exec(left.trim()), decimal.exec(right.trim())];
  if (!a || !b) {
    return undefined;
  }
  const places = Math.max(a[3]?.length ?? 0, b[3]?.length ?? 0);
  const scaled = ([, sign = '', whole = '', fraction = '']: RegExpExecArray) =>
    BigInt(whole + fraction.padEnd(places, '0')) * (sign === '-' ? -1n : 1n);
  const difference = scaled(a) - scaled(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** A decimal without exponent: what a number is, or text that already is one. Undefined for anything else. */
export function decimalText(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) {
    const text = String(value);
    if (!text.includes('e')) {
      return text;
    }
    return Math.abs(value) < 1 ? value.toFixed(20).replace(/0+$/, '').replace(/\.$/, '') : String(BigInt(value));
  }
  return typeof value === 'string' && decimal.test(value.trim()) ? value.trim() : undefined;
}
