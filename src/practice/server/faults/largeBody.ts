import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

const pieceLength = 64 * 1024;

/** Text of an exact length, made while it is read. */
interface LargeBody {
  readonly contentType: string;
  /** Octets; all text is ASCII. */
  readonly length: number;
  readonly pieces: () => Generator<string>;
}

/** A valid JSON array of so many million bytes. */
export function largeJson(megabytes: number): LargeBody {
  const length = megabytes * 1_000_000;
  return {
    contentType: 'application/json; charset=utf-8',
    length,
    pieces: () =>
      fill(length, '[\n', row => `{"id":${row},"name":"Row ${row}","amount":${row}.${row % 100}},\n`, '"', '"]\n'),
  };
}

/** Lines of text, so many million bytes. */
export function largeText(megabytes: number): LargeBody {
  const length = megabytes * 1_000_000;
  return {
    contentType: 'text/plain; charset=utf-8',
    length,
    pieces: () => fill(length, '', row => `Row ${row} of a large body.\n`, '', '\n'),
  };
}

/** Sends a body as fast as the client takes it, and no faster. */
export async function sendLargeBody(response: ServerResponse, signal: AbortSignal, body: LargeBody): Promise<void> {
  response.writeHead(200, {
    'Content-Type': body.contentType,
    'Content-Length': body.length,
    'X-Content-Type-Options': 'nosniff',
  });
  for (const piece of body.pieces()) {
    if (signal.aborted) {
      return;
    }
    if (!response.write(piece)) {
      await once(response, 'drain', { signal }).catch(() => undefined);
    }
  }
  response.end();
}

/** Rows as long as there is room, then filling between `before` and `after` up to the length. */
function* fill(
  length: number,
  start: string,
  row: (number: number) => string,
  before: string,
  after: string,
): Generator<string> {
  let piece = start;
  let sent = 0;
  for (let number = 1; ; number += 1) {
    const next = row(number);
    if (sent + piece.length + next.length + before.length + after.length > length) {
      break;
    }
    piece += next;
    if (piece.length >= pieceLength) {
      yield piece;
      sent += piece.length;
      piece = '';
    }
  }
  const room = length - sent - piece.length - before.length - after.length;
  yield piece + before + '.'.repeat(room) + after;
}
