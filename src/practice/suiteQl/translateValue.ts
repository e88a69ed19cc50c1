import { writeMoment } from './dates.ts';
import type { Node } from './nodes.ts';
import { numberToKey } from './numberKey.ts';
import { queryError, unsupported } from './queryErrors.ts';
import type { Scope } from './scope.ts';
import { charactersOf } from './textFunctions.ts';
import { translateCall } from './translateCall.ts';
import { translateCondition } from './translateCondition.ts';
import { translateScalarSubquery } from './translateQuery.ts';
import { commonType, kindOf, type Expression, type ExpressionType, type Translation } from './translation.ts';
import { findNode, isRowNumber, isSubquery } from './walk.ts';

type NodeOf<Kind extends Node['kind']> = Extract<Node, { readonly kind: Kind }>;

/** How many values one call of a database function takes at most. */
const mostArguments = 50;

/** An expression to SQLite. Throws for a condition, which Oracle does not take for a value. */
export function translateValue(node: Node, scope: Scope, translation: Translation): Expression {
  const { grouping } = scope;
  if (grouping?.strict && !findNode(node, isSubquery)) {
    // An expression of GROUP BY is found again by its translation, names and literals being made alike there.
    grouping.strict = false;
    let whole: Expression;
    try {
      whole = translateAny(node, scope, translation);
    } finally {
      grouping.strict = true;
    }
    if (grouping.keys.has(whole.sql)) {
      return whole;
    }
  }
  return translateAny(node, scope, translation);
}

function translateAny(node: Node, scope: Scope, translation: Translation): Expression {
  switch (node.kind) {
    case 'text':
      return translation.constant(node.value, 'text');
    case 'number':
      return translation.constant(numberToKey(node.value) ?? null, 'number');
    case 'null':
      return translation.constant(null, 'null');
    case 'parameter': {
      const { parameters, parameterTypes } = translation.input;
      return translation.constant(parameters[node.index]?.value ?? null, parameterTypes[node.index] ?? 'null');
    }
    case 'column':
      return translateColumn(node, scope, translation);
    case 'negate': {
      const operand = translateValue(node.operand, scope, translation);
      return translation.call('negate', [translation.convert(operand, 'number', node.position)]);
    }
    case 'arithmetic':
      return translateArithmetic(node, scope, translation);
    case 'concat':
      return concatenate(
        node.operands.map(operand =>
          translation.convert(translateValue(operand, scope, translation), 'text', operand.position),
        ),
        translation,
      );
    case 'call':
      return translateCall(node, scope, translation);
    case 'case':
      return translateCase(node, scope, translation);
    case 'extract': {
      if (!['YEAR', 'MONTH', 'DAY'].includes(node.field)) {
        throw unsupported(`EXTRACT(${node.field} …)`, node.position);
      }
      const from = translation.convert(translateValue(node.from, scope, translation), 'date', node.from.position);
      return translation.call('extract', [from, translation.constant(node.field, 'text')]);
    }
    case 'trim':
      return translateTrim(node, scope, translation);
    case 'subquery':
      return translateScalarSubquery(node.query, scope, translation);
    case 'compare':
    case 'isNull':
    case 'inList':
    case 'inQuery':
    case 'between':
    case 'like':
    case 'exists':
    case 'not':
    case 'and':
    case 'or':
      throw translation.syntax(node.position);
  }
}

function translateColumn(node: NodeOf<'column'>, scope: Scope, translation: Translation): Expression {
  const { name, qualifier } = node;
  if (node.outer) {
    throw unsupported('(+) in this place', node.position);
  }
  const found =
    scope.find(name, qualifier) ?? (qualifier || name.quoted ? undefined : pseudoColumn(node, scope, translation));
  if (found && !('column' in found)) {
    return found;
  }
  const { column, scope: owner } = found ?? scope.resolve(name, qualifier);
  const sql = owner.read(column.sql);
  if (owner.grouping?.strict && !owner.grouping.keys.has(sql)) {
    throw queryError('suiteql-not-grouped', { near: name.text, position: node.position });
  }
  if (scope.aggregating && owner !== scope) {
    throw unsupported("an aggregate of an outer query's column", node.position);
  }
  return {
    sql,
    type: column.type,
    ...(column.raw !== undefined && { raw: owner.read(column.raw) }),
    ...(column.base && { base: column.base }),
  };
}

