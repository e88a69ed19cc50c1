import { html } from '../html.ts';
import type { Html } from '../html.ts';

/** Two texts, each with what is not the same in both marked: from the first difference to the last. */
export function markedPair(one: string, other: string): readonly [Html, Html] {
  const start = sharedStart(one, other);
  const end = sharedEnd(one, other, Math.min(one.length, other.length) - start);
  return [marked(one, start, end), marked(other, start, end)];
}

/** A text with everything from an index on marked. */
export function markedFrom(text: string, start: number): Html {
  return marked(text, start, 0);
}

function marked(text: string, start: number, end: number): Html {
  const middle = text.slice(start, text.length - end);
  return html`${text.slice(0, start)}${middle !== '' && html`<mark>${middle}</mark>`}${text.slice(text.length - end)}`;
}

function sharedStart(one: string, other: string): number {
  const limit = Math.min(one.length, other.length);
  let index = 0;
  while (index < limit && one[index] === other[index]) {
    index += 1;
  }
  return index;
}

function sharedEnd(one: string, other: string, limit: number): number {
  let count = 0;
  while (count < limit && one[one.length - 1 - count] === other[other.length - 1 - count]) {
    count += 1;
  }
  return count;
}
