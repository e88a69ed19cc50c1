import { decodeBody } from '../../bodies/charset.ts';
import { compareDecimals } from '../../bodies/jsonPath/decimal.ts';
import { compilePattern, matchesPattern } from '../../bodies/jsonPath/pattern.ts';
import { jsonMatchValue, selectJson } from '../../bodies/selectJson.ts';
import { selectXml, xmlMatchValue } from '../../bodies/selectXml.ts';
import { CodedError, isCoded } from '../../codedError.ts';
import type { Check, CheckOperator } from '../../requests/checks.ts';
import type { Exchange } from '../record.ts';

/** What became of a check. */
export interface CheckResult {
  readonly check: Check;
  readonly passed: boolean;
  /** What was there, cut short; undefined when there was nothing. */
  readonly actual?: string;
  /** What it was compared with, variables in place. */
  readonly expected?: string;
  /** Why it could not be carried out at all. */
  readonly error?: CodedError;
}

/** A value of the answer, as text; numbers and literals as they are spelled. */
interface Found {
  readonly text: string;
  /** Whether it is a number or literal rather than a text that looks like one. */
  readonly isBare: boolean;
}

const shownLength = 200;
const patternSteps = 20_000_000;

/**
 * Holds an answer against the checks of its request. Numbers are compared as decimals of any length. Without an answer
 * every check fails, `missing` too: nobody knows.
 *
 * @param expand puts the variables into the value of a check
 */
export function checkAnswer(
  checks: readonly Check[],
  exchange: Exchange,
  expand: (check: Check) => string,
): readonly CheckResult[] {
  // Decoded once, however many checks look into it, and not at all when none does.
  let text: string | undefined;
  const body = () => (text ??= decodeBody(exchange.body, contentType(exchange)));
  return checks.map(check => {
    try {
      return carryOut(check, exchange, body, expand);
    } catch (error) {
      if (!isCoded(error)) throw error;
      return { check, passed: false, error };
    }
  });
}

function carryOut(check: Check, exchange: Exchange, body: () => string, expand: (check: Check) => string): CheckResult {
  if (!exchange.record.response) {
    throw new CodedError('check-no-answer');
  }
  const found = find(check, exchange, body);
  const expected = check.value === undefined ? undefined : expand(check);
  return {
    check,
    passed: holds(check.operator, found, expected),
    ...(found && { actual: shortened(found.text) }),
    ...(expected !== undefined && { expected: shortened(expected) }),
  };
}

function find({ subject }: Check, { record }: Exchange, body: () => string): Found | undefined {
  switch (subject.of) {
    case 'status':
      return { text: String(record.response?.status), isBare: true };
    case 'time':
      return { text: String(Math.round(record.timing.total)), isBare: true };
    case 'header': {
      const wanted = subject.name.toLowerCase();
      const values = (record.response?.headers ?? []).filter(({ name }) => name.toLowerCase() === wanted);
      return values.length === 0 ? undefined : { text: values.map(({ value }) => value).join(', '), isBare: false };
    }
    case 'body':
      return subject.path === undefined ? wholeBody(body()) : selected(body(), subject.path);
  }
}

function wholeBody(text: string): Found | undefined {
  return text === '' ? undefined : { text, isBare: false };
}

function selected(body: string, path: string): Found | undefined {
  if (path.startsWith('/')) {
    const [first] = selectXml(body, path);
    return first === undefined
      ? undefined
      : { text: xmlMatchValue(first), isBare: first.kind === 'number' || first.kind === 'boolean' };
  }
  const [first] = selectJson(body, path);
  return first && { text: jsonMatchValue(first), isBare: first.kind !== 'string' };
}

