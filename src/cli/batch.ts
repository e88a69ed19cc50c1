import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { isLosslessNumber, parse, stringify } from 'lossless-json';
import { CodedError, isCoded } from '../codedError.ts';
import type { ExitCode } from './cli.ts';
import { errorText } from './errorText.ts';

/** A line of NDJSON. */
export type Line = Readonly<Record<string, unknown>>;

/**
 * Answers each line of NDJSON with one line, in order and while more come in. A refused line gets
 * `{id, error: {code, message}}` and does not stop the rest; blank lines are passed over.
 *
 * @returns 0; a refused line is an answer, not a failure of the run
 */
export async function runBatch(
  input: Readable,
  output: Writable,
  answer: (line: Line) => object | Promise<object>,
): Promise<ExitCode> {
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    const line = text.replace(/^\uFEFF/, '');
    if (line.trim() === '') {
      continue;
    }
    if (!output.write(`${await reply(line, answer)}\n`)) {
      await once(output, 'drain');
    }
  }
  return 0;
}

async function reply(text: string, answer: (line: Line) => object | Promise<object>): Promise<string> {
  let id: unknown = null;
  try {
    const line = readLine(text);
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
