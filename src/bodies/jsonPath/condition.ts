import { jsonKind } from '../jsonKind.ts';
import { compareDecimals } from './decimal.ts';
import { evaluateQuery } from './evaluate.ts';
import { keyOf, spelled, unquoted, type Evaluation } from './evaluation.ts';
import { matchesPattern } from './pattern.ts';
import type { Comparable, Condition, Operator } from './syntax.ts';

/** A value in a comparison. Objects and arrays stay where they are. */
type Value =
  | { readonly kind: 'string' | 'number' | 'word'; readonly text: string }
  | { readonly kind: 'object' | 'array'; readonly node: number };

/** Whether a condition is true of a node (RFC 9535 section 2.3.5.2). */
export function holds(condition: Condition, evaluation: Evaluation, current: number): boolean {
  switch (condition.kind) {
    case 'or':
      return condition.conditions.some(each => holds(each, evaluation, current));
    case 'and':
      return condition.conditions.every(each => holds(each, evaluation, current));
    case 'not':
      return !holds(condition.condition, evaluation, current);
    case 'exists':
      return evaluateQuery(condition.query, evaluation, current).length > 0;
    case 'compare': {
      const left = valueOf(condition.left, evaluation, current);
      const right = valueOf(condition.right, evaluation, current);
      return isTrue(condition.operator, left, right, evaluation);
    }
    case 'matches': {
      const text = valueOf(condition.text, evaluation, current);
      const source = valueOf(condition.pattern, evaluation, current);
      if (text?.kind !== 'string' || source?.kind !== 'string') return false;
      const pattern = evaluation.pattern(source.text);
      return pattern !== undefined && matchesPattern(pattern, text.text, condition.whole, evaluation.spend);
    }
  }
}

/** Undefined stands for the RFC's Nothing. */
function valueOf(comparable: Comparable, evaluation: Evaluation, current: number): Value | undefined {
  switch (comparable.kind) {
    case 'string':
    case 'number':
    case 'word':
      return { kind: comparable.kind, text: comparable.text };
    case 'query':
    case 'value': {
      const [node, ...more] = evaluateQuery(comparable.query, evaluation, current);
      return node === undefined || more.length > 0 ? undefined : valueAt(evaluation, node);
    }
    case 'count':
      return { kind: 'number', text: String(evaluateQuery(comparable.query, evaluation, current).length) };
    case 'length': {
      const value = valueOf(comparable.of, evaluation, current);
      if (value?.kind === 'string') return { kind: 'number', text: String(codePoints(value.text)) };
      return value && 'node' in value
        ? { kind: 'number', text: String(evaluation.index.childCount[value.node] ?? 0) }
        : undefined;
    }
  }
}

function codePoints(text: string): number {
  return text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, '_').length;
}

function valueAt({ index, spend }: Evaluation, node: number): Value {
  const kind = index.kind[node];
  if (kind === jsonKind.object) return { kind: 'object', node };
  if (kind === jsonKind.array) return { kind: 'array', node };
  const start = index.start[node] ?? 0;
  const end = index.end[node] ?? 0;
  spend(1 + ((end - start) >> 3));
  const text = spelled(index, start, end);
  if (kind === jsonKind.string) return { kind: 'string', text: unquoted(text) };
  return { kind: kind === jsonKind.number ? 'number' : 'word', text };
}

/** RFC 9535 section 2.3.5.2.2: only numbers with numbers and strings with strings have an order. */
function isTrue(
  operator: Operator,
  left: Value | undefined,
  right: Value | undefined,
  evaluation: Evaluation,
): boolean {
  switch (operator) {
    case '==':
      return isEqual(left, right, evaluation);
    case '!=':
      return !isEqual(left, right, evaluation);
    case '<':
      return isLess(left, right);
    case '>':
      return isLess(right, left);
    case '<=':
      return isLess(left, right) || isEqual(left, right, evaluation);
    case '>=':
      return isLess(right, left) || isEqual(left, right, evaluation);
  }
}

function isLess(left: Value | undefined, right: Value | undefined): boolean {
  if (left?.kind === 'number' && right?.kind === 'number') return compareDecimals(left.text, right.text) < 0;
  return left?.kind === 'string' && right?.kind === 'string' && isBefore(left.text, right.text);
}

/** By code points; JavaScript compares UTF-16 units. */
function isBefore(left: string, right: string): boolean {
  const shorter = Math.min(left.length, right.length);
  let at = 0;
  while (at < shorter && left.charCodeAt(at) === right.charCodeAt(at)) at++;
  if (at === shorter) return left.length < right.length;
  const rank = (unit: number) =>
    unit >= 0xd800 && unit < 0xe000 ? unit + 0x2000 : unit >= 0xe000 ? unit - 0x800 : unit;
  return rank(left.charCodeAt(at)) < rank(right.charCodeAt(at));
}

/** Deep, with a stack of its own: a document may be nested deeper than the call stack. */
function isEqual(left: Value | undefined, right: Value | undefined, evaluation: Evaluation): boolean {
  const todo: (readonly [Value | undefined, Value | undefined])[] = [[left, right]];
  for (let pair = todo.pop(); pair; pair = todo.pop()) {
    const [a, b] = pair;
    if (a === undefined || b === undefined) {
      if (a !== b) return false;
    } else if ('text' in a && 'text' in b) {
      const isSame =
        a.kind === 'number' && b.kind === 'number' ? compareDecimals(a.text, b.text) === 0 : a.text === b.text;
      if (a.kind !== b.kind || !isSame) return false;
    } else {
      const children = a.kind === b.kind && 'node' in a && 'node' in b ? pairs(a.node, b.node, evaluation) : undefined;
      if (!children) return false;
      for (const [one, other] of children) todo.push([valueAt(evaluation, one), valueAt(evaluation, other)]);
    }
  }
  return true;
}

/** Which children are to be equal; undefined when there are more in one than in the other. */
function pairs(left: number, right: number, evaluation: Evaluation): [number, number][] | undefined {
  if (left === right) return [];
  const one = childrenByKey(left, evaluation);
  const other = childrenByKey(right, evaluation);
  if (one.size !== other.size) return undefined;
  const found: [number, number][] = [];
  for (const [key, child] of one) {
    const match = other.get(key);
    if (match === undefined) return undefined;
    found.push([child, match]);
  }
  return found;
}

function childrenByKey(node: number, evaluation: Evaluation): Map<string | number, number> {
  const { index, spend } = evaluation;
  const children = new Map<string | number, number>();
  const end = index.next[node] ?? 0;
  for (let child = node + 1; child < end; child = index.next[child] ?? end) {
    spend(1);
    children.set(keyOf(evaluation, child) ?? children.size, child);
  }
  return children;
}
