import type { TextEdit } from '../../../../src/requests/editor/edits.ts';
import type { RequestFile } from '../../../../src/requests/nodes.ts';
import { parseRequests } from '../../../../src/requests/parse/parse.ts';

/** A file with its caret, which the text has a `|` for. */
export function marked(text: string): { readonly text: string; readonly file: RequestFile; readonly offset: number } {
  const offset = text.indexOf('|');
  if (offset < 0) throw new Error('no caret');
  const bare = text.slice(0, offset) + text.slice(offset + 1);
  return { text: bare, file: parseRequests(bare), offset };
}

/** The text with edits made, which must not overlap. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let done = 0;
  for (const edit of [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    if (edit.span.start < done || edit.span.end < edit.span.start) throw new Error('edits overlap');
    result += text.slice(done, edit.span.start) + edit.text;
    done = edit.span.end;
  }
  return result + text.slice(done);
}
