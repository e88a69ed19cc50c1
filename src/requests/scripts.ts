import type { Span } from './nodes.ts';
import type { Line } from './scanLines.ts';

// JetBrains: `> {% … %}`, `< {% … %}`; httpYac: `{{` … `}}`, each brace pair alone on its line.
const JETBRAINS_START = /^[<>][ \t]+\{%/;
const HTTPYAC_START = /^\{\{(?:[@+]\w*)?[ \t]*$/;
const HTTPYAC_END = /^\}\}[ \t]*$/;
// JetBrains: a script in a file, an answer written to or compared with a file; httpYac: an assertion.
const ONE_LINE = /^(?:>[ \t]+\S+\.js|>>!?[ \t]+\S+|<>[ \t]+\S+|\?\?[ \t].*)[ \t]*$/;

/** How many lines from `at` on are another client's script, test or answer file; 0 when the line is none of those. */
export function scriptLength(text: string, lines: readonly Line[], at: number): number {
  const line = lines[at];
  if (!line || !'<>{?'.includes(text[line.start] ?? ' ')) return 0;
  const written = text.slice(line.start, line.end);
  if (ONE_LINE.test(written)) return 1;
  if (JETBRAINS_START.test(written)) return lengthUntil(text, lines, at, each => each.includes('%}'));
  if (HTTPYAC_START.test(written)) return lengthUntil(text, lines, at, each => HTTPYAC_END.test(each));
  return 0;
}

/** An unfinished script goes on to the end: sending what was left of it would be worse. */
function lengthUntil(text: string, lines: readonly Line[], at: number, ends: (line: string) => boolean): number {
  for (let i = at; i < lines.length; i++) {
    const line = lines[i];
    if (line && ends(text.slice(line.start, line.end))) return i + 1 - at;
  }
  return lines.length - at;
}

/** From the start of line `at` to the end of the last of `length` lines. */
export function linesSpan(lines: readonly Line[], at: number, length: number): Span {
  return { start: lines[at]?.start ?? 0, end: lines[at + length - 1]?.end ?? 0 };
}
