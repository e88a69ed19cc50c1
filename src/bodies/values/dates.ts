/** One way in which a value can be read as a moment or a day. */
export interface DateReading {
  /**
   * `iso`: ISO 8601 with a time zone; `iso-local`: without one; `iso-day`: a day; `epoch-s` and `epoch-ms`: a number since
   * 1970; `day-first` and `month-first`: a date as an account's preferences write it, with slashes, dots or dashes.
   */
  readonly form: 'iso' | 'iso-local' | 'iso-day' | 'epoch-s' | 'epoch-ms' | 'day-first' | 'month-first' | 'year-first';
  /** `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS[.mmm]`, with `Z` only when the moment is known. */
  readonly iso: string;
  /** Milliseconds since 1970 when the moment is known. */
  readonly epochMs?: number;
}
