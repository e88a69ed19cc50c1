import { CodedError } from '../../codedError.ts';
import {
  functions,
  type Axis,
  type Expression,
  type FunctionName,
  type NodeTest,
  type Operator,
  type Step,
} from './syntax.ts';

interface Token {
  readonly kind: 'sign' | 'name' | 'literal' | 'number' | 'end';
  readonly text: string;
  readonly offset: number;
}

interface Reader {
  readonly path: string;
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
}

/** Characters. */
const longest = 10_000;
/** Open parentheses and predicates: the call stack has room for them. */
const deepest = 50;

/** The names that XPath 1.0 has besides those that are understood; section 2.2 and 4. */
const otherAxes = /^(?:ancestor|ancestor-or-self|following|following-sibling|namespace|preceding|preceding-sibling)$/;
const axes: ReadonlySet<string> = new Set<Axis>([
  'child',
  'attribute',
  'parent',
  'self',
  'descendant',
  'descendant-or-self',
]);

/**
 * Parses the part of XPath 1.0 that picks values out of a response: location paths, predicates, comparisons,
 * `and`, `or` and a few functions.
 *
 * @throws CodedError `xpath-unsupported` (data: path, offset) for what XPath 1.0 has beyond that: the other axes and
 *   functions, arithmetic, `|`, variables. `xpath-invalid` (data: path, offset) for what is no XPath.
 */
export function parseXPath(path: string): Expression {
  if (path.length > longest) throw failure('xpath-invalid', path, longest);
  const reader: Reader = { path, tokens: scan(path), at: 0, depth: 0 };
  const expression = readOr(reader);
  if (peek(reader).kind !== 'end') throw unexpected(reader);
  return expression;
}

function failure(code: string, path: string, offset: number): CodedError {
  return new CodedError(code, { path: path.slice(0, 200), offset });
}

