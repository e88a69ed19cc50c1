import { isBlankLine, isComment, nodeAt, readDirective, readVariable, trimmed } from './lineKinds.ts';
import type { BodyNode, DirectiveNode, HeaderNode, Node, Problem, VariableNode } from '../nodes.ts';
import { findBlank, skipBlanks, skipBlanksBack, type Line } from './scanLines.ts';
import { blockCommentLength, isUnmistakable, linesSpan, scriptLength, scriptProblem } from './scripts.ts';

const BODY_FILE = /^<(@\w*)?[ \t]+\S/;
// An answer that somebody keeps below its request: httpYac and REST Client have such files.
const STATUS_LINE = /^HTTP\/[0-9.]+[ \t]+[0-9]{3}(?:[ \t]|$)/;
// In httpYac such a line starts the next request, everywhere else it would be sent as a body.
const REQUEST_LINE = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)[ \t]+\S.*[ \t]HTTP\/[0-9.]+[ \t]*$/;
const BODILESS = new Set(['GET', 'HEAD', 'DELETE']);

export interface ParsedBody {
  readonly body?: BodyNode;
  readonly directives: readonly DirectiveNode[];
  readonly variables: readonly VariableNode[];
  readonly problems: readonly Problem[];
}

export interface BodyOptions {
  /** `# @suiteql` */
  readonly isSql: boolean;
  /** httpYac's `# @injectVariables`: `< file` means `<@ file`. */
  readonly substitutes: boolean;
}

const nothing: ParsedBody = { directives: [], variables: [], problems: [] };

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
  { isSql, substitutes }: BodyOptions,
): ParsedBody {
  if (lines.every(line => isBlankLine(text, line))) return nothing;
  const type = lastContentType(headers);
  const literal = !isSql && /^text\/(?!.*(?:json|xml))/.test(type) && !BODILESS.has(method.toUpperCase());
  const problems: Problem[] = [];
  const written = literal ? lines : withoutAnswer(text, lines, problems);
  const content = literal
    ? takeFromText(text, written, problems)
    : takeScripts(text, written, !isSql && mayHaveBlockComments(text, written, type), problems);
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
    const sent = kept.filter(line => !isAside(line));
    for (const line of kept) if (isAside(line)) dropAside(line);
    kept = sent;
  }
  for (const line of trailing.reverse()) dropAside(line);

  const fileLine = kept.find((line, index) => (index === 0 || !literal) && BODY_FILE.test(lineText(text, line)));
  const body = fileLine ? bodyFromFile(text, kept, fileLine, substitutes) : inlineBody(text, kept);
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

/** `/*` at the start of a line is never JSON, and in other content it is not ours to judge. */
function mayHaveBlockComments(text: string, lines: readonly Line[], type: string): boolean {
  if (type !== '') return type.includes('json');
  const opening = lines.find(line => !isBlankLine(text, line) && !isComment(text, line));
  return opening !== undefined && '{[/'.includes(text.charAt(skipBlanks(text, opening.start, opening.end)));
}

/** Cuts off an answer that somebody kept below the body. */
function withoutAnswer(text: string, lines: readonly Line[], problems: Problem[]): readonly Line[] {
  const at = lines.findIndex(line => text[line.start] === 'H' && STATUS_LINE.test(lineText(text, line)));
  const first = lines[at];
  if (!first) return lines;
  const end = lines.findLast(line => !isBlankLine(text, line))?.end ?? first.end;
  problems.push({ code: 'answer-ignored', span: { start: first.start, end }, severity: 'information', data: {} });
  return lines.slice(0, at);
}

/** Sets other clients' scripts aside: nothing in a request file is ever run, and a script is not content either. */
function takeScripts(text: string, lines: readonly Line[], hasBlockComments: boolean, problems: Problem[]): Line[] {
  const content: Line[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (!line) break;
    const comment = hasBlockComments ? blockCommentLength(text, lines, at) : 0;
    const script = scriptLength(text, lines, at);
    if (script > 0) problems.push(scriptProblem(text, linesSpan(lines, at, script), false));
    else if (comment === 0) content.push(line);
    if (REQUEST_LINE.test(lineText(text, line))) {
      problems.push({ code: 'request-line-in-body', span: trimmed(text, line), severity: 'error', data: {} });
    }
    at += Math.max(0, script - 1, comment - 1);
  }
  return content;
}

/**
 * In plain text only what all clients that have scripts take out is taken out. What else they would not send is
 * refused: it may be meant as text here, and as a script there.
 */
function takeFromText(text: string, lines: readonly Line[], problems: Problem[]): Line[] {
  const content: Line[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (!line) break;
    const length = scriptLength(text, lines, at);
    if (length > 0 && isUnmistakable(text, line)) {
      problems.push(scriptProblem(text, linesSpan(lines, at, length), false));
      at += length - 1;
      continue;
    }
    if (length > 0) {
      problems.push({ code: 'script-in-text', span: trimmed(text, line), severity: 'error', data: {} });
    }
    content.push(line);
  }
  return content;
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

function bodyFromFile(text: string, lines: readonly Line[], line: Line, substitutes: boolean): BodyNode {
  const substitute = substitutes || text[line.start + 1] === '@';
  // An encoding may follow the `@`, as in `<@latin1 ./body.txt`.
  const word = findBlank(text, line.start, line.end);
  const encoding = text.slice(line.start + 2, word);
  const start = skipBlanks(text, word, line.end);
  const path = nodeAt(text, start, skipBlanksBack(text, start, line.end));
  const range = { start: lines[0]?.start ?? line.start, end: lines.at(-1)?.end ?? line.end };
  return { range, text: '', parts: [], file: { path, substitute, ...(encoding !== '' && { encoding }) } };
}