/** Oracle's ROWNUM and clocks. */
function pseudoColumn(node: NodeOf<'column'>, scope: Scope, translation: Translation): Expression | undefined {
  const word = node.name.text.toUpperCase();
  switch (word) {
    case 'SYSDATE':
    case 'CURRENT_DATE':
      return translation.constant(writeMoment(translation.input.today), 'date');
    case 'ROWNUM': {
      const sql = scope.numbered && scope.clause !== 'where' && `count_key(${scope.numbered.alias}.number)`;
      if (!isRowNumber(node) || sql === undefined || sql === false || scope.clause === 'from') {
        throw unsupported('ROWNUM in this place', node.position);
      }
      if (scope.grouping?.strict && !scope.grouping.keys.has(sql)) {
        throw queryError('suiteql-not-grouped', { near: word, position: node.position });
      }
      return { sql, type: 'number' };
    }
    case 'SYSTIMESTAMP':
    case 'CURRENT_TIMESTAMP':
    case 'LOCALTIMESTAMP':
    case 'ROWID':
    case 'LEVEL':
      throw unsupported(word, node.position);
    default:
      return undefined;
  }
}

function translateArithmetic(node: NodeOf<'arithmetic'>, scope: Scope, translation: Translation): Expression {
  const left = translateValue(node.left, scope, translation);
  const right = translateValue(node.right, scope, translation);
  const { operator, position } = node;
  const dates = [left, right].map(({ type }) => type === 'date');
  if (dates.includes(true)) {
    return dateArithmetic(operator, left, right, translation, position);
  }
  const names = { '+': 'add', '-': 'subtract', '*': 'multiply', '/': 'divide' } as const;
  return translation.call(names[operator], [
    translation.convert(left, 'number', node.left.position),
    translation.convert(right, 'number', node.right.position),
  ]);
}

/** A date and a number of days, or the days between two dates. */
function dateArithmetic(
  operator: string,
  left: Expression,
  right: Expression,
  translation: Translation,
  position: number,
): Expression {
  if (operator === '-' && left.type === 'date' && kindOf(right.type) === 'date') {
    return translation.call('daysBetween', [left, right]);
  }
  if (operator === '-' && left.type === 'date') {
    const days = translation.convert(right, 'number', position);
    return translation.call('addDays', [left, translation.call('negate', [days])]);
  }
  if (operator === '+' && left.type !== right.type) {
    const [date, days] = left.type === 'date' ? [left, right] : [right, left];
    return translation.call('addDays', [date, translation.convert(days, 'number', position)]);
  }
  throw queryError('suiteql-type', { expected: 'number', found: 'date', position });
}

/** Oracle takes a null for no text at all. */
export function concatenate(parts: readonly Expression[], translation: Translation): Expression {
  if (parts.length <= mostArguments) {
    return translation.call('concat', parts);
  }
  const head = translation.call('concat', parts.slice(0, mostArguments));
  return concatenate([head, ...parts.slice(mostArguments)], translation);
}

function translateTrim(node: NodeOf<'trim'>, scope: Scope, translation: Translation): Expression {
  const text = (inner: Node): Expression =>
    translation.convert(translateValue(inner, scope, translation), 'text', inner.position);
  let value = text(node.from);
  const set = node.characters ? text(node.characters) : translation.constant(' ', 'text');
  if (set.constant && charactersOf(set.constant.value ?? ' ').length !== 1) {
    // ORA-30001
    throw unsupported('TRIM of more than one character', node.position);
  }
  if (node.side !== 'TRAILING') {
    value = translation.call('LTRIM', [value, set]);
  }
  return node.side === 'LEADING' ? value : translation.call('RTRIM', [value, set]);
}

function translateCase(node: NodeOf<'case'>, scope: Scope, translation: Translation): Expression {
  const { subject } = node;
  const branches = node.branches.map(({ when, then }) => {
    const condition = subject
      ? compareWithSubject(subject, when, scope, translation)
      : translateCondition(when, scope, translation);
    return { condition, result: translateValue(then, scope, translation) };
  });
  const otherwise = node.otherwise && translateValue(node.otherwise, scope, translation);
  return caseOf(branches, otherwise, node.position);
}

function compareWithSubject(subject: Node, when: Node, scope: Scope, translation: Translation): string {
  return translateCondition(
    { kind: 'compare', operator: '=', left: subject, right: when, position: when.position, depth: when.depth },
    scope,
    translation,
  );
}

export function caseOf(
  branches: readonly { readonly condition: string; readonly result: Expression }[],
  otherwise: Expression | undefined,
  position: number,
): Expression {
  const results = [...branches.map(({ result }) => result), ...(otherwise ? [otherwise] : [])];
  const type: ExpressionType = commonType(
    results.map(result => result.type),
    position,
  );
  const whens = branches.map(({ condition, result }) => `WHEN ${condition} THEN ${result.sql}`).join(' ');
  return { sql: `CASE ${whens} ELSE ${otherwise?.sql ?? 'NULL'} END`, type };
}
