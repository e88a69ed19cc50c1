import type { RequestFile, RequestNode, Span } from '../../../src/requests/nodes.ts';
import { parseRequests } from '../../../src/requests/parse/parse.ts';
import type { Sources } from '../../../src/requests/values/systemValues.ts';

/** The only request of a text. */
export function only(text: string): RequestNode {
  const { requests } = parseRequests(text);
  if (requests.length !== 1) throw new Error(`${requests.length} requests, not one`);
  return requests[0]!;
}

export function codes(problems: readonly { code: string }[]): string[] {
  return problems.map(({ code }) => code);
}

export function at(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}

/** 2026-03-31T10:20:30.400Z, a random that is always in the middle, and numbered UUIDs. */
export function fixedSources(): Sources {
  let count = 0;
  return {
    now: () => Date.UTC(2026, 2, 31, 10, 20, 30, 400),
    random: () => 0.5,
    uuid: () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`,
  };
}

/** Every span in a parsed file, each with the text that it is said to be. */
export function claims(file: RequestFile): { span: Span; value?: string }[] {
  const found: { span: Span; value?: string }[] = [];
  const visit = (each: unknown): void => {
    if (typeof each !== 'object' || each === null) return;
    if ('start' in each && 'end' in each) found.push({ span: each as Span });
    // A text of several parts is not the file's text at its range, but each of its parts is.
    if ('range' in each && 'value' in each && typeof each.value === 'string' && !('parts' in each)) {
      found.push({ span: each.range as Span, value: each.value });
    }
    for (const inner of Object.values(each)) visit(inner);
  };
  visit(file);
  return found;
}
