import { compare, floor, integer, toInteger } from './decimal.ts';
import type { Node } from './nodes.ts';
import { fromKey } from './numberKey.ts';
import { unsupported } from './queryErrors.ts';
import type { Scope } from './scope.ts';
import { translateValue } from './translateValue.ts';
import type { Translation } from './translation.ts';
import { findNode, isRowNumber } from './walk.ts';

const flipped = { '=': '=', '<>': '<>', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/**
 * How many rows the conditions on ROWNUM let through; undefined for all of them.
 *
 * Oracle gives a row its number when it has passed the whole WHERE clause, and counts on only then. So a condition
 * that the number k fails ends the result at k - 1 rows: `ROWNUM > 1` gives nothing, as the first row fails it and
 * stays the first. It comes before GROUP BY and ORDER BY.
 */
export function rowLimit(conditions: readonly Node[], scope: Scope, translation: Translation): number | undefined {
  const limits = conditions.flatMap(condition => {
    const most = limitOf(condition, scope, translation);
    return most === undefined ? [] : [Math.max(0, most)];
  });
  return limits.length === 0 ? undefined : Math.min(...limits);
}

/** The largest number up to which every number fits; undefined when all fit. */
function limitOf(condition: Node, scope: Scope, translation: Translation): number | undefined {
  if (condition.kind === 'compare' && isRowNumber(condition.left)) {
    return limitOfComparison(condition.operator, condition.right, scope, translation);
  }
  if (condition.kind === 'compare' && isRowNumber(condition.right)) {
    return limitOfComparison(flipped[condition.operator], condition.left, scope, translation);
  }
  if (condition.kind === 'between' && !condition.not && isRowNumber(condition.operand)) {
    const fromOne = limitOfComparison('>=', condition.low, scope, translation);
    return fromOne ?? limitOfComparison('<=', condition.high, scope, translation);
  }
  throw unsupported('ROWNUM in this condition', condition.position);
}

function limitOfComparison(
  operator: keyof typeof flipped,
  node: Node,
  scope: Scope,
  translation: Translation,
): number | undefined {
  if (findNode(node, isRowNumber)) {
    throw unsupported('ROWNUM in this condition', node.position);
  }
  const value = translation.convert(translateValue(node, scope, translation), 'number', node.position);
  if (!value.constant) {
    throw unsupported('ROWNUM compared with what is no constant', node.position);
  }
  if (value.constant.value === null) {
    return 0;
  }
  const bound = fromKey(value.constant.value);
  const whole = toInteger(floor(bound)) ?? (bound.digits > 0n ? Number.MAX_SAFE_INTEGER : 0);
  const exact = toInteger(bound) !== undefined;
  const aboveOne = compare(bound, integer(1)) > 0;
  switch (operator) {
    case '<=':
      return whole;
    case '<':
      return exact ? whole - 1 : whole;
    case '=':
      return exact && whole === 1 ? 1 : 0;
    case '<>':
      return exact && whole >= 1 ? whole - 1 : undefined;
    case '>=':
      return aboveOne ? 0 : undefined;
    case '>':
      return compare(bound, integer(1)) >= 0 ? 0 : undefined;
  }
}
