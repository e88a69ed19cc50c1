import { Worker } from 'node:worker_threads';
import type { Line } from '../../bodies/lines.ts';
import type { BodySummary } from '../../bodies/openBody.ts';
import type { Row } from '../../bodies/rows.ts';
import { CodedError } from '../../codedError.ts';
import { connect, RpcFailure } from '../../panels/rpc.ts';
import type { BodyContract, BodyHead, BodyProgress, PageParams, RowsChanged } from './bodyContract.ts';

/** A body as it came, decoded from gzip and the like. */
export interface ReceivedBody {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly bytes: Uint8Array;
}

/**
 * One response body in a thread of its own. A whole one is handed over, not copied, and is gone from the caller's array
 * afterwards (unless that is a piece of a larger buffer). Every call rejects with `body-worker-failed` when the thread
 * dies and with `body-closed` after `dispose`.
 */
export class BodySession {
  /** What the body is; to be awaited before anything else is asked. */
  readonly summary: Promise<BodySummary>;
  readonly #worker: Worker;
  readonly #call: <M extends keyof BodyContract>(
    method: M,
    params: BodyContract[M]['params'],
  ) => Promise<BodyContract[M]['result']>;
  /**
   * How each call that waits is told of the end. Raced against one promise for all, every answer would stay in memory for
   * as long as the session is there.
   */
  readonly #waiting = new Set<(error: Error) => void>();
  #ended: Error | undefined;
  readonly #received = Promise.withResolvers<BodySummary>();
  /** What goes over with the next message instead of being copied. */
  #handOver: ArrayBuffer[] = [];

  /**
   * @param workerFile dist/bodyWorker.js
   * @param body all of it, or what is known of one whose bytes come by `add`
   */
  constructor(workerFile: URL, body: ReceivedBody | (BodyHead & { readonly expectedBytes?: number })) {
    const worker = new Worker(workerFile);
    this.#worker = worker;
    worker.on('error', cause => {
      this.#end(new CodedError('body-worker-failed', {}, { cause }));
    });
    worker.on('exit', () => {
      this.#end(new CodedError('body-worker-failed'));
    });
    this.#call = connect<BodyContract>(
      {
        post: message => {
          worker.postMessage(message, this.#handOver);
          this.#handOver = [];
        },
        listen: handler => {
          worker.on('message', handler);
        },
      },
      () => undefined,
    );
    this.summary = this.#received.promise;
    this.#waiting.add(this.#received.reject);
    const { status, contentType } = body;
    const expectedBytes = 'bytes' in body ? body.bytes.byteLength : body.expectedBytes;
    void this.ask('begin', { status, contentType, ...(expectedBytes !== undefined && { expectedBytes }) }).catch(
      () => undefined,
    );
    if ('bytes' in body) {
      void this.finish(body.bytes).catch(() => undefined);
    }
    this.summary.catch(() => undefined);
  }

  /** Hands on bytes of a body that is still arriving; they are copied. Await it, so that no more are on the way. */
  add(bytes: Uint8Array): Promise<BodyProgress> {
    // Posted as they are, a piece of a large buffer would take all of it along.
    const piece = bytes.slice();
    this.#handOver = [piece.buffer];
    return this.ask('chunk', { bytes: piece });
  }

  /** Says that all bytes are there, and hands over what was not added; answers what `summary` does. */
  finish(body?: Uint8Array): Promise<BodySummary> {
    const whole = body && this.#owned(body);
    const read = this.ask('end', { ...(whole && { body: whole }) });
    // Once the session has ended, nobody looks at what becomes of it.
    read.catch(() => undefined);
    this.#received.resolve(read);
    return this.summary;
  }

  rows(page: PageParams): Promise<readonly Row[]> {
    return this.ask('rows', page);
  }

  lines(page: PageParams): Promise<readonly Line[]> {
    return this.ask('lines', page);
  }

  /** Folds or unfolds an object or array. */
  toggle(node: number): Promise<RowsChanged> {
    return this.ask('toggle', { node });
  }

  /** Folds all that is deeper; null unfolds everything. */
  foldToLevel(level: number | null): Promise<RowsChanged> {
    return this.ask('foldToLevel', { level });
  }

  /** The whole body as text; `pretty` is indented when it is JSON without a problem. */
  text(form: 'raw' | 'pretty'): Promise<string> {
    return this.ask('text', { form });
  }

  /** Ends the thread, whatever it is doing, and gives its memory back. */
  dispose(): void {
    this.#end(new CodedError('body-closed'));
    void this.#worker.terminate();
  }

  /** Any call of the contract; rejects with CodedError. */
  async ask<M extends keyof BodyContract>(
    method: M,
    params: BodyContract[M]['params'],
  ): Promise<BodyContract[M]['result']> {
    if (this.#ended) {
      throw this.#ended;
    }
    const { promise, resolve, reject } = Promise.withResolvers<BodyContract[M]['result']>();
    this.#waiting.add(reject);
    try {
      this.#call(method, params).then(resolve, reject);
      return await promise;
    } catch (error) {
      throw error instanceof RpcFailure ? new CodedError(error.code, error.data, { cause: error }) : error;
    } finally {
      this.#waiting.delete(reject);
    }
  }

  /** What ended it first is what every call is told. */
  #end(error: Error): void {
    this.#ended ??= error;
    this.#waiting.forEach(reject => reject(error));
    this.#waiting.clear();
  }

  /** The bytes in a buffer of their own, which is handed over. */
  #owned(bytes: Uint8Array): Uint8Array {
    const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
    this.#handOver = [own.buffer as ArrayBuffer];
    return own;
  }
}
