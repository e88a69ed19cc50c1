import type { JsonKindName } from '../jsonKind.ts';
import type { Preview } from '../rows.ts';

/** What the rows of a table come from. */
export type TableShape =
  /** An array of objects. */
  | 'array'
  /** SuiteQL's `{items: [{…}], hasMore, totalResults, count, offset, links}`. */
  | 'suiteql'
  /** A list of records by REST web services: the same, where each item holds its links and its `id`. */
  | 'records';

/** A place in the body that can be shown as a table. */
export interface TablePlace {
  /** The array. */
  readonly node: number;
  readonly shape: TableShape;
  readonly rows: number;
  /** JSONPath of the array. */
  readonly path: string;
}

/** One column: a name that at least one of the objects has. */
export interface TableColumn {
  readonly name: string;
  /** In how many of the objects it is, of those that were looked at. */
  readonly present: number;
  /** What its values are: the kind that all have that are not null, else `mixed`; `null` when there is nothing else. */
  readonly kind: JsonKindName | 'mixed';
}

/** A table before anything was sorted, filtered or hidden. */
export interface TableSummary extends TablePlace {
  readonly columns: readonly TableColumn[];
  /** Names beyond the limit of 500 columns, not shown. */
  readonly columnsLeftOut: number;
  /** Elements of the array that are no objects; their rows have no cells. */
  readonly otherElements: number;
  readonly page?: TablePage;
}

/** What a list says of itself and its next page. */
export interface TablePage {
  readonly offset: number;
  readonly count: number;
  readonly totalResults?: number;
  readonly hasMore: boolean;
  /** The link `next` as sent; to be followed on the account's own host only. */
  readonly nextLink?: string;
  readonly nextOffset?: number;
  readonly limit?: number;
}

/** How a table is looked at. All that is absent is as in the body. */
export interface TableView {
  /** `column` is a position in `TableSummary.columns`. Rows without a value come last. */
  readonly sort?: { readonly column: number; readonly descending: boolean };
  /** Rows in which a cell (of the column, if given) holds the text. */
  readonly filter?: { readonly text: string; readonly caseSensitive: boolean; readonly column?: number };
}

/** One cell. */
export interface TableCell {
  readonly kind: JsonKindName;
  readonly node: number;
  /** A string as it is meant, a number with every digit as sent, an object or array as spelled; perhaps cut. */
  readonly text: Preview;
  /** The object has this name more than once; the last is shown. */
  readonly duplicate?: boolean;
}

/** One row: `number` is the position in the array, from 0; a cell for each asked column, null where there is none. */
export interface TableRow {
  readonly number: number;
  readonly node: number;
  readonly cells: readonly (TableCell | null)[];
}