function holds(operator: CheckOperator, found: Found | undefined, expected = ''): boolean {
  if (operator === 'missing') return found === undefined;
  if (found === undefined) return false;
  switch (operator) {
    case 'exists':
      return true;
    case '==':
      return isEqual(found, expected);
    case '!=':
      return !isEqual(found, expected);
    case '<':
      return compare(found, expected) < 0;
    case '<=':
      return compare(found, expected) <= 0;
    case '>':
      return compare(found, expected) > 0;
    case '>=':
      return compare(found, expected) >= 0;
    case 'contains':
      return found.text.includes(unquoted(expected));
    case 'startsWith':
      return found.text.startsWith(unquoted(expected));
    case 'endsWith':
      return found.text.endsWith(unquoted(expected));
    case 'matches':
      return isMatch(found.text, unquoted(expected));
  }
}

/** A text in quotes is that text and nothing else; without quotes a number equals a number however it is spelled. */
function isEqual({ text, isBare }: Found, expected: string): boolean {
  if (isQuoted(expected)) {
    return !isBare && text === unquoted(expected);
  }
  if (isNumber(text) && isNumber(expected)) {
    return compareDecimals(text, expected) === 0;
  }
  return text === expected || (isBare && withoutBlanks(text) === withoutBlanks(expected));
}

/** @throws CodedError `check-not-comparable` (data: text) */
function compare({ text }: Found, expected: string): number {
  const other = unquoted(expected);
  const odd = [text, other].find(each => !isNumber(each));
  if (odd !== undefined) {
    throw new CodedError('check-not-comparable', { text: shortened(odd) });
  }
  return compareDecimals(text, other);
}

/**
 * A pattern in the common part of all dialects: RFC 9485, and with it `^`, `$`, `\d`, `\w`, `\s`. No pattern takes longer
 * than the text is long.
 *
 * @throws CodedError `check-pattern` (data: pattern), `check-too-costly`
 */
function isMatch(text: string, expected: string): boolean {
  const source = /^\/(.*)\/$/s.exec(expected)?.[1] ?? expected;
  const [, start = '', inner = '', end = ''] = /^(\^?)((?:[^\\]|\\.)*?)(\$?)$/s.exec(source) ?? [];
  const anything = '(.|\\n|\\r)*';
  const isWhole = start !== '' || end !== '';
  const bounded = `${start === '' ? anything : ''}(${plainClasses(inner)})${end === '' ? anything : ''}`;
  const pattern = compilePattern(isWhole ? bounded : plainClasses(inner));
  if (!pattern) {
    throw new CodedError('check-pattern', { pattern: shortened(source) });
  }
  let steps = 0;
  return matchesPattern(pattern, text, isWhole, taken => {
    steps += taken;
    if (steps > patternSteps) throw new CodedError('check-too-costly');
  });
}

const classes: Readonly<Record<string, string>> = { d: '0-9', w: 'A-Za-z0-9_', s: ' \\t\\n\\r' };

function plainClasses(pattern: string): string {
  let isInClass = false;
  return pattern.replace(/\\(.)|[[\]]/gs, (piece, escaped: string | undefined) => {
    if (escaped === undefined) {
      isInClass = piece === '[';
      return piece;
    }
    const members = classes[escaped];
    const others = classes[escaped.toLowerCase()];
    if (members !== undefined) return isInClass ? members : `[${members}]`;
    return others !== undefined && !isInClass && /[DWS]/.test(escaped) ? `[^${others}]` : piece;
  });
}

function isNumber(text: string): boolean {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d{1,6})?$/.test(text);
}

function isQuoted(text: string): boolean {
  return /^"(?:[^"\\]|\\.)*"$/s.test(text);
}

function unquoted(text: string): string {
  if (!isQuoted(text)) return text;
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}

function withoutBlanks(json: string): string {
  return json.replace(/("(?:[^"\\]|\\.)*")|\s+/gs, (_, quoted: string | undefined) => quoted ?? '');
}

function shortened(text: string): string {
  return text.length > shownLength ? `${text.slice(0, shownLength - 1)}…` : text;
}

function contentType({ record }: Exchange): string | undefined {
  return record.response?.headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value;
}
