import { isShowableTime } from '../showableTime.ts';
import { isObject } from '../isObject.ts';

/** What VS Code has stored, as far as it is an object; nothing where something else stands in its place. */
export function storedObject(stored: unknown): Readonly<Record<string, unknown>> {
  return isObject(stored) ? stored : {};
}

/** Of an object that was stored, what is text. */
export function storedTexts(stored: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(storedObject(stored));
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** Of a list that was stored, what is text. */
export function storedList(stored: unknown): readonly string[] {
  return Array.isArray(stored) ? stored.filter(each => typeof each === 'string') : [];
}

/** Of an object that was stored, what is a time that can be shown; ms since 1970. */
export function storedTimes(stored: unknown): Readonly<Record<string, number>> {
  const entries = Object.entries(storedObject(stored));
  return Object.fromEntries(entries.filter((entry): entry is [string, number] => isShowableTime(entry[1])));
}

export function isOneOf<T extends string>(value: unknown, known: readonly T[]): value is T {
  return (known as readonly unknown[]).includes(value);
}
