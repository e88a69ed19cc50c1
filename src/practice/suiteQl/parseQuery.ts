import type {
  FromItem,
  Join,
  JoinKind,
  Name,
  Node,
  Query,
  QueryOperand,
  SelectBlock,
  SelectItem,
  SetOperation,
} from './nodes.ts';
import { parseExpression, parseOrderTerms } from './parseExpression.ts';
import { queryError, unsupported } from './queryErrors.ts';
import { TokenReader } from './tokenReader.ts';
import { tokenize } from './tokens.ts';

/**
 * Reads one SuiteQL query. Throws suiteql-syntax or suiteql-unsupported for all that is not plainly understood, so
 * that nothing is passed on with a meaning of somebody else's.
 *
 * The grammar is Oracle's SELECT as far as SuiteQL documents it (ORA:section_156257790831, ORA:article_0824094533);
 * a semicolon at the end is refused (assumed).
 */
export function parseStatement(text: string): { readonly query: Query; readonly parameters: number } {
  const reader = new TokenReader(tokenize(text));
  const first = reader.peek();
  if (first.kind === 'word' && first.value !== 'SELECT') {
    throw /^[A-Z]{3,}$/.test(first.value)
      ? unsupported(first.value, first.position)
      : queryError('suiteql-syntax', { near: first.source, position: first.position });
  }
  const query = parseQuery(reader);
  if (reader.peek().kind !== 'end') {
    throw reader.unexpected();
  }
  if (reader.ansiJoin !== undefined && reader.oracleJoin !== undefined) {
    throw bothJoins(reader.oracleJoin);
  }
  return { query, parameters: reader.parameters };
}

export function parseQuery(reader: TokenReader): Query {
  const { position } = reader.peek();
  const first = parseOperand(reader);
  const operations: SetOperation[] = [];
  for (let operator = setOperator(reader); operator; operator = setOperator(reader)) {
    operations.push({ operator, position: reader.peek().position, operand: parseOperand(reader) });
  }
  if (reader.isWord('ORDER') && reader.isWord('SIBLINGS', 1)) {
    throw unsupported('ORDER SIBLINGS BY', reader.peek().position);
  }
  const orderBy = reader.word('ORDER', 'BY') ? parseOrderTerms(reader) : [];
  const offset = parseOffset(reader);
  const fetch = parseFetch(reader);
  return { position, first, operations, orderBy, ...(offset && { offset }), ...(fetch && { fetch }) };
}

function setOperator(reader: TokenReader): SetOperation['operator'] | undefined {
  if (reader.word('UNION')) {
    return reader.word('ALL') ? 'UNION ALL' : 'UNION';
  }
  const operator = (['INTERSECT', 'MINUS'] as const).find(word => reader.word(word));
  if (operator && reader.isWord('ALL')) {
    throw unsupported(`${operator} ALL`, reader.peek().position);
  }
  return operator;
}

function parseOperand(reader: TokenReader): QueryOperand {
  if (reader.symbol('(')) {
    const query = reader.nested(() => parseQuery(reader));
    reader.expectSymbol(')');
    return { kind: 'query', ...query };
  }
  return parseSelect(reader);
}

/** A number of rows: a literal or a parameter, so that it is known before the query runs. */
function parseCount(reader: TokenReader): Node {
  const { kind, value, position } = reader.peek();
  const count = kind === 'number' || value === '?';
  if (!count) {
    throw unsupported('a number of rows that is not a literal or a parameter', position);
  }
  reader.next();
  if (kind === 'number') {
    return { kind: 'number', value, position, depth: 1 };
  }
  reader.parameters += 1;
  return { kind: 'parameter', index: reader.parameters - 1, position, depth: 1 };
}

function parseOffset(reader: TokenReader): Node | undefined {
  if (!reader.word('OFFSET')) {
    return undefined;
  }
  const count = parseCount(reader);
  if (!reader.word('ROWS') && !reader.word('ROW')) {
    throw reader.unexpected();
  }
  return count;
}

function parseFetch(reader: TokenReader): Node | undefined {
  const { position } = reader.peek();
  if (!reader.word('FETCH')) {
    return undefined;
  }
  if (!reader.word('FIRST') && !reader.word('NEXT')) {
    throw reader.unexpected();
  }
  const one: Node = { kind: 'number', value: '1', position, depth: 1 };
  const count = reader.isWord('ROW') || reader.isWord('ROWS') ? one : parseCount(reader);
  if (reader.isWord('PERCENT')) {
    throw unsupported('FETCH … PERCENT', position);
  }
  if (!reader.word('ROWS') && !reader.word('ROW')) {
    throw reader.unexpected();
  }
  if (reader.isWord('WITH')) {
    throw unsupported('FETCH … WITH TIES', position);
  }
  reader.expectWord('ONLY');
  return count;
}

