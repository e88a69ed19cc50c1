import type { Header } from './record.ts';

/** Milliseconds since 1970 by a Date header; undefined without one that can be read. */
export function serverTime(headers: readonly Header[]): number | undefined {
  const time = Date.parse(headers.find(({ name }) => name.toLowerCase() === 'date')?.value ?? '');
  return Number.isNaN(time) ? undefined : time;
}

/**
 * Seconds from one moment to another, both `YYYY-MM-DD HH:MM:SS` of the same clock and zone, whichever that is; undefined
 * where one cannot be read.
 */
export function secondsBetween(from = '', to = ''): number | undefined {
  const [start, end] = [from, to].map(text => Date.parse(`${text.replace(' ', 'T')}Z`));
  return start === undefined || end === undefined || Number.isNaN(start) || Number.isNaN(end)
    ? undefined
    : (end - start) / 1000;
}
