import { named, needIndex } from '../args.ts';
import type { Options } from '../args.ts';
import { withPromise } from '../args.ts';
import type { Host } from '../host.ts';
import { SearchColumn } from './columns.ts';
import type { Filters } from './filters.ts';
import { compareRows, rowsOf, searchText, searchValue } from './rows.ts';
import type { SearchRow } from './rows.ts';

/** All rows that the filters accept, in the order that the columns ask for. */
export function searchRows(
  host: Host,
  type: string,
  { accepts }: Filters,
  columns: readonly SearchColumn[],
): readonly SearchRow[] {
  const found = host.ask({ kind: 'search', type }).flatMap(rowsOf).filter(accepts);
  const sorting = columns.filter(({ sort }) => sort !== 'NONE');
  return found.sort((left, right) => {
    for (const { name, sort } of sorting) {
      const order = compareRows(left, right, name);
      if (order !== 0) {
        return sort === 'ASC' ? order : -order;
      }
    }
    return 0;
  });
}

/** search.ResultSet. Reading it costs 10 units each time (ORA:section_157072844224). */
export function createResultSet(host: Host, columns: readonly SearchColumn[], rows: () => readonly SearchRow[]) {
  const each = (visit: unknown) => {
    if (typeof visit !== 'function') {
      throw host.error('SSS_MISSING_REQD_ARGUMENT', 'ResultSet.each: Missing a required argument: callback');
    }
    host.charge(10);
    rows().every((row, index) => {
      if (index >= 4000) {
        throw host.error('SSS_SEARCH_FOR_EACH_LIMIT_EXCEEDED', 'ResultSet.each visits at most 4000 results.');
      }
      // Anything but true ends it.
      return Reflect.apply(visit, undefined, [createResult(host, columns, row)]) === true;
    });
  };

  const getRange = (...given: unknown[]) => {
    const options = named(given, ['start', 'end']);
    const start = needIndex(host, 'ResultSet.getRange', options, 'start');
    const end = needIndex(host, 'ResultSet.getRange', options, 'end');
    if (end - start > 1000) {
      throw host.error('SSS_SEARCH_RESULT_LIMIT_EXCEEDED', 'ResultSet.getRange gives at most 1000 results at a time.');
    }
    host.charge(10);
    return rows()
      .slice(start, end)
      .map(row => createResult(host, columns, row));
  };

  return { columns, each: withPromise(each), getRange: withPromise(getRange) };
}

/** search.PagedData. Five units to run it and five for each page (the former assumed). */
export function createSearchPages(
  host: Host,
  columns: readonly SearchColumn[],
  rows: () => readonly SearchRow[],
  options: Options,
) {
  const pageSize = Number(options['pageSize'] ?? 50);
  if (!Number.isInteger(pageSize) || pageSize < 5 || pageSize > 1000) {
    throw host.error('SSS_INVALID_PAGE_SIZE', 'Search.runPaged: pageSize must be from 5 to 1000.');
  }
  host.charge(5);
  const found = rows();
  const pageRanges = Array.from({ length: Math.ceil(found.length / pageSize) }, (_, index) => ({
    index,
    compoundLabel: `${index * pageSize + 1} to ${Math.min((index + 1) * pageSize, found.length)}`,
  }));
  const fetch = (...given: unknown[]) => {
    const index = needIndex(host, 'PagedData.fetch', named(given, ['index']), 'index');
    const pageRange = pageRanges[index];
    if (!pageRange) {
      throw host.error('INVALID_PAGE_RANGE', `PagedData.fetch: there is no page ${index}.`);
    }
    host.charge(5);
    return {
      data: found.slice(index * pageSize, (index + 1) * pageSize).map(row => createResult(host, columns, row)),
      isFirst: index === 0,
      isLast: index === pageRanges.length - 1,
      pageRange,
      pagedData: paged,
    };
  };
  const paged = { count: found.length, pageSize, pageRanges, fetch: withPromise(fetch) };
  return paged;
}

/** search.Result. */
function createResult(host: Host, columns: readonly SearchColumn[], row: SearchRow) {
  const column = (api: string, given: readonly unknown[]): string => {
    const [first] = given;
    const name = first instanceof SearchColumn ? first.name : named(given, ['name', 'join', 'summary'])['name'];
    if (typeof name !== 'string') {
      throw host.error('SSS_MISSING_REQD_ARGUMENT', `${api}: Missing a required argument: name`);
    }
    return name.toLowerCase();
  };
  const isColumn = (name: string) => columns.some(each => each.name === name);
  const getValue = (...given: unknown[]) => {
    const name = column('Result.getValue', given);
    // What was not asked for is not there.
    return isColumn(name) ? searchValue(row, name) : null;
  };
  const getText = (...given: unknown[]) => {
    const name = column('Result.getText', given);
    return isColumn(name) ? searchText(host, row, name) : null;
  };
  const getAllValues = () => Object.fromEntries(columns.map(({ name }) => [name, searchValue(row, name)]));
  return {
    recordType: row.type,
    id: String(row.id),
    columns,
    getValue,
    getText,
    getAllValues,
    toJSON: () => ({ recordType: row.type, id: String(row.id), values: getAllValues() }),
  };
}
