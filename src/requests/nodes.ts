/** A stretch of the file: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A value and where it stands in the file. */
export interface Node<T> {
  readonly value: T;
  readonly range: Span;
}

/**
 * Text gathered from one or more stretches of the file, for example a target that goes on over several lines.
 * The values of `parts` joined are the whole value, and each part is the file's text at its range, so an offset in
 * the value can be taken back to the file.
 */
export interface TextNode extends Node<string> {
  readonly parts: readonly Node<string>[];
}

export type Severity = 'error' | 'warning' | 'information';

/** What is wrong, as a code and non-secret data; text for people is made by whoever shows it. */
export interface Problem {
  readonly code: ProblemCode;
  readonly span: Span;
  readonly severity: Severity;
  readonly data: Readonly<Record<string, string>>;
}

const problemCodes = [
  'target-missing',
  'method-unknown',
  'header-invalid',
  'header-value-invalid',
  'header-refused',
  'body-file-mixed',
  'multipart-refused',
  'suiteql-empty',
  'body-not-allowed',
  'script-ignored',
  'script-before-request',
  'script-in-text',
  'output-ignored',
  'assertion-ignored',
  'answer-ignored',
  'import-ignored',
  'run-unsupported',
  'curl-command',
  'protocol-unsupported',
  'http-version-ignored',
  'graphql-unsupported',
  'client-certificate',
  'braces-escaped',
  'host-not-added',
  'request-line-in-body',
  'request-disabled',
  'directive-unsupported',
  'directive-passed-over',
  'directive-unknown',
  'variable-redefined',
  'directive-empty',
  'timeout-invalid',
  'auth-unknown',
  'auth-contradicts',
  'check-subject',
  'check-operator',
  'check-value',
  'directive-without-request',
  'duplicate-name',
  'variable-invalid',
  'undefined-variable',
  'request-unknown',
  'request-cycle',
  'variable-cycle',
] as const;

/**
 * Every code a problem can carry. Those that the parser reports with severity `error` stop their own request from
 * being sent; the rest of the file still works.
 */
export type ProblemCode = (typeof problemCodes)[number];

export function isProblemCode(code: string): code is ProblemCode {
  return (problemCodes as readonly string[]).includes(code);
}

/** `@name = value`. The value is as written: escapes and references in it are resolved when it is used. */
export interface VariableNode {
  readonly name: Node<string>;
  readonly value: Node<string>;
  readonly range: Span;
}

/** A comment that says something to the client: `# @name value`, the name without its `@`. */
export interface DirectiveNode {
  readonly name: Node<string>;
  readonly value: Node<string>;
  readonly range: Span;
}

export interface HeaderNode {
  readonly name: Node<string>;
  readonly value: Node<string>;
  readonly range: Span;
}

/** `< path`, or `<@ path` and `<@latin1 path` for a file whose variables are replaced. */
export interface BodyFileNode {
  readonly path: Node<string>;
  readonly substitute: boolean;
  /** As written, for a file that is not in UTF-8. */
  readonly encoding?: string;
}

export interface BodyNode {
  readonly range: Span;
  /** As written, line ends included, without comments and leading or trailing blank lines; empty when from a file. */
  readonly text: string;
  readonly parts: readonly Node<string>[];
  readonly file?: BodyFileNode;
}

/** Not to be spread: one that has moved (ShiftedRequest) makes its nodes when it is asked for them. */
export interface RequestNode {
  /** From `# @name x`, else the text after `###`. */
  readonly name?: string | undefined;
  readonly nameRange?: Span | undefined;
  /** From the `###` line or the first directive to the end of the last thing that belongs to the request. */
  readonly range: Span;
  /** `range` and the blank lines, comments and variables around it. Blocks do not overlap and are in order. */
  readonly block: Span;
  /** As written; `GET` with an empty range at the target when the line has none. */
  readonly method: Node<string>;
  /** As written, continuation lines joined. Empty when missing, which is a problem. */
  readonly target: TextNode;
  readonly headers: readonly HeaderNode[];
  readonly body?: BodyNode | undefined;
  readonly account?: Node<string> | undefined;
  readonly token?: Node<string> | undefined;
  /** The scheme that logs in, as written: it may be a variable's value. */
  readonly auth?: Node<string> | undefined;
  readonly directives: readonly DirectiveNode[];
  readonly problems: readonly Problem[];
}

export interface RequestFile {
  /** In the order of the file. */
  readonly requests: readonly RequestNode[];
  /** In the order of the file, earlier definitions of the same name included. */
  readonly variables: readonly VariableNode[];
  /** What belongs to no request. */
  readonly problems: readonly Problem[];
  /** Of the text that was parsed. */
  readonly length: number;
}
