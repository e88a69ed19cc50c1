import { dayOfYear, daysInMonth, isoWeek, validMoment, weekday, writeMoment, type Moment } from './dates.ts';
import { badValue, unsupported } from './queryErrors.ts';

// Oracle Database SQL Language Reference, Format Models. Names of months and days are English (assumed).

const months = 'January February March April May June July August September October November December'.split(' ');
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

const elements =
  /(YYYY|RRRR|IYYY|YY|RR|MONTH|MON|MM|MI|DDD|DD|DAY|DY|D|HH24|HH12|HH|SSSSS|SS|Q|WW|IW|W|A\.M\.|P\.M\.|AM|PM|FM)|"([^"]*)"|([^\p{L}\p{N}"]+)/iuy;

/** What TO_DATE reads; the others only TO_CHAR writes. */
const readable = new Set('YYYY RRRR YY RR MONTH MON MM MI DDD DD HH24 HH12 HH SSSSS SS A.M. P.M. AM PM FM'.split(' '));

interface Element {
  /** Upper case; undefined for text that stands for itself. */
  readonly name: string | undefined;
  readonly source: string;
}

const known = new Map<string, readonly Element[]>();

/** Throws suiteql-unsupported for an element that is not known here, at `position` of the query. */
export function readDateFormat(format: string, use: 'read' | 'write', position = 0): readonly Element[] {
  const cached = known.get(use + format);
  if (cached) {
    return cached;
  }
  const parts: Element[] = [];
  elements.lastIndex = 0;
  while (elements.lastIndex < format.length) {
    const from = elements.lastIndex;
    const match = elements.exec(format);
    const name = match?.[1]?.toUpperCase();
    if (!match || (name !== undefined && use === 'read' && !readable.has(name))) {
      const rest = /^[\p{L}\p{N}]+|^[^]/u.exec(format.slice(from))?.[0] ?? '';
      throw unsupported(`the date format element ${rest.slice(0, 20)}`, position);
    }
    parts.push({ name, source: match[1] ?? match[2] ?? match[0] });
  }
  if (known.size > 200) {
    known.clear();
  }
  known.set(use + format, parts);
  return parts;
}

export function formatDate(moment: Moment, format: string): string {
  let filled = true;
  return readDateFormat(format, 'write')
    .map(({ name, source }) => {
      if (name === 'FM') {
        filled = !filled;
        return '';
      }
      return name === undefined ? source : writeElement(moment, name, source, filled);
    })
    .join('');
}

function writeElement(moment: Moment, name: string, source: string, filled: boolean): string {
  const digits = (value: number, width: number): string =>
    filled ? String(value).padStart(width, '0') : String(value);
  const title = (names: readonly string[], index: number, width: number): string => {
    const text = likeCase(names[index] ?? '', source);
    return filled ? text.padEnd(width) : text;
  };
  const { year, month, day, hour, minute, second } = moment;
  switch (name) {
    case 'YYYY':
    case 'RRRR':
      return digits(year, 4);
    case 'IYYY':
      return digits(isoWeek(moment).year, 4);
    case 'YY':
    case 'RR':
      return digits(year % 100, 2);
    case 'MM':
      return digits(month, 2);
    case 'MONTH':
      return title(months, month - 1, 9);
    case 'MON':
      return likeCase((months[month - 1] ?? '').slice(0, 3), source);
    case 'DDD':
      return digits(dayOfYear(moment), 3);
    case 'DD':
      return digits(day, 2);
    case 'DAY':
      return title(days, weekday(moment), 9);
    case 'DY':
      return likeCase((days[weekday(moment)] ?? '').slice(0, 3), source);
    case 'D':
      // The territory's first day of the week; Sunday, as in America (assumed).
      return String(weekday(moment) + 1);
    case 'HH24':
      return digits(hour, 2);
    case 'HH':
    case 'HH12':
      return digits(hour % 12 === 0 ? 12 : hour % 12, 2);
    case 'MI':
      return digits(minute, 2);
    case 'SS':
      return digits(second, 2);
    case 'SSSSS':
      return digits(hour * 3600 + minute * 60 + second, 5);
    case 'Q':
      return String(Math.ceil(month / 3));
    case 'WW':
      return digits(Math.ceil(dayOfYear(moment) / 7), 2);
    case 'IW':
      return digits(isoWeek(moment).week, 2);
    case 'W':
      return String(Math.ceil(day / 7));
    case 'AM':
    case 'PM':
      return likeCase(hour < 12 ? 'Am' : 'Pm', source);
    default:
      return likeCase(hour < 12 ? 'A.m.' : 'P.m.', source);
  }
}

