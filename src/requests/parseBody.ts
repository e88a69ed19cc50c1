import { isBlankLine, isComment, nodeAt, readDirective, readVariable, trimmed } from './lineKinds.ts';
import type { BodyNode, DirectiveNode, HeaderNode, Node, Problem, Span, VariableNode } from './nodes.ts';
import { findBlank, skipBlanks, skipBlanksBack, type Line } from './scanLines.ts';
import { linesSpan, scriptLength } from './scripts.ts';

const BODY_FILE = /^<(@\w*)?[ \t]+\S/;
const BODILESS = new Set(['GET', 'HEAD', 'DELETE']);

export interface ParsedBody {
  readonly body?: BodyNode;
  readonly directives: readonly DirectiveNode[];
  readonly variables: readonly VariableNode[];
  readonly problems: readonly Problem[];
}

/**
 * Reads everything after the blank line that ends the headers.
 *
 * Comments, directives and variables are not sent. Where they can stand depends on the body, since in free text a
 * line with `#` is content: in JSON and SQL anywhere (no line of these starts with `#`, `//` or `@`), in plain text
 * (`Content-Type: text/plain` and its like) nowhere, in everything else before and after the content.
 */
export function parseBody(
  text: string,
  lines: readonly Line[],
  method: string,
  headers: readonly HeaderNode[],
  isSql: boolean,
): ParsedBody {
  const type = lastContentType(headers);
  const literal = !isSql && /^text\/(?!.*(?:json|xml))/.test(type) && !BODILESS.has(method.toUpperCase());
  const { content, scripts } = literal ? { content: [...lines], scripts: [] } : takeScripts(text, lines);
  const problems: Problem[] = scripts.map(span => ({
    code: 'script-ignored',
    span,
    severity: 'information',
    data: {},
  }));
  const directives: DirectiveNode[] = [];
  const variables: VariableNode[] = [];

  const isAside = (line: Line) => isComment(text, line) || readVariable(text, line) !== undefined;
  const dropAside = (line: Line) => {
    const variable = readVariable(text, line);
    const directive = readDirective(text, line);
    if (variable) variables.push(variable);
    if (directive) directives.push(directive);
  };

  let first = 0;
  let last = content.length - 1;
  const skippable = (line: Line | undefined): line is Line =>
    line !== undefined && (isBlankLine(text, line) || (!literal && isAside(line)));
  for (let line = content[first]; skippable(line); line = content[++first]) dropAside(line);
  const trailing: Line[] = [];
  for (let line = content[last]; last > first && skippable(line); line = content[--last]) trailing.push(line);

  let kept = content.slice(first, last + 1);
  const opening = kept[0];
  if (opening && (isSql || isJson(text, opening, type))) {
    const written = kept.filter(line => !isAside(line));
    for (const line of kept) if (isAside(line)) dropAside(line);
    kept = written;
  }
  for (const line of trailing.reverse()) dropAside(line);

  const fileLine = kept.find((line, index) => (index === 0 || !literal) && BODY_FILE.test(lineText(text, line)));
  const body = fileLine ? bodyFromFile(text, kept, fileLine) : inlineBody(text, kept);
  if (fileLine && kept.some(line => line !== fileLine && !isBlankLine(text, line))) {
    problems.push({ code: 'body-file-mixed', span: trimmed(text, fileLine), severity: 'error', data: {} });
  }
  const multipart = body && headers.findLast(header => isContentType(header) && isMultipart(header));
  if (multipart) {
    problems.push({ code: 'multipart-refused', span: multipart.value.range, severity: 'error', data: {} });
  }
  return { ...(body && { body }), directives, variables, problems };
}

function lineText(text: string, line: Line): string {
  return text.slice(line.start, line.end);
}

function isContentType({ name }: HeaderNode): boolean {
  return name.value.toLowerCase() === 'content-type';
}

/** NetSuite's RESTlets take JSON, XML and plain text, and answer anything else 415 (Oracle: section_4619215993). */
function isMultipart({ value }: HeaderNode): boolean {
  return /^multipart\//i.test(value.value);
}

function lastContentType(headers: readonly HeaderNode[]): string {
  const header = headers.findLast(isContentType);
  return header?.value.value.toLowerCase() ?? '';
}

function isJson(text: string, opening: Line, type: string): boolean {
  if (type !== '') return type.includes('json');
  const char = text.charAt(skipBlanks(text, opening.start, opening.end));
  return char === '{' || char === '[';
}

/** Sets other clients' scripts aside: nothing in a request file is ever run, and a script is not content either. */
function takeScripts(text: string, lines: readonly Line[]): { content: Line[]; scripts: Span[] } {
  const content: Line[] = [];
  const scripts: Span[] = [];
  for (let at = 0; at < lines.length; at++) {
    const length = scriptLength(text, lines, at);
    const line = lines[at];
    if (length > 0) scripts.push(linesSpan(lines, at, length));
    else if (line) content.push(line);
    at += Math.max(0, length - 1);
  }
  return { content, scripts };
}

function inlineBody(text: string, lines: readonly Line[]): BodyNode | undefined {
  const parts: Node<string>[] = [];
  let start = lines[0]?.start;
  if (start === undefined) return undefined;
  lines.forEach((line, index) => {
    const following = lines[index + 1];
    if (following?.start === line.next) return;
    parts.push(nodeAt(text, start ?? line.start, following ? line.next : line.end));
    start = following?.start;
  });
  const range = { start: parts[0]?.range.start ?? 0, end: parts.at(-1)?.range.end ?? 0 };
  return { range, text: parts.map(part => part.value).join(''), parts };
}

function bodyFromFile(text: string, lines: readonly Line[], line: Line): BodyNode {
  const substitute = text[line.start + 1] === '@';
  // An encoding may follow the `@`, as in `<@latin1 ./body.txt`.
  const word = findBlank(text, line.start, line.end);
  const encoding = text.slice(line.start + 2, word);
  const start = skipBlanks(text, word, line.end);
  const path = nodeAt(text, start, skipBlanksBack(text, start, line.end));
  const range = { start: lines[0]?.start ?? line.start, end: lines.at(-1)?.end ?? line.end };
  return { range, text: '', parts: [], file: { path, substitute, ...(encoding !== '' && { encoding }) } };
}
