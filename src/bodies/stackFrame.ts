/** One frame of a stack that a script's error carries. */
export interface StackFrame {
  /** The line as NetSuite wrote it. */
  readonly text: string;
  readonly function?: string;
  /** The path in the File Cabinet, or a file name alone. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  readonly column?: number;
}

/**
 * Takes one line of a stack apart: `Error` or `at name (file:line:column)` as V8 writes it, which SuiteScript 2.1 does,
 * and `name(file:line)` as SuiteScript 1.0 and 2.0 do. Their forms are assumed from published logs. What has none of
 * them keeps its text only.
 */
export function parseStackFrame(text: string): StackFrame {
  const line = text.trim().replace(/^at\s+/, '');
  const match =
    /^(?<name>[^()]*)\((?<file>[^()]+?):(?<line>\d{1,9})(?::(?<column>\d{1,9}))?\)$/.exec(line) ??
    /^(?<name>)(?<file>[^()\s][^()]*?):(?<line>\d{1,9})(?::(?<column>\d{1,9}))?$/.exec(line);
  const { name = '', file, line: number, column } = match?.groups ?? {};
  if (file === undefined || number === undefined) return { text };
  const called = name.trim();
  return {
    text,
    ...(called !== '' && { function: called }),
    file: file.trim(),
    line: Number(number),
    ...(column !== undefined && { column: Number(column) }),
  };
}
