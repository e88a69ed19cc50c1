import type { RequestFile, Span } from '../nodes.ts';
import { isBlankLine } from '../parse/lineKinds.ts';
import { scanLines, skipBlanks, type Line } from '../parse/scanLines.ts';

/** Lines that fold into the first one: the span reaches from a place in that line to one in the last. */
export interface Fold extends Span {
  readonly kind?: 'comment' | 'region';
}

const TAB_WIDTH = 4;
const REGION = /^[ \t]*(?:#(?!##)|\/\/)[ \t]*#?(end)?region\b/;
const PLAIN_COMMENT = /^[ \t]*(?:#(?!##)|\/\/)/;

/**
 * What folds: requests, what stands indented in their bodies, `#region` … `#endregion`, and comments of several lines.
 * An editor that asks for these does not fold by indentation any more, so bodies are part of it.
 */
export function foldsOf(text: string, file: RequestFile): Fold[] {
  const lines = scanLines(text);
  const folds: Fold[] = [];
  const lineFrom = lineFinder(lines);
  /** Of lines outside bodies, from and before which: in a body `#` may be content. */
  const outside: { readonly from: number; readonly to: number }[] = [];
  let from = 0;
  let asked = 0;
  for (const { range, body } of file.requests) {
    const first = lineFrom(range.start, asked);
    const last = lineFrom(range.end, first);
    if (last > first) folds.push(foldOf(lines, first, last));
    asked = first;
    if (!body) continue;
    const bodyFirst = lineFrom(body.range.start, first);
    const bodyLast = lineFrom(body.range.end, bodyFirst);
    indentationFolds(text, lines, bodyFirst, bodyLast, folds);
    outside.push({ from, to: bodyFirst });
    from = bodyLast + 1;
    asked = bodyLast;
  }
  outside.push({ from, to: lines.length });
  commentFolds(text, lines, outside, folds);
  return folds.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Finds the line of an offset, which is never before the line asked for last. */
function lineFinder(lines: readonly Line[]): (offset: number, from: number) => number {
  return (offset, from) => {
    let line = from;
    while ((lines[line + 1]?.start ?? Infinity) <= offset) line++;
    return line;
  };
}

function foldOf(lines: readonly Line[], first: number, last: number, kind?: 'comment' | 'region'): Fold {
  return { start: lines[first]?.start ?? 0, end: lines[last]?.end ?? 0, ...(kind && { kind }) };
}

/** Comments, and regions, which may reach over several requests. */
function commentFolds(
  text: string,
  lines: readonly Line[],
  outside: readonly { readonly from: number; readonly to: number }[],
  folds: Fold[],
): void {
  const regions: number[] = [];
  for (const { from, to } of outside) {
    let run = -1;
    for (let at = from; at <= to; at++) {
      const line = at < to ? lines[at] : undefined;
      // What decides stands at the start of a line, and a line can be very long.
      const written = line ? text.slice(line.start, Math.min(line.end, line.start + 200)) : '';
      const region = REGION.exec(written);
      if (region) {
        const start = region[1] ? regions.pop() : undefined;
        if (!region[1]) regions.push(at);
        else if (start !== undefined) folds.push(foldOf(lines, start, at, 'region'));
      }
      const isComment = !region && PLAIN_COMMENT.test(written);
      if (isComment && run < 0) run = at;
      if (!isComment && run >= 0) {
        if (at - run > 1) folds.push(foldOf(lines, run, at - 1, 'comment'));
        run = -1;
      }
    }
  }
}

/** As editors fold by indentation: a line folds those below it that are indented deeper. */
function indentationFolds(text: string, lines: readonly Line[], first: number, last: number, folds: Fold[]): void {
  const open: { indent: number; endAbove: number }[] = [{ indent: -1, endAbove: last + 1 }];
  for (let at = last; at >= first; at--) {
    const line = lines[at];
    if (!line || isBlankLine(text, line)) continue;
    const indent = indentOf(text, line);
    let top = open.at(-1);
    if (top && top.indent > indent) {
      while (top && top.indent > indent) {
        open.pop();
        top = open.at(-1);
      }
      const end = (top?.endAbove ?? last + 1) - 1;
      if (end > at) folds.push(foldOf(lines, at, end));
    }
    if (top?.indent === indent) top.endAbove = at;
    else open.push({ indent, endAbove: at });
  }
}

function indentOf(text: string, line: Line): number {
  let width = 0;
  const end = skipBlanks(text, line.start, line.end);
  for (let at = line.start; at < end; at++) width += text[at] === '\t' ? TAB_WIDTH - (width % TAB_WIDTH) : 1;
  return width;
}
