import { scalarFunctions } from './scalarFunctions.ts';

/** Those that the translation writes itself. That SuiteQL has EXTRACT and TRIM is assumed: no source names them. */
const special = new Set(
  'NVL NVL2 COALESCE NULLIF DECODE GREATEST LEAST CONCAT EXTRACT TRIM TRUNC ROUND TO_CHAR TO_NUMBER'.split(' '),
);

const aggregates = new Set(['COUNT', 'SUM', 'AVG', 'MIN', 'MAX']);
const rankings = new Set(['ROW_NUMBER', 'RANK', 'DENSE_RANK']);
const builtins = new Set(['DF', 'CF']);

/** Whether a function is known here; Oracle's list of what SuiteQL has is longer (ORA:section_158513731864). */
export function isFunction(name: string, builtin: boolean): boolean {
  if (builtin) {
    return builtins.has(name);
  }
  return special.has(name) || aggregates.has(name) || rankings.has(name) || scalarFunctions.has(name);
}

export function isAggregate(name: string): boolean {
  return aggregates.has(name);
}

/** The analytic functions that SuiteQL lists. */
export function isRanking(name: string): boolean {
  return rankings.has(name);
}
