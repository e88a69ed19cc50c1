import { absent, withPromise, wordEnum } from '../args.ts';
import type { Host } from '../host.ts';
import type { FieldValue, QueryResult } from '../../port.ts';

/** At most this many rows without paging (ORA:section_157960542026). */
const mostRows = 5000;
const units = 10;

interface Asked {
  readonly query: string;
  readonly params: readonly FieldValue[];
  readonly pageSize: number;
}

/** N/query, of which the practice account has SuiteQL. */
export function queryModule(host: Host): object {
  const run = ({ query, params }: Asked): QueryResult => {
    host.charge(units);
    return host.ask({ kind: 'query', query, params });
  };

  const runSuiteQL = (options: unknown) => {
    const result = run(readOptions(host, 'query.runSuiteQL', options));
    return resultSet({ ...result, rows: result.rows.slice(0, mostRows) });
  };

  const runSuiteQLPaged = (options: unknown) => {
    const asked = readOptions(host, 'query.runSuiteQLPaged', options);
    return pagedData(host, run(asked), asked.pageSize);
  };

  return Object.freeze({
    runSuiteQL: withPromise(runSuiteQL),
    runSuiteQLPaged: withPromise(runSuiteQLPaged),
    ReturnType: wordEnum(
      'ANY BOOLEAN CURRENCY DATE DATETIME DURATION FLOAT INTEGER KEY PERCENT RELATIONSHIP STRING UNKNOWN',
    ),
    ...absent(host, 'query', ['create', 'createPeriod', 'createRelativeDate', 'delete', 'listTables', 'load']),
  });
}

/** A query as text, or `{ query, params, pageSize }`. */
function readOptions(host: Host, api: string, options: unknown): Asked {
  const { query, params, pageSize } = (typeof options === 'string' ? { query: options } : (options ?? {})) as {
    query?: unknown;
    params?: unknown;
    pageSize?: unknown;
  };
  if (query === undefined || query === null || query === '') {
    throw host.error('MISSING_REQD_ARGUMENT', `${api}: Missing a required argument: query`);
  }
  const list: readonly unknown[] = Array.isArray(params) ? params : [];
  const isScalar = (value: unknown): value is FieldValue => ['string', 'number', 'boolean'].includes(typeof value);
  if (typeof query !== 'string' || !list.every(isScalar) || (params !== undefined && !Array.isArray(params))) {
    throw host.error('SSS_INVALID_TYPE_ARG', `${api}: query must be text, and params text, numbers and booleans.`);
  }
  const size = pageSize === undefined ? 50 : Number(pageSize);
  if (!Number.isInteger(size) || size < 5 || size > 1000) {
    throw host.error('SSS_INVALID_PAGE_SIZE', `${api}: pageSize must be from 5 to 1000.`);
  }
  return { query, params: list, pageSize: size };
}

/** Numbers become JavaScript's, as in NetSuite; digits that a double cannot hold are lost. */
function shown(value: FieldValue | undefined, type: string): FieldValue {
  return type === 'number' && typeof value === 'string' && value !== '' ? Number(value) : (value ?? null);
}

function resultSet({ columns, rows }: QueryResult) {
  const results = rows.map(row => {
    const values = columns.map(({ type }, index) => shown(row[index], type));
    const asMap = () => Object.fromEntries(columns.map(({ name }, index) => [name, values[index] ?? null]));
    return { values, asMap };
  });
  return {
    results,
    columns: columns.map(({ name, type }) => ({ label: name, alias: name, type: returnType(type) })),
    types: columns.map(({ type }) => returnType(type)),
    asMappedResults: () => results.map(each => each.asMap()),
    iterator: () => ({
      each: (visit: (item: { value: (typeof results)[number] }) => unknown) => {
        // Anything but true ends it.
        results.every(value => visit({ value }) === true);
      },
    }),
  };
}

function returnType(type: string): string {
  return type === 'number' ? 'FLOAT' : type.toUpperCase();
}

function pagedData(host: Host, { columns, rows }: QueryResult, pageSize: number) {
  const pageRanges = Array.from({ length: Math.ceil(rows.length / pageSize) }, (_, index) => ({
    index,
    size: Math.min(pageSize, rows.length - index * pageSize),
  }));
  const fetch = (given: unknown) => {
    const index = Number(typeof given === 'object' && given !== null ? (given as { index?: unknown }).index : given);
    const pageRange = pageRanges[index];
    if (!pageRange) {
      throw host.error('INVALID_PAGE_RANGE', `PagedData.fetch: there is no page ${index}.`);
    }
    host.charge(units);
    return {
      data: resultSet({ columns, rows: rows.slice(index * pageSize, (index + 1) * pageSize) }),
      isFirst: index === 0,
      isLast: index === pageRanges.length - 1,
      pageRange,
      pagedData: paged,
    };
  };
  const paged = {
    count: rows.length,
    pageSize,
    pageRanges,
    fetch: withPromise(fetch),
    iterator: () => ({
      each: (visit: (item: { value: ReturnType<typeof fetch> }) => unknown) => {
        pageRanges.every(({ index }) => visit({ value: fetch(index) }) === true);
      },
    }),
  };
  return paged;
}
