export interface FoundHeader {
  readonly name: string;
  readonly value: string;
}

/** A request as another program wrote it down, without what logs in, what was of one connection only, and scripts. */
export interface FoundRequest {
  readonly name?: string;
  /** Upper case where it is a method of HTTP. */
  readonly method: string;
  /** Without fragment, user name and `oauth_…` parameters. */
  readonly url: string;
  readonly headers: readonly FoundHeader[];
  readonly body?: string;
  /** Path as written; the body is what the file holds. */
  readonly bodyFile?: string;
  /** `{{name}}` in URL, headers and body is a variable; otherwise all braces are text. */
  readonly hasVariables?: boolean;
  readonly notes: readonly RequestNote[];
}

/**
 * What is worth knowing about a request that was read or written.
 *
 * - `headers-left-out` (names): of the browser or the connection, which the workbench sets itself
 * - `authorization-left-out` (scheme), `cookies-left-out`, `password-left-out`, `secret-left-out` (name), `oauth-left-out`
 *   (place: query or body), `auth-left-out` (type): credentials, which never go into the file
 * - `passport-left-out`: login details in a SOAP header
 * - `multipart-left-out` (fields): NetSuite refuses multipart bodies
 * - `files-left-out` (names): parts of a body that stand elsewhere; `body-left-out` (why: binary or mode)
 * - `options-left-out` (options): of curl; `urls-left-out` (count): of one command
 * - `disabled-left-out` (names): headers, parameters and fields that are switched off
 * - `scripts-left-out` (count), `path-variable-empty` (name), `system-variable-unknown` (name)
 * - `variable-left-out` (name): it looks like a secret; `variables-elsewhere` (names): nothing in the file gives them values
 * - `url-missing` (count): requests without a URL, which were passed over
 * - `header-invalid` (name): HTTP cannot carry it; `method-unknown` (method)
 * - `form-encoded`: line ends and outer blanks of a form were percent-encoded, since a form is written in lines
 * - `characters-replaced`: half a surrogate pair, which no file can hold
 * - `unterminated-quote`: the command may have been cut
 */
export type RequestNoteCode =
  | 'headers-left-out'
  | 'authorization-left-out'
  | 'cookies-left-out'
  | 'password-left-out'
  | 'secret-left-out'
  | 'oauth-left-out'
  | 'auth-left-out'
  | 'passport-left-out'
  | 'multipart-left-out'
  | 'files-left-out'
  | 'body-left-out'
  | 'options-left-out'
  | 'urls-left-out'
  | 'disabled-left-out'
  | 'scripts-left-out'
  | 'path-variable-empty'
  | 'system-variable-unknown'
  | 'variable-left-out'
  | 'variables-elsewhere'
  | 'url-missing'
  | 'header-invalid'
  | 'method-unknown'
  | 'form-encoded'
  | 'characters-replaced'
  | 'unterminated-quote';

/** Carries names and counts, never a value. */
export interface RequestNote {
  readonly code: RequestNoteCode;
  readonly data?: Readonly<Record<string, string | number>>;
}

/** A variable that requests refer to. */
export interface FoundVariable {
  readonly name: string;
  readonly value: string;
}

/** In UTF-16 units. A file of this size is read in a second or two; larger ones hold recorded answers, not requests. */
export const longestRequestsText = 64 * 1024 * 1024;
