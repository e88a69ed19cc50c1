/** Where a search looks: keys and values of JSON, tags and texts of XML, or the raw lines. */
export type SearchIn = 'rows' | 'lines';

/** What is searched for. */
export interface SearchQuery {
  readonly text: string;
  readonly caseSensitive: boolean;
  /** Whether `text` is a regular expression (JavaScript's, flag u). It never goes over the end of a value or line. */
  readonly regex: boolean;
  readonly in: SearchIn;
}

/** What a search found. */
export interface SearchResult {
  readonly count: number;
  /** Whether there are more than were counted (the first million is kept). */
  readonly capped: boolean;
}

/** A match inside a piece of a row, in UTF-16 units of the text that is shown. */
export interface Mark {
  /** `key` of JSON, else `text`: the value, or the text of an XML row or line. */
  readonly part: 'key' | 'text';
  readonly from: number;
  readonly to: number;
  /** The number of the match, from 0. */
  readonly match: number;
}

/** Where a match is, after everything that hid it was unfolded. */
export interface MatchPlace {
  readonly match: number;
  readonly row: number;
  /** How many rows there are now. */
  readonly rows: number;
  /** Of JSON and XML. */
  readonly node?: number;
  /** The text around it, when it lies beyond what the row shows of a long value. */
  readonly beyond?: { readonly before: string; readonly match: string; readonly after: string };
}
