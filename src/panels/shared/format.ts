/** Puts values in place of `{0}`, `{1}`, …. */
export function fill(template: string, ...values: readonly string[]): string {
  return template.replace(/\{(\d+)\}/g, (whole, index: string) => values[Number(index)] ?? whole);
}

/** A duration for reading: `312 ms`, `1.25 s`, `2 min 3 s`. Milliseconds. */
export function formatDuration(milliseconds: number, locale: string): string {
  if (milliseconds < 1000) {
    return unit(Math.round(milliseconds), 'millisecond', locale, 0);
  }
  if (milliseconds < 60_000) {
    return unit(milliseconds / 1000, 'second', locale, milliseconds < 10_000 ? 2 : 1);
  }
  const seconds = Math.floor(milliseconds / 1000);
  return `${unit(Math.floor(seconds / 60), 'minute', locale, 0)} ${unit(seconds % 60, 'second', locale, 0)}`;
}

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size for reading, in steps of 1000: `512 bytes`, `48.2 kB`, `51.3 MB`. */
export function formatBytes(bytes: number, locale: string): string {
  let step = 0;
  let amount = bytes;
  while (amount >= 999.5 && step < BYTE_UNITS.length - 1) {
    amount /= 1000;
    step++;
  }
  // The short form of a byte is always singular.
  const display = step === 0 ? 'long' : 'short';
  return unit(amount, BYTE_UNITS[step] ?? 'byte', locale, step === 0 || amount >= 100 ? 0 : 1, display);
}

/** A whole number with the locale's separators. */
export function formatCount(count: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(count);
}

function unit(
  value: number,
  name: string,
  locale: string,
  digits: number,
  display: 'short' | 'long' = 'short',
): string {
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: name,
    unitDisplay: display,
    maximumFractionDigits: digits,
  }).format(value);
}
