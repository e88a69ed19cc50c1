import { numberToKey } from './numberKey.ts';
import { queryError, unsupported } from './queryErrors.ts';
import type { Scope } from './scope.ts';
import type { Call } from './translateCall.ts';
import { concatenate, translateValue } from './translateValue.ts';
import type { Expression, StoredTable, Translation } from './translation.ts';

/**
 * NetSuite's own functions: BUILTIN.DF shows what a user would see for a value (ORA:article_1029114613), BUILTIN.CF
 * puts the kind of record before a status (ORA:article_1029114514). Both take a field of a table; whether NetSuite
 * would follow one through a subquery is not documented, so that is refused.
 */
export function translateBuiltin(node: Call, scope: Scope, translation: Translation): Expression {
  const name = `BUILTIN.${node.name}`;
  const [argument, second] = node.arguments;
  if (!argument || second || node.star || node.distinct) {
    throw translation.syntax(node.position);
  }
  const field = translateValue(argument, scope, translation);
  if (!field.base) {
    throw unsupported(`${name} of anything but a field of a table`, argument.position);
  }
  return node.name === 'DF'
    ? displayValue(field, field.base, translation, node.position)
    : combinedValue(field, field.base, scope, translation, node.position);
}

type Base = NonNullable<Expression['base']>;

function displayValue(field: Expression, base: Base, translation: Translation, position: number): Expression {
  const { displays, type } = base.column;
  if (!displays) {
    if (type === 'boolean') {
      // What NetSuite shows for a check box is not documented.
      throw unsupported('BUILTIN.DF of a check box', position);
    }
    return type === 'date' ? { sql: field.sql, type } : translation.convert(field, 'text', position);
  }
  if ('values' in displays) {
    const shown = Object.entries(displays.values).map(([value, text]) => {
      const stored = type === 'number' ? (numberToKey(value) ?? null) : value;
      return `WHEN ${translation.constant(stored, 'text').sql} THEN ${translation.constant(text, 'text').sql}`;
    });
    return shown.length === 0
      ? translation.constant(null, 'null')
      : { sql: `CASE ${field.sql} ${shown.join(' ')} END`, type: 'text' };
  }
  // Assumed: who may not read a table does not see its names either.
  const target = translation.input.openTable(displays.table, position);
  const id = columnIndex(target, 'id');
  const shown = columnIndex(target, displays.column);
  // Always spelled the same, so that GROUP BY finds it again.
  const sql = `(SELECT shown.c${shown} FROM ${target.name} AS shown WHERE shown.c${id} = ${field.sql} LIMIT 1)`;
  const shownType = target.table.columns[shown]?.type ?? 'text';
  return shownType === 'date' ? { sql, type: 'date' } : translation.convert({ sql, type: shownType }, 'text', position);
}

function combinedValue(
  field: Expression,
  base: Base,
  scope: Scope,
  translation: Translation,
  position: number,
): Expression {
  const { combinesWith } = base.column;
  if (combinesWith === undefined) {
    return { sql: field.sql, type: field.type };
  }
  const kind = base.table.columns.findIndex(({ name }) => name.toLowerCase() === combinesWith.toLowerCase());
  const source = base.alias;
  const owner = ownerOf(scope, source);
  const column = owner.sources.flatMap(({ columns }) => columns).find(({ sql }) => sql === `${source}.c${kind}`);
  if (!column) {
    throw queryError('suiteql-failed', { what: combinesWith });
  }
  const sql = owner.read(column.sql);
  if (owner.grouping?.strict && !owner.grouping.keys.has(sql)) {
    throw queryError('suiteql-not-grouped', { near: 'BUILTIN.CF', position });
  }
  const parts = [{ ...column, sql }, translation.constant(':', 'text'), field];
  const combined = concatenate(
    parts.map(part => translation.convert(part, 'text', position)),
    translation,
  );
  return { sql: `CASE WHEN ${field.sql} IS NOT NULL THEN ${combined.sql} END`, type: 'text' };
}

function ownerOf(scope: Scope, alias: string): Scope {
  const has = scope.sources.some(({ columns }) => columns.some(({ base }) => base?.alias === alias));
  return has || !scope.outer ? scope : ownerOf(scope.outer, alias);
}

function columnIndex({ table }: StoredTable, name: string): number {
  const index = table.columns.findIndex(column => column.name.toLowerCase() === name.toLowerCase());
  if (index < 0) {
    throw queryError('suiteql-failed', { what: `${table.name}.${name}` });
  }
  return index;
}
