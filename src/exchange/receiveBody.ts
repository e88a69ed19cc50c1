import type { Transform } from 'node:stream';
import zlib from 'node:zlib';
import { ByteStore } from '../bodies/byteStore.ts';
import { ownMemory } from '../bodies/nodeTable.ts';
import { CodedError, isCoded } from '../codedError.ts';
import { responseLimit, type AnswerHead, type Arriving } from './transport.ts';

/** A body to its end. */
export interface WholeBody {
  /** Decoded. */
  readonly body: Uint8Array;
  /** How many came in. */
  readonly bytes: number;
  /** What Content-Encoding says of a body that could not be decoded, or that is in an encoding not known here. */
  readonly packedAs?: string;
}

/** Bytes that are unpacked at a time. */
const chunkSize = 1 << 17;

/**
 * Takes a body in. What Content-Encoding says is undone while it arrives; a body that will not decode is taken as it came.
 *
 * @param isPacked whether `pieces` still are as Content-Encoding says
 * @param limit bytes that are taken in, on the wire and decoded
 * @throws CodedError `response-too-large` (data: limit); and whatever `pieces` does
 */
export async function receiveBody(
  pieces: AsyncIterable<Uint8Array>,
  answer: AnswerHead,
  isPacked: boolean,
  onReceived: ((arriving: Arriving) => void) | undefined,
  limit = responseLimit,
): Promise<WholeBody> {
  // Content-Length is of the bytes on the wire.
  const expected = isPacked ? contentLength(answer) : undefined;
  const encoding = isPacked ? headerOf(answer, 'content-encoding').toLowerCase() : '';
  const unpack = unpackers[encoding];
  const wire = new ByteStore(ownMemory, Math.min(expected ?? 0, limit));
  const tell = (head: AnswerHead, body: ByteStore) => {
    onReceived?.({
      answer: head,
      bytes: wire.length,
      ...(expected !== undefined && { expected }),
      body: body.bytes,
    });
  };
  const unpacking = unpack && new Unpacking(unpack({ chunkSize }), limit);
  try {
    for await (const piece of pieces) {
      checkSize(wire.length + piece.byteLength, limit);
      wire.add(piece);
      if (!unpacking) {
        tell(answer, wire);
      } else if (await unpacking.add(piece)) {
        tell(answer, unpacking.body);
      }
    }
    if (unpacking && wire.length > 0) {
      if (await unpacking.end()) {
        return { body: unpacking.body.bytes, bytes: wire.length };
      }
      // Another head: what was said of the body so far was nothing.
      tell({ ...answer }, wire);
    }
    const isAsItCame = wire.length === 0 || encoding === '' || encoding === 'identity';
    return { body: wire.bytes, bytes: wire.length, ...(!isAsItCame && { packedAs: encoding }) };
  } catch (error) {
    if (unpacking && unpacking.body.length > 0 && isCoded(error, 'response-too-large')) {
      // Little on the wire may be more than enough unpacked: what there is of it counts as arrived.
      tell(answer, unpacking.body);
    }
    throw error;
  } finally {
    unpacking?.dispose();
  }
}

/** Undoes an encoding piece by piece, as long as it can. */
class Unpacking {
  readonly body = new ByteStore(ownMemory);
  readonly #stream: Transform;
  readonly #closed: Promise<void>;
  #isBroken = false;
  #isTooLarge = false;
  readonly #limit: number;

  constructor(stream: Transform, limit: number) {
    this.#stream = stream;
    this.#limit = limit;
    this.#closed = new Promise(resolve => stream.once('close', resolve));
    stream.on('error', () => (this.#isBroken = true));
    stream.on('data', (piece: Uint8Array) => {
      if (this.body.length + piece.byteLength > limit) {
        this.#isTooLarge = true;
        stream.destroy();
      } else {
        this.body.add(piece);
      }
    });
  }

  /** @returns whether it still is what it should be */
  async add(piece: Uint8Array): Promise<boolean> {
    if (!this.#isBroken) {
      // A stream that breaks does not say that it is done with the piece.
      await Promise.race([new Promise<void>(resolve => this.#stream.write(piece, () => resolve())), this.#closed]);
    }
    return this.#isGood();
  }

  async end(): Promise<boolean> {
    if (!this.#isBroken) {
      this.#stream.end();
      await this.#closed;
    }
    return this.#isGood();
  }

  dispose(): void {
    this.#stream.destroy();
  }

  #isGood(): boolean {
    if (this.#isTooLarge) {
      throw new CodedError('response-too-large', { limit: this.#limit });
    }
    return !this.#isBroken;
  }
}

const unpackers: Readonly<Record<string, (options: { readonly chunkSize: number }) => Transform>> = {
  gzip: zlib.createGunzip,
  'x-gzip': zlib.createGunzip,
  deflate: zlib.createInflate,
  br: zlib.createBrotliDecompress,
  // Not asked for, save by a request's own Accept-Encoding; Node knows it from 22.15 on.
  ...('createZstdDecompress' in zlib && { zstd: zlib.createZstdDecompress }),
};

function checkSize(bytes: number, limit: number): void {
  if (bytes > limit) {
    throw new CodedError('response-too-large', { limit });
  }
}

function contentLength(answer: AnswerHead): number | undefined {
  const length = headerOf(answer, 'content-length');
  return /^\d{1,15}$/.test(length) ? Number(length) : undefined;
}

function headerOf({ headers }: AnswerHead, wanted: string): string {
  return headers.find(({ name }) => name.toLowerCase() === wanted)?.value.trim() ?? '';
}