/** MON, Mon or mon, as the format spells it. */
function likeCase(text: string, source: string): string {
  const [first = '', second = ''] = source.replaceAll('.', '');
  if (first === first.toLowerCase()) {
    return text.toLowerCase();
  }
  return second === second.toUpperCase() ? text.toUpperCase() : text;
}

/**
 * Text to a date, in the database's spelling. What the format leaves out is the first of the current month at
 * midnight, as in Oracle; what the text leaves out is an error, and signs have to be the same (stricter than Oracle).
 * Throws suiteql-value not-a-date.
 */
export function parseDate(text: string, format: string, today: Moment): string {
  const found = new Map<string, number>();
  let rest = text.trim();
  for (const { name, source } of readDateFormat(format, 'read')) {
    if (name === 'FM') {
      continue;
    }
    if (name === undefined) {
      if (!rest.startsWith(source)) {
        throw badValue('not-a-date', text);
      }
      rest = rest.slice(source.length);
      continue;
    }
    const match = elementPattern(name).exec(rest);
    const value = match && elementValue(name, match[0]);
    if (!match || value === undefined || value === null || (found.has(name) && found.get(name) !== value)) {
      throw badValue('not-a-date', text);
    }
    found.set(name, value);
    rest = rest.slice(match[0].length);
  }
  const moment = rest === '' ? validMoment(assemble(found, today)) : undefined;
  if (!moment) {
    throw badValue('not-a-date', text);
  }
  return writeMoment(moment);
}

function elementPattern(name: string): RegExp {
  switch (name) {
    case 'YYYY':
    case 'RRRR':
      return /^\d{4}/;
    case 'YY':
    case 'RR':
      return /^\d{2}/;
    case 'DDD':
      return /^\d{1,3}/;
    case 'SSSSS':
      return /^\d{1,5}/;
    case 'MONTH':
    case 'MON':
      return /^[A-Za-z]+/;
    case 'AM':
    case 'PM':
      return /^[AP]M/i;
    case 'A.M.':
    case 'P.M.':
      return /^[AP]\.M\./i;
    default:
      return /^\d{1,2}/;
  }
}

function elementValue(name: string, text: string): number | undefined {
  if (/^[AP]/.test(name)) {
    return text[0]?.toUpperCase() === 'A' ? 0 : 1;
  }
  if (name === 'MON' || name === 'MONTH') {
    const index = months.findIndex(month =>
      [month.toUpperCase(), month.slice(0, 3).toUpperCase()].includes(text.toUpperCase()),
    );
    return index < 0 ? undefined : index + 1;
  }
  return Number(text);
}

function assemble(found: ReadonlyMap<string, number>, today: Moment): Moment {
  const first = (...names: readonly string[]): number | undefined =>
    names.map(name => found.get(name)).find(value => value !== undefined);
  const short = first('YY');
  const near = first('RR');
  const year =
    first('YYYY', 'RRRR') ?? (short !== undefined ? century(today.year) + short : nearYear(near, today.year));
  const twelve = first('HH', 'HH12');
  const half = first('AM', 'PM', 'A.M.', 'P.M.');
  // An hour past its range must not pass as another one.
  const hour12 = twelve !== undefined && twelve >= 1 && twelve <= 12 ? (twelve % 12) + 12 * (half ?? 0) : 99;
  const ofDay = first('SSSSS');
  const time = {
    hour: first('HH24') ?? (twelve === undefined ? 0 : hour12),
    minute: first('MI') ?? 0,
    second: first('SS') ?? 0,
    ...(ofDay !== undefined && {
      hour: Math.floor(ofDay / 3600),
      minute: Math.floor((ofDay % 3600) / 60),
      second: ofDay % 60,
    }),
  };
  const ofYear = first('DDD');
  if (ofYear !== undefined) {
    return { year, ...monthAndDay(year, ofYear), ...time };
  }
  return { year, month: first('MM', 'MON', 'MONTH') ?? today.month, day: first('DD') ?? 1, ...time };
}

function century(year: number): number {
  return year - (year % 100);
}

/** RR: within fifty years of today. */
function nearYear(two: number | undefined, year: number): number {
  if (two === undefined) {
    return year;
  }
  const late = year % 100 >= 50;
  return century(year) + two + (two < 50 ? (late ? 100 : 0) : late ? 0 : -100);
}

function monthAndDay(year: number, ofYear: number): { readonly month: number; readonly day: number } {
  let [month, day] = [1, ofYear];
  while (month < 12 && day > daysInMonth(year, month)) {
    day -= daysInMonth(year, month);
    month += 1;
  }
  return { month, day };
}
