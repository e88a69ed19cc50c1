/**
 * The one base class of every error that this project throws on purpose.
 *
 * `code` is stable and meant for programs; `data` carries what a message needs and never a secret.
 * Text for people is made from both in one place per surface (workbench, cli), not here.
 */
export class CodedError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly data: Readonly<Record<string, string | number | boolean>>;

  constructor(
    code: Code,
    data: Readonly<Record<string, string | number | boolean>> = {},
    options: { cause?: unknown } = {},
  ) {
    super(code, options);
    this.name = new.target.name;
    this.code = code;
    this.data = data;
  }
}

/** Whether a thrown value carries one of our codes (any, or the one asked for). */
export function isCoded(error: unknown, code?: string): error is CodedError {
  return error instanceof CodedError && (code === undefined || error.code === code);
}
