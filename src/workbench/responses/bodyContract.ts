import type { DuplicateKeys } from '../../bodies/duplicateKeys.ts';
import type { HexRow } from '../../bodies/hexRows.ts';
import type { Line } from '../../bodies/lines.ts';
import type { BodySummary } from '../../bodies/openBody.ts';
import type { Row } from '../../bodies/rows.ts';
import type { MatchPlace, SearchQuery, SearchResult } from '../../bodies/search/searchTypes.ts';
import type { TablePlace, TableRow, TableSummary, TableView } from '../../bodies/table/tableTypes.ts';
import type { DateReading } from '../../bodies/values/dates.ts';
import type { EmbeddedFile } from '../../bodies/values/embeddedFile.ts';
import type { XmlRow } from '../../bodies/xml/xmlRows.ts';

/**
 * What the host asks of the worker that holds a body. First `begin`, any number of `chunk`, and `end`.
 *
 * Errors besides those of the calls: `body-not-open`, `body-worker-failed`, `body-closed`. Searching, filtering and
 * sorting happen in a second thread: rows are answered meanwhile, the next such call or `cancel` ends the one before,
 * which then rejects with `body-work-cancelled`, and what takes longer than a minute rejects with `body-work-too-long`.
 */
export interface BodyCalls {
  /** Starts reading a body whose bytes come later; what was open before is let go. */
  readonly begin: { readonly params: BodyHead & { readonly expectedBytes?: number }; readonly result: null };
  readonly chunk: { readonly params: { readonly bytes: Uint8Array }; readonly result: BodyProgress };
  /** The beginning of one that is still arriving, as text; empty when it is no text. */
  readonly preview: { readonly params: null; readonly result: string };
  /** `body` is all of it, handed over, of which only what did not come in chunks is taken. */
  readonly end: { readonly params: { readonly body?: Uint8Array }; readonly result: BodySummary };

  /** Rows of JSON, or of what a filter selects in it. */
  readonly rows: { readonly params: PageParams & { readonly of?: RowsOf }; readonly result: readonly Row[] };
  readonly xmlRows: { readonly params: PageParams; readonly result: readonly XmlRow[] };
  readonly lines: { readonly params: PageParams; readonly result: readonly Line[] };
  readonly hex: { readonly params: PageParams; readonly result: readonly HexRow[] };

  /**
   * Folds or unfolds one node (of JSON or XML); with `subtree` all below it gets the same state. `row` tells which of
   * several matches of a filter is meant. Of a filter it rejects with `too-many-rows`
   * (data: limit) beyond 20 million, and nothing changes.
   */
  readonly toggle: {
    readonly params: {
      readonly node: number;
      readonly of?: RowsOf;
      readonly row?: number;
      readonly subtree?: boolean;
    };
    readonly result: RowsChanged;
  };
  /** `level` null unfolds everything; 0 folds the root (or every match of a filter). */
  readonly foldToLevel: {
    readonly params: { readonly level: number | null; readonly of?: RowsOf };
    readonly result: RowsChanged;
  };
  /** Unfolds what hides a node in the whole body and tells its row: from a match of a filter, or from a cell. */
  readonly reveal: { readonly params: { readonly node: number }; readonly result: RowsChanged };
  /** The row of raw lines that a byte offset (of a problem) is in. */
  readonly lineAt: { readonly params: { readonly offset: number }; readonly result: { readonly row: number } };

  /**
   * Replaces the search before. From then on rows, XML rows and lines carry `marks`.
   * Rejects with `search-pattern-invalid` (data: reason).
   */
  readonly search: { readonly params: SearchQuery; readonly result: SearchResult };
  /** Unfolds what hides the match and tells where it is. */
  readonly goToMatch: { readonly params: { readonly match: number }; readonly result: MatchPlace };
  /** The first match in or after a row, or the last before it: to start from what is in sight. Null: no match at all. */
  readonly matchNear: {
    readonly params: { readonly row: number; readonly backwards?: boolean };
    readonly result: { readonly match: number } | null;
  };
  readonly endSearch: { readonly params: null; readonly result: null };
  /** Ends the search, filter or sorting that is under way. */
  readonly cancel: { readonly params: null; readonly result: null };

