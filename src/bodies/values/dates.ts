/** One way in which a value can be read as a moment or a day. */
export interface DateReading {
  /**
   * `iso`: ISO 8601 with a time zone; `iso-local`: without one; `iso-day`: a day; `epoch-s` and `epoch-ms`: a number
   * since 1970; `month-first`, `day-first`, `year-first`: a date as an account's or user's preferences write it.
   */
  readonly form: 'iso' | 'iso-local' | 'iso-day' | 'epoch-s' | 'epoch-ms' | 'day-first' | 'month-first' | 'year-first';
  /** `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS[.mmm]`, with `Z` only when the moment is known. */
  readonly iso: string;
  /** Milliseconds since 1970 when the moment is known. */
  readonly epochMs?: number;
}

/** Numbers in between are as likely ids: the years from 2000 to 2100. */
const earliest = Date.UTC(2000, 0, 1);
const latest = Date.UTC(2100, 0, 1);

/**
 * The ways in which a value can be read as a date, the likeliest first; none for most values. The forms beside ISO 8601
 * and epochs are those that NetSuite offers as date format (1/31/2026, 31/1/2026, 31-Jan-2026, 31.1.2026,
 * 31-JANUARY-2026, 31 JANUARY, 2026, 2026/1/31, 2026-1-31), with or without a time.
 */
export function readDates(text: string, kind: 'string' | 'number'): DateReading[] {
  if (text.length < 8 || text.length > 40) {
    return [];
  }
  if (/^\d+$/.test(text)) {
    return epoch(text);
  }
  return kind === 'number' ? [] : [...iso(text), ...preferred(text)];
}

function epoch(text: string): DateReading[] {
  const form =
    text.length === 10 || text.length === 9
      ? 'epoch-s'
      : text.length === 13 || text.length === 12
        ? 'epoch-ms'
        : undefined;
  const epochMs = form === 'epoch-s' ? Number(text) * 1000 : Number(text);
  return form && epochMs >= earliest && epochMs < latest
    ? [{ form, iso: new Date(epochMs).toISOString(), epochMs }]
    : [];
}

const ISO =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:[T ](?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<fraction>\d{1,9}))?)?\s?(?<zone>Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

function iso(text: string): DateReading[] {
  const parts = ISO.exec(text)?.groups;
  if (!parts) {
    return [];
  }
  const { year = '', month = '', day = '', hour, minute = '', second = '00', fraction, zone } = parts;
  const date = dayText(Number(year), Number(month), Number(day));
  if (date === undefined) {
    return [];
  }
  if (hour === undefined) {
    return [{ form: 'iso-day', iso: date }];
  }
  const time = timeText(Number(hour), Number(minute), Number(second));
  if (time === undefined) {
    return [];
  }
  const local = `${date}T${time}${fraction === undefined ? '' : `.${fraction.slice(0, 3).padEnd(3, '0')}`}`;
  if (zone === undefined) {
    return [{ form: 'iso-local', iso: local }];
  }
  const digits = zone.replace(':', '');
  const offset = /^z$/i.test(zone) ? 'Z' : `${digits.slice(0, 3)}:${digits.slice(3).padEnd(2, '0')}`;
  const epochMs = Date.parse(`${local}${offset}`);
  return Number.isNaN(epochMs) ? [] : [{ form: 'iso', iso: new Date(epochMs).toISOString(), epochMs }];
}

const TIME = /^(?:[ T](?<hour>\d{1,2})[:-](?<minute>\d\d)(?:[:-](?<second>\d\d))?(?:\s?(?<half>[ap])\.?m\.?)?)?$/i;
const NUMBERS = /^(?<a>\d{1,4})(?<separator>[/.-])(?<b>\d{1,2})\k<separator>(?<c>\d{1,4})(?=$|[ T])/;
const NAMED = /^(?<day>\d{1,2})[- ](?<month>[a-z]{3,9})(?:-|,? )(?<year>\d{4})(?=$|[ T])/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function preferred(text: string): DateReading[] {
  const named = NAMED.exec(text);
  if (named) {
    const { day = '', month = '', year = '' } = named.groups ?? {};
    const number = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
    return reading('day-first', [Number(year), number, Number(day)], text.slice(named[0].length));
  }
  const match = NUMBERS.exec(text);
  if (!match) {
    return [];
  }
  const { a = '', b = '', c = '' } = match.groups ?? {};
  const rest = text.slice(match[0].length);
  if (a.length === 4) {
    // With two digits each it is ISO's.
    return /^\d{4}-\d\d-\d\d/.test(text) ? [] : reading('year-first', [Number(a), Number(b), Number(c)], rest);
  }
  if (c.length !== 4 || a.length > 2) {
    return [];
  }
  return [
    ...reading('month-first', [Number(c), Number(a), Number(b)], rest),
    ...reading('day-first', [Number(c), Number(b), Number(a)], rest),
  ];
}

function reading(
  form: DateReading['form'],
  [year, month, day]: readonly [number, number, number],
  rest: string,
): DateReading[] {
  const date = dayText(year, month, day);
  const parts = TIME.exec(rest)?.groups;
  if (date === undefined || (rest !== '' && !parts)) {
    return [];
  }
  const { hour, minute = '', second = '0', half } = parts ?? {};
  if (hour === undefined) {
    return [{ form, iso: date }];
  }
  const twelve = Number(hour) % 12;
  const time = timeText(
    half === undefined ? Number(hour) : half.toLowerCase() === 'p' ? twelve + 12 : twelve,
    Number(minute),
    Number(second),
  );
  return time === undefined || (half !== undefined && (Number(hour) < 1 || Number(hour) > 12))
    ? []
    : [{ form, iso: `${date}T${time}` }];
}

function dayText(year: number, month: number, day: number): string | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year > 0
    ? `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
    : undefined;
}

function timeText(hour: number, minute: number, second: number): string | undefined {
  return hour < 24 && minute < 60 && second < 60 ? `${two(hour)}:${two(minute)}:${two(second)}` : undefined;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
