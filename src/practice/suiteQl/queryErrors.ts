import { CodedError } from '../../codedError.ts';

/** Everything that a query can be refused for. `position` counts UTF-16 units from the start of the query. */
export type QueryErrorCode =
  /** {near, position}: not the grammar. */
  | 'suiteql-syntax'
  /** {what, position}: SQL, but not of SuiteQL, or of SuiteQL and not here. */
  | 'suiteql-unsupported'
  /** {table, position} */
  | 'suiteql-unknown-table'
  /** {column, position} */
  | 'suiteql-unknown-column'
  /** {column, position}: more than one table has it. */
  | 'suiteql-ambiguous-column'
  /** {table}: the role may not read it. */
  | 'suiteql-no-permission'
  /** {expected, found, position} */
  | 'suiteql-type'
  /** {near, position}: neither grouped nor aggregated. */
  | 'suiteql-not-grouped'
  /** {expected, given}: not as many parameters as question marks. */
  | 'suiteql-parameters'
  /** {what, value?}: a value that an operation cannot take, found while the query ran. */
  | 'suiteql-value'
  /** {milliseconds} */
  | 'suiteql-time-limit'
  /** {most} */
  | 'suiteql-too-many-rows'
  /** The query needs more memory than it may have. */
  | 'suiteql-memory-limit'
  /** {table, column}: a cell is not of its column's type; the caller's mistake. */
  | 'suiteql-bad-cell'
  /** {needed, found}: this Node has no SQLite, or one that is too old. */
  | 'suiteql-needs-node'
  /** The engine failed in a way that it should not. */
  | 'suiteql-failed';

export type QueryErrorData = Readonly<Record<string, string | number | boolean>>;

export function queryError(
  code: QueryErrorCode,
  data: QueryErrorData = {},
  options: { cause?: unknown } = {},
): CodedError<QueryErrorCode> {
  return new CodedError(code, data, options);
}

export function unsupported(what: string, position: number): CodedError<QueryErrorCode> {
  return queryError('suiteql-unsupported', { what, position });
}

/** A value that an operation cannot take, such as text that is no number; quoted at most 60 characters long. */
export function badValue(what: string, value?: string): CodedError<QueryErrorCode> {
  return queryError('suiteql-value', { what, ...(value !== undefined && { value: value.slice(0, 60) }) });
}
