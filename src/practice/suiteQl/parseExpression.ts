import { isFunction, isRanking } from './functionNames.ts';
import type { ArithmeticOperator, ComparisonOperator, Name, Node, OrderTerm } from './nodes.ts';
import { parseQuery } from './parseQuery.ts';
import { unsupported } from './queryErrors.ts';
import { deepest, type TokenReader } from './tokenReader.ts';

const comparisons: Readonly<Record<string, ComparisonOperator>> = {
  '=': '=',
  '<>': '<>',
  '!=': '<>',
  '^=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

/** ORA:article_0824094533 */
const mostInList = 1000;

/** An expression or a condition; which of them is fit where, the translation tells. */
export function parseExpression(reader: TokenReader): Node {
  return reader.nested(() => parseOr(reader));
}

/** `DESC NULLS LAST` and so on. Oracle's default takes nulls for the largest values. */
export function parseOrderTerms(reader: TokenReader): readonly OrderTerm[] {
  const terms: OrderTerm[] = [];
  do {
    const node = parseExpression(reader);
    const descending = reader.word('DESC') || (reader.word('ASC'), false);
    const nullsFirst = reader.word('NULLS', 'FIRST') || (!reader.word('NULLS', 'LAST') && descending);
    terms.push({ node, descending, nullsFirst });
  } while (reader.symbol(','));
  return terms;
}

function parseOr(reader: TokenReader): Node {
  return parseChain(reader, 'or', parseAnd);
}

function parseAnd(reader: TokenReader): Node {
  return parseChain(reader, 'and', parseNot);
}

function parseChain(reader: TokenReader, kind: 'and' | 'or', part: (reader: TokenReader) => Node): Node {
  const first = part(reader);
  const operands = [first];
  while (reader.word(kind.toUpperCase())) {
    operands.push(part(reader));
  }
  return operands.length === 1 ? first : { kind, operands, ...around(first.position, operands) };
}

function parseNot(reader: TokenReader): Node {
  const { position } = reader.peek();
  if (!reader.word('NOT')) {
    return parsePredicate(reader);
  }
  const operand = reader.nested(() => parseNot(reader));
  return { kind: 'not', operand, ...around(position, [operand]) };
}

function parsePredicate(reader: TokenReader): Node {
  const { position } = reader.peek();
  if (reader.isWord('EXISTS')) {
    reader.next();
    const query = parseSubquery(reader);
    return { kind: 'exists', query, ...around(position) };
  }
  const operand = parseSum(reader);
  const token = reader.peek();
  if (token.kind === 'symbol' && Object.hasOwn(comparisons, token.value)) {
    return parseComparison(reader, operand);
  }
  if (reader.word('IS')) {
    const not = reader.word('NOT');
    if (!reader.word('NULL')) {
      throw reader.unexpected();
    }
    return { kind: 'isNull', operand, not, ...around(position, [operand]) };
  }
  const not = ['IN', 'BETWEEN', 'LIKE'].some(word => reader.isWord(word, 1)) && reader.word('NOT');
  if (reader.word('IN')) {
    return parseIn(reader, operand, not);
  }
  if (reader.word('BETWEEN')) {
    const low = parseSum(reader);
    reader.expectWord('AND');
    const high = parseSum(reader);
    return { kind: 'between', operand, low, high, not, ...around(position, [operand, low, high]) };
  }
  if (reader.word('LIKE')) {
    const pattern = parseSum(reader);
    const escape = reader.word('ESCAPE') ? parseSum(reader) : undefined;
    const depth = around(position, [operand, pattern, ...(escape ? [escape] : [])]);
    return { kind: 'like', operand, pattern, ...(escape && { escape }), not, ...depth };
  }
  return operand;
}

function parseComparison(reader: TokenReader, left: Node): Node {
  const operator = comparisons[reader.next().value] ?? '=';
  const { position, value } = reader.peek();
  if (['ANY', 'ALL', 'SOME'].some(word => reader.isWord(word))) {
    throw unsupported(`a comparison with ${value}`, position);
  }
  const right = parseSum(reader);
  const next = reader.peek();
  if (next.kind === 'symbol' && Object.hasOwn(comparisons, next.value)) {
    throw reader.unexpected();
  }
  return { kind: 'compare', operator, left, right, ...around(left.position, [left, right]) };
}

function parseIn(reader: TokenReader, operand: Node, not: boolean): Node {
  if (!reader.isSymbol('(')) {
    throw reader.unexpected();
  }
  if (reader.isWord('SELECT', 1)) {
    const query = parseSubquery(reader);
    return { kind: 'inQuery', operand, query, not, ...around(operand.position, [operand]) };
  }
  reader.next();
  const list: Node[] = [];
  do {
    if (list.length === mostInList) {
      throw unsupported(`IN with more than ${mostInList} values`, reader.peek().position);
    }
    list.push(parseExpression(reader));
  } while (reader.symbol(','));
  reader.expectSymbol(')');
  return { kind: 'inList', operand, list, not, ...around(operand.position, [operand, ...list]) };
}

/** Plus, minus and || have one precedence in Oracle and are taken from left to right. */
function parseSum(reader: TokenReader): Node {
  let left = parseProduct(reader);
  for (;;) {
    const { position } = left;
    if (reader.symbol('||')) {
      const right = parseProduct(reader);
      const operands = [...(left.kind === 'concat' ? left.operands : [left]), right];
      left = { kind: 'concat', operands, ...around(position, operands) };
      continue;
    }
    const operator = reader.symbol('+') ? '+' : reader.symbol('-') ? '-' : undefined;
    if (!operator) {
      return left;
    }
    left = arithmetic(operator, left, parseProduct(reader));
  }
}

function parseProduct(reader: TokenReader): Node {
  let left = parseSigned(reader);
  for (;;) {
    const operator = reader.symbol('*') ? '*' : reader.symbol('/') ? '/' : undefined;
    if (!operator) {
      return left;
    }
    left = arithmetic(operator, left, parseSigned(reader));
  }
}

function arithmetic(operator: ArithmeticOperator, left: Node, right: Node): Node {
  return { kind: 'arithmetic', operator, left, right, ...around(left.position, [left, right]) };
}

function parseSigned(reader: TokenReader): Node {
  const { position } = reader.peek();
  if (reader.symbol('+')) {
    return reader.nested(() => parseSigned(reader));
  }
  if (!reader.symbol('-')) {
    return parsePrimary(reader);
  }
  const operand = reader.nested(() => parseSigned(reader));
  return { kind: 'negate', operand, ...around(position, [operand]) };
}

function parsePrimary(reader: TokenReader): Node {
  const token = reader.peek();
  const at = around(token.position);
  if (token.kind === 'text' || token.kind === 'number') {
    reader.next();
    return { kind: token.kind, value: token.value, ...at };
  }
  if (reader.symbol('?')) {
    reader.parameters += 1;
    return { kind: 'parameter', index: reader.parameters - 1, ...at };
  }
  if (reader.word('NULL')) {
    return { kind: 'null', ...at };
  }
  if (reader.isWord('CASE')) {
    return parseCase(reader);
  }
  if (reader.isSymbol('(')) {
    return reader.isWord('SELECT', 1)
      ? { kind: 'subquery', query: parseSubquery(reader), ...at }
      : parseParenthesised(reader);
  }
  if (reader.isSymbol('(', 1) && token.kind === 'word') {
    return parseCall(reader, false);
  }
  if (
    token.kind === 'word' &&
    reader.peek(1).kind === 'text' &&
    ['DATE', 'TIMESTAMP', 'INTERVAL'].includes(token.value)
  ) {
    // ORA:article_0824094533
    throw unsupported(`a ${token.value} literal`, token.position);
  }
  return parseColumn(reader);
}

function parseParenthesised(reader: TokenReader): Node {
  reader.expectSymbol('(');
  const inner = parseExpression(reader);
  if (reader.isSymbol(',')) {
    throw unsupported('a list of values compared as one', inner.position);
  }
  reader.expectSymbol(')');
  return inner;
}

function parseColumn(reader: TokenReader): Node {
  const first = reader.name();
  if (!reader.symbol('.')) {
    return column(reader, first);
  }
  const second = reader.peek();
  if (reader.isSymbol('(', 1) && second.kind === 'word') {
    if (first.text.toUpperCase() === 'BUILTIN') {
      return parseCall(reader, true);
    }
    throw unsupported(`${first.text}.${second.source}`.toUpperCase(), first.position);
  }
  const name = reader.name();
  if (reader.isSymbol('.')) {
    throw unsupported('a name of three parts', first.position);
  }
  return column(reader, name, first);
}

function column(reader: TokenReader, name: Name, qualifier?: Name): Node {
  const outer = reader.symbol('(+)');
  if (outer) {
    reader.oracleJoin ??= name.position;
  }
  return {
    kind: 'column',
    name,
    ...(qualifier && { qualifier }),
    ...(outer && { outer }),
    ...around((qualifier ?? name).position),
  };
}

function parseCall(reader: TokenReader, builtin: boolean): Node {
  const { value: name, position } = reader.next();
  if (!isFunction(name, builtin)) {
    throw unsupported(builtin ? `BUILTIN.${name}` : `the function ${name}`, position);
  }
  reader.expectSymbol('(');
  if (!builtin && name === 'EXTRACT') {
    const field = reader.next().value;
    reader.expectWord('FROM');
    const from = parseExpression(reader);
    reader.expectSymbol(')');
    return { kind: 'extract', field, from, ...around(position, [from]) };
  }
  if (!builtin && name === 'TRIM') {
    return parseTrim(reader, position);
  }
  if (reader.symbol('*')) {
    reader.expectSymbol(')');
    return withOver(reader, { name, builtin, position, distinct: false, star: true, list: [] });
  }
  const distinct = reader.word('DISTINCT') || (reader.word('ALL'), false);
  const list: Node[] = [];
  if (!reader.isSymbol(')')) {
    do {
      list.push(parseExpression(reader));
    } while (reader.symbol(','));
  }
  reader.expectSymbol(')');
  return withOver(reader, { name, builtin, position, distinct, star: false, list });
}

interface Called {
  readonly name: string;
  readonly builtin: boolean;
  readonly position: number;
  readonly distinct: boolean;
  readonly star: boolean;
  readonly list: readonly Node[];
}

function withOver(reader: TokenReader, { name, builtin, position, distinct, star, list }: Called): Node {
  const call = { kind: 'call', name, builtin, distinct, star, arguments: list, ...around(position, list) } as const;
  const ranking = !builtin && isRanking(name);
  if (reader.isWord('OVER') && reader.isSymbol('(', 1)) {
    if (!ranking) {
      throw unsupported(`${name} OVER`, position);
    }
    reader.next();
    reader.next();
    const partition: Node[] = [];
    if (reader.word('PARTITION', 'BY')) {
      do {
        partition.push(parseExpression(reader));
      } while (reader.symbol(','));
    }
    const order = reader.word('ORDER', 'BY') ? parseOrderTerms(reader) : [];
    if (!reader.isSymbol(')') || order.length === 0) {
      throw reader.unexpected();
    }
    reader.next();
    return { ...call, over: { partition, order } };
  }
  if (ranking) {
    throw reader.unexpected();
  }
  return call;
}

function parseTrim(reader: TokenReader, position: number): Node {
  const given = (['LEADING', 'TRAILING', 'BOTH'] as const).find(word => reader.word(word));
  const side = given ?? 'BOTH';
  if (given && reader.word('FROM')) {
    return trim(reader, position, side, parseExpression(reader));
  }
  const first = parseExpression(reader);
  if (reader.word('FROM')) {
    return trim(reader, position, side, parseExpression(reader), first);
  }
  if (given) {
    throw reader.unexpected();
  }
  return trim(reader, position, side, first);
}

function trim(
  reader: TokenReader,
  position: number,
  side: 'LEADING' | 'TRAILING' | 'BOTH',
  from: Node,
  characters?: Node,
): Node {
  reader.expectSymbol(')');
  const at = around(position, [from, ...(characters ? [characters] : [])]);
  return { kind: 'trim', side, from, ...(characters && { characters }), ...at };
}

function parseCase(reader: TokenReader): Node {
  const { position } = reader.next();
  const subject = reader.isWord('WHEN') ? undefined : parseExpression(reader);
  const branches: { when: Node; then: Node }[] = [];
  while (reader.word('WHEN')) {
    const when = parseExpression(reader);
    reader.expectWord('THEN');
    branches.push({ when, then: parseExpression(reader) });
  }
  const otherwise = reader.word('ELSE') ? parseExpression(reader) : undefined;
  if (branches.length === 0 || !reader.word('END')) {
    throw reader.unexpected();
  }
  const inside = [subject, otherwise, ...branches.flatMap(({ when, then }) => [when, then])];
  const at = around(
    position,
    inside.filter(node => node !== undefined),
  );
  return { kind: 'case', ...(subject && { subject }), branches, ...(otherwise && { otherwise }), ...at };
}

function parseSubquery(reader: TokenReader): ReturnType<typeof parseQuery> {
  reader.expectSymbol('(');
  if (!reader.isWord('SELECT')) {
    throw reader.unexpected();
  }
  const query = reader.nested(() => parseQuery(reader));
  reader.expectSymbol(')');
  return query;
}

/** Position and depth of a node around others; long chains such as 1+1+1… are deep without being nested. */
function around(position: number, inside: readonly Node[] = []): { position: number; depth: number } {
  const depth = inside.reduce((deep, node) => Math.max(deep, node.depth), 0) + 1;
  if (depth > deepest) {
    throw unsupported(`nesting deeper than ${deepest}`, position);
  }
  if (inside.length > 4 * mostInList) {
    throw unsupported(`more than ${4 * mostInList} operands`, position);
  }
  return { position, depth };
}