  /**
   * Selects by JSONPath (RFC 9535); the matches are rows `of: 'filter'`, each folded. Rejects with `json-path-invalid`
   * (data: path, offset), `json-path-too-costly` (data: path, limit), `body-not-json`.
   */
  readonly filter: { readonly params: { readonly path: string }; readonly result: FilterResult };
  readonly endFilter: { readonly params: null; readonly result: null };

  /** Of a node of JSON: for hover, status line and menus. */
  readonly details: { readonly params: { readonly node: number }; readonly result: ValueDetails };
  /**
   * A value (of XML: the node) as text. `sent` as spelled; `meant` a string without quotes and escapes; `pretty`
   * indented, every value as spelled.
   */
  readonly value: {
    readonly params: { readonly node: number; readonly form: 'sent' | 'meant' | 'pretty' };
    readonly result: string;
  };
  /** The bytes of a file that a string holds in base64. Rejects with `value-not-base64`. */
  readonly embedded: { readonly params: { readonly node: number }; readonly result: Uint8Array };

  /** The places that can be shown as a table, the likeliest first; at most 20. */
  readonly tables: { readonly params: null; readonly result: readonly TablePlace[] };
  /** Opens a table; the one before is let go. Rejects with `not-a-table`. */
  readonly table: { readonly params: { readonly node: number }; readonly result: TableSummary };
  /** Sorts and filters it; hiding and ordering columns is the asker's, who names the columns of each page. */
  readonly tableView: { readonly params: TableView; readonly result: { readonly rows: number } };
  readonly tableRows: {
    readonly params: PageParams & { readonly columns: readonly number[] };
    readonly result: readonly TableRow[];
  };

  /** The whole text: `raw` as it came, `pretty` indented when it is JSON or XML without a problem. */
  readonly text: { readonly params: { readonly form: 'raw' | 'pretty' }; readonly result: string };
  /** Starts writing for a file or the clipboard; the parts are fetched with `exportPart` until `done`. */
  readonly exportStart: { readonly params: ExportRequest; readonly result: { readonly id: number } };
  readonly exportPart: { readonly params: { readonly id: number }; readonly result: ExportPart };
  /** Lets go of one that is not fetched to its end. */
  readonly exportEnd: { readonly params: { readonly id: number }; readonly result: null };
}

/** The calls as rpc.ts wants them. */
export type BodyContract = { [M in keyof BodyCalls]: BodyCalls[M] };

/** Which rows of JSON: the whole body's, or those of what a filter selects. */
export type RowsOf = 'body' | 'filter';

/** What is known of a body before its bytes. */
export interface BodyHead {
  readonly status: number;
  readonly contentType: string | undefined;
}

/** How far the reading is. */
export interface BodyProgress {
  readonly bytes: number;
  /** Values of JSON found so far; 0 for other bodies. */
  readonly nodes: number;
}

/** A piece of a list. */
export interface PageParams {
  readonly from: number;
  readonly count: number;
}

/** After folding: how many rows there are now and in which one the node is (-1: hidden). */
export interface RowsChanged {
  readonly rows: number;
  readonly row: number;
}

/** What a filter selects. */
export interface FilterResult {
  readonly matches: number;
  readonly rows: number;
}

/** What can be said about one value. */
export interface ValueDetails {
  /** JSONPath that selects it (of two members with one name: the last). */
  readonly path: string;
  /** As spelled. */
  readonly bytes: number;
  /** The ways in which it can be read as a date; empty when it is none. */
  readonly dates: readonly DateReading[];
  readonly embedded?: EmbeddedFile;
  /** A string that holds JSON itself: that JSON, indented, cut at 20,000 characters. */
  readonly json?: string;
  readonly duplicates?: DuplicateKeys;
}

/** What is written. Columns are positions in `TableSummary.columns`, in the order wanted. */
export type ExportRequest =
  /** As received, before any change of charset. */
  | { readonly what: 'body' }
  | { readonly what: 'pretty' }
  /** What the filter selects, as a JSON array. */
  | { readonly what: 'filter' }
  | {
      readonly what: 'table';
      readonly format: 'csv' | 'tsv' | 'markdown' | 'json';
      readonly columns: readonly number[];
      /** Positions in the table as it is sorted and filtered; absent: all. */
      readonly from?: number;
      readonly count?: number;
    };

/** A piece of what is written, about a megabyte; UTF-8 except for `body`. */
export interface ExportPart {
  readonly bytes: Uint8Array;
  readonly done: boolean;
}
