import type { Node } from './nodes.ts';
import { queryError } from './queryErrors.ts';
import type { Scope } from './scope.ts';
import { translateSubquery } from './translateQuery.ts';
import { translateValue } from './translateValue.ts';
import { balanced, kindOf, type Expression, type Translation } from './translation.ts';

/** A condition to SQLite, with the three values of SQL. Throws for a value, which Oracle does not take for one. */
export function translateCondition(node: Node, scope: Scope, translation: Translation): string {
  const value = (inner: Node): Expression => translateValue(inner, scope, translation);
  switch (node.kind) {
    case 'and':
    case 'or':
      return balanced(
        node.operands.map(operand => translateCondition(operand, scope, translation)),
        node.kind.toUpperCase(),
      );
    case 'not':
      return `(NOT ${translateCondition(node.operand, scope, translation)})`;
    case 'compare': {
      const [left, right] = translation.comparable([value(node.left), value(node.right)], node.position);
      return `(${left?.sql ?? ''} ${node.operator} ${right?.sql ?? ''})`;
    }
    case 'isNull':
      return `(${value(node.operand).sql} IS ${node.not ? 'NOT ' : ''}NULL)`;
    case 'between': {
      const all = [value(node.operand), value(node.low), value(node.high)];
      const [operand, low, high] = translation.comparable(all, node.position).map(({ sql }) => sql);
      return `(${operand ?? ''} ${not(node)}BETWEEN ${low ?? ''} AND ${high ?? ''})`;
    }
    case 'inList': {
      const all = [value(node.operand), ...node.list.map(value)];
      const [operand, ...list] = translation.comparable(all, node.position).map(({ sql }) => sql);
      return `(${operand ?? ''} ${not(node)}IN (${list.join(', ')}))`;
    }
    case 'inQuery':
      return translateInQuery(node, scope, translation);
    case 'like': {
      const all = [node.operand, node.pattern, ...(node.escape ? [node.escape] : [])];
      const texts = all.map(inner => translation.convert(value(inner), 'text', inner.position));
      return `(${translation.call('like', texts).sql} = ${translation.constant(node.not ? 'F' : 'T', 'text').sql})`;
    }
    case 'exists':
      return `EXISTS (${translateSubquery(node.query, scope, translation).sql})`;
    case 'column':
    case 'text':
    case 'number':
    case 'null':
    case 'parameter':
    case 'negate':
    case 'arithmetic':
    case 'concat':
    case 'call':
    case 'case':
    case 'extract':
    case 'trim':
    case 'subquery':
      throw translation.syntax(node.position);
  }
}

function not(node: { readonly not: boolean }): string {
  return node.not ? 'NOT ' : '';
}

function translateInQuery(
  node: Extract<Node, { readonly kind: 'inQuery' }>,
  scope: Scope,
  translation: Translation,
): string {
  const operand = translateValue(node.operand, scope, translation);
  const { sql, columns } = translateSubquery(node.query, scope, translation);
  const [column, second] = columns;
  if (!column || second) {
    throw queryError('suiteql-syntax', { near: 'IN', position: node.query.position });
  }
  const alias = translation.alias();
  const inner: Expression = { sql: `${alias}.c0`, type: column.type };
  const [left, right] = translation.comparable([operand, inner], node.position);
  const converted = kindOf(column.type) !== 'null' && right?.sql !== inner.sql;
  const list = converted || columns[0]?.spelled ? `SELECT ${right?.sql ?? ''} FROM (${sql}) AS ${alias}` : sql;
  return `(${left?.sql ?? ''} ${not(node)}IN (${list}))`;
}
