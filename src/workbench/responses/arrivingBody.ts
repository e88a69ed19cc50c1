import type { AnswerHead, Arriving } from '../../exchange/transport/transport.ts';
import { BodySession } from './bodySession.ts';
import { headerOf } from './responseState.ts';

/** Bytes from which on a body is read while it arrives; smaller ones are read in no time once they are whole. */
const leastRead = 1 << 18;
/** Bytes that are copied at a time, so that it is not felt. */
const mostCopied = 1 << 21;

/** What came of an answer that is not there to its end. */
export interface ArrivedPart {
  readonly answer: AnswerHead;
  readonly body: Uint8Array;
  readonly wireBytes: number;
}

/** A body that is read in its thread while it arrives. The one before is let go when another answer comes. */
export class ArrivingBody {
  readonly #workerFile: URL;
  readonly #onPreview: (text: string) => void;
  #last: Arriving | undefined;
  #session: BodySession | undefined;
  #copied = 0;
  #isCopying = false;
  #isBroken = false;

  /** @param onPreview hears how a body begins of which more is to come */
  constructor(workerFile: URL, onPreview: (text: string) => void) {
    this.#workerFile = workerFile;
    this.#onPreview = onPreview;
  }

  /** What is there so far; its memory is the transport's and may be handed over when the call is. */
  get part(): ArrivedPart | undefined {
    return this.#last && { answer: this.#last.answer, body: this.#last.body, wireBytes: this.#last.bytes };
  }

  /** Takes note of more of it. */
  add(arriving: Arriving): void {
    if (arriving.answer !== this.#last?.answer) {
      this.dispose();
    }
    this.#last = arriving;
    if (arriving.body.byteLength >= leastRead && !this.#isBroken) {
      this.#session ??= this.#start(arriving);
      void this.#copy(this.#session);
    }
  }

  /**
   * Hands over a body that is all there.
   *
   * @returns the thread that has read most of it; undefined when there is none, and the body was left alone
   */
  finish(body: Uint8Array): BodySession | undefined {
    const session = this.#session;
    this.#session = undefined;
    this.#last = undefined;
    void session?.finish(body).catch(() => undefined);
    return session;
  }

  dispose(): void {
    this.#session?.dispose();
    this.#session = undefined;
    this.#last = undefined;
    this.#copied = 0;
    this.#isBroken = false;
  }

  #start({ answer, expected }: Arriving): BodySession {
    const isPacked = headerOf(answer, 'content-encoding') !== undefined;
    return new BodySession(this.#workerFile, {
      status: answer.status,
      contentType: headerOf(answer, 'content-type'),
      ...(expected !== undefined && !isPacked && { expectedBytes: expected }),
    });
  }

  /** Goes on as fast as the thread reads: what it has not read yet is in memory once, with the transport. */
  async #copy(session: BodySession): Promise<void> {
    if (this.#isCopying) {
      return;
    }
    this.#isCopying = true;
    try {
      while (this.#session === session && this.#last && this.#copied < this.#last.body.byteLength) {
        const isFirst = this.#copied === 0;
        const piece = this.#last.body.subarray(this.#copied, this.#copied + mostCopied);
        this.#copied += piece.byteLength;
        await session.add(piece);
        if (isFirst) {
          this.#onPreview(await session.ask('preview', null));
        }
      }
    } catch {
      // A thread that died is done without: the whole body gets another.
      if (this.#session === session) {
        this.#session = undefined;
        this.#isBroken = true;
      }
    } finally {
      this.#isCopying = false;
    }
  }
}
