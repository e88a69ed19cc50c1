import { directiveProblems, hasDirective } from './directives.ts';
import { plainName } from './foreignDirectives.ts';
import { foreignProblems, hostProblems, redefinitions, refProblems } from './foreignProblems.ts';
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
import type {
  BodyNode,
  DirectiveNode,
  HeaderNode,
  Node,
  Problem,
  RequestFile,
  RequestNode,
  Span,
  VariableNode,
} from './nodes.ts';
import { parseBody } from './parseBody.ts';
import { parseRequestLine, type RequestLine } from './parseRequestLine.ts';
import { scanLines, type Line } from './scanLines.ts';
import { blockCommentLength, earlyScriptLength, linesSpan, scriptProblem } from './scripts.ts';

/** What stands between two separators: at most one request. Filled while its lines are read, then made a node. */
interface Block {
  readonly separator: Line | undefined;
  readonly title: Node<string> | undefined;
  readonly directives: DirectiveNode[];
  readonly headers: HeaderNode[];
  readonly problems: Problem[];
  line?: RequestLine;
  body?: BodyNode;
}

/**
 * Parses a request file in the dialect that REST Client, the JetBrains HTTP client and httpYac share.
 *
 * Any text parses; what is wrong is reported on the request that it spoils, or on the file. The time taken grows
 * with the length of the text. Nothing is read, run or sent.
 */
export function parseRequests(text: string): RequestFile {
  const lines = scanLines(text);
  const requests: RequestNode[] = [];
  const variables: VariableNode[] = [];
  const problems: Problem[] = [];

  let covered = 0;
  let from = 0;
  while (from < lines.length) {
    let to = from + 1;
    for (let line = lines[to]; line && !isSeparator(text, line); line = lines[to]) to++;
    const block = readBlock(text, lines.slice(from, to), variables, problems);
    const end = lines[to]?.start ?? text.length;
    const request = block.line && requestNode(block, block.line, { start: covered, end });
    if (request) {
      requests.push(request);
      covered = end;
    } else {
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
    }
    from = to;
  }
  append(problems, redefinitions(variables));
  return { requests: withForeignProblems(requests, variables), variables, problems, length: text.length };
}

/** Adds what can be said only with the whole file in view. */
function withForeignProblems(requests: readonly RequestNode[], variables: readonly VariableNode[]): RequestNode[] {
  const names = new Set(requests.map(({ name }) => name));
  const hasHost = variables.some(({ name }) => name.value === 'host');
  return requests.map(request => {
    const found = [...foreignProblems(request), ...refProblems(request, names), ...hostProblems(request, hasHost)];
    return found.length === 0 ? request : { ...request, problems: [...request.problems, ...found] };
  });
}

function readBlock(text: string, lines: readonly Line[], variables: VariableNode[], problems: Problem[]): Block {
  const first = lines[0];
  const separator = first && isSeparator(text, first) ? first : undefined;
  const title = separator && separatorTitle(text, separator);
  const block: Block = { separator, title, directives: [], headers: [], problems: [] };
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
      readVariableLine(text, line, variables, problems);
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
    append(variables, read.variables);
  }
  append(block.problems, directiveProblems(block.directives));
  if (block.line && !block.body && hasDirective(block.directives, 'suiteql')) {
    block.problems.push({ code: 'suiteql-empty', span: block.line.target.range, severity: 'error', data: {} });
  }
  return block;
}

/** `push(...more)` would put every element on the call stack, which a long enough file overflows. */
function append<T>(list: T[], more: readonly T[]): void {
  for (const each of more) list.push(each);
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

function readVariableLine(text: string, line: Line, variables: VariableNode[], problems: Problem[]): void {
  const variable = readVariable(text, line);
  if (variable) variables.push(variable);
  else problems.push({ code: 'variable-invalid', span: trimmed(text, line), severity: 'error', data: {} });
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

function requestNode(block: Block, line: RequestLine, cover: Span): RequestNode {
  const directive = (name: string) => block.directives.findLast(each => each.name.value === name && each.value.value);
  const named = directive('name')?.value ?? (block.title?.value.startsWith('@') ? undefined : block.title);
  const account = directive('account')?.value;
  const token = directive('token')?.value;
  const auth = directive('auth')?.value;
  return {
    ...(named && { name: named.value, nameRange: named.range }),
    range: wholeRange(block, line),
    block: cover,
    method: line.method,
    target: line.target,
    headers: block.headers,
    ...(block.body && { body: block.body }),
    ...(account && { account }),
    ...(token && { token }),
    ...(auth && { auth }),
    directives: block.directives,
    problems: block.problems,
  };
}

function wholeRange(block: Block, line: RequestLine): Span {
  const inside: Span[] = [
    line.method.range,
    line.target.range,
    ...block.directives.map(({ range }) => range),
    ...block.headers.map(({ range }) => range),
    ...block.problems.map(({ span }) => span),
  ];
  if (block.body) inside.push(block.body.range);
  let start = block.separator?.start ?? line.method.range.start;
  let end = block.separator?.end ?? start;
  for (const span of inside) {
    start = Math.min(start, span.start);
    end = Math.max(end, span.end);
  }
  return { start, end };
}
