import { badValue } from './queryErrors.ts';

// Oracle Database SQL Language Reference, Character Functions. Characters are counted as Unicode code points.

/** Oracle's VARCHAR2 (ORA-01489); text that was longer already may stay so. */
const longestText = 4000;

/** The code points of a text, which are what Oracle counts. */
export function charactersOf(text: string): string[] {
  return Array.from(text);
}

function fits(text: string, ...given: readonly string[]): string {
  if (text.length > longestText && given.every(part => part.length < text.length)) {
    throw badValue('text-too-long');
  }
  return text;
}

export function concat(...parts: readonly (string | null)[]): string {
  const given = parts.map(part => part ?? '');
  return fits(given.join(''), ...given);
}

/** Counted from one, from the end when negative. */
export function substring(text: string, position: number, length?: number): string {
  const characters = charactersOf(text);
  const from = position > 0 ? position - 1 : position === 0 ? 0 : characters.length + position;
  if (from < 0 || (length !== undefined && length < 1)) {
    return '';
  }
  return characters.slice(from, length === undefined ? undefined : from + length).join('');
}

/** Zero when it does not occur so often. A negative position searches backwards from the end. */
export function indexOf(text: string, part: string, position: number, occurrence: number): number {
  if (occurrence < 1) {
    throw badValue('occurrence-below-one');
  }
  const [characters, wanted] = [charactersOf(text), charactersOf(part)];
  const step = position < 0 ? -1 : 1;
  const last = characters.length - wanted.length;
  let at = position > 0 ? position - 1 : Math.min(characters.length + position, last);
  if (position === 0) {
    return 0;
  }
  let left = occurrence;
  for (; at >= 0 && at <= last; at += step) {
    if (wanted.every((character, index) => characters[at + index] === character)) {
      left -= 1;
      if (left === 0) {
        return at + 1;
      }
    }
  }
  return 0;
}

export function trimStart(text: string, characters: string): string {
  const [all, set] = [charactersOf(text), new Set(characters)];
  const first = all.findIndex(character => !set.has(character));
  return first < 0 ? '' : all.slice(first).join('');
}

export function trimEnd(text: string, characters: string): string {
  const [all, set] = [charactersOf(text), new Set(characters)];
  return all.slice(0, all.findLastIndex(character => !set.has(character)) + 1).join('');
}

export function pad(text: string, width: number, filler: string, side: 'left' | 'right'): string {
  const characters = charactersOf(text);
  if (width <= characters.length) {
    return characters.slice(0, Math.max(0, width)).join('');
  }
  const missing = Math.max(0, Math.min(width, longestText) - characters.length);
  const fill = charactersOf(filler);
  const whole = filler.repeat(Math.floor(missing / fill.length));
  const filling = whole + fill.slice(0, missing % fill.length).join('');
  return side === 'left' ? filling + text : text + filling;
}

export function replace(text: string, part: string | null, by: string | null): string {
  return part === null
    ? text
    : fits(
        text.replaceAll(part, () => by ?? ''),
        text,
      );
}

export function translate(text: string, from: string, to: string): string {
  const [sources, targets] = [charactersOf(from), charactersOf(to)];
  return charactersOf(text)
    .map(character => {
      const index = sources.indexOf(character);
      return index < 0 ? character : (targets[index] ?? '');
    })
    .join('');
}

export function capitalise(text: string): string {
  return text.toLowerCase().replace(/[\p{L}\p{N}]+/gu, word => {
    const [first = '', ...rest] = word;
    return first.toUpperCase() + rest.join('');
  });
}
