import type { Problem, Span } from '../nodes.ts';
import { skipBlanks, type Line } from './scanLines.ts';

// JetBrains: `> {% … %}`, `< {% … %}`; httpYac: `{{` … `}}`, each brace pair alone on its line.
const JETBRAINS_START = /^[<>][ \t]+\{%/;
const HTTPYAC_START = /^\{\{(?:[@+]\w*)?[ \t]*$/;
const HTTPYAC_END = /^\}\}[ \t]*$/;
// JetBrains: an answer written to or compared with a file.
const OUTPUT = /^(?:>>!?|<>)[ \t]+\S/;
const SCRIPT_FILE = /^>[ \t]+\S.*\.js[ \t]*$/;
// JetBrains: before the request line this is a script, below it a body.
const EARLY_SCRIPT_FILE = /^<[ \t]+\S.*\.js[ \t]*$/;
const HTTPYAC_ASSERTION = /^\?\?[ \t]/;
// What a script does with the request itself, rather than with variables: those have no value then, which is refused.
const CHANGES_REQUEST = /\brequest[ \t]*(?:\[|\.(?!variables\b|environment\b))|\bhttpRegion\b/;
const HTTPYAC_EVERY_REQUEST = /^\{\{(?:\+(?:request)?|@request)[ \t]*(?:[\r\n]|$)/;

/** How many lines from `at` on are another client's script, test or answer file; 0 when the line is none of those. */
export function scriptLength(text: string, lines: readonly Line[], at: number): number {
  const line = lines[at];
  if (!line || !'<>{?'.includes(text[line.start] ?? ' ')) return 0;
  const written = text.slice(line.start, line.end);
  if (OUTPUT.test(written) || SCRIPT_FILE.test(written) || HTTPYAC_ASSERTION.test(written)) return 1;
  if (JETBRAINS_START.test(written)) return lengthUntil(text, lines, at, each => each.includes('%}'));
  if (HTTPYAC_START.test(written)) return lengthUntil(text, lines, at, each => HTTPYAC_END.test(each));
  return 0;
}

/** As scriptLength, where the request line has not come yet. */
export function earlyScriptLength(text: string, lines: readonly Line[], at: number): number {
  const line = lines[at];
  if (line && text[line.start] === '<' && EARLY_SCRIPT_FILE.test(text.slice(line.start, line.end))) return 1;
  return scriptLength(text, lines, at);
}

/**
 * What is to be said about a script that is not run.
 *
 * @param isEarly whether it stands before the request line, where other clients run it before they send
 */
export function scriptProblem(text: string, span: Span, isEarly: boolean): Problem {
  const script = text.slice(span.start, span.end);
  const passedOver = (code: Problem['code']): Problem => ({ code, span, severity: 'information', data: {} });
  if (OUTPUT.test(script)) return passedOver('output-ignored');
  if (HTTPYAC_ASSERTION.test(script)) return passedOver('assertion-ignored');
  // What a script in a file does is not looked into.
  const changes = isEarly && (EARLY_SCRIPT_FILE.test(script) || CHANGES_REQUEST.test(script));
  if (!changes && !HTTPYAC_EVERY_REQUEST.test(script)) return passedOver('script-ignored');
  return { code: 'script-before-request', span, severity: 'error', data: {} };
}

/** Whether a script cannot be meant as text: both clients that have them take it out of any body. */
export function isUnmistakable(text: string, line: Line): boolean {
  return JETBRAINS_START.test(text.slice(line.start, line.end));
}

/** How many lines from `at` on are a comment of httpYac's that starts with `/*`; 0 when the line starts none. */
export function blockCommentLength(text: string, lines: readonly Line[], at: number): number {
  const line = lines[at];
  if (!line || !text.startsWith('/*', skipBlanks(text, line.start, line.end))) return 0;
  return lengthUntil(text, lines, at, each => each.includes('*/'));
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
