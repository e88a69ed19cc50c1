import type { QueryErrorCode, QueryErrorData } from './queryErrors.ts';
import type { Cell, ColumnType, Table } from './tables.ts';

export interface ResultHead {
  readonly name: string;
  readonly type: ColumnType;
}

/** One page of a result. `total` counts the rows of all pages. */
export interface QueryAnswer {
  readonly columns: readonly ResultHead[];
  readonly rows: readonly (readonly Cell[])[];
  readonly total: number;
}

/** What the process of a query is asked. */
export interface QueryRequest {
  readonly query: string;
  readonly params: readonly Cell[];
  readonly limit: number;
  readonly offset: number;
  /** Milliseconds since 1970: what SYSDATE says. */
  readonly now: number;
  /** Tables that it has not got yet, or has in another state. */
  readonly changed: readonly Table[];
  /** Every table that exists, and whether the role may read it. */
  readonly tables: readonly { readonly name: string; readonly readable: boolean }[];
}

export type QueryReply =
  | { readonly answer: QueryAnswer }
  | { readonly refused: { readonly code: QueryErrorCode; readonly data: QueryErrorData } }
  | { readonly failed: string };
