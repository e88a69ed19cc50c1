import { toInteger } from './decimal.ts';
import type { Node, OrderTerm, Query, QueryOperand, SelectBlock, SelectItem } from './nodes.ts';
import { fromKey } from './numberKey.ts';
import { queryError, unsupported } from './queryErrors.ts';
import { rowLimit } from './rowNumber.ts';
import { Scope, type SourceColumn } from './scope.ts';
import { translateCondition } from './translateCondition.ts';
import { translateFrom } from './translateFrom.ts';
import { translateValue } from './translateValue.ts';
import { balanced, commonType, type Expression, type ExpressionType, type Translation } from './translation.ts';
import { conjuncts, findNode, isAggregateCall, isRowNumber, isSubquery } from './walk.ts';

export interface ResultColumn {
  /** Lower case. */
  readonly name: string;
  /** Whether the name is one of ours, for want of an alias. */
  readonly unnamed: boolean;
  readonly type: ExpressionType;
  /** Whether there is an `r0`, `r1` … beside `c0`, `c1` …, with the number as the table spells it. */
  readonly spelled: boolean;
}

/** A query whose columns are `c0`, `c1` and so on. */
export interface TranslatedQuery {
  readonly sql: string;
  readonly columns: readonly ResultColumn[];
  /** Whether there is one row, whatever the data. */
  readonly single: boolean;
}

/** The whole statement. */
export function translateStatement(query: Query, translation: Translation): TranslatedQuery {
  return translateQuery(query, undefined, false, translation);
}

export function translateSubquery(query: Query, outer: Scope | undefined, translation: Translation): TranslatedQuery {
  return translateQuery(query, outer, true, translation);
}

/** A subquery as a value; more than one row is an error in Oracle (ORA-01427), where SQLite would take the first. */
export function translateScalarSubquery(query: Query, scope: Scope, translation: Translation): Expression {
  const { sql, columns, single } = translateSubquery(query, scope, translation);
  const [column, second] = columns;
  if (!column || second) {
    throw translation.syntax(query.position);
  }
  if (single && !column.spelled) {
    return { sql: `(${sql})`, type: column.type };
  }
  const alias = translation.alias();
  return { sql: `(SELECT single_row(${alias}.c0) FROM (${sql}) AS ${alias})`, type: column.type };
}

export function orderTerm(sql: string, { descending, nullsFirst }: OrderTerm): string {
  return `${sql} ${descending ? 'DESC' : 'ASC'} NULLS ${nullsFirst ? 'FIRST' : 'LAST'}`;
}

function translateQuery(
  query: Query,
  outer: Scope | undefined,
  subselect: boolean,
  translation: Translation,
): TranslatedQuery {
  const { first, operations, orderBy } = query;
  const top = first.kind === 'select' && operations.length === 0 ? first.top : undefined;
  if (top && (query.fetch ?? query.offset)) {
    throw unsupported('TOP with OFFSET or FETCH', top.position);
  }
  const limit = rowCount(top ?? query.fetch, translation);
  const offset = rowCount(query.offset, translation);
  // Without a limit SQLite may leave the order of a subquery out, and Oracle's ROWNUM around it counts on it.
  const ordered = subselect && orderBy.length > 0;
  const some = limit !== undefined || offset !== undefined || ordered;
  const tail = some ? ` LIMIT ${limit ?? -1}${offset === undefined ? '' : ` OFFSET ${offset}`}` : '';
  if (first.kind === 'select' && operations.length === 0) {
    const block = translateBlock(first, orderBy, outer, subselect, translation);
    return { ...block, sql: block.sql + tail };
  }
  const all = translateOperations(query, outer, subselect, translation);
  return { ...all, sql: all.sql + tail };
}

function rowCount(node: Node | undefined, translation: Translation): number | undefined {
  if (!node) {
    return undefined;
  }
  const value = translation.convert(
    translateValue(node, new Scope(undefined, false), translation),
    'number',
    node.position,
  );
  const count = value.constant?.value ? toInteger(fromKey(value.constant.value)) : undefined;
  if (count === undefined || count < 0) {
    throw queryError('suiteql-type', {
      expected: 'a number of rows',
      found: translation.near(node.position),
      position: node.position,
    });
  }
  return count;
}

