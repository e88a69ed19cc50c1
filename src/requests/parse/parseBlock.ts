import { directiveProblems, hasDirective } from './directives.ts';
import { plainName } from './foreignDirectives.ts';
import { foreignProblems, refsOf } from '../problems/foreignProblems.ts';
import { isStatement } from './foreignWords.ts';
import {
  isBlankLine,
  isComment,
  isSeparator,
  readDirective,
  readHeader,
  readVariable,
  separatorTitle,
  startsVariable,
  trimmed,
} from './lineKinds.ts';
import type { BodyNode, DirectiveNode, HeaderNode, Node, Problem, RequestNode, Span, VariableNode } from '../nodes.ts';
import { parseBody } from './parseBody.ts';
import { parseRequestLine, type RequestLine } from './parseRequestLine.ts';
import type { Line } from './scanLines.ts';
import { append } from '../append.ts';
import { blockCommentLength, earlyScriptLength, linesSpan, scriptProblem } from './scripts.ts';

/** What stands between two separators, with what can be said of it without looking at the rest of the file. */
export interface ParsedBlock {
  /** All of its lines, the separator's before them included. */
  readonly span: Span;
  /** At most one; its `block` is this one. */
  readonly request?: RequestNode;
  /** Whether the request asks for others by their names. */
  readonly hasRefs: boolean;
  readonly variables: readonly VariableNode[];
  /** What belongs to no request. */
  readonly problems: readonly Problem[];
}

/** A block while its lines are read. */
interface Block {
  readonly separator: Line | undefined;
  readonly title: Node<string> | undefined;
  readonly directives: DirectiveNode[];
  readonly headers: HeaderNode[];
  readonly variables: VariableNode[];
  /** Of the request, if there is one. */
  readonly problems: Problem[];
  readonly fileProblems: Problem[];
  line?: RequestLine;
  body?: BodyNode;
}

/** Parses the lines of one block. What it says depends on their text alone. */
export function parseBlock(text: string, lines: readonly Line[], span: Span): ParsedBlock {
  const block = readBlock(text, lines);
  const { variables, fileProblems: problems } = block;
  if (block.line) {
    const request = requestNode(block, block.line, span);
    return { span, request, hasRefs: refsOf(request.directives).length > 0, variables, problems };
  }
  // A block without a request goes to the one below it, and what was said in it to nobody.
  for (const { name, range } of block.directives) {
    // In httpYac it is said to every request of the file: what was to be kept out of the history would be in it.
    const severity = plainName(name.value) === 'nolog' ? 'warning' : 'information';
    problems.push({ code: 'directive-without-request', span: range, severity, data: {} });
  }
  // In httpYac scripts of such a block are run for every request of the file; here nothing stops those.
  for (const problem of block.problems) {
    problems.push(problem.severity === 'error' ? { ...problem, severity: 'warning' } : problem);
  }
  return { span, hasRefs: false, variables, problems };
}

