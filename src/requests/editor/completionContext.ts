import { isSuiteQl } from '../parse/directives.ts';
import { isComment, isSeparator } from '../parse/lineKinds.ts';
import type { RequestFile, RequestNode, Span } from '../nodes.ts';
import { requestAt } from './requestAt.ts';
import { skipBlanks, skipBlanksBack, type Line } from '../parse/scanLines.ts';

interface Typed {
  /** What of it stands before the caret. */
  readonly prefix: string;
  /** What a completion puts itself in place of; the caret is in it or at its end. */
  readonly replace: Span;
}

/** What is being typed at a place of a request file. */
export type CompletionContext =
  | ({ readonly kind: 'method' } & Typed)
  /** `prefix` goes back to the target's start, over its lines; `replace` is in the caret's line. */
  | ({ readonly kind: 'target'; readonly request: RequestNode } & Typed)
  | ({ readonly kind: 'header-name'; readonly request: RequestNode; readonly hasColon: boolean } & Typed)
  | ({ readonly kind: 'header-value'; readonly request: RequestNode; readonly header: string } & Typed)
  /** Between `{{` and `}}`; `isClosed` when the latter are there. */
  | ({ readonly kind: 'variable'; readonly request: RequestNode | undefined; readonly isClosed: boolean } & Typed)
  /** `replace` starts at the `@`, or where it would stand. */
  | ({ readonly kind: 'directive' } & Typed)
  | ({
      readonly kind: 'directive-value';
      readonly request: RequestNode | undefined;
      readonly directive: string;
    } & Typed)
  /** `inString`: within quotes, which `replace` leaves out. `isKey`: a name is expected here. */
  | ({
      readonly kind: 'body-json';
      readonly request: RequestNode;
      readonly inString: boolean;
      readonly isKey: boolean;
    } & Typed)
  | ({ readonly kind: 'sql'; readonly request: RequestNode } & Typed);

/** A body's text before the caret is looked at no further back than this; what was open before does not matter here. */
const farthest = 20_000;

/**
 * What is being typed at an offset, or undefined where there is nothing to complete. The file is the text parsed; what
 * is half written, such as a header without its colon, is judged by where it stands.
 */
export function completionContext(text: string, file: RequestFile, offset: number): CompletionContext | undefined {
  if (offset < 0 || offset > text.length) return undefined;
  const line = lineAround(text, offset);
  const request = requestAt(file, offset);
  if (isSeparator(text, line) && offset < line.start + 3) return undefined;
  if (request?.problems.some(({ code, span }) => code === 'script-ignored' && isIn(span, offset))) return undefined;

  const variable = variableContext(text, line, offset, request);
  if (variable) return variable;
  const headEnd = request && headEndOf(text, request);
  const isInBody = request !== undefined && headEnd !== undefined && line.start >= headEnd;
  const body = request?.body;
  const isContent = isInBody && body !== undefined && isIn(body.range, offset);
  // In plain text a line that starts with `#` is content, and then part of the body.
  if (isComment(text, line) && !(isContent && isInParts(request, line))) {
    return isSeparator(text, line) ? undefined : directiveContext(text, line, offset, request);
  }
  if (text[skipBlanks(text, line.start, line.end)] === '@' && !isContent) return undefined;
  if (request === undefined || line.end < lineStartOf(request)) return wordContext('method', text, line, offset);
  if (isInBody) return bodyContext(text, offset, request);
  return headContext(text, line, offset, request);
}

