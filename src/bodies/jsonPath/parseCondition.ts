import { compilePattern } from './pattern.ts';
import { readSegments } from './parsePath.ts';
import { expect, invalidPath, readString, skipBlanks, take, takeMatch, type Reader } from './reader.ts';
import { isSingular, type Comparable, type Condition, type Operator, type Query } from './syntax.ts';

/** Open parentheses, calls and filters in filters. No person writes more, and the call stack has room for it. */
const deepest = 50;

/** A call or a query or a literal, before it is known what it is used for. */
type Operand = Comparable | { readonly kind: 'matches'; readonly condition: Condition };

/** What follows the `?` of a filter (RFC 9535 section 2.3.5). */
export function parseCondition(reader: Reader): Condition {
  if (++reader.depth > deepest) throw invalidPath(reader);
  const condition = readJoined(reader, '||', 'or', () => readJoined(reader, '&&', 'and', () => readBasic(reader)));
  reader.depth--;
  return condition;
}

function readJoined(reader: Reader, sign: string, kind: 'or' | 'and', read: () => Condition): Condition {
  const conditions: Condition[] = [];
  do {
    skipBlanks(reader);
    conditions.push(read());
    skipBlanks(reader);
  } while (take(reader, sign));
  const [only, ...more] = conditions;
  return only && more.length === 0 ? only : { kind, conditions };
}

function readBasic(reader: Reader): Condition {
  const isNegated = take(reader, '!');
  if (isNegated) skipBlanks(reader);
  const condition = take(reader, '(') ? readParenthesis(reader) : readTest(reader, isNegated);
  return isNegated ? { kind: 'not', condition } : condition;
}

function readParenthesis(reader: Reader): Condition {
  const condition = parseCondition(reader);
  expect(reader, ')');
  return condition;
}

/** A comparison, or a query or call that stands for itself. After `!` there is no comparison without parentheses. */
function readTest(reader: Reader, isNegated: boolean): Condition {
  const start = reader.at;
  const left = readOperand(reader);
  const end = reader.at;
  skipBlanks(reader);
  const operator = isNegated ? undefined : takeMatch(reader, /==|!=|<=|>=|<|>/y);
  if (operator !== undefined) {
    skipBlanks(reader);
    const from = reader.at;
    const right = readOperand(reader);
    return {
      kind: 'compare',
      operator: operator as Operator,
      left: comparable(reader, left, start),
      right: comparable(reader, right, from),
    };
  }
  reader.at = end;
  if (left.kind === 'query') return { kind: 'exists', query: left.query };
  if (left.kind === 'matches') return left.condition;
  throw invalidPath(reader, start);
}

/** Only what gives one value can be compared (RFC 9535 section 2.4.3). */
function comparable(reader: Reader, operand: Operand, start: number): Comparable {
  if (operand.kind === 'matches' || (operand.kind === 'query' && !isSingular(operand.query))) {
    throw invalidPath(reader, start);
  }
  return operand;
}

function readOperand(reader: Reader): Operand {
  const next = reader.path.charAt(reader.at);
  if (next === '"' || next === "'") return { kind: 'string', text: readString(reader) };
  if (next === '@' || next === '$') return { kind: 'query', query: readQuery(reader) };
  const number = takeMatch(reader, /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  if (number !== undefined) return { kind: 'number', text: number };
  const start = reader.at;
  const name = takeMatch(reader, /[a-z][a-z_0-9]*/y);
  if (name === 'true' || name === 'false' || name === 'null') return { kind: 'word', text: name };
  if (name === undefined || !take(reader, '(')) throw invalidPath(reader, start);
  if (++reader.depth > deepest) throw invalidPath(reader, start);
  const call = readCall(reader, name, start);
  reader.depth--;
  skipBlanks(reader);
  expect(reader, ')');
  return call;
}

function readQuery(reader: Reader): Query {
  const from = reader.path.charAt(reader.at) === '$' ? 'root' : 'current';
  reader.at++;
  return { from, segments: readSegments(reader) };
}

/** The five functions of RFC 9535 section 2.4, their arguments checked. */
function readCall(reader: Reader, name: string, start: number): Operand {
  skipBlanks(reader);
  if (name === 'count' || name === 'value') {
    if (!/[@$]/.test(reader.path.charAt(reader.at))) throw invalidPath(reader);
    return { kind: name, query: readQuery(reader) };
  }
  if (name === 'length') {
    return { kind: 'length', of: readArgument(reader) };
  }
  if (name !== 'match' && name !== 'search') throw invalidPath(reader, start);
  const text = readArgument(reader);
  skipBlanks(reader);
  expect(reader, ',');
  skipBlanks(reader);
  const patternStart = reader.at;
  const pattern = readArgument(reader);
  // The RFC takes a pattern that is none for one that matches nothing. Whoever wrote it wants to know.
  if (pattern.kind === 'string' && !compilePattern(pattern.text)) throw invalidPath(reader, patternStart);
  return { kind: 'matches', condition: { kind: 'matches', whole: name === 'match', text, pattern } };
}

function readArgument(reader: Reader): Comparable {
  const start = reader.at;
  return comparable(reader, readOperand(reader), start);
}
