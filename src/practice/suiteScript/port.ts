/**
 * A field as it is kept. Amounts and other decimals may be text (`'12345678901234567.89'`), because a double would
 * round them; dates are `YYYY-MM-DD`; references are internal ids as text or number.
 */
export type FieldValue = string | number | boolean | null;

export type Fields = Readonly<Record<string, FieldValue>>;

export interface PlainRecord {
  /** The record type in lower case, such as `salesorder`. */
  readonly type: string;
  readonly id: number;
  readonly fields: Fields;
  /** Lines by sublist id. */
  readonly sublists: Readonly<Record<string, readonly Fields[]>>;
}

export interface QueryResult {
  readonly columns: readonly {
    readonly name: string;
    readonly type: 'string' | 'number' | 'date' | 'boolean';
  }[];
  readonly rows: readonly (readonly FieldValue[])[];
}

export interface LogRow {
  readonly level: 'DEBUG' | 'AUDIT' | 'ERROR' | 'EMERGENCY';
  readonly title: string;
  readonly detail: string;
}

/**
 * The data of the account as the caller's role may see and change it. All of it rejects with SuiteScriptError for what
 * the script shall hear of.
 */
export interface ScriptData {
  loadRecord(type: string, id: string): Promise<PlainRecord>;
  /**
   * Creates (without `id`) or changes a record.
   *
   * @param fields those that were set, dates as `YYYY-MM-DD`, amounts as decimal text
   * @param sublists all lines of the sublists that were touched; undefined when none was
   * @returns the record's internal id
   */
  saveRecord(
    type: string,
    id: number | undefined,
    fields: Fields,
    sublists: Readonly<Record<string, readonly Fields[]>> | undefined,
  ): Promise<number>;
  deleteRecord(type: string, id: string): Promise<number>;
  /** Everything of a type that the role may see: filters, order and columns are this side's business. */
  searchRecords(type: string): Promise<readonly PlainRecord[]>;
  runSuiteQl(query: string, params: readonly FieldValue[]): Promise<QueryResult>;
  log(row: LogRow): Promise<void>;
}
