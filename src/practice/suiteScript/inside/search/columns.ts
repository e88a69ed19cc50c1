import { needText } from '../args.ts';
import type { Options } from '../args.ts';
import { isKnownField, isKnownRecord } from '../fieldTypes.ts';
import type { Host } from '../host.ts';

/** search.Column. */
export class SearchColumn {
  readonly name: string;
  readonly label: string;
  readonly sort: 'ASC' | 'DESC' | 'NONE';

  constructor(host: Host, options: Options) {
    this.name = needText(host, 'search.createColumn', options, 'name').toLowerCase();
    for (const part of ['join', 'summary', 'formula', 'function']) {
      if (options[part] !== undefined && options[part] !== null && options[part] !== '') {
        throw host.error(
          'PRACTICE_ACCOUNT_UNSUPPORTED',
          `The practice account does not have ${part} in search columns.`,
        );
      }
    }
    this.label = typeof options['label'] === 'string' ? options['label'] : this.name;
    const sort = options['sort'];
    this.sort = sort === 'ASC' || sort === 'DESC' ? sort : 'NONE';
  }
}

/**
 * Columns given as names, as objects or as search.Column.
 *
 * @throws ScriptError SSS_INVALID_SRCH_COL for a field that the record does not have
 */
export function readColumns(host: Host, recordType: string, given: unknown): readonly SearchColumn[] {
  const list: readonly unknown[] = Array.isArray(given) ? given : given === undefined || given === null ? [] : [given];
  return list.map(each => {
    const column =
      each instanceof SearchColumn
        ? each
        : new SearchColumn(host, typeof each === 'string' ? { name: each } : ((each ?? {}) as Options));
    checkField(host, recordType, column.name, 'SSS_INVALID_SRCH_COL');
    return column;
  });
}

/** Joins are written `customer.companyname`; formulas `formulatext: …`. */
export function checkField(host: Host, recordType: string, name: string, code: string): void {
  if (/[.:]/.test(name) || name.startsWith('formula')) {
    throw host.error(
      'PRACTICE_ACCOUNT_UNSUPPORTED',
      `The practice account has no joins and formulas in N/search: ${name}`,
    );
  }
  if (isKnownRecord(recordType) && !isKnownField(recordType, name)) {
    throw host.error(code, `A ${recordType} search does not know the field ${name}.`);
  }
}
