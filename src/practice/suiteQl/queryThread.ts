import { Worker } from 'node:worker_threads';
import { queryError } from './queryErrors.ts';
import type { QueryReply, QueryRequest } from './queryMessages.ts';
import type { Table } from './tables.ts';

/** The thread's file: beside the bundle, one folder up from its chunks, or the source itself. */
export function queryWorkerFile(from: string): URL {
  const folder = new URL('.', from);
  if (new URL(from).pathname.endsWith('.ts')) {
    return new URL('./queryWorker.ts', folder);
  }
  return new URL(folder.pathname.endsWith('/chunks/') ? '../queryWorker.js' : './queryWorker.js', folder);
}

/** One thread. It holds no process open unless it is at work. */
export class QueryThread {
  readonly #worker: Worker;
  readonly #given = new Map<string, Table>();
  #settle: ((outcome: QueryReply | Error) => void) | undefined;
  /** Whether it can still be asked. */
  alive = true;

  constructor(file: URL) {
    // SQLite counts its own memory (database.ts); this is for what is around it.
    this.#worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: 512 } });
    this.#worker.on('message', (reply: QueryReply) => this.#settle?.(reply));
    this.#worker.on('error', cause => {
      this.#ended(queryError('suiteql-failed', { what: 'thread' }, { cause }));
    });
    this.#worker.on('exit', () => {
      this.#ended(queryError('suiteql-failed', { what: 'thread' }));
    });
    this.#worker.unref();
  }

  /** Asks one query; the next only after the answer. */
  async ask(request: Omit<QueryRequest, 'changed'>, tables: readonly Table[]): Promise<QueryReply> {
    const { promise, resolve, reject } = Promise.withResolvers<QueryReply>();
    this.#settle = outcome => {
      if (outcome instanceof Error) {
        reject(outcome);
      } else {
        resolve(outcome);
      }
    };
    const changed = tables.filter(table => this.#given.get(table.name.toLowerCase()) !== table);
    this.#given.clear();
    for (const table of tables) {
      this.#given.set(table.name.toLowerCase(), table);
    }
    this.#worker.ref();
    try {
      this.#worker.postMessage({ ...request, changed } satisfies QueryRequest);
      return await promise;
    } finally {
      this.#settle = undefined;
      this.#worker.unref();
    }
  }

  /** Ends the thread, whatever it is doing; a query under way is rejected with `reason`. */
  end(reason: Error): void {
    this.#ended(reason);
    void this.#worker.terminate();
  }

  #ended(reason: Error): void {
    this.alive = false;
    this.#settle?.(reason);
  }
}
