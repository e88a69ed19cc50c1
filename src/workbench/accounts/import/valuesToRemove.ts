import { keyFields, type Candidate } from './combineFindings.ts';

/** A part of a text, in UTF-16 units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Shorter values might stand in a text as parts of ordinary words. */
const shortestRepeated = 32;

/**
 * Where keys and secrets of what was imported stand in its text, in order and without overlaps: the places that were
 * read, and every other place that spells one of the values, such as further requests of a collection. Account IDs stay.
 */
export function valuesToRemove(text: string, imported: readonly Candidate[]): TextRange[] {
  const read = imported.flatMap(({ spans }) => spans.filter(({ field }) => field !== 'accountId'));
  const values = new Set(imported.flatMap(({ values: own }) => keyFields.flatMap(field => own[field] ?? [])));
  const repeated = [...values]
    .filter(({ length }) => length >= shortestRepeated)
    .flatMap(value => placesOf(text, value));
  const ranges: TextRange[] = [];
  for (const { start, end } of [...read, ...repeated].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = ranges.at(-1);
    if (!last || start >= last.end) {
      ranges.push({ start, end });
    } else if (end > last.end) {
      ranges[ranges.length - 1] = { start: last.start, end };
    }
  }
  return ranges.filter(({ start, end }) => end > start);
}

function placesOf(text: string, value: string): TextRange[] {
  const places: TextRange[] = [];
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) {
    places.push({ start: at, end: at + value.length });
  }
  return places;
}