function translateOperations(
  query: Query,
  outer: Scope | undefined,
  subselect: boolean,
  translation: Translation,
): TranslatedQuery {
  const operand = (each: QueryOperand): TranslatedQuery =>
    each.kind === 'query'
      ? translateQuery(each, outer, true, translation)
      : translateQuery(
          { position: each.position, first: each, operations: [], orderBy: [] },
          outer,
          subselect,
          translation,
        );
  const selectFrom = ({ sql, columns }: TranslatedQuery): string => {
    const alias = translation.alias();
    return `SELECT ${columns.map((_, index) => `${alias}.c${index} AS c${index}`).join(', ')} FROM (${sql}) AS ${alias}`;
  };
  const first = operand(query.first);
  let columns = first.columns;
  let sql = selectFrom(first);
  for (const { operator, operand: next, position } of query.operations) {
    const translated = operand(next);
    if (translated.columns.length !== columns.length) {
      // ORA-01789
      throw queryError('suiteql-type', {
        expected: `${columns.length} columns`,
        found: `${translated.columns.length} columns`,
        position,
      });
    }
    columns = columns.map(({ name, unnamed, type }, index) => ({
      name,
      unnamed,
      type: commonType([type, translated.columns[index]?.type ?? 'null'], position),
      spelled: false,
    }));
    sql += ` ${operator === 'MINUS' ? 'EXCEPT' : operator} ${selectFrom(translated)}`;
  }
  const alias = translation.alias();
  const scope = new Scope(outer, subselect);
  scope.clause = 'select';
  scope.sources.push({
    name: undefined,
    columns: columns.map(({ name, unnamed, type }, index): SourceColumn => ({
      name,
      unnamed,
      type,
      sql: `${alias}.c${index}`,
    })),
  });
  const order = query.orderBy.map(term => {
    const place = positionOf(term.node, columns.length);
    return orderTerm(
      place === undefined ? translateValue(term.node, scope, translation).sql : `${alias}.c${place}`,
      term,
    );
  });
  const list = columns.map((_, index) => `${alias}.c${index} AS c${index}`).join(', ');
  const orderBy = order.length > 0 ? ` ORDER BY ${order.join(', ')}` : '';
  return {
    sql: `SELECT ${list} FROM (${sql}) AS ${alias}${orderBy}`,
    columns: columns.map(column => ({ ...column, spelled: false })),
    single: false,
  };
}

/** `ORDER BY 2`: a place in the select list, counted from zero here. */
function positionOf(node: Node, count: number): number | undefined {
  if (node.kind !== 'number') {
    return undefined;
  }
  const place = Number(node.value);
  if (!Number.isInteger(place) || place < 1 || place > count) {
    // ORA-01785
    throw queryError('suiteql-syntax', { near: node.value, position: node.position });
  }
  return place - 1;
}

interface Item extends Expression {
  readonly name: string;
  readonly unnamed: boolean;
  readonly alias: boolean;
}

function translateBlock(
  block: SelectBlock,
  orderBy: readonly OrderTerm[],
  outer: Scope | undefined,
  subselect: boolean,
  translation: Translation,
): TranslatedQuery {
  const scope = new Scope(outer, subselect);
  const conditions = conjuncts(block.where);
  const outside = [
    ...block.items.flatMap(item => (item.kind === 'value' ? [item.node] : [])),
    ...block.groupBy,
    ...(block.having ? [block.having] : []),
    ...orderBy.map(({ node }) => node),
  ];
  const from = translateFrom(block.from, conditions, scope, translation);
  const hidden = scope.sources.some(({ columns }) => columns.some(({ name }) => name === 'rownum'));
  const counts = (node: Node): boolean => !hidden && findNode(node, isRowNumber) !== undefined;
  if ([...conditions, ...outside].some(counts)) {
    scope.numbered = { alias: translation.alias(), used: new Map() };
  }
  scope.clause = 'where';
  const where = from.rest
    .filter(condition => !counts(condition))
    .map(each => translateCondition(each, scope, translation));
  const limit = rowLimit(from.rest.filter(counts), scope, translation);

  scope.clause = 'group';
  const keys = block.groupBy.map(node => translateKey(node, scope, translation));
  scope.clause = 'select';
  const grouped =
    keys.length > 0 || block.having !== undefined || outside.some(node => findNode(node, isAggregateCall));
  if (grouped) {
    scope.grouping = { keys: new Set(keys), strict: true };
  }
  const items = translateItems(block.items, scope, translation);
  const having = block.having && translateCondition(block.having, scope, translation);
  const order = orderBy.map(term => orderTerm(orderKey(term, items, block, scope, translation), term));

  // Only now is it known which columns the numbering subquery has to hand on.
  const whereSql = where.length > 0 ? ` WHERE ${balanced(where, 'AND')}` : '';
  const source = scope.numbered ? numberedRows(scope.numbered, from.sql, whereSql, limit) : from.sql + whereSql;
  const plain = !grouped && !block.distinct;
  const list = items.map(({ sql }, index) => `${sql} AS c${index}`);
  const spelled = items.map(({ raw }, index) => (plain && raw !== undefined ? `, ${raw} AS r${index}` : ''));
  const sql =
    `SELECT ${block.distinct ? 'DISTINCT ' : ''}${list.join(', ')}${spelled.join('')} FROM ${source}` +
    (keys.length > 0 ? ` GROUP BY ${keys.join(', ')}` : '') +
    (having === undefined ? '' : ` HAVING ${having}`) +
    (order.length > 0 ? ` ORDER BY ${order.join(', ')}` : '');
  const columns = items.map(({ name, unnamed, type, raw }) => ({
    name,
    unnamed,
    type,
    spelled: plain && raw !== undefined,
  }));
  return { sql, columns, single: grouped && keys.length === 0 };
}

