/** Beyond this many milliseconds from 1970 there are no dates (ECMA-262, Time Values): Intl and Date throw there. */
const furthest = 8.64e15;

/** Whether a value is a moment, ms since 1970, that a Date can hold and a person can be shown. */
export function isShowableTime(value: unknown): value is number {
  // Not so for NaN either.
  return typeof value === 'number' && Math.abs(value) <= furthest;
}
