import { queryError } from './queryErrors.ts';
import type { QueryAnswer } from './queryMessages.ts';
import { QueryThread, queryWorkerFile } from './queryThread.ts';
import type { Cell, Table } from './tables.ts';

export interface QueryOptions {
  /** All tables that exist. One that has not changed is best given as the same object: it need not be loaded again. */
  readonly tables: readonly Table[];
  /** Whether the role may read a table, by the table's own name. */
  readonly mayRead: (table: string) => boolean;
  /** What the question marks of the query stand for, in their order. */
  readonly params?: readonly Cell[];
  /** The page: so many rows, after so many others. */
  readonly limit: number;
  readonly offset: number;
  readonly signal: AbortSignal;
  /** From the moment that the query begins to run; waiting for a free thread does not count. */
  readonly timeLimitMs: number;
  /** The clock of SYSDATE, in milliseconds since 1970. */
  readonly now?: number;
}

/** Threads at work at the same time; further queries wait (assumed, within the account's concurrency limit). */
const mostThreads = 4;

const threads = { working: 0, kept: undefined as QueryThread | undefined, waiting: [] as (() => void)[] };

/**
 * Answers one page of a SuiteQL query over plain tables, in a thread of its own. Rows come in the order that the query
 * asks for, otherwise in that of the tables as far as joins keep it.
 *
 * Rejects with a CodedError of queryErrors.ts (`suiteql-…`), with suiteql-time-limit when it ran too long, and with
 * the signal's reason when it was aborted.
 */
export async function runSuiteQl(query: string, options: QueryOptions): Promise<QueryAnswer> {
  const { signal } = options;
  signal.throwIfAborted();
  await turn(signal);
  const thread = takeThread();
  try {
    signal.throwIfAborted();
    return await ask(thread, query, options);
  } finally {
    giveBack(thread);
  }
}

/** Ends the thread that is kept for the next query, if there is one. */
export function endSuiteQl(): void {
  threads.kept?.end(queryError('suiteql-failed', { what: 'thread' }));
  threads.kept = undefined;
}

async function ask(thread: QueryThread, query: string, options: QueryOptions): Promise<QueryAnswer> {
  const { tables, mayRead, params = [], limit, offset, signal, timeLimitMs, now = Date.now() } = options;
  const timer = setTimeout(() => {
    thread.end(queryError('suiteql-time-limit', { milliseconds: timeLimitMs }));
  }, timeLimitMs);
  const abort = (): void => {
    thread.end(signal.reason instanceof Error ? signal.reason : new DOMException('Aborted', 'AbortError'));
  };
  signal.addEventListener('abort', abort);
  try {
    const access = tables.map(({ name }) => ({ name, readable: mayRead(name) }));
    const reply = await thread.ask({ query, params, limit, offset, now, tables: access }, tables);
    if ('answer' in reply) {
      return reply.answer;
    }
    if ('refused' in reply) {
      if (reply.refused.code === 'suiteql-memory-limit') {
        // WebAssembly never gives memory back.
        thread.end(queryError('suiteql-memory-limit'));
      }
      throw queryError(reply.refused.code, reply.refused.data);
    }
    throw queryError('suiteql-failed', { what: 'query' }, { cause: new Error(reply.failed) });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

/** Waits until fewer than the most threads are at work. */
async function turn(signal: AbortSignal): Promise<void> {
  if (threads.working < mostThreads) {
    threads.working += 1;
    return;
  }
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const start = (): void => {
    resolve(undefined);
  };
  const abort = (): void => {
    threads.waiting = threads.waiting.filter(other => other !== start);
    reject(signal.reason as Error);
  };
  threads.waiting.push(start);
  signal.addEventListener('abort', abort, { once: true });
  try {
    await promise;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function takeThread(): QueryThread {
  const { kept } = threads;
  threads.kept = undefined;
  return kept?.alive ? kept : new QueryThread(queryWorkerFile(import.meta.url));
}

/** One thread is kept with its tables, for the next query; the place goes to who waits longest. */
function giveBack(thread: QueryThread): void {
  if (thread.alive && !threads.kept?.alive) {
    threads.kept = thread;
  } else {
    thread.end(queryError('suiteql-failed', { what: 'thread' }));
  }
  const next = threads.waiting.shift();
  if (next) {
    next();
  } else {
    threads.working -= 1;
  }
}
