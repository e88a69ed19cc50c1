import type { Readable, Writable } from 'node:stream';
import { isLosslessNumber, parse, stringify } from 'lossless-json';
import { CodedError, isCoded } from '../codedError.ts';
import { errorText } from './errorText.ts';
import type { ExitCode } from './exitCode.ts';
import { readLines } from './streams/readLines.ts';
import { writeOut } from './streams/writeOut.ts';

/** A line of NDJSON. */
export type Line = Readonly<Record<string, unknown>>;

/**
 * Answers each line of NDJSON with one line, in order and while more come in. A refused line gets
 * `{id, error: {code, message}}` and does not stop the rest; blank lines are passed over.
 *
 * @returns 0; a refused line is an answer, not a failure of the run
 * @throws CodedError `input-unreadable` (data: reason)
 */
export async function runBatch(
  input: Readable,
  output: Writable,
  answer: (line: Line) => object | Promise<object>,
): Promise<ExitCode> {
  try {
    for await (const line of readLines(input)) {
      if (typeof line === 'string' && line.replace(/^\uFEFF/, '').trim() === '') {
        continue;
      }
      await writeOut(output, `${await reply(line, answer)}\n`);
    }
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === undefined || isCoded(cause)) throw cause;
    throw new CodedError('input-unreadable', { reason: code }, { cause });
  }
  return 0;
}

async function reply(text: string | CodedError, answer: (line: Line) => object | Promise<object>): Promise<string> {
  let id: unknown = null;
  try {
    if (typeof text !== 'string') throw text;
    const line = readLine(text.replace(/^\uFEFF/, ''));
    id = line['id'] ?? null;
    // lossless-json hands an ID back as it was spelled, however many digits it has.
    return stringify({ id, ...(await answer(line)) }) ?? '';
  } catch (error) {
    const code = isCoded(error) ? error.code : 'internal';
    return stringify({ id, error: { code, message: errorText(error) } }) ?? '';
  }
}

function readLine(text: string): Line {
  let value: unknown;
  try {
    value = parse(text);
  } catch {
    // The parser's message would quote the line, which holds secrets.
    throw new CodedError('line-not-json');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isLosslessNumber(value)) {
    throw new CodedError('line-not-json');
  }
  return value as Line;
}
