import { shellWord } from './literals.ts';
import type { PreparedCall } from './prepareCall.ts';

/** A HEAD that is only named so would wait for a body. */
export function methodArguments(method: string, word: string): readonly string[] {
  return method === 'HEAD' ? ['--head'] : [`--request ${word}`];
}

export function headerArguments(headers: PreparedCall['headers'], body: string | undefined): readonly string[] {
  const isTyped = headers.some(({ name }) => name.toLowerCase() === 'content-type');
  return [
    // A header without a value is written with a semicolon.
    ...headers.map(({ name, value }) => `--header ${shellWord(value === '' ? `${name};` : `${name}: ${value}`)}`),
    // curl would call the body a form.
    ...(body !== undefined && !isTyped ? ["--header 'Content-Type:'"] : []),
  ];
}

/** To curl, brackets in a URL are a range. */
export function globArguments(url: string): readonly string[] {
  return /[[\]{}]/.test(url) ? ['--globoff'] : [];
}
