import { readCharset, toUtf8 } from '../../bodies/charset.ts';
import { guessContent } from '../../bodies/contentKind.ts';
import type { AnswerHead } from '../../exchange/transport/transport.ts';
import type { Outcome } from './sendRun.ts';

/** As much is looked at to tell text from what is none. */
const head = 1 << 13;
/** Bytes that are made into text at a time: the whole may be more than a string holds. */
const pieceBytes = 3 << 20;

/** An answer, or what came of one. */
export interface ShownAnswer {
  readonly head: AnswerHead;
  readonly body: Uint8Array;
  /** It is not all that there was to come. */
  readonly isCut: boolean;
}

/** What there is of an answer; undefined where nothing came. */
export function answerOf({ exchange, part }: Outcome): ShownAnswer | undefined {
  if (exchange?.record.response) {
    return { head: exchange.record.response, body: exchange.body, isCut: false };
  }
  return part && { head: part.answer, body: part.body, isCut: true };
}

/** The text of a body, piece by piece; undefined where it is none. */
export function textOf({ head: { headers }, body }: ShownAnswer): Iterable<string> | undefined {
  const contentType = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value;
  const charset = readCharset(contentType, body);
  const { declared, looks } = guessContent(contentType, toUtf8(body.subarray(0, head), charset));
  const isBinary = looks === 'binary' || (declared === 'binary' && looks !== 'empty');
  return isBinary ? undefined : decoded(body.subarray(charset.bomBytes), charset.label);
}

/** Base64 of bytes, piece by piece. */
export function* base64Of(body: Uint8Array): Generator<string> {
  for (const piece of pieces(body)) {
    yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString('base64');
  }
}

function* decoded(body: Uint8Array, label: string): Generator<string> {
  const decoder = new TextDecoder(label, { ignoreBOM: true });
  for (const piece of pieces(body)) {
    yield decoder.decode(piece, { stream: true });
  }
  yield decoder.decode();
}

/** Each but the last has a length that base64 ends well with. */
function* pieces(body: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < body.byteLength; at += pieceBytes) {
    yield body.subarray(at, at + pieceBytes);
  }
}
