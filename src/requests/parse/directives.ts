import { append } from '../append.ts';
import { checkProblems } from '../checks.ts';
import { plainName, treatmentOf } from './foreignDirectives.ts';
import type { DirectiveNode, Node, Problem, RequestNode } from '../nodes.ts';

/** What a person is asked for before a request is sent: `# @prompt name What to say about it`. */
export interface Prompt {
  readonly name: string;
  readonly description: string;
  /** Its name says that nobody should read it from the screen. */
  readonly secret: boolean;
}

/** What `# @auth` can say: token-based authentication or OAuth 2.0. */
export type AuthScheme = 'tba' | 'oauth2';

// A day is longer than NetSuite lets anything run.
const LONGEST_SECONDS = 86_400;
const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60 };
const NEEDS_VALUE = new Set(['account', 'token', 'auth', 'name', 'prompt', 'timeout', 'assert', 'ref']);
const SECRET_NAME = /pass|pwd|secret|token|credential|private|pin\b/i;

/** Whether a request has a directive that needs no value, such as `# @no-log`. */
export function hasDirective(directives: readonly DirectiveNode[], name: string): boolean {
  return directives.some(directive => directive.name.value === name);
}

/** `# @suiteql`: the body is plain SQL. */
export function isSuiteQl({ directives }: Pick<RequestNode, 'directives'>): boolean {
  return hasDirective(directives, 'suiteql');
}

/** `# @no-log`, in httpYac `# @noLog`: neither history nor log keep anything of the request. */
export function isUnlogged({ directives }: Pick<RequestNode, 'directives'>): boolean {
  return directives.some(({ name }) => plainName(name.value) === 'nolog');
}

/** httpYac's `# @disabled`: the request is not sent, and left out when the whole file is. */
export function isDisabled({ directives }: Pick<RequestNode, 'directives'>): boolean {
  return directives.some(isDisabling);
}

/**
 * Milliseconds of `# @timeout 30`, which is in seconds, or with a unit as in the JetBrains client: `500 ms`, `2 m`;
 * undefined when there is none that makes sense.
 */
export function timeLimitOf({ directives }: Pick<RequestNode, 'directives'>): number | undefined {
  const last = directives.findLast(directive => directive.name.value === 'timeout');
  const seconds = last && readSeconds(last.value.value);
  return seconds === undefined ? undefined : Math.round(seconds * 1000);
}

/** The scheme that a text names. */
export function readAuthScheme(text: string): AuthScheme | undefined {
  return text === 'tba' || text === 'oauth2' ? text : undefined;
}

/** In the order of the file, each name once. */
export function promptsOf({ directives }: Pick<RequestNode, 'directives'>): readonly Prompt[] {
  const prompts = new Map<string, Prompt>();
  for (const { name, value } of directives) {
    const [, prompted, description = ''] = /^(\S+)\s*(.*)$/s.exec(value.value) ?? [];
    if (name.value === 'prompt' && prompted !== undefined && !prompts.has(prompted)) {
      prompts.set(prompted, { name: prompted, description, secret: SECRET_NAME.test(prompted) });
    }
  }
  return [...prompts.values()];
}

/** What is wrong with the directives of one request. */
export function directiveProblems(directives: readonly DirectiveNode[]): Problem[] {
  const problems = checkProblems(directives);
  for (const { name, value, range } of directives) {
    if (NEEDS_VALUE.has(name.value) && value.value === '') {
      problems.push({ code: 'directive-empty', span: range, severity: 'error', data: { directive: name.value } });
    } else if (name.value === 'timeout' && readSeconds(value.value) === undefined) {
      problems.push(timeoutProblem(value));
    }
  }
  append(problems, authProblems(directives));
  for (const directive of directives) append(problems, treatmentProblem(directive));
  return problems;
}

/** What another client would make of the request because of this directive. */
function treatmentProblem(directive: DirectiveNode): Problem[] {
  const { name, range: span } = directive;
  const data = { directive: name.value.slice(0, 80) };
  if (isDisabling(directive)) return [{ code: 'request-disabled', span, severity: 'error', data: {} }];
  switch (treatmentOf(name.value)) {
    case 'known':
      return [];
    case 'passed-over':
      return [{ code: 'directive-passed-over', span, severity: 'information', data }];
    case 'differs':
      return [{ code: 'directive-passed-over', span, severity: 'warning', data }];
    case 'refused':
      return [{ code: 'directive-unsupported', span, severity: 'error', data }];
    case undefined:
      return [{ code: 'directive-unknown', span, severity: 'information', data }];
  }
}

/** The value may be a script, which is not run: only what says plainly that the request is sent is believed. */
function isDisabling({ name, value }: DirectiveNode): boolean {
  return name.value === 'disabled' && value.value !== 'false';
}

function timeoutProblem({ value, range }: Node<string>): Problem {
  return { code: 'timeout-invalid', span: range, severity: 'error', data: { value: value.slice(0, 40) } };
}

/** A scheme that is not known, or one after another. What is a variable's value is judged when that is known. */
function authProblems(directives: readonly DirectiveNode[]): Problem[] {
  const given = directives.filter(({ name, value }) => name.value === 'auth' && value.value !== '');
  return given.flatMap(({ value: { value, range: span } }): Problem[] => {
    if (readAuthScheme(value) === undefined && !value.includes('{{')) {
      return [{ code: 'auth-unknown', span, severity: 'error', data: { value: value.slice(0, 40) } }];
    }
    const other = given[0]?.value.value ?? value;
    return other === value
      ? []
      : [{ code: 'auth-contradicts', span, severity: 'error', data: { other: other.slice(0, 40) } }];
  });
}

function readSeconds(text: string): number | undefined {
  const [, digits, unit = 's'] = /^(\d{1,8}(?:\.\d{1,3})?)\s*(ms|s|m)?$/.exec(text) ?? [];
  const seconds = Number(digits ?? 0) * (SECONDS[unit] ?? 1);
  return seconds > 0 && seconds <= LONGEST_SECONDS ? seconds : undefined;
}
