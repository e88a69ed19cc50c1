import type { DuplicateKeys } from '../../bodies/duplicateKeys.ts';
import type { HexRow } from '../../bodies/hexRows.ts';
import type { Line } from '../../bodies/lines.ts';
import type { Row } from '../../bodies/rows.ts';
import type { MatchPlace, SearchQuery, SearchResult } from '../../bodies/search/searchTypes.ts';
import type { TablePlace, TableRow, TableSummary, TableView } from '../../bodies/table/tableTypes.ts';
import type { DateReading } from '../../bodies/values/dates.ts';
import type { EmbeddedFile } from '../../bodies/values/embeddedFile.ts';
import type { XmlRow } from '../../bodies/xml/xmlRows.ts';

/**
 * What a panel asks of the thread that holds its body, through the host: `[params, result]`. What each does and how it
 * fails stands at the contract of the thread, bodyContract.ts.
 */
export interface BodyQuestions {
  readonly rows: readonly [Page & { readonly of?: RowsOf }, readonly Row[]];
  readonly xmlRows: readonly [Page, readonly XmlRow[]];
  readonly lines: readonly [Page, readonly Line[]];
  readonly hex: readonly [Page, readonly HexRow[]];
  readonly toggle: readonly [
    { readonly node: number; readonly of?: RowsOf; readonly row?: number; readonly subtree?: boolean },
    Folded,
  ];
  readonly foldToLevel: readonly [{ readonly level: number | null; readonly of?: RowsOf }, Folded];
  readonly reveal: readonly [{ readonly node: number }, Folded];
  readonly lineAt: readonly [{ readonly offset: number }, { readonly row: number }];
  readonly search: readonly [SearchQuery, SearchResult];
  readonly goToMatch: readonly [{ readonly match: number }, MatchPlace];
  readonly matchNear: readonly [
    { readonly row: number; readonly backwards?: boolean },
    { readonly match: number } | null,
  ];
  readonly endSearch: readonly [null, null];
  readonly cancel: readonly [null, null];
  readonly filter: readonly [{ readonly path: string }, { readonly matches: number; readonly rows: number }];
  readonly endFilter: readonly [null, null];
  readonly details: readonly [{ readonly node: number }, ValueDetails];
  readonly embedded: readonly [{ readonly node: number }, Uint8Array];
  readonly tables: readonly [null, readonly TablePlace[]];
  readonly table: readonly [{ readonly node: number }, TableSummary];
  readonly tableView: readonly [TableView, { readonly rows: number }];
  readonly tableRows: readonly [Page & { readonly columns: readonly number[] }, readonly TableRow[]];
}

/** A question about the body that `bodyId` names; another one is refused. */
export type BodyQuestion = {
  [M in keyof BodyQuestions]: {
    readonly bodyId: number;
    readonly method: M;
    readonly params: BodyQuestions[M][0];
  };
}[keyof BodyQuestions];

/** Which rows of JSON: the whole body's, or those of what a filter selects. */
export type RowsOf = 'body' | 'filter';

/** A piece of a list. */
export interface Page {
  readonly from: number;
  readonly count: number;
}

/** After folding: how many rows there are now and where the node is (-1: hidden). */
export interface Folded {
  readonly rows: number;
  readonly row: number;
}

/** What can be said about one value of JSON. */
export interface ValueDetails {
  readonly path: string;
  /** As spelled. */
  readonly bytes: number;
  readonly dates: readonly DateReading[];
  readonly embedded?: EmbeddedFile;
  /** A string that holds JSON itself: that JSON, indented, perhaps cut. */
  readonly json?: string;
  readonly duplicates?: DuplicateKeys;
}

/** What of a body is saved or copied. Columns are positions in `TableSummary.columns`, in the order wanted. */
export type BodyExport =
  | { readonly what: 'body' }
  | { readonly what: 'pretty' }
  | { readonly what: 'filter' }
  | {
      readonly what: 'table';
      readonly format: TableFormat;
      readonly columns: readonly number[];
      /** Positions in the table as it is sorted and filtered; absent: all. */
      readonly from?: number;
      readonly count?: number;
    };

export type TableFormat = 'csv' | 'tsv' | 'markdown' | 'json';
