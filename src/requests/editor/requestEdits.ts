import type { TextEdit } from './edits.ts';
import type { RequestNode, Span } from '../nodes.ts';
import { decodedName, inFile, targetPieces, type QueryPair } from '../parse/targetPieces.ts';

/** The lines that a span touches, with the line end after them; at the end of the file with the one before. */
export function wholeLines(text: string, { start, end }: Span): Span {
  let from = start;
  while (from > 0 && !isLineEnd(text[from - 1])) from--;
  let to = end;
  while (to < text.length && !isLineEnd(text[to])) to++;
  if (to < text.length) {
    to += text.startsWith('\r\n', to) ? 2 : 1;
  } else if (from > 0 && from > (text.charCodeAt(0) === 0xfeff ? 1 : 0)) {
    from -= text.endsWith('\r\n', from) ? 2 : 1;
  }
  return { start: from, end: to };
}

/** How lines end here, and whether a variable is defined in the line that starts at an offset. */
export function lineOf(text: string, start: number): { readonly lineEnd: string; readonly isVariable: boolean } {
  const lineEnd = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  return { lineEnd, isVariable: text[start] === '@' };
}

/** A header under the last one, or under the target when there is none. */
export function addHeader(text: string, request: RequestNode, line: string): TextEdit {
  const last = request.headers.at(-1)?.range.end ?? Math.max(request.target.range.end, request.method.range.end);
  let end = last;
  while (end < text.length && !isLineEnd(text[end])) end++;
  return { span: { start: end, end }, text: `${lineOf(text, 0).lineEnd}${line}` };
}

/** A directive over the request line. */
export function addDirective(text: string, request: RequestNode, line: string): TextEdit {
  let start = Math.min(request.method.range.start, request.target.range.start);
  while (start > 0 && !isLineEnd(text[start - 1]) && text.charCodeAt(start - 1) !== 0xfeff) start--;
  return { span: { start, end: start }, text: `${line}${lineOf(text, 0).lineEnd}` };
}

/** Takes query parameters away, with their lines where they have lines of their own. None when none is written out. */
export function dropQueryPair(
  text: string,
  { target }: RequestNode,
  isMeant: (pair: { readonly name: string }) => boolean,
): TextEdit[] {
  const { query } = targetPieces(target.value);
  const drops = (pair: QueryPair) => isMeant({ name: decodedName(pair.name) });
  const edits: TextEdit[] = [];
  for (const pair of query.filter(drops)) {
    const span = inFile(target, pair.range);
    const part = target.parts.find(({ range }) => range.start === span.start && range.end === span.end);
    const ownLine = part && part !== target.parts[0];
    const whole = ownLine ? wholeLines(text, span) : span;
    // The last line of a file takes the line end before it, which may be gone with that line.
    edits.push({ span: { start: Math.max(whole.start, edits.at(-1)?.span.end ?? 0), end: whole.end }, text: '' });
  }
  const first = query.find(pair => !drops(pair));
  if (edits.length > 0 && first && target.value[first.range.start] === '&') {
    const { start } = inFile(target, first.range);
    edits.push({ span: { start, end: start + 1 }, text: '?' });
  }
  return edits;
}

/** Another host in a URL, its port kept. */
export function changeHost({ target }: RequestNode, host: string): TextEdit[] {
  const { host: written } = targetPieces(target.value);
  if (!written) return [];
  const port = /:\d*$/.exec(target.value.slice(written.start, written.end))?.[0].length ?? 0;
  return [{ span: inFile(target, { start: written.start, end: written.end - port }), text: host }];
}

/** The path alone, which goes to the account that the request is for; only where such a target is one. */
export function withoutHost({ target }: RequestNode): TextEdit | undefined {
  const { host, path } = targetPieces(target.value);
  if (!host || !/^\/(?:app|rest|services)\//.test(target.value.slice(path.start))) return undefined;
  return { span: inFile(target, { start: 0, end: host.end }), text: '' };
}

function isLineEnd(char: string | undefined): boolean {
  return char === '\n' || char === '\r';
}
