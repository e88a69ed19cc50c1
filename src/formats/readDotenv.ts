import type { FindProblem, FindResult } from './foundCredentials.ts';
import { groupNamedValues, type NamedValue } from './groupNamedValues.ts';
import { trimSpan } from './valueKind.ts';

/** Reads credentials from a .env file; also what `export`, `set` and PowerShell's `$env:` lines say. */
export function readDotenv(text: string): FindResult {
  const { variables, problems } = readDotenvVariables(text);
  const result = groupNamedValues(variables, { source: 'dotenv' });
  return { found: result.found, problems: result.found.length > 0 ? problems : result.problems };
}

interface Line {
  readonly start: number;
  /** Before the line break. */
  readonly end: number;
}

/**
 * The variables of a .env file as the `dotenv` package reads them (its README, "Rules"): quotes of three kinds, several
 * lines within quotes, escapes `\n` and `\r` within double quotes only, `#` begins a comment outside quotes. The last of
 * one name counts.
 */
export function readDotenvVariables(text: string): {
  readonly variables: readonly NamedValue[];
  readonly problems: readonly FindProblem[];
} {
  const variables = new Map<string, NamedValue>();
  const problems: FindProblem[] = [];
  let line = 0;
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length;) {
    line++;
    const end = lineEnd(text, at);
    const assignment = /[^\S\r\n]*(?:(?:export|set)[^\S\r\n]+|\$env:)?([\w.-]{1,200})(?:[^\S\r\n]*=|:(?=[^\S\r\n]))/iy;
    assignment.lastIndex = at;
    const match = assignment.exec(text);
    let next = end;
    if (match && assignment.lastIndex <= end) {
      const value = readValue(text, { start: assignment.lastIndex, end });
      next = value.next;
      const name = match[1] ?? '';
      const earlier = variables.get(name);
      const isRepeated = earlier !== undefined && (earlier.isRepeated === true || earlier.value !== value.value);
      variables.delete(name);
      variables.set(name, { name, value: value.value, start: value.start, end: value.end, isRepeated });
      if (value.isUnterminated) {
        problems.push({ code: 'unterminated-quote', data: { line } });
      }
      line += countLines(text, at, next);
    }
    at = text.startsWith('\r\n', next) ? next + 2 : next + 1;
  }
  return { variables: [...variables.values()], problems: problems.slice(0, 10) };
}

function readValue(text: string, line: Line) {
  let start = line.start;
  while (start < line.end && /\s/.test(text.charAt(start))) start++;
  const quote = text.charAt(start);
  if (start < line.end && /["'`]/.test(quote)) {
    const close = closingQuote(text, start + 1, quote);
    const end = close < 0 ? -1 : lineEnd(text, close);
    if (close >= 0 && /^\s*(?:#.*)?$/.test(text.slice(close + 1, Math.min(end, close + 5000)))) {
      const spelled = text.slice(start + 1, close);
      const value = quote === '"' ? spelled.replaceAll('\\n', '\n').replaceAll('\\r', '\r') : spelled;
      return { value, start: start + 1, end: close, next: end, isUnterminated: false };
    }
    const plain = unquoted(text, start, line.end);
    return { ...plain, next: line.end, isUnterminated: close < 0 };
  }
  return { ...unquoted(text, start, line.end), next: line.end, isUnterminated: false };
}

function unquoted(text: string, start: number, end: number) {
  const comment = text.slice(start, end).indexOf('#');
  const bounds = trimSpan(text, start, comment < 0 ? end : start + comment);
  return { value: text.slice(bounds.start, bounds.end), ...bounds };
}

/** A quote after a backslash does not close. */
function closingQuote(text: string, from: number, quote: string): number {
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (at === from || text[at - 1] !== '\\') {
      return at;
    }
  }
  return -1;
}

function lineEnd(text: string, from: number): number {
  const breaks = /[\r\n]/g;
  breaks.lastIndex = from;
  return breaks.exec(text)?.index ?? text.length;
}

function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
