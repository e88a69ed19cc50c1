import type { Database } from './database.ts';
import { fromSeconds } from './dates.ts';
import { keyToCell, numberToKey } from './numberKey.ts';
import { parseStatement } from './parseQuery.ts';
import { queryError } from './queryErrors.ts';
import type { QueryAnswer, QueryRequest } from './queryMessages.ts';
import type { Cell, ColumnType, Table } from './tables.ts';
import { translateStatement, type ResultColumn, type TranslatedQuery } from './translateQuery.ts';
import { Translation, type ExpressionType, type StoredTable } from './translation.ts';

/** ORA:section_157909186990 */
const mostRows = 100_000;

type Question = Pick<QueryRequest, 'query' | 'params' | 'limit' | 'offset' | 'now' | 'tables'>;

/** Runs one query. `tables` by lower-case name. Throws what queryErrors.ts lists. */
export function answerQuery(database: Database, tables: ReadonlyMap<string, Table>, question: Question): QueryAnswer {
  const readable = new Map(question.tables.map(({ name, readable: may }) => [name.toLowerCase(), may]));
  const openTable = (name: string, position: number): StoredTable => {
    const table = tables.get(name.toLowerCase());
    if (!table) {
      throw queryError('suiteql-unknown-table', { table: name, position });
    }
    if (!readable.get(name.toLowerCase())) {
      throw queryError('suiteql-no-permission', { table: name });
    }
    return database.store(table);
  };
  const { translation, statement } = translate(question, openTable);
  return readPage(database, translation, statement, question);
}

/** Query to SQLite; apart, so that it can be tested without a database. */
export function translate(
  { query, params, now }: Pick<Question, 'query' | 'params' | 'now'>,
  openTable: (name: string, position: number) => StoredTable,
): { readonly translation: Translation; readonly statement: TranslatedQuery } {
  const { query: parsed, parameters } = parseStatement(query);
  if (parameters !== params.length) {
    throw queryError('suiteql-parameters', { expected: parameters, given: params.length });
  }
  const translation = new Translation({
    query,
    parameters: params.map(value => ({ value: typeof value === 'number' ? (numberToKey(value) ?? null) : value })),
    parameterTypes: params.map((value): ExpressionType =>
      typeof value === 'number' ? 'number' : value === null ? 'null' : 'text',
    ),
    // The clock of a NetSuite query is that of a time zone of the account or user; here it is UTC's (assumed).
    today: fromSeconds(Math.floor(now / 1000)),
    openTable,
  });
  return { translation, statement: translateStatement(parsed, translation) };
}

function readPage(
  database: Database,
  translation: Translation,
  { sql, columns }: TranslatedQuery,
  { limit, offset }: Question,
): QueryAnswer {
  const rows: (readonly Cell[])[] = [];
  let total = 0;
  database.run(sql, translation, row => {
    if (total === mostRows) {
      throw queryError('suiteql-too-many-rows', { most: mostRows });
    }
    if (total >= offset && rows.length < limit) {
      rows.push(readRow(row, columns));
    }
    total += 1;
  });
  return { columns: heads(columns), rows, total };
}

/** The values come first, after them the spellings of those columns that have one. */
function readRow(values: readonly unknown[], columns: readonly ResultColumn[]): readonly Cell[] {
  let next = columns.length;
  return columns.map(({ type, spelled }, index) => {
    const spelling = spelled ? values[next++] : null;
    return typeof spelling === 'string' ? spelling : readCell(values[index], type);
  });
}

function readCell(value: unknown, type: ExpressionType): Cell {
  if (typeof value !== 'string') {
    return null;
  }
  switch (type) {
    case 'number':
      return keyToCell(value);
    case 'date':
      return value.replace(/ 00:00:00$/, '');
    case 'text':
    case 'boolean':
    case 'null':
      return value;
  }
}

/**
 * Names are lower case and unnamed expressions `expr1`, `expr2` (both assumed; Oracle only warns that the case may
 * change, ORA:section_156257796125). A name that was there before gets `_1`, `_2` and so on (assumed), so that no
 * column is lost when rows become objects.
 */
function heads(columns: readonly ResultColumn[]): QueryAnswer['columns'] {
  const taken = new Set<string>();
  return columns.map(({ name, type }) => {
    let free = name;
    for (let copy = 1; taken.has(free); copy += 1) {
      free = `${name}_${copy}`;
    }
    taken.add(free);
    const shown: ColumnType = type === 'null' ? 'text' : type;
    return { name: free, type: shown };
  });
}
