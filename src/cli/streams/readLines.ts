import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { CodedError } from '../../codedError.ts';

/** UTF-16 units; more than any request has, and far less than what memory holds. */
const longest = 64 * 1024 * 1024;

/**
 * The lines of UTF-8 text, one at a time: no more is read than is asked for, so that a slow reader holds up the writer
 * and memory stays what one line needs. A line that is too long comes as a CodedError, and the next ones follow.
 */
export async function* readLines(input: Readable): AsyncGenerator<string | CodedError> {
  const decoder = new StringDecoder('utf8');
  let pieces: string[] = [];
  let length = 0;
  const take = (piece: string) => {
    length += piece.length;
    if (length <= longest) pieces.push(piece);
    else pieces = [];
  };
  const finish = () => {
    const line = length <= longest ? pieces.join('').replace(/\r$/, '') : new CodedError('line-too-long', { longest });
    pieces = [];
    length = 0;
    return line;
  };
  for await (const chunk of input as AsyncIterable<Buffer>) {
    const text = decoder.write(chunk);
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      take(text.slice(start, end));
      yield finish();
      start = end + 1;
    }
    take(text.slice(start));
  }
  take(decoder.end());
  if (length > 0) {
    yield finish();
  }
}
