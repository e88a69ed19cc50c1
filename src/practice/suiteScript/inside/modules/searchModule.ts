import { absent, named, need, needText, typeEnum, withPromise, wordEnum } from '../args.ts';
import { fieldType } from '../fieldTypes.ts';
import type { Host } from '../host.ts';
import { operators } from '../search/operators.ts';
import { SearchColumn, readColumns } from '../search/columns.ts';
import { SearchFilter, readFilters } from '../search/filters.ts';
import { createResultSet, createSearchPages, searchRows } from '../search/results.ts';
import type { ScriptValue } from '../values.ts';
import { searchText, searchValue } from '../search/rows.ts';
import type { SearchRow } from '../search/rows.ts';

/** N/search: searches made by the script; saved searches are not kept by the practice account. */
export function searchModule(host: Host): object {
  const create = (...given: unknown[]) => {
    const options = named(given, ['type', 'filters', 'columns']);
    const type = needText(host, 'search.create', options, 'type').toLowerCase();
    let filters = readFilters(host, type, options['filters'] ?? options['filterExpression']);
    let columns = readColumns(host, type, options['columns']);
    const rows = () => searchRows(host, type, filters, columns);
    return {
      searchType: type,
      get filterExpression() {
        return filters.expression;
      },
      set filterExpression(value: unknown) {
        filters = readFilters(host, type, value);
      },
      get filters() {
        return filters.expression;
      },
      set filters(value: unknown) {
        filters = readFilters(host, type, value);
      },
      get columns(): readonly SearchColumn[] {
        return columns;
      },
      set columns(value: unknown) {
        columns = readColumns(host, type, value);
      },
      run: () => createResultSet(host, columns, rows),
      runPaged: withPromise((...options_: unknown[]) => createSearchPages(host, columns, rows, named(options_, []))),
      ...absent(host, 'Search', ['save']),
    };
  };

  const lookupFields = (...given: unknown[]) => {
    const options = named(given, ['type', 'id', 'columns']);
    const type = needText(host, 'search.lookupFields', options, 'type').toLowerCase();
    const id = needText(host, 'search.lookupFields', options, 'id');
    const wanted = need(host, 'search.lookupFields', options, 'columns');
    const columns = readColumns(host, type, wanted);
    host.charge(1);
    const { fields, id: internalId } = host.ask({ kind: 'load', type, id });
    const row: SearchRow = { type, id: internalId, fields };
    return Object.fromEntries(columns.map(({ name }) => [name, lookedUp(host, row, name)]));
  };

  return Object.freeze({
    create: withPromise(create),
    lookupFields: withPromise(lookupFields),
    createColumn: (...given: unknown[]) => new SearchColumn(host, named(given, ['name', 'join', 'summary'])),
    createFilter: (...given: unknown[]) => new SearchFilter(host, named(given, ['name', 'join', 'operator', 'values'])),
    Type: typeEnum(),
    Operator: wordEnum(operators.map(each => each.toUpperCase()).join(' '), word => word.toLowerCase()),
    Sort: wordEnum('ASC DESC NONE'),
    Summary: wordEnum('GROUP COUNT SUM AVG MIN MAX'),
    ...absent(host, 'search', ['createSetting', 'delete', 'duplicates', 'global', 'load']),
  });
}

interface Choice {
  readonly value: string;
  readonly text: string;
}

/** Choices and references come as lists of value and text, other fields as in a search result. */
function lookedUp(host: Host, row: SearchRow, name: string): ScriptValue | readonly Choice[] {
  const kind = fieldType(row.type, name);
  const value = searchValue(row, name);
  if (kind !== 'list' && (kind !== 'reference' || name === 'internalid')) {
    return value;
  }
  return value === '' ? [] : [{ value: String(value), text: searchText(host, row, name) }];
}
