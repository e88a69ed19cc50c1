import type { Join, Node } from './nodes.ts';
import { unsupported } from './queryErrors.ts';
import type { Scope, Source, SourceColumn } from './scope.ts';
import { translateCondition } from './translateCondition.ts';
import { translateSubquery } from './translateQuery.ts';
import { balanced, type Translation } from './translation.ts';
import { childrenOf, findNode, isAggregateCall, isRowNumber, isSubquery } from './walk.ts';

const operators = {
  inner: 'JOIN',
  left: 'LEFT JOIN',
  right: 'RIGHT JOIN',
  full: 'FULL JOIN',
  cross: 'JOIN',
  comma: 'JOIN',
} as const;

interface FromSource {
  readonly source: Source;
  readonly sql: string;
}

/**
 * The FROM clause to SQLite, its tables put into the scope one after the other, so that a condition sees those joined
 * so far. `conditions` are the WHERE clause's; those with Oracle's (+) become joins here, the others are given back.
 */
export function translateFrom(
  joins: readonly Join[],
  conditions: readonly Node[],
  scope: Scope,
  translation: Translation,
): { readonly sql: string; readonly rest: readonly Node[] } {
  const marked = conditions.filter(condition => outerColumn(condition) !== undefined);
  if (marked.length > 0) {
    return translateMarked(joins, conditions, scope, translation);
  }
  let sql = '';
  for (const join of joins) {
    const { source, sql: item } = translateItem(join, scope, translation);
    scope.sources.push(source);
    const on = join.on ? ` ON ${translateOn(join.on, scope, translation)}` : '';
    sql += join.kind === 'first' ? item : ` ${operators[join.kind]} ${item}${on}`;
  }
  return { sql, rest: conditions };
}

function translateOn(on: Node, scope: Scope, translation: Translation): string {
  const wrong = findNode(on, node => isRowNumber(node) || isAggregateCall(node));
  if (wrong) {
    throw unsupported(`${translation.near(wrong.position)} in a join`, wrong.position);
  }
  return translateCondition(on, scope, translation);
}

function translateItem(join: Join, scope: Scope, translation: Translation): FromSource {
  const { item } = join;
  const alias = translation.alias();
  if (item.kind === 'query') {
    // Beside its neighbours, not inside them: only what is around the whole SELECT can be seen from here.
    const { sql, columns } = translateSubquery(item.query, scope.outer, translation);
    const named = columns.map(({ name, unnamed, type, spelled }, index): SourceColumn => ({
      name,
      unnamed,
      type,
      sql: `${alias}.c${index}`,
      ...(spelled && { raw: `${alias}.r${index}` }),
    }));
    return { source: { name: item.alias?.text.toLowerCase(), columns: named }, sql: `(${sql}) AS ${alias}` };
  }
  const name = (item.alias ?? item.name).text.toLowerCase();
  if (item.name.text.toUpperCase() === 'DUAL') {
    return {
      source: { name, columns: [{ name: 'dummy', unnamed: false, type: 'text', sql: `${alias}.c0` }] },
      sql: `(SELECT 'X' AS c0) AS ${alias}`,
    };
  }
  const stored = translation.input.openTable(item.name.text, item.name.position);
  const { table } = stored;
  const columns = table.columns.map((column, index): SourceColumn => ({
    name: column.name.toLowerCase(),
    unnamed: false,
    type: column.type,
    sql: `${alias}.c${index}`,
    base: { table, column, alias },
    ...(stored.spelled.has(index) && { raw: `${alias}.r${index}` }),
  }));
  return { source: { name, columns }, sql: `${stored.name} AS ${alias}` };
}

function outerColumn(node: Node): Node | undefined {
  return findNode(node, inner => inner.kind === 'column' && inner.outer === true);
}

/**
 * Oracle's own outer joins. The marked table has to come after those that it is joined to and stand on the right:
 * SuiteQL does not take right outer joins in this syntax (ORA:article_0824094533).
 */
