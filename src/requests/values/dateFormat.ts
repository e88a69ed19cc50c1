const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
// The tokens of Day.js, which REST Client and httpYac write formats in; text in brackets stands for itself.
const TOKEN = /\[([^\]]*)\]|Y+|M+|D+|d+|H+|h+|m+|s+|S+|Z+|A|a/g;

/**
 * Writes a time in a format of Day.js, such as `YYYY-MM-DD HH:mm`, in English.
 *
 * @param time milliseconds since 1970-01-01 UTC
 * @param offset minutes that the zone is ahead of UTC
 * @returns undefined for a format with a token that Day.js does not have, such as `YYY`
 */
export function formatDate(time: number, offset: number, format: string): string | undefined {
  const tokens = tokensOf(time, offset);
  const unknown = new Set<string>();
  const text = format.replace(TOKEN, (token: string, literal: string | undefined) => {
    const value = literal ?? tokens.get(token);
    if (value === undefined) unknown.add(token);
    return value ?? '';
  });
  return unknown.size === 0 ? text : undefined;
}

function tokensOf(time: number, offset: number): ReadonlyMap<string, string> {
  // The parts of this date in UTC are those of the time in its zone.
  const date = new Date(time + offset * 60_000);
  const day = DAYS[date.getUTCDay()] ?? '';
  const month = MONTHS[date.getUTCMonth()] ?? '';
  const hour = date.getUTCHours();
  const hour12 = hour % 12 === 0 ? 12 : hour % 12;
  const year = padded(date.getUTCFullYear(), 4);
  const zone = zoneOf(offset);
  return new Map([
    ['YYYY', year],
    ['YY', year.slice(-2)],
    ['MMMM', month],
    ['MMM', month.slice(0, 3)],
    ['MM', padded(date.getUTCMonth() + 1, 2)],
    ['M', String(date.getUTCMonth() + 1)],
    ['DD', padded(date.getUTCDate(), 2)],
    ['D', String(date.getUTCDate())],
    ['dddd', day],
    ['ddd', day.slice(0, 3)],
    ['dd', day.slice(0, 2)],
    ['d', String(date.getUTCDay())],
    ['HH', padded(hour, 2)],
    ['H', String(hour)],
    ['hh', padded(hour12, 2)],
    ['h', String(hour12)],
    ['mm', padded(date.getUTCMinutes(), 2)],
    ['m', String(date.getUTCMinutes())],
    ['ss', padded(date.getUTCSeconds(), 2)],
    ['s', String(date.getUTCSeconds())],
    ['SSS', padded(date.getUTCMilliseconds(), 3)],
    ['A', hour < 12 ? 'AM' : 'PM'],
    ['a', hour < 12 ? 'am' : 'pm'],
    ['Z', zone],
    ['ZZ', zone.replace(':', '')],
  ]);
}

function zoneOf(offset: number): string {
  const minutes = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${padded(Math.floor(minutes / 60), 2)}:${padded(minutes % 60, 2)}`;
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
