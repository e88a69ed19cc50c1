import { foreignWordProblem } from './foreignWords.ts';
import { isComment, nodeAt, readDirective, readHeader, trimmed } from './lineKinds.ts';
import type { DirectiveNode, Node, Problem, TextNode } from '../nodes.ts';
import { findBlank, skipBlanks, skipBlanksBack, type Line } from './scanLines.ts';

// RFC 9110 section 9.3 and RFC 5789 (PATCH); what other .http clients call methods (GRAPHQL, WS) is not among them.
const KNOWN_METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH']);
const WORD = /^[A-Za-z]+$/;
const HTTP_VERSION = /^HTTP\/[0-9.]*$/i;
// The JetBrains client's way to say that a server is known to speak HTTP/2.
const PRIOR_KNOWLEDGE = /[ \t]+\(Prior Knowledge\)$/i;

export function isKnownMethod(method: string): boolean {
  return KNOWN_METHODS.has(method.toUpperCase());
}

export interface RequestLine {
  readonly method: Node<string>;
  readonly target: TextNode;
  /** How many lines were read. */
  readonly lines: number;
  /** Those between the lines of the target. */
  readonly directives: readonly DirectiveNode[];
  readonly problems: readonly Problem[];
}

/**
 * Reads `METHOD target HTTP/1.1`, of which method and version may be missing, and the lines that continue the
 * target: those that start with `?` or `&` (REST Client) and indented ones that are not headers (JetBrains). Between
 * them there may be comments, such as a parameter that is switched off for now.
 */
export function parseRequestLine(text: string, lines: readonly Line[], at: number): RequestLine {
  const first = lines[at];
  if (!first) throw new RangeError('no line to read');
  const span = trimmed(text, first);
  const problems: Problem[] = [];

  const wordEnd = findBlank(text, span.start, span.end);
  const word = nodeAt(text, span.start, wordEnd);
  const alone = wordEnd === span.end;
  const hasMethod = WORD.test(word.value) && (!alone || isKnownMethod(word.value));
  const targetStart = hasMethod ? skipBlanks(text, wordEnd, span.end) : span.start;
  // Some clients write the default out, we leave an empty range: nothing in the file is the method.
  const method = hasMethod ? word : { value: 'GET', range: { start: span.start, end: span.start } };
  if (hasMethod && !isKnownMethod(word.value)) {
    problems.push(foreignWordProblem(word));
  }

  const parts: Node<string>[] = [];
  const targetEnd = withoutVersion(text, targetStart, span.end);
  if (targetEnd > targetStart) parts.push(nodeAt(text, targetStart, targetEnd));
  problems.push(...versionProblems(text, targetEnd, span.end));

  const directives: DirectiveNode[] = [];
  let next = at + 1;
  for (;;) {
    const from = next;
    let line = lines[from];
    let skipped = 0;
    while (line && isComment(text, line)) line = lines[from + ++skipped];
    if (!line || !continuesTarget(text, line)) break;
    const more = trimmed(text, line);
    const moreEnd = withoutVersion(text, more.start, more.end);
    if (moreEnd > more.start) parts.push(nodeAt(text, more.start, moreEnd));
    for (const comment of lines.slice(from, from + skipped)) {
      const directive = readDirective(text, comment);
      if (directive) directives.push(directive);
    }
    next = from + skipped + 1;
  }

  const start = parts[0]?.range.start ?? targetStart;
  const target = {
    value: parts.map(part => part.value).join(''),
    range: { start, end: parts.at(-1)?.range.end ?? start },
    parts,
  };
  if (parts.length === 0) problems.push({ code: 'target-missing', span, severity: 'error', data: {} });
  return { method, target, lines: next - at, directives, problems };
}

function withoutVersion(text: string, start: number, end: number): number {
  // Blanks and two words, written in at most so many characters.
  const tail = text.slice(Math.max(start, end - 40), end);
  const versionEnd = end - (PRIOR_KNOWLEDGE.exec(tail)?.[0].length ?? 0);
  let lastWord = versionEnd;
  while (lastWord > start && text[lastWord - 1] !== ' ' && text[lastWord - 1] !== '\t') lastWord--;
  return HTTP_VERSION.test(text.slice(lastWord, versionEnd)) ? skipBlanksBack(text, start, lastWord) : end;
}

/** Which version is spoken is settled with the server; a request means the same in all of them (RFC 9110). */
function versionProblems(text: string, targetEnd: number, end: number): Problem[] {
  const start = skipBlanks(text, targetEnd, end);
  const version = text.slice(start, end);
  if (version === '' || /^HTTP\/(?:1(?:\.[01])?)?$/i.test(version)) return [];
  return [{ code: 'http-version-ignored', span: { start, end }, severity: 'information', data: { version } }];
}

function continuesTarget(text: string, line: Line): boolean {
  const span = trimmed(text, line);
  if (span.start === span.end) return false;
  const first = text.charAt(span.start);
  // `??` starts an assertion of httpYac's.
  if (first === '?' || first === '&') return !text.startsWith('??', span.start);
  if (span.start === line.start || first === '@') return false;
  // `  https://…` has the shape of a header, but nobody means one.
  const header = readHeader(text, line);
  return header === undefined || header.value.value.startsWith('//');
}
