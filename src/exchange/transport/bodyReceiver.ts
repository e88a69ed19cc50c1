import type { Transform } from 'node:stream';
import zlib from 'node:zlib';
import { ByteStore } from '../../bodies/byteStore.ts';
import { ownMemory } from '../../bodies/nodeTable.ts';
import { CodedError } from '../../codedError.ts';
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
 * Takes a body in, piece by piece. What Content-Encoding says is undone while it arrives; a body that will not decode is
 * taken as it came. Nothing is waited for unless there is something to undo: most bodies are one small piece.
 */
export class BodyReceiver {
  readonly #answer: AnswerHead;
  #onReceived: ((arriving: Arriving) => void) | undefined;
  readonly #limit: number;
  /** What Content-Length promises of the bytes on the wire. */
  readonly #expected: number | undefined;
  readonly #encoding: string = '';
  readonly #wire: ByteStore;
  readonly #unpacking: Unpacking | undefined;

  /**
   * @param isPacked whether the pieces still are as Content-Encoding says
   * @param limit bytes that are taken in, on the wire and decoded
   */
  constructor(
    answer: AnswerHead,
    isPacked: boolean,
    onReceived: ((arriving: Arriving) => void) | undefined,
    limit = responseLimit,
  ) {
    this.#answer = answer;
    this.#onReceived = onReceived;
    this.#limit = limit;
    if (isPacked) {
      this.#expected = readLength(headerOf(answer, 'content-length'));
      this.#encoding = headerOf(answer, 'content-encoding').toLowerCase();
    }
    this.#wire = new ByteStore(ownMemory, Math.min(this.#expected ?? 0, limit));
    const unpack = Object.hasOwn(unpackers, this.#encoding) ? unpackers[this.#encoding] : undefined;
    this.#unpacking = unpack && new Unpacking(unpack({ chunkSize }), limit);
  }

  /**
   * Pieces may be added before the one before them is unpacked.
   *
   * @returns when it is unpacked, where there is something to unpack
   * @throws CodedError `response-too-large` (data: limit), which may also be what the promise rejects with
   */
  add(piece: Uint8Array): Promise<void> | undefined {
    if (this.#wire.length + piece.byteLength > this.#limit) {
      this.#tellUnpacked();
      throw new CodedError('response-too-large', { limit: this.#limit });
    }
    this.#wire.add(piece);
    if (this.#unpacking) {
      return this.#unpack(this.#unpacking, piece);
    }
    this.#tell(this.#answer, this.#wire);
    return undefined;
  }

  /**
   * There are no more pieces.
   *
   * @throws CodedError `response-too-large` (data: limit)
   */
  end(): WholeBody | Promise<WholeBody> {
    return this.#unpacking && this.#wire.length > 0 ? this.#endUnpacking(this.#unpacking) : this.#asItCame();
  }

  /** Has to be called when the body is taken in, or no longer wanted: nothing is heard of it after that. */
  dispose(): void {
    this.#onReceived = undefined;
    this.#unpacking?.dispose();
  }

  async #unpack(unpacking: Unpacking, piece: Uint8Array): Promise<void> {
    const isGood = await unpacking.add(piece);
    this.#checkUnpacked(unpacking);
    if (isGood) {
      this.#tell(this.#answer, unpacking.body);
    }
  }

  async #endUnpacking(unpacking: Unpacking): Promise<WholeBody> {
    const isGood = await unpacking.end();
    this.#checkUnpacked(unpacking);
    if (isGood) {
      return { body: unpacking.body.bytes, bytes: this.#wire.length };
    }
    // Another head: what was said of the body so far was nothing.
    this.#tell({ ...this.#answer }, this.#wire);
    return this.#asItCame();
  }

  #asItCame(): WholeBody {
    const wire = this.#wire;
    const isPacked = wire.length > 0 && this.#encoding !== '' && this.#encoding !== 'identity';
    return { body: wire.bytes, bytes: wire.length, ...(isPacked && { packedAs: this.#encoding }) };
  }

  #checkUnpacked({ isTooLarge }: Unpacking): void {
    if (isTooLarge) {
      this.#tellUnpacked();
      throw new CodedError('response-too-large', { limit: this.#limit });
    }
  }

  /** Little on the wire may be more than enough unpacked: what there is of it counts as arrived. */
  #tellUnpacked(): void {
    if (this.#unpacking && this.#unpacking.body.length > 0) {
      this.#tell(this.#answer, this.#unpacking.body);
    }
  }

  #tell(answer: AnswerHead, body: ByteStore): void {
    this.#onReceived?.({
      answer,
      bytes: this.#wire.length,
      ...(this.#expected !== undefined && { expected: this.#expected }),
      body: body.bytes,
    });
  }
}

/** Undoes an encoding piece by piece, as long as it can. */
class Unpacking {
  readonly body = new ByteStore(ownMemory);
  isTooLarge = false;
  readonly #stream: Transform;
  readonly #closed: Promise<void>;
  #isBroken = false;

  constructor(stream: Transform, limit: number) {
    this.#stream = stream;
    this.#closed = new Promise(resolve => stream.once('close', resolve));
    stream.on('error', () => (this.#isBroken = true));
    stream.on('data', (piece: Uint8Array) => {
      if (this.body.length + piece.byteLength > limit) {
        this.isTooLarge = true;
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
    return !this.#isBroken;
  }

  async end(): Promise<boolean> {
    if (!this.#isBroken) {
      this.#stream.end();
      await this.#closed;
    }
    return !this.#isBroken;
  }

  dispose(): void {
    this.#stream.destroy();
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

function readLength(length: string): number | undefined {
  return /^\d{1,15}$/.test(length) ? Number(length) : undefined;
}

function headerOf({ headers }: AnswerHead, wanted: string): string {
  return headers.find(({ name }) => name.toLowerCase() === wanted)?.value.trim() ?? '';
}
