import { holdWorker, isOutOfMemory, startWorker } from '../workers/startWorker.ts';
import type { Worker } from '../workers/startWorker.ts';
import { createFrameReader, encodeFrame } from '../workers/frames.ts';
import { workerPath } from '../workers/workerPath.ts';
import { queryError } from './queryErrors.ts';
import type { QueryReply, QueryRequest } from './queryMessages.ts';
import type { Table } from './tables.ts';

/** One process of queryWorker.ts. It holds this one open only while it is at work. */
export class QueryProcess {
  readonly #worker: Worker;
  readonly #given = new Map<string, Table>();
  #settle: ((outcome: QueryReply | Error) => void) | undefined;
  /** Whether it can still be asked. */
  alive = true;

  /** Throws what startWorker throws. */
  constructor() {
    // Node 22 calls SQLite experimental, and says so whenever it is loaded.
    this.#worker = startWorker(workerPath('queryWorker', import.meta.url), ['--disable-warning=ExperimentalWarning']);
    let errors = '';
    this.#worker.stdout.on(
      'data',
      createFrameReader(reply => this.#settle?.(reply as QueryReply)),
    );
    this.#worker.stderr.setEncoding('utf8').on('data', (piece: string) => {
      errors = (errors + piece).slice(-20_000);
    });
    this.#worker.on('error', cause => {
      this.#ended(queryError('suiteql-failed', { what: 'process' }, { cause }));
    });
    // After its last output, that is; 'exit' may come before it.
    this.#worker.on('close', () => {
      const failed = queryError('suiteql-failed', { what: 'process' }, { cause: new Error(errors.trim()) });
      this.#ended(isOutOfMemory(errors) ? queryError('suiteql-memory-limit') : failed);
    });
    holdWorker(this.#worker, false);
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
    holdWorker(this.#worker, true);
    try {
      this.#worker.stdin.write(encodeFrame({ ...request, changed } satisfies QueryRequest));
      return await promise;
    } finally {
      this.#settle = undefined;
      holdWorker(this.#worker, false);
    }
  }

  /** Ends the process, whatever it is doing; a query under way is rejected with `reason`. */
  end(reason: Error): void {
    this.#ended(reason);
    this.#worker.kill('SIGKILL');
  }

  #ended(reason: Error): void {
    this.alive = false;
    this.#settle?.(reason);
  }
}