function isIn({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

function isInParts(request: RequestNode | undefined, line: Line): boolean {
  return request?.body?.parts.some(({ range }) => range.start <= line.start && line.end <= range.end) ?? false;
}

function lineStartOf({ method, target }: RequestNode): number {
  return Math.min(method.range.start, target.range.start);
}

function lineAround(text: string, offset: number): Line {
  let start = offset;
  while (start > 0 && !isLineEnd(text.charCodeAt(start - 1))) start--;
  let end = offset;
  while (end < text.length && !isLineEnd(text.charCodeAt(end))) end++;
  if (start === 0 && text.charCodeAt(0) === 0xfeff && offset > 0) start = 1;
  return { start, end, next: end };
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

/** Where the blank line after the headers starts the body; a caret on that line is still in the head. */
function headEndOf(text: string, request: RequestNode): number {
  const headers = request.headers.at(-1);
  const from = Math.max(request.method.range.end, request.target.range.end, headers?.range.end ?? 0);
  for (let line = lineAround(text, from); ;) {
    const isLast = line.end >= text.length || line.end >= request.block.end;
    const next = text[line.end] === '\r' && text[line.end + 1] === '\n' ? line.end + 2 : line.end + 1;
    if (isLast) return text.length + 1;
    if (skipBlanks(text, line.start, line.end) === line.end) return next;
    line = lineAround(text, next);
  }
}

function variableContext(
  text: string,
  line: Line,
  offset: number,
  request: RequestNode | undefined,
): CompletionContext | undefined {
  const before = /\{\{([^{}]*)$/.exec(text.slice(line.start, offset));
  if (!before) return undefined;
  const inner = before[1] ?? '';
  const lead = /^[ \t]*(?:%[ \t]*)?/.exec(inner)?.[0].length ?? 0;
  const start = offset - inner.length + lead;
  const after = /^[^{}]*/.exec(text.slice(offset, line.end))?.[0] ?? '';
  const isClosed = text.startsWith('}}', offset + after.length);
  // What follows the caret belongs to the name only where braces close it; else it may be anything.
  const rest = isClosed ? after : (/^[\w$.-]*/.exec(after)?.[0] ?? '');
  const end = skipBlanksBack(text, offset, offset + rest.length);
  return { kind: 'variable', request, isClosed, prefix: text.slice(start, offset), replace: { start, end } };
}

function directiveContext(
  text: string,
  line: Line,
  offset: number,
  request: RequestNode | undefined,
): CompletionContext | undefined {
  const written = text.slice(line.start, line.end);
  const [, lead = '', at = '', name = '', gap = ''] =
    /^([ \t]*(?:#|\/\/)[#/]*[ \t]*)(@?)([\w.-]*)((?:[ \t]*=)?[ \t]*)/.exec(written) ?? [];
  const start = line.start + lead.length;
  const nameEnd = start + at.length + name.length;
  if (offset < start) return undefined;
  if (offset <= nameEnd) {
    // Words without an `@` are a comment's; only an empty one can become a directive.
    if (at === '' && written.length > lead.length) return undefined;
    return { kind: 'directive', prefix: text.slice(start, offset), replace: { start, end: nameEnd } };
  }
  if (at === '' || gap === '') return undefined;
  const valueStart = Math.min(nameEnd + gap.length, offset);
  const end = Math.max(offset, skipBlanksBack(text, valueStart, line.end));
  const prefix = text.slice(valueStart, offset);
  return { kind: 'directive-value', request, directive: name, prefix, replace: { start: valueStart, end } };
}

/** The word of letters around the caret, when there is nothing before it in the line. */
function wordContext(kind: 'method', text: string, line: Line, offset: number): CompletionContext | undefined {
  const start = Math.min(skipBlanks(text, line.start, line.end), offset);
  const prefix = text.slice(start, offset);
  if (!/^[A-Za-z]*$/.test(prefix)) return undefined;
  const end = offset + (/^[A-Za-z]*/.exec(text.slice(offset, line.end))?.[0].length ?? 0);
  return { kind, prefix, replace: { start, end } };
}

function headContext(text: string, line: Line, offset: number, request: RequestNode): CompletionContext | undefined {
  const { target, method } = request;
  const isFirst = isIn({ start: line.start, end: line.end }, lineStartOf(request));
  if (isFirst) {
    const isBeforeTarget = offset <= method.range.end || method.range.start === method.range.end;
    const word = isBeforeTarget ? wordContext('method', text, line, offset) : undefined;
    if (word) return word;
  }
  if (isFirst || isIn(target.range, offset)) {
    return targetContext(text, line, offset, request);
  }
  const start = Math.min(skipBlanks(text, line.start, line.end), offset);
  const colon = text.slice(start, line.end).indexOf(':');
  const nameEnd = colon < 0 ? line.end : start + colon;
  if (offset <= nameEnd) {
    const end = Math.max(offset, skipBlanksBack(text, start, nameEnd));
    const prefix = text.slice(start, offset);
    if (/[\s?&/]/.test(prefix)) return undefined;
    return { kind: 'header-name', request, hasColon: colon >= 0, prefix, replace: { start, end } };
  }
  const valueStart = Math.min(skipBlanks(text, nameEnd + 1, line.end), offset);
  const end = Math.max(offset, skipBlanksBack(text, valueStart, line.end));
  const header = text.slice(start, skipBlanksBack(text, start, nameEnd));
  return {
    kind: 'header-value',
    request,
    header,
    prefix: text.slice(valueStart, offset),
    replace: { start: valueStart, end },
  };
}

function targetContext(text: string, line: Line, offset: number, request: RequestNode): CompletionContext | undefined {
  const { parts, range } = request.target;
  const own = parts.find(part => isIn(part.range, offset));
  const blank = parts.length === 0 || offset <= range.start;
  // After a blank comes the HTTP version, which nobody needs.
  if (!own && !blank) return undefined;
  const start = own ? own.range.start : offset;
  const before = own
    ? parts
        .slice(0, parts.indexOf(own))
        .map(({ value }) => value)
        .join('')
    : '';
  const end = own ? own.range.end : Math.max(offset, Math.min(line.end, offset));
  return { kind: 'target', request, prefix: before + text.slice(start, offset), replace: { start, end } };
}

function bodyContext(text: string, offset: number, request: RequestNode): CompletionContext | undefined {
  if (isSuiteQl(request)) {
    const before = /[\w$]*$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[0] ?? '';
    const after = /^[\w$]*/.exec(text.slice(offset, offset + 200))?.[0] ?? '';
    const replace = { start: offset - before.length, end: offset + after.length };
    return { kind: 'sql', request, prefix: before, replace };
  }
  const { body } = request;
  if (!body || body.file || !isIn(body.range, offset)) return undefined;
  const type = request.headers.findLast(({ name }) => name.value.toLowerCase() === 'content-type')?.value.value ?? '';
  const opening = text.charAt(body.range.start + (/^\s*/.exec(body.text)?.[0].length ?? 0));
  if (!/json/i.test(type) && (type !== '' || !'{['.includes(opening))) return undefined;
  return jsonContext(text, offset, request, Math.max(body.range.start, offset - farthest));
}

function jsonContext(text: string, offset: number, request: RequestNode, from: number): CompletionContext {
  let quote = -1;
  let previous = '';
  const open: string[] = [];
  for (let at = from; at < offset; at++) {
    const char = text.charAt(at);
    if (quote >= 0) {
      if (char === '\\') at++;
      else if (char === '"' || isLineEnd(char.charCodeAt(0))) quote = -1;
      continue;
    }
    if (char === '"') quote = at;
    else if (char === '{' || char === '[') open.push(char);
    else if (char === '}' || char === ']') open.pop();
    else if (/[\s\w.+-]/.test(char)) continue;
    previous = char === '"' ? previous : char;
  }
  const isKey = (open.at(-1) ?? '{') === '{' && (previous === '{' || previous === ',');
  const inString = quote >= 0;
  const start = inString ? quote + 1 : offset - (/[\w.+-]*$/.exec(text.slice(from, offset))?.[0].length ?? 0);
  const after = (inString ? /^[^"\\\r\n]*/ : /^[\w.+-]*/).exec(text.slice(offset, offset + farthest))?.[0] ?? '';
  // A string that is not closed on its line would take all the rest of it along.
  const isClosed = !inString || text[offset + after.length] === '"';
  const end = isClosed ? offset + after.length : offset;
  return { kind: 'body-json', request, inString, isKey, prefix: text.slice(start, offset), replace: { start, end } };
}
