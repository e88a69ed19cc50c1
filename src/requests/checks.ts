import type { DirectiveNode, Node, Problem, RequestNode } from './nodes.ts';
import { findBlank, skipBlanks } from './parse/scanLines.ts';

/** What a check looks at. */
export type CheckSubject =
  | { readonly of: 'status' }
  /** Milliseconds of the whole call. */
  | { readonly of: 'time' }
  | { readonly of: 'header'; readonly name: string }
  /** The whole body, or what a JSONPath or XPath selects in it. */
  | { readonly of: 'body'; readonly path?: string };

const checkOperators = [
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'contains',
  'startsWith',
  'endsWith',
  'matches',
  'exists',
  'missing',
] as const;

export type CheckOperator = (typeof checkOperators)[number];

/** `# @assert subject operator value`. */
export interface Check {
  /** The whole comment. */
  readonly directive: DirectiveNode;
  readonly subject: CheckSubject;
  readonly operator: CheckOperator;
  /** As written, references in it not replaced; undefined for `exists` and `missing`. */
  readonly value?: Node<string>;
}

const OPERATORS: ReadonlySet<string> = new Set(checkOperators);
const ALONE: ReadonlySet<string> = new Set(['exists', 'missing']);

/** The checks of a request, in the order of the file; those that cannot be understood left out (see checkProblems). */
export function checksOf({ directives }: Pick<RequestNode, 'directives'>): readonly Check[] {
  return directives.flatMap(directive => {
    const check = isCheck(directive) ? readCheck(directive) : undefined;
    return check && 'subject' in check ? [check] : [];
  });
}

/** What is wrong with the checks of one request. */
export function checkProblems(directives: readonly DirectiveNode[]): Problem[] {
  return directives.flatMap(directive => {
    const check = isCheck(directive) && directive.value.value !== '' ? readCheck(directive) : undefined;
    return check && 'code' in check ? [check] : [];
  });
}

function isCheck({ name }: DirectiveNode): boolean {
  return name.value === 'assert';
}

/** A problem is in place of a check that nobody can carry out: an error, since it would pass unnoticed. */
function readCheck(directive: DirectiveNode): Check | Problem {
  const { value: text, range } = directive.value;
  const subjectEnd = endOfSubject(text);
  const subject = readSubject(text.slice(0, subjectEnd));
  const operatorStart = skipBlanks(text, subjectEnd, text.length);
  const operatorEnd = findBlank(text, operatorStart, text.length);
  const operator = text.slice(operatorStart, operatorEnd);
  const valueStart = skipBlanks(text, operatorEnd, text.length);
  const problem = (code: Problem['code'], start: number, end: number): Problem => ({
    code,
    span: { start: range.start + start, end: range.start + Math.max(end, start) },
    severity: 'error',
    data: { text: text.slice(start, Math.min(end, start + 80)) },
  });
  if (!subject) return problem('check-subject', 0, subjectEnd);
  if (!isOperator(operator)) return problem('check-operator', operatorStart, operatorEnd);
  const hasValue = valueStart < text.length;
  if (hasValue === ALONE.has(operator)) return problem('check-value', operatorStart, text.length);
  return {
    directive,
    subject,
    operator,
    ...(hasValue && {
      value: {
        value: text.slice(valueStart),
        range: { start: range.start + valueStart, end: range.start + text.length },
      },
    }),
  };
}

function isOperator(text: string): text is CheckOperator {
  return OPERATORS.has(text);
}

/** Blanks may stand in a path, between brackets or quotes. */
function endOfSubject(text: string): number {
  let depth = 0;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (quote !== '') {
      if (char === '\\') at++;
      else if (char === quote) quote = '';
    } else if (char === "'" || char === '"') quote = char;
    else if (char === '[' || char === '(') depth++;
    else if (char === ']' || char === ')') depth--;
    else if (depth <= 0 && (char === ' ' || char === '\t')) return at;
  }
  return text.length;
}

function readSubject(text: string): CheckSubject | undefined {
  const written = text.replace(/^response\./, '');
  if (written === 'status' || written === 'time' || written === 'body') return { of: written };
  const header = /^headers?\.([!#$%&'*+.^_`|~0-9A-Za-z-]+)$/.exec(written)?.[1];
  if (header !== undefined) return { of: 'header', name: header };
  const path = /^body\.(\$.*|\/.*)$/s.exec(written)?.[1];
  return path === undefined ? undefined : { of: 'body', path };
}
