import { badValue } from './queryErrors.ts';

// A date is text, 'YYYY-MM-DD HH:MM:SS', in the database, which therefore sorts and compares dates by itself.
// Years 1 to 9999 of the Gregorian calendar; Oracle's Julian days before 1582 are left out.

export interface Moment {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2}):(\d{2}))?$/;
const secondsInDay = 86_400;

/** Undefined for what is no ISO date or time of day. */
export function readMoment(text: string): Moment | undefined {
  const match = iso.exec(text);
  if (!match) {
    return undefined;
  }
  const [year, month, day, hour, minute, second] = match
    .slice(1)
    .map(part => Number((part as string | undefined) ?? 0));
  return validMoment({
    year: year ?? 0,
    month: month ?? 0,
    day: day ?? 0,
    hour: hour ?? 0,
    minute: minute ?? 0,
    second: second ?? 0,
  });
}

export function validMoment(moment: Moment): Moment | undefined {
  const { year, month, day, hour, minute, second } = moment;
  const inRange = year >= 1 && year <= 9999 && month >= 1 && month <= 12 && hour < 24 && minute < 60 && second < 60;
  return inRange && day >= 1 && day <= daysInMonth(year, month) ? moment : undefined;
}

export function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

function two(part: number): string {
  return String(part).padStart(2, '0');
}

export function writeMoment({ year, month, day, hour, minute, second }: Moment): string {
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  return `${date} ${two(hour)}:${two(minute)}:${two(second)}`;
}

/** From the database's own text, which is always a date. */
export function momentOf(text: string): Moment {
  const moment = readMoment(text);
  if (!moment) {
    throw badValue('not-a-date', text);
  }
  return moment;
}

/** Seconds since 1970, as if the date were UTC. */
export function toSeconds({ year, month, day, hour, minute, second }: Moment): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / 1000 + hour * 3600 + minute * 60 + second;
}

/** Throws suiteql-value date-out-of-range. */
export function fromSeconds(seconds: number): Moment {
  const date = new Date(seconds * 1000);
  const year = date.getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) {
    throw badValue('date-out-of-range');
  }
  return {
    year,
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

/** 0 for Sunday. */
export function weekday(moment: Moment): number {
  return (((Math.floor(toSeconds(moment) / secondsInDay) + 4) % 7) + 7) % 7;
}

export function dayOfYear(moment: Moment): number {
  return Math.floor((toSeconds(moment) - toSeconds({ ...midnight(moment), month: 1, day: 1 })) / secondsInDay) + 1;
}

/** Year and week of ISO 8601. */
export function isoWeek(moment: Moment): { readonly year: number; readonly week: number } {
  const ofWeek = (weekday(moment) + 6) % 7;
  const thursday = fromSeconds(toSeconds(midnight(moment)) + (3 - ofWeek) * secondsInDay);
  return { year: thursday.year, week: Math.ceil(dayOfYear(thursday) / 7) };
}

function midnight(moment: Moment): Moment {
  return { ...moment, hour: 0, minute: 0, second: 0 };
}

export function lastDay(moment: Moment): Moment {
  return { ...moment, day: daysInMonth(moment.year, moment.month) };
}

/** Oracle's ADD_MONTHS: the last day of a month stays one. */
export function addMonths(moment: Moment, months: number): Moment {
  const index = moment.year * 12 + moment.month - 1 + months;
  const [year, month] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  const last = daysInMonth(year, month);
  const atEnd = moment.day === daysInMonth(moment.year, moment.month);
  const moved = validMoment({ ...moment, year, month, day: atEnd ? last : Math.min(moment.day, last) });
  if (!moved) {
    throw badValue('date-out-of-range');
  }
  return moved;
}

/** What TRUNC cuts a date to; undefined for a format that it does not know here. */
export function truncate(moment: Moment, format: string): Moment | undefined {
  const day = midnight(moment);
  switch (format.toUpperCase()) {
    case 'DD':
    case 'DDD':
    case 'J':
      return day;
    case 'YYYY':
    case 'YEAR':
    case 'YY':
    case 'Y':
      return { ...day, month: 1, day: 1 };
    case 'Q':
      return { ...day, month: Math.floor((day.month - 1) / 3) * 3 + 1, day: 1 };
    case 'MM':
    case 'MON':
    case 'MONTH':
      return { ...day, day: 1 };
    case 'IW':
      return fromSeconds(toSeconds(day) - ((weekday(day) + 6) % 7) * secondsInDay);
    case 'HH':
    case 'HH24':
    case 'HH12':
      return { ...moment, minute: 0, second: 0 };
    case 'MI':
      return { ...moment, second: 0 };
    default:
      return undefined;
  }
}
