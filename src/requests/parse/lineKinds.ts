import type { DirectiveNode, HeaderNode, Node, Span, VariableNode } from '../nodes.ts';
import { findBlank, findChar, skipBlanks, skipBlanksBack, type Line } from './scanLines.ts';

// RFC 9110 section 5.6.2: the characters of a token, which header names are made of.
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

export function nodeAt(text: string, start: number, end: number): Node<string> {
  return { value: text.slice(start, end), range: { start, end } };
}

/** The line's text without the blanks around it. */
export function trimmed(text: string, line: Line): Span {
  const start = skipBlanks(text, line.start, line.end);
  return { start, end: skipBlanksBack(text, start, line.end) };
}

export function isBlankLine(text: string, line: Line): boolean {
  return skipBlanks(text, line.start, line.end) === line.end;
}

/** `###` at the very start of a line, as in REST Client and the JetBrains client. */
export function isSeparator(text: string, line: Line): boolean {
  return text.startsWith('###', line.start);
}

/** The text after `###`, or undefined when there is none. */
export function separatorTitle(text: string, line: Line): Node<string> | undefined {
  let start = line.start;
  while (start < line.end && text[start] === '#') start++;
  const title = trimmed(text, { start, end: line.end, next: line.next });
  return title.start === title.end ? undefined : nodeAt(text, title.start, title.end);
}

/** `#` or `//`, blanks before it allowed. */
export function isComment(text: string, line: Line): boolean {
  const start = skipBlanks(text, line.start, line.end);
  if (start === line.end) return false;
  return text[start] === '#' || text.startsWith('//', start);
}

/** `# @name value`, `// @name value` or `# @name = value`; undefined for any other line. */
export function readDirective(text: string, line: Line): DirectiveNode | undefined {
  if (!isComment(text, line)) return undefined;
  const range = trimmed(text, line);
  let at = range.start;
  while (at < range.end && (text[at] === '#' || text[at] === '/')) at++;
  at = skipBlanks(text, at, range.end);
  if (text[at] !== '@' || at + 1 >= range.end) return undefined;
  const nameStart = at + 1;
  let nameEnd = nameStart;
  while (nameEnd < range.end && /[\w.-]/.test(text.charAt(nameEnd))) nameEnd++;
  if (nameEnd === nameStart) return undefined;
  let valueStart = skipBlanks(text, nameEnd, range.end);
  if (text[valueStart] === '=' && valueStart < range.end) valueStart = skipBlanks(text, valueStart + 1, range.end);
  return { name: nodeAt(text, nameStart, nameEnd), value: nodeAt(text, valueStart, range.end), range };
}

/** Whether the line is meant as a variable: its first character is `@`. */
export function startsVariable(text: string, line: Line): boolean {
  const start = skipBlanks(text, line.start, line.end);
  return start < line.end && text[start] === '@';
}

/** `@name = value`, or httpYac's `@name := value`; undefined when the line is not of that form. */
export function readVariable(text: string, line: Line): VariableNode | undefined {
  if (!startsVariable(text, line)) return undefined;
  const range = trimmed(text, line);
  const equals = findChar(text, '=', range.start, range.end);
  if (equals === range.end) return undefined;
  const nameStart = range.start + 1;
  let nameEnd = skipBlanksBack(text, nameStart, equals);
  if (text[nameEnd - 1] === ':') nameEnd = skipBlanksBack(text, nameStart, nameEnd - 1);
  if (nameEnd <= nameStart || findBlank(text, nameStart, nameEnd) < nameEnd) return undefined;
  const valueStart = skipBlanks(text, equals + 1, range.end);
  return { name: nodeAt(text, nameStart, nameEnd), value: nodeAt(text, valueStart, range.end), range };
}

/** `Name: value`; undefined when there is no colon or the name is not a token (RFC 9110 section 5.1). */
export function readHeader(text: string, line: Line): HeaderNode | undefined {
  const range = trimmed(text, line);
  const colon = findChar(text, ':', range.start, range.end);
  if (colon === range.end) return undefined;
  // Blanks before the colon are forbidden on the wire, but harmless here: the header is written anew when sent.
  const name = nodeAt(text, range.start, skipBlanksBack(text, range.start, colon));
  if (!TOKEN.test(name.value)) return undefined;
  const valueStart = skipBlanks(text, colon + 1, range.end);
  return { name, value: nodeAt(text, valueStart, range.end), range };
}
