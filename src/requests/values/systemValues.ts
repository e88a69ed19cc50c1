import { formatDate } from './dateFormat.ts';
import { randomValue } from './randomValues.ts';

/** Where values come from that differ from one sending to the next. */
export interface Sources {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
  /** At least 0 and less than 1. Only for made-up values in requests, never for anything secret. */
  readonly random: () => number;
  /** A version 4 UUID (RFC 9562). */
  readonly uuid: () => string;
}

const OFFSET = /^(-?\d{1,9})\s+(y|Q|M|w|d|h|m|s|ms)$/;
const MILLISECONDS: Readonly<Record<string, number>> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
};
const MONTHS: Readonly<Record<string, number>> = { y: 12, Q: 3, M: 1 };

// The format is a word, or a format of Day.js in quotes, which may hold blanks.
const DATE = /^\$(datetime|localDatetime)\s+(?:(iso8601|rfc1123)|"([^"]*)"|'([^']*)')(?:\s+(.*))?$/s;
const LOCAL_FORMATS: Readonly<Record<string, string>> = {
  iso8601: 'YYYY-MM-DDTHH:mm:ssZ',
  rfc1123: 'ddd, DD MMM YYYY HH:mm:ss ZZ',
};

/**
 * A value that is made, not looked up, under the names that REST Client and the JetBrains client use:
 * `$uuid` (also `$guid`, `$random.uuid`), `$timestamp [n unit]` in seconds, `$datetime iso8601|rfc1123|"format" [n unit]`
 * and `$isoTimestamp` in UTC, `$localDatetime` in the zone of this machine, `$randomInt [from to]` with `to` left out of
 * the range, and those of randomValue.
 *
 * @returns undefined for a name that is none of those, or whose arguments are wrong.
 */
export function systemValue(expression: string, sources: Sources): string | undefined {
  const trimmed = expression.trim();
  const [name = '', ...words] = trimmed.split(/\s+/);
  switch (name) {
    case '$uuid':
    case '$guid':
    case '$random.uuid':
      return words.length === 0 ? sources.uuid() : undefined;
    case '$timestamp': {
      const time = shifted(sources.now(), words);
      return time === undefined ? undefined : Math.floor(time / 1000).toString();
    }
    case '$isoTimestamp':
      return words.length === 0 ? new Date(sources.now()).toISOString() : undefined;
    case '$datetime':
    case '$localDatetime':
      return dateValue(trimmed, sources);
    case '$randomInt':
      return randomInteger(words, sources);
    default:
      return trimmed.startsWith('$random.') ? randomValue(trimmed.slice('$random.'.length), sources.random) : undefined;
  }
}

function dateValue(expression: string, sources: Sources): string | undefined {
  const [, name, word = '', inDouble, inSingle, offset] = DATE.exec(expression) ?? [];
  const isLocal = name === 'localDatetime';
  const time = name === undefined ? undefined : shifted(sources.now(), offset?.trim().split(/\s+/) ?? []);
  if (time === undefined) return undefined;
  if (!isLocal && word === 'iso8601') return new Date(time).toISOString();
  if (!isLocal && word === 'rfc1123') return new Date(time).toUTCString();
  const format = LOCAL_FORMATS[word] ?? inDouble ?? inSingle ?? '';
  if (format === '') return undefined;
  const written = formatDate(time, isLocal ? -new Date(time).getTimezoneOffset() : 0, format);
  // A zone of RFC 1123 is a name where there is one.
  return word === 'rfc1123' ? written?.replace('+0000', 'GMT') : written;
}

/** Whether `systemValue` would make something of it; to check a file without sending. */
export function isSystemValue(expression: string): boolean {
  return systemValue(expression, { now: () => 0, random: () => 0, uuid: () => '0' }) !== undefined;
}

function randomInteger(words: readonly string[], sources: Sources): string | undefined {
  const [from = '0', to = '1000'] = words;
  if (words.length !== 0 && words.length !== 2) return undefined;
  if (!/^-?\d{1,15}$/.test(from) || !/^-?\d{1,15}$/.test(to) || Number(from) >= Number(to)) return undefined;
  return (Math.floor(sources.random() * (Number(to) - Number(from))) + Number(from)).toString();
}

function shifted(now: number, words: readonly string[]): number | undefined {
  if (words.length === 0) return now;
  const [, digits, unit] = OFFSET.exec(words.join(' ')) ?? [];
  if (digits === undefined || unit === undefined) return undefined;
  const months = MONTHS[unit];
  const time =
    months === undefined ? now + Number(digits) * (MILLISECONDS[unit] ?? 0) : addMonths(now, Number(digits) * months);
  return Number.isNaN(new Date(time).getTime()) ? undefined : time;
}

/** A month after 31 January is the last day of February, not 3 March. */
function addMonths(now: number, months: number): number {
  const date = new Date(now);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime();
}
