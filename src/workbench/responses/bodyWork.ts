import { Worker } from 'node:worker_threads';
import type { JsonIndex } from '../../bodies/jsonIndex.ts';
import type { Found, SearchTarget } from '../../bodies/search/search.ts';
import type { SearchQuery } from '../../bodies/search/searchTypes.ts';
import type { TableModel } from '../../bodies/table/tableModel.ts';
import type { TableView } from '../../bodies/table/tableTypes.ts';
import { CodedError } from '../../codedError.ts';
import { connect, RpcFailure } from '../../panels/rpc.ts';

/** What takes its time and may never end. Indexes are in memory that both threads share, so that nothing is copied. */
interface WorkCalls {
  readonly search: {
    readonly params: { readonly target: SearchTarget; readonly query: SearchQuery };
    readonly result: Found;
  };
  /** The nodes that a path selects. */
  readonly filter: {
    readonly params: { readonly index: JsonIndex; readonly path: string };
    readonly result: Uint32Array;
  };
  readonly arrange: {
    readonly params: { readonly model: TableModel; readonly view: TableView };
    readonly result: Uint32Array | null;
  };
}

export type WorkContract = { [M in keyof WorkCalls]: WorkCalls[M] };

interface WorkThread {
  readonly worker: Worker;
  readonly call: ReturnType<typeof connect<WorkContract>>;
}

/** What the second thread is told of itself. */
export const workRole = 'body-work';

/** Milliseconds after which something is ended. */
const longest = 60_000;

/** Milliseconds after which a thread that has nothing to do is ended, and its memory goes back. */
const idle = 5000;

/**
 * The second thread of a body. It does one thing at a time: the next one ends the one before, for which its thread is
 * ended when it is still at it, since nothing else stops a regular expression.
 */
export class BodyWork {
  readonly #entry: URL;
  #thread: WorkThread | undefined;
  #end: ((error: Error) => void) | undefined;
  #idle: NodeJS.Timeout | undefined;

  /** @param entry the file of both threads */
  constructor(entry: URL) {
    this.#entry = entry;
  }

  /** Rejects with CodedError: what the work throws, `body-work-cancelled`, `body-work-too-long`, `body-worker-failed`. */
  async run<M extends keyof WorkContract>(
    method: M,
    params: WorkContract[M]['params'],
  ): Promise<WorkContract[M]['result']> {
    this.cancel();
    clearTimeout(this.#idle);
    const ended = Promise.withResolvers<never>();
    const thread = (this.#thread ??= this.#start());
    const end = (this.#end = (error: Error) => {
      ended.reject(error);
      this.#stop();
    });
    const failed = (cause: Error) => {
      end(new CodedError('body-worker-failed', {}, { cause }));
    };
    thread.worker.once('error', failed);
    const timer = setTimeout(() => {
      end(new CodedError('body-work-too-long', { seconds: longest / 1000 }));
    }, longest);
    try {
      return await Promise.race([thread.call(method, params), ended.promise]);
    } catch (error) {
      throw error instanceof RpcFailure ? new CodedError(error.code, error.data, { cause: error }) : error;
    } finally {
      clearTimeout(timer);
      thread.worker.off('error', failed);
      if (this.#end === end) {
        this.#end = undefined;
        this.#idle = setTimeout(() => {
          this.#stop();
        }, idle).unref();
      }
    }
  }

  /** Ends what is under way. */
  cancel(): void {
    this.#end?.(new CodedError('body-work-cancelled'));
  }

  #stop(): void {
    clearTimeout(this.#idle);
    void this.#thread?.worker.terminate();
    this.#thread = undefined;
    this.#end = undefined;
  }

  #start(): WorkThread {
    const worker = new Worker(this.#entry, { workerData: workRole });
    const call = connect<WorkContract>(
      {
        post: message => {
          worker.postMessage(message);
        },
        listen: handler => {
          worker.on('message', handler);
        },
      },
      () => undefined,
    );
    return { worker, call };
  }
}
