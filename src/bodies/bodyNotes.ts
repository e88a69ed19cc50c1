/** What is remarkable about a body; the text for people is made by who shows it. */
export type BodyNote =
  /** Declared as plain text, shown as JSON: a missing Content-Type on the request is the usual cause. */
  | { readonly code: 'text-is-json'; readonly declared: string }
  /** A success status around an error. `sign` is what gave it away, such as `error.code` or `success: false`. */
  | { readonly code: 'error-with-success'; readonly sign: string; readonly message?: string }
  /** The named charset is none that is known; read as `readAs`. */
  | { readonly code: 'charset-unknown'; readonly named: string; readonly readAs: string }
  /** The bytes are not what the named charset (or UTF-8, when none is named) allows; read as `readAs`. */
  | { readonly code: 'charset-wrong'; readonly named?: string; readonly readAs: string }
  /** The body still is gzip: what Content-Encoding says could not be undone, or it was packed twice. */
  | { readonly code: 'still-gzip' }
  /** The XML declares a document type; nothing of it was expanded or fetched. */
  | { readonly code: 'doctype-left-alone' }
  /** The body is a page of HTML where data was asked for: a log-in or error page. `title` is its title. */
  | { readonly code: 'html-page'; readonly title?: string };
