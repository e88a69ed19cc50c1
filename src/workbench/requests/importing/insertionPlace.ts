import type { RequestFile } from '../../../requests/nodes.ts';

/** Where a request can be put into a file so that it is one of its own, and what has to stand around it. */
export interface InsertionPlace {
  /** Whether that is where the cursor is; otherwise a request, or a line with something in it, goes first. */
  readonly isHere: boolean;
  readonly offset: number;
  readonly before: string;
  readonly after: string;
}

/** @param start of the selection that is replaced; `end` is its end, UTF-16 offsets both */
export function insertionPlace(file: RequestFile, text: string, start: number, end: number): InsertionPlace {
  const isWithin = (offset: number) => file.requests.some(({ range }) => range.start < offset && offset < range.end);
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const isBlankBefore = /^\s*$/.test(text.slice(lineStart, start));
  const afterRequest = file.requests.some(({ range }) => range.end === start);
  if (!isWithin(start) && !isWithin(end) && (isBlankBefore || afterRequest)) {
    return { isHere: true, offset: end, ...around(text.slice(0, start), text.slice(end)) };
  }
  const offset = nextSeparator(text, end);
  return { isHere: false, offset, ...around(text.slice(0, offset), text.slice(offset)) };
}

function nextSeparator(text: string, from: number): number {
  const separator = /(?:^|\n|\r)(?=###)/g;
  separator.lastIndex = from;
  const match = separator.exec(text);
  return match ? match.index + match[0].length : text.length;
}

/** A blank line on either side, and a separator where what follows would become part of the request. */
function around(head: string, tail: string): { before: string; after: string } {
  const lineEnds = /(?:\r\n|\r|\n)?[ \t]*(?:\r\n|\r|\n)?[ \t]*$/.exec(head)?.[0] ?? '';
  const count = lineEnds.match(/\r\n|\r|\n/g)?.length ?? 0;
  const before = head.trim() === '' ? '' : '\n'.repeat(2 - count);
  const next = tail.slice(0, tail.indexOf('###') < 0 ? undefined : /^###/m.exec(tail)?.index);
  if (tail.trim() === '') {
    return { before, after: '' };
  }
  return { before, after: next.trim() === '' ? (/^\s*\n/.test(tail) ? '' : '\n') : '\n###\n' };
}