function numberedRows(
  { alias, used }: NonNullable<Scope['numbered']>,
  from: string,
  where: string,
  limit: number | undefined,
): string {
  const columns = [...used].map(([sql, name]) => `, ${sql} AS ${name}`).join('');
  const most = limit === undefined ? '' : ` LIMIT ${limit}`;
  return `(SELECT row_number() OVER () AS number${columns} FROM ${from}${where}${most}) AS ${alias}`;
}

function translateKey(node: Node, scope: Scope, translation: Translation): string {
  const subquery = findNode(node, isSubquery);
  if (subquery) {
    // ORA-22818
    throw unsupported('a subquery in GROUP BY', subquery.position);
  }
  return translateValue(node, scope, translation).sql;
}

function translateItems(items: readonly SelectItem[], scope: Scope, translation: Translation): readonly Item[] {
  const all: Item[] = [];
  let unnamed = 0;
  for (const item of items) {
    if (item.kind === 'star') {
      all.push(...translateStar(item, scope, translation));
      continue;
    }
    const { node, alias } = item;
    const value = translateValue(node, scope, translation);
    if (alias) {
      all.push({ ...value, name: alias.text.toLowerCase(), unnamed: false, alias: true });
    } else if (node.kind === 'column') {
      all.push({ ...value, name: node.name.text.toLowerCase(), unnamed: false, alias: false });
    } else {
      unnamed += 1;
      all.push({ ...value, name: `expr${unnamed}`, unnamed: true, alias: false });
    }
  }
  return all;
}

function translateStar(
  { qualifier, position }: Extract<SelectItem, { readonly kind: 'star' }>,
  scope: Scope,
  translation: Translation,
): readonly Item[] {
  const wanted = qualifier?.text.toLowerCase();
  const sources = scope.sources.filter(({ name }) => wanted === undefined || name === wanted);
  if (sources.length === 0 && qualifier) {
    throw queryError('suiteql-unknown-table', { table: qualifier.text, position });
  }
  return sources.flatMap(({ columns }) =>
    columns.map(column => {
      const sql = scope.read(column.sql);
      if (scope.grouping && !scope.grouping.keys.has(sql)) {
        throw queryError('suiteql-not-grouped', { near: translation.near(position), position });
      }
      return {
        ...column,
        sql,
        ...(column.raw !== undefined && { raw: scope.read(column.raw) }),
        alias: false,
      };
    }),
  );
}

/** An item of the select list by place or alias, or an expression of its own. */
function orderKey(
  { node }: OrderTerm,
  items: readonly Item[],
  block: SelectBlock,
  scope: Scope,
  translation: Translation,
): string {
  const place = positionOf(node, items.length);
  if (place !== undefined) {
    return String(place + 1);
  }
  if (node.kind === 'column' && !node.qualifier) {
    const wanted = node.name.text.toLowerCase();
    const named = items.findIndex(({ alias, name }) => alias && name === wanted);
    if (named >= 0) {
      return String(named + 1);
    }
  }
  const { sql } = translateValue(node, scope, translation);
  if (block.distinct && !items.some(item => item.sql === sql)) {
    // ORA-01791
    throw unsupported('ORDER BY what SELECT DISTINCT does not select', node.position);
  }
  return sql.startsWith(':') ? `(${sql})` : sql;
}