/** Signs that are XPath, but not understood, are told from what is no XPath at all. */
function unexpected(reader: Reader): CodedError {
  const { text, kind, offset } = peek(reader);
  const before = reader.at === 0 ? undefined : reader.tokens[reader.at - 1];
  const isOperator = before !== undefined && (/^(?:div|mod)$/.test(text) || (kind === 'sign' && /^[-+*|]$/.test(text)));
  const isStart = kind === 'sign' && /^[-$]$/.test(text);
  // A filter expression: steps or predicates behind a call or parenthesis.
  const isFilter = before?.text === ')' && /^(?:\/\/?|\[)$/.test(text);
  return failure(isOperator || isStart || isFilter ? 'xpath-unsupported' : 'xpath-invalid', reader.path, offset);
}

const pattern =
  /(?<blank>[ \t\r\n]+)|(?<literal>"[^"]*"|'[^']*')|(?<number>\d+(?:\.\d*)?|\.\d+)|(?<name>[\p{L}_][\p{L}\p{M}\p{N}_.·-]*(?::(?!:)(?:[\p{L}_][\p{L}\p{M}\p{N}_.·-]*|\*))?)|(?<sign>\/\/|::|\.\.|!=|<=|>=|[/[\]().,@*=<>|+\-$])/uy;

function scan(path: string): Token[] {
  const tokens: Token[] = [];
  for (let offset = 0; offset < path.length;) {
    pattern.lastIndex = offset;
    const found = pattern.exec(path);
    if (!found) throw failure('xpath-invalid', path, offset);
    const kind = (['literal', 'number', 'name', 'sign'] as const).find(each => found.groups?.[each] !== undefined);
    if (kind) tokens.push({ kind, text: found[0], offset });
    offset += found[0].length;
  }
  return [...tokens, { kind: 'end', text: '', offset: path.length }];
}

function peek(reader: Reader, ahead = 0): Token {
  return reader.tokens[reader.at + ahead] ?? { kind: 'end', text: '', offset: reader.path.length };
}

function take(reader: Reader, sign: string): boolean {
  const { kind, text } = peek(reader);
  const isNext = kind === 'sign' && text === sign;
  if (isNext) reader.at++;
  return isNext;
}

function expect(reader: Reader, sign: string): void {
  if (!take(reader, sign)) throw unexpected(reader);
}

function takeWord(reader: Reader, word: string): boolean {
  const { kind, text } = peek(reader);
  const isNext = kind === 'name' && text === word;
  if (isNext) reader.at++;
  return isNext;
}

function readOr(reader: Reader): Expression {
  if (++reader.depth > deepest) throw failure('xpath-invalid', reader.path, peek(reader).offset);
  let left = readAnd(reader);
  while (takeWord(reader, 'or')) left = { kind: 'or', left, right: readAnd(reader) };
  reader.depth--;
  return left;
}

function readAnd(reader: Reader): Expression {
  let left = readComparison(reader);
  while (takeWord(reader, 'and')) left = { kind: 'and', left, right: readComparison(reader) };
  return left;
}

function readComparison(reader: Reader): Expression {
  const left = readOperand(reader);
  const { kind, text } = peek(reader);
  if (kind !== 'sign' || !/^(?:!?=|[<>]=?)$/.test(text)) return left;
  reader.at++;
  const right = readOperand(reader);
  const compared: Expression = { kind: 'compare', operator: text as Operator, left, right };
  // `a = b = c` is XPath, but hardly what somebody means.
  const after = peek(reader);
  if (after.kind === 'sign' && /^(?:!?=|[<>]=?)$/.test(after.text)) {
    throw failure('xpath-unsupported', reader.path, after.offset);
  }
  return compared;
}

function readOperand(reader: Reader): Expression {
  const { kind, text } = peek(reader);
  if (kind === 'literal') {
    reader.at++;
    return { kind: 'literal', value: text.slice(1, -1) };
  }
  if (kind === 'number') {
    reader.at++;
    return { kind: 'number', value: text };
  }
  if (take(reader, '(')) {
    const inner = readOr(reader);
    expect(reader, ')');
    return inner;
  }
  const next = peek(reader, 1);
  const isCall = kind === 'name' && next.kind === 'sign' && next.text === '(' && !isNodeType(text);
  return isCall ? readCall(reader) : readLocation(reader);
}

function isNodeType(name: string): boolean {
  return /^(?:node|text|comment|processing-instruction)$/.test(name);
}

function readCall(reader: Reader): Expression {
  const { text, offset } = peek(reader);
  if (!Object.hasOwn(functions, text)) throw failure('xpath-unsupported', reader.path, offset);
  const name = text as FunctionName;
  reader.at += 2;
  const list: Expression[] = [];
  if (!take(reader, ')')) {
    do list.push(readOr(reader));
    while (take(reader, ','));
    expect(reader, ')');
  }
  const [least, most] = functions[name];
  const [first] = list;
  const needsNodes = /^(?:count|local-name|name)$/.test(name) && first !== undefined && first.kind !== 'path';
  if (list.length < least || list.length > most || needsNodes) throw failure('xpath-invalid', reader.path, offset);
  return { kind: 'call', name, arguments: list };
}

const anyBelow: Step = { axis: 'descendant-or-self', test: { kind: 'node' }, predicates: [] };

function readLocation(reader: Reader): Expression {
  const steps: Step[] = [];
  let absolute = false;
  if (take(reader, '//')) {
    absolute = true;
    steps.push(...readBelow(reader));
  } else if (take(reader, '/')) {
    absolute = true;
    if (!startsStep(peek(reader))) return { kind: 'path', absolute, steps };
    steps.push(readStep(reader));
  } else {
    steps.push(readStep(reader));
  }
  for (;;) {
    if (take(reader, '//')) steps.push(...readBelow(reader));
    else if (take(reader, '/')) steps.push(readStep(reader));
    else return { kind: 'path', absolute, steps };
  }
}

/** The step after `//`. Where it counts no positions, all below are looked through at once. */
function readBelow(reader: Reader): readonly Step[] {
  const step = readStep(reader);
  return step.axis === 'child' && step.predicates.length === 0 ? [{ ...step, axis: 'descendant' }] : [anyBelow, step];
}

function startsStep({ kind, text }: Token): boolean {
  return kind === 'name' || (kind === 'sign' && ['.', '..', '@', '*'].includes(text));
}

function readStep(reader: Reader): Step {
  if (take(reader, '..')) return { axis: 'parent', test: { kind: 'node' }, predicates: [] };
  if (take(reader, '.')) return { axis: 'self', test: { kind: 'node' }, predicates: [] };
  const axis = readAxis(reader);
  const test = readTest(reader);
  const predicates: Expression[] = [];
  while (take(reader, '[')) {
    predicates.push(readOr(reader));
    expect(reader, ']');
  }
  return { axis, test, predicates };
}

function readAxis(reader: Reader): Axis {
  if (take(reader, '@')) return 'attribute';
  const { kind, text, offset } = peek(reader);
  const next = peek(reader, 1);
  if (kind !== 'name' || next.kind !== 'sign' || next.text !== '::') return 'child';
  if (!axes.has(text)) {
    throw failure(otherAxes.test(text) ? 'xpath-unsupported' : 'xpath-invalid', reader.path, offset);
  }
  reader.at += 2;
  return text as Axis;
}

function readTest(reader: Reader): NodeTest {
  if (take(reader, '*')) return { kind: 'name', prefix: undefined, local: undefined };
  const { kind, text, offset } = peek(reader);
  if (kind !== 'name') throw unexpected(reader);
  reader.at++;
  if (isNodeType(text) && take(reader, '(')) {
    if (text !== 'node' && text !== 'text') throw failure('xpath-unsupported', reader.path, offset);
    expect(reader, ')');
    return { kind: text };
  }
  const colon = text.indexOf(':');
  const local = text.slice(colon + 1);
  return {
    kind: 'name',
    prefix: colon < 0 ? undefined : text.slice(0, colon),
    local: local === '*' ? undefined : local,
  };
}
