/**
 * One value of a table: dates as ISO 'YYYY-MM-DD' or 'YYYY-MM-DD HH:MM:SS', booleans 'T' or 'F'. A number may be
 * given as text, an exact decimal that a double could not hold; '' is null, as everywhere in Oracle SQL.
 */
export type Cell = string | number | null;

export type ColumnType = 'text' | 'number' | 'date' | 'boolean';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /**
   * What BUILTIN.DF shows instead of the value: a column of the table whose `id` the value is, or a text for each
   * value. A column without it shows its own value (ORA:article_1029114613).
   */
  readonly displays?:
    { readonly table: string; readonly column: string } | { readonly values: Readonly<Record<string, string>> };
  /**
   * The column that BUILTIN.CF puts before the value, with a colon between: `type` for the status of a transaction
   * (ORA:article_1029114514).
   */
  readonly combinesWith?: string;
}

/** Plain data. Names are matched without regard to case. A changed table has to be a new object. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}