function translateMarked(
  joins: readonly Join[],
  conditions: readonly Node[],
  scope: Scope,
  translation: Translation,
): { readonly sql: string; readonly rest: readonly Node[] } {
  const items = joins.map(join => translateItem(join, scope, translation));
  const sources = items.map(({ source }) => source);
  scope.sources.push(...sources);
  const ons = new Map<Source, string[]>();
  const rest: Node[] = [];
  for (const condition of conditions) {
    const mark = outerColumn(condition);
    if (!mark) {
      rest.push(condition);
      continue;
    }
    const optional = markedSource(condition, mark, sources, scope);
    const on = translateCondition(withoutMarks(condition), scope, translation);
    ons.set(optional, [...(ons.get(optional) ?? []), on]);
  }
  let sql = '';
  for (const [index, { source, sql: item }] of items.entries()) {
    const on = ons.get(source);
    const join = on ? `LEFT JOIN ${item} ON ${balanced(on, 'AND')}` : `JOIN ${item}`;
    sql += index === 0 ? item : ` ${join}`;
  }
  return { sql, rest };
}

/** The table that a condition marks, when it marks it as SuiteQL allows. */
function markedSource(condition: Node, mark: Node, sources: readonly Source[], scope: Scope): Source {
  const simple = ['compare', 'isNull', 'between', 'like', 'inList'].includes(condition.kind);
  if (!simple || findNode(condition, isSubquery) || findNode(condition, isRowNumber)) {
    throw unsupported('(+) in this condition', mark.position);
  }
  let optional: Source | undefined;
  const others: number[] = [];
  for (const node of columnsOf(condition)) {
    const { source, scope: owner } = scope.resolve(node.name, node.qualifier);
    if (!node.outer) {
      others.push(owner === scope ? sources.indexOf(source) : -1);
    } else if (owner !== scope || (optional && optional !== source)) {
      throw unsupported('(+) of two tables in one condition', mark.position);
    } else {
      optional = source;
    }
  }
  const place = optional ? sources.indexOf(optional) : -1;
  const onLeft = condition.kind === 'compare' && others.length > 0 && outerColumn(condition.left) !== undefined;
  if (!optional || onLeft || others.some(other => other >= place)) {
    throw unsupported('a right outer join with (+)', mark.position);
  }
  return optional;
}

type ColumnNode = Extract<Node, { readonly kind: 'column' }>;

function columnsOf(node: Node): readonly ColumnNode[] {
  return node.kind === 'column' ? [node] : childrenOf(node).flatMap(columnsOf);
}

/** The condition with every (+) taken off; only the kinds that may hold one are gone through. */
function withoutMarks(node: Node): Node {
  switch (node.kind) {
    case 'column':
      return { ...node, outer: false };
    case 'compare':
    case 'arithmetic':
      return { ...node, left: withoutMarks(node.left), right: withoutMarks(node.right) };
    case 'isNull':
    case 'negate':
      return { ...node, operand: withoutMarks(node.operand) };
    case 'between':
      return {
        ...node,
        operand: withoutMarks(node.operand),
        low: withoutMarks(node.low),
        high: withoutMarks(node.high),
      };
    case 'like':
      return { ...node, operand: withoutMarks(node.operand), pattern: withoutMarks(node.pattern) };
    case 'inList':
      return { ...node, operand: withoutMarks(node.operand), list: node.list.map(withoutMarks) };
    case 'call':
      return { ...node, arguments: node.arguments.map(withoutMarks) };
    case 'concat':
      return { ...node, operands: node.operands.map(withoutMarks) };
    case 'text':
    case 'number':
    case 'null':
    case 'parameter':
    case 'case':
    case 'extract':
    case 'trim':
    case 'subquery':
    case 'inQuery':
    case 'exists':
    case 'not':
    case 'and':
    case 'or':
      return node;
  }
}
