import { Worker } from 'node:worker_threads';
import type { Line } from '../../bodies/lines.ts';
import type { BodySummary } from '../../bodies/openBody.ts';
import type { Row } from '../../bodies/rows.ts';
import { CodedError } from '../../codedError.ts';
import { connect } from '../../panels/rpc.ts';
import type { BodyContract, PageParams, RowsChanged } from './bodyContract.ts';

/** A body as it came, decoded from gzip and the like. */
export interface ReceivedBody {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly bytes: Uint8Array;
}

/**
 * One response body in a thread of its own. The bytes are handed over, not copied, and are gone from the caller's
 * array afterwards (unless they are a piece of a larger buffer). Every call rejects with `body-worker-failed` when
 * the thread dies and with `body-closed` after `dispose`.
 */
export class BodySession {
  /** What the body is; to be awaited before anything else is asked. */
  readonly summary: Promise<BodySummary>;
  readonly #worker: Worker;
  readonly #call: <M extends keyof BodyContract>(
    method: M,
    params: BodyContract[M]['params'],
  ) => Promise<BodyContract[M]['result']>;
  readonly #end: (error: Error) => void;
  readonly #ended: Promise<never>;

  /** `workerFile`: dist/bodyWorker.js. */
  constructor(workerFile: URL, body: ReceivedBody) {
    const ended = Promise.withResolvers<never>();
    ended.promise.catch(() => undefined);
    this.#ended = ended.promise;
    this.#end = ended.reject;
    const bytes = body.bytes.byteLength === body.bytes.buffer.byteLength ? body.bytes : new Uint8Array(body.bytes);
    const worker = new Worker(workerFile);
    this.#worker = worker;
    worker.on('error', cause => {
      ended.reject(new CodedError('body-worker-failed', {}, { cause }));
    });
    worker.on('exit', () => {
      ended.reject(new CodedError('body-worker-failed'));
    });
    // Only the first message carries the body; the list of what to hand over goes with it alone.
    let handOver = [bytes.buffer as ArrayBuffer];
    this.#call = connect<BodyContract>(
      {
        post: message => {
          worker.postMessage(message, handOver);
          handOver = [];
        },
        listen: handler => {
          worker.on('message', handler);
        },
      },
      () => undefined,
    );
    this.summary = this.ask('open', { status: body.status, contentType: body.contentType, body: bytes });
    this.summary.catch(() => undefined);
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

  /** Any call of the contract. */
  ask<M extends keyof BodyContract>(method: M, params: BodyContract[M]['params']): Promise<BodyContract[M]['result']> {
    return Promise.race([this.#call(method, params), this.#ended]);
  }
}
