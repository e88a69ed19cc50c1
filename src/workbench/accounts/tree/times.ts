import { isShowableTime } from '../../../showableTime.ts';

const units = [
  ['year', 365 * 24 * 60 * 60 * 1000],
  ['month', 30 * 24 * 60 * 60 * 1000],
  ['day', 24 * 60 * 60 * 1000],
  ['hour', 60 * 60 * 1000],
  ['minute', 60 * 1000],
] as const;

/**
 * How long ago something was, in words: "now" within the first minute, then whole units, `2 min. ago`. A moment in the
 * future, as after the clock was set back, is now.
 *
 * @param at ms since 1970, as `now`
 * @param language VS Code's display language; one that Intl does not know gives English
 */
export function timeAgo(at: number, now: number, language: string, style: 'long' | 'short'): string {
  const format = relativeFormat(language, style);
  const passed = Math.max(0, now - at);
  const [unit, length] = units.find(([, each]) => passed >= each) ?? ['second', Infinity];
  return format.format(-Math.floor(passed / length) || 0, unit);
}

/** When something will be, in words: `in 12 days`; what has been already, as timeAgo says it. */
export function timeUntil(at: number, now: number, language: string, style: 'long' | 'short'): string {
  const left = at - now;
  // Also where there is no such moment.
  if (!(left > 0)) {
    return timeAgo(at, now, language, style);
  }
  const [unit, length] = units.find(([, each]) => left >= each) ?? ['minute', Infinity];
  return relativeFormat(language, style).format(Math.max(1, Math.floor(left / length)), unit);
}

/** How long something has lasted, in whole months; of less than one, in days. */
export function ageOf(since: number, now: number): { readonly count: number; readonly unit: 'month' | 'day' } {
  const days = Math.max(0, Math.floor((now - since) / (24 * 60 * 60 * 1000)));
  // A mean month: a token of a year is twelve months old.
  const months = Math.floor(days / 30.4);
  return months > 0 ? { count: months, unit: 'month' } : { count: days, unit: 'day' };
}

/** Date and time in the person's language and time zone; `?` where there is no such date. */
export function absoluteTime(at: number, language: string): string {
  if (!isShowableTime(at)) {
    return '?';
  }
  const made =
    dateFormats.get(language) ??
    inLanguage(language, tag => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'medium' }));
  dateFormats.set(language, made);
  return made.format(at);
}

/** Making a format takes longer than using it, and a tree may have thousands of rows. */
const dateFormats = new Map<string, Intl.DateTimeFormat>();
const formats = new Map<string, Intl.RelativeTimeFormat>();

function relativeFormat(language: string, style: 'long' | 'short'): Intl.RelativeTimeFormat {
  const key = `${language} ${style}`;
  const made =
    formats.get(key) ?? inLanguage(language, tag => new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style }));
  formats.set(key, made);
  return made;
}

function inLanguage<T>(language: string, make: (tag: string) => T): T {
  try {
    return make(language);
  } catch {
    return make('en');
  }
}
