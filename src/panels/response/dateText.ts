import type { DateReading } from '../../bodies/values/dates.ts';
import { fill } from '../shared/format.ts';

/** How the readings are called, made by the host; `{0}` is the date. */
export type DateStrings = Readonly<Record<DateReading['form'], string>>;

/**
 * A date for reading: a moment in the person's own time and in UTC, a day as it is. With several readings, each with how
 * it was read.
 */
export function dateText(readings: readonly DateReading[], strings: DateStrings, locale: string): readonly string[] {
  return readings.map(reading => fill(strings[reading.form], when(reading, locale)));
}

function when({ iso, epochMs }: DateReading, locale: string): string {
  if (epochMs === undefined) {
    return day(iso, locale);
  }
  const local = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' }).format(epochMs);
  return `${local} (${iso})`;
}

/** Without a time zone there is no moment: the words are those of the value, whatever the zone here. */
function day(iso: string, locale: string): string {
  const time = iso.includes('T') ? ({ timeStyle: 'medium' } as const) : {};
  const at = Date.parse(`${iso.includes('T') ? iso : `${iso}T00:00:00`}Z`);
  return Number.isNaN(at)
    ? iso
    : new Intl.DateTimeFormat(locale, { dateStyle: 'full', ...time, timeZone: 'UTC' }).format(at);
}
