import type { Span, TextNode } from '../nodes.ts';

/** One `name=value` of a query, offsets within the target's value. */
export interface QueryPair {
  /** With the `?` or `&` before it. */
  readonly range: Span;
  /** As written, escapes kept. */
  readonly name: string;
  readonly nameRange: Span;
  readonly value: string;
  readonly valueRange: Span;
}

/** A target taken apart as it is written: nothing is resolved, and what stands in `{{…}}` separates nothing. */
export interface TargetPieces {
  /** `https`, `restlet`, … as written, without the colon. */
  readonly scheme?: Span;
  /** `user:password@` with the `@`. */
  readonly userInfo?: Span;
  /** With its port; absent where the target has no `//`. */
  readonly host?: Span;
  /** For `restlet:` what stands between the colon and the query. */
  readonly path: Span;
  readonly query: readonly QueryPair[];
}

/** A character that stands for a value that is not known; no target has it. */
export const unknownValue = '\uFFFC';

/** Takes a target apart; any text can be. */
export function targetPieces(target: string): TargetPieces {
  // References keep their length, so that offsets stay true.
  const text = target.replace(/\{\{[^{}\r\n]*\}\}/g, reference => unknownValue.repeat(reference.length));
  const hash = indexOrEnd(text, '#', 0);
  const question = Math.min(indexOrEnd(text, '?', 0), hash);
  const [, scheme = '', slashes = '', userInfo = '', host = ''] =
    /^(?:([A-Za-z][A-Za-z0-9+.-]*):)(?:(\/\/)(?:([^/?#@]*@))?([^/?#]*))?/.exec(text.slice(0, question)) ?? [];
  const afterScheme = scheme === '' ? 0 : scheme.length + 1;
  const afterSlashes = afterScheme + slashes.length;
  const pathStart = afterSlashes + userInfo.length + host.length;
  return {
    ...(scheme !== '' && { scheme: { start: 0, end: scheme.length } }),
    ...(userInfo !== '' && { userInfo: { start: afterSlashes, end: afterSlashes + userInfo.length } }),
    ...(slashes !== '' && { host: { start: afterSlashes + userInfo.length, end: pathStart } }),
    path: { start: pathStart, end: question },
    query: queryPairs(target, text, question, hash),
  };
}

function queryPairs(target: string, text: string, question: number, end: number): QueryPair[] {
  const pairs: QueryPair[] = [];
  for (let start = question; start < end;) {
    const next = Math.min(indexOrEnd(text, '&', start + 1), end);
    if (next > start + 1) {
      const equals = Math.min(indexOrEnd(text, '=', start + 1), next);
      const nameRange = { start: start + 1, end: equals };
      const valueRange = { start: Math.min(equals + 1, next), end: next };
      pairs.push({
        range: { start, end: next },
        name: target.slice(nameRange.start, nameRange.end),
        nameRange,
        value: target.slice(valueRange.start, valueRange.end),
        valueRange,
      });
    }
    start = next;
  }
  return pairs;
}

function indexOrEnd(text: string, char: string, from: number): number {
  const index = text.indexOf(char, from);
  return index < 0 ? text.length : index;
}

/** Where a stretch of a target's value stands in the file; with several lines, what is between them is inside. */
export function inFile(target: TextNode, { start, end }: Span): Span {
  const from = offsetInFile(target, start, false);
  return { start: from, end: end > start ? Math.max(from, offsetInFile(target, end, true)) : from };
}

/** At a line's end an offset can be meant as the end of one part or the start of the next. */
function offsetInFile({ parts, range }: TextNode, offset: number, isEnd: boolean): number {
  let before = 0;
  for (const part of parts) {
    const after = before + part.value.length;
    if (offset < after || (isEnd && offset === after)) return part.range.start + offset - before;
    before = after;
  }
  return parts.length === 0 ? range.start : range.end;
}

/** The name of a parameter as the server reads it; as written when its escapes are broken. */
export function decodedName(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    return name;
  }
}