function parseSelect(reader: TokenReader): SelectBlock {
  const { position } = reader.peek();
  reader.expectWord('SELECT');
  const distinct = reader.word('DISTINCT') || (reader.word('ALL'), false);
  const top = parseTop(reader);
  const items = parseList(reader, parseItem);
  reader.expectWord('FROM');
  const from = parseFrom(reader);
  const where = reader.word('WHERE') ? parseExpression(reader) : undefined;
  const groupBy = reader.word('GROUP', 'BY') ? parseList(reader, parseGroup) : [];
  const having = reader.word('HAVING') ? parseExpression(reader) : undefined;
  return {
    kind: 'select',
    position,
    distinct,
    ...(top && { top }),
    items,
    from,
    ...(where && { where }),
    groupBy,
    ...(having && { having }),
  };
}

/** Not in Oracle's help, but public code queries NetSuite with it. */
function parseTop(reader: TokenReader): Node | undefined {
  const next = reader.peek(1);
  if (!reader.isWord('TOP') || (next.kind !== 'number' && next.value !== '?')) {
    return undefined;
  }
  reader.next();
  const count = parseCount(reader);
  if (reader.isWord('PERCENT') || (reader.isWord('WITH') && reader.isWord('TIES', 1))) {
    throw unsupported(`TOP … ${reader.peek().value}`, reader.peek().position);
  }
  return count;
}

function parseList<T>(reader: TokenReader, parse: (reader: TokenReader) => T): readonly T[] {
  const list: T[] = [];
  do {
    list.push(parse(reader));
  } while (reader.symbol(','));
  return list;
}

function parseItem(reader: TokenReader): SelectItem {
  const { position } = reader.peek();
  if (reader.symbol('*')) {
    return { kind: 'star', position };
  }
  if (reader.isName() && reader.isSymbol('.', 1) && reader.isSymbol('*', 2)) {
    const qualifier = reader.name();
    reader.next();
    reader.next();
    return { kind: 'star', qualifier, position };
  }
  const node = parseExpression(reader);
  const alias = parseAlias(reader);
  return { kind: 'value', node, ...(alias && { alias }) };
}

function parseAlias(reader: TokenReader): Name | undefined {
  return reader.word('AS') || reader.isName() ? reader.name() : undefined;
}

function parseGroup(reader: TokenReader): Node {
  const { value, position } = reader.peek();
  const grouping = ['ROLLUP', 'CUBE'].some(word => reader.isWord(word)) && reader.isSymbol('(', 1);
  if (grouping || (reader.isWord('GROUPING') && reader.isWord('SETS', 1))) {
    throw unsupported(`GROUP BY ${value}`, position);
  }
  return parseExpression(reader);
}

function parseFrom(reader: TokenReader): readonly Join[] {
  const joins: Join[] = [{ kind: 'first', position: reader.peek().position, item: parseFromItem(reader) }];
  for (;;) {
    const { position } = reader.peek();
    const kind = joinKind(reader);
    if (!kind) {
      break;
    }
    if (kind !== 'comma') {
      reader.ansiJoin ??= position;
    }
    const item = parseFromItem(reader);
    if (kind === 'comma' || kind === 'cross') {
      joins.push({ kind, position, item });
      continue;
    }
    if (!reader.word('ON')) {
      throw reader.unexpected();
    }
    joins.push({ kind, position, item, on: parseExpression(reader) });
  }
  const comma = joins.find(({ kind }) => kind === 'comma');
  if (comma && joins.some(({ kind }) => kind !== 'comma' && kind !== 'first')) {
    throw bothJoins(comma.position);
  }
  return joins;
}

/** ORA:article_0824094533 */
function bothJoins(position: number): Error {
  return unsupported('ANSI and Oracle joins in one query', position);
}

function joinKind(reader: TokenReader): JoinKind | undefined {
  if (reader.symbol(',')) {
    return 'comma';
  }
  if (reader.word('JOIN') || reader.word('INNER', 'JOIN')) {
    return 'inner';
  }
  if (reader.word('CROSS', 'JOIN')) {
    return 'cross';
  }
  for (const [word, kind] of [
    ['LEFT', 'left'],
    ['RIGHT', 'right'],
    ['FULL', 'full'],
  ] as const) {
    if (reader.word(word, 'OUTER', 'JOIN') || reader.word(word, 'JOIN')) {
      return kind;
    }
  }
  return undefined;
}

function parseFromItem(reader: TokenReader): FromItem {
  const { position } = reader.peek();
  if (reader.isSymbol('(')) {
    if (!reader.isWord('SELECT', 1) && !reader.isSymbol('(', 1)) {
      throw unsupported('a join in parentheses', position);
    }
    reader.next();
    const query = reader.nested(() => parseQuery(reader));
    reader.expectSymbol(')');
    const alias = parseAlias(reader);
    return { kind: 'query', query, position, ...(alias && { alias }) };
  }
  if (['LATERAL', 'TABLE', 'XMLTABLE', 'JSON_TABLE'].some(word => reader.isWord(word)) && reader.isSymbol('(', 1)) {
    throw unsupported(reader.peek().value, position);
  }
  const name = reader.name();
  if (reader.isSymbol('.')) {
    throw unsupported('a table name of several parts', name.position);
  }
  const alias = parseAlias(reader);
  return { kind: 'table', name, ...(alias && { alias }) };
}