function readBlock(text: string, lines: readonly Line[]): Block {
  const first = lines[0];
  const separator = first && isSeparator(text, first) ? first : undefined;
  const title = separator && separatorTitle(text, separator);
  const block: Block = {
    separator,
    title,
    directives: [],
    headers: [],
    variables: [],
    problems: [],
    fileProblems: [],
  };
  const titleDirective = separator && readDirective(text, separator);
  if (titleDirective) block.directives.push(titleDirective);

  let at = separator ? 1 : 0;
  for (; at < lines.length; at++) {
    const line = lines[at];
    if (!line) break;
    const comment = blockCommentLength(text, lines, at);
    if (comment > 0) {
      at += comment - 1;
    } else if (isBlankLine(text, line)) {
      if (block.line) break;
    } else if (isComment(text, line)) {
      const directive = readDirective(text, line);
      if (directive) block.directives.push(directive);
    } else if (startsVariable(text, line)) {
      readVariableLine(text, line, block);
    } else if (block.line) {
      if (!isStatement(block.line.method.value)) readHeaderLine(text, line, block);
    } else if (isImport(text, line)) {
      block.problems.push({ code: 'import-ignored', span: trimmed(text, line), severity: 'information', data: {} });
    } else if (isStatusLine(text, line)) {
      return block;
    } else {
      const script = earlyScriptLength(text, lines, at);
      if (script > 0) {
        block.problems.push(scriptProblem(text, linesSpan(lines, at, script), true));
        at += script - 1;
      } else {
        block.line = parseRequestLine(text, lines, at);
        append(block.problems, block.line.problems);
        append(block.directives, block.line.directives);
        at += block.line.lines - 1;
      }
    }
  }

  if (block.line) {
    const options = {
      isSql: hasDirective(block.directives, 'suiteql'),
      substitutes: hasDirective(block.directives, 'injectVariables'),
    };
    const read = parseBody(text, lines.slice(at), block.line.method.value, block.headers, options);
    if (read.body) block.body = read.body;
    append(block.directives, read.directives);
    append(block.problems, read.problems);
    append(block.variables, read.variables);
  }
  append(block.problems, directiveProblems(block.directives));
  if (block.line && !block.body && hasDirective(block.directives, 'suiteql')) {
    block.problems.push({ code: 'suiteql-empty', span: block.line.target.range, severity: 'error', data: {} });
  }
  return block;
}

/** A response that somebody kept in the file: REST Client skips such blocks as well. */
function isStatusLine(text: string, line: Line): boolean {
  const { start, end } = trimmed(text, line);
  return /^HTTP\/[0-9.]+(?:[ \t]+[0-9]|$)/.test(text.slice(start, end));
}

/** `import other.http` of the JetBrains client: no other file is read. */
function isImport(text: string, line: Line): boolean {
  const { start, end } = trimmed(text, line);
  return /^import[ \t]+\S/.test(text.slice(start, end));
}

function readVariableLine(text: string, line: Line, block: Block): void {
  const variable = readVariable(text, line);
  if (variable) block.variables.push(variable);
  else block.fileProblems.push({ code: 'variable-invalid', span: trimmed(text, line), severity: 'error', data: {} });
}

function readHeaderLine(text: string, line: Line, block: Block): void {
  const header = readHeader(text, line);
  if (header) {
    block.headers.push(header);
  } else {
    // The line itself stays out of the data: `Authorization Bearer …` without its colon is a secret.
    block.problems.push({ code: 'header-invalid', span: trimmed(text, line), severity: 'error', data: {} });
  }
}

function requestNode(block: Block, line: RequestLine, span: Span): RequestNode {
  const directive = (name: string) => block.directives.findLast(each => each.name.value === name && each.value.value);
  const named = directive('name')?.value ?? (block.title?.value.startsWith('@') ? undefined : block.title);
  // All of the fields in each: thousands of objects of one shape take less time and memory than of many.
  const request: RequestNode = {
    name: named?.value,
    nameRange: named?.range,
    range: wholeRange(block, line),
    block: span,
    method: line.method,
    target: line.target,
    headers: block.headers,
    body: block.body,
    account: directive('account')?.value,
    token: directive('token')?.value,
    auth: directive('auth')?.value,
    directives: block.directives,
    problems: block.problems,
  };
  append(block.problems, foreignProblems(request));
  return request;
}

/** Asked for every request of a file: nothing is put together for it. */
function wholeRange(block: Block, line: RequestLine): Span {
  let start = block.separator?.start ?? line.method.range.start;
  let end = block.separator?.end ?? start;
  const take = (span: Span): void => {
    start = Math.min(start, span.start);
    end = Math.max(end, span.end);
  };
  take(line.method.range);
  take(line.target.range);
  for (const { range } of block.directives) take(range);
  for (const { range } of block.headers) take(range);
  for (const { span } of block.problems) take(span);
  if (block.body) take(block.body.range);
  return { start, end };
}
