import { idleLimit } from '../workers/startWorker.ts';
import { queryError } from './queryErrors.ts';
import type { QueryAnswer } from './queryMessages.ts';
import { QueryProcess } from './queryProcess.ts';
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
  /** From the moment that the query begins to run; waiting for a free process does not count. */
  readonly timeLimitMs: number;
  /** The clock of SYSDATE, in milliseconds since 1970. */
  readonly now?: number;
}

/** Processes at work at the same time; further queries wait (assumed, within the account's concurrency limit). */
const mostProcesses = 4;

/** With the tables of its last query. */
interface Kept {
  readonly process: QueryProcess;
  readonly idle: NodeJS.Timeout;
}

const processes = { working: 0, kept: undefined as Kept | undefined, waiting: [] as (() => void)[] };

/**
 * Answers one page of a SuiteQL query over plain tables, in a process of its own. Rows come in the order that the query
 * asks for, otherwise in that of the tables as far as joins keep it.
 *
 * Rejects with a CodedError of queryErrors.ts (`suiteql-…`), with suiteql-time-limit when it ran too long, with the
 * signal's reason when it was aborted, and with what startWorker throws.
 */
export async function runSuiteQl(query: string, options: QueryOptions): Promise<QueryAnswer> {
  const { signal } = options;
  signal.throwIfAborted();
  await turn(signal);
  let process: QueryProcess | undefined;
  try {
    signal.throwIfAborted();
    process = takeProcess();
    return await ask(process, query, options);
  } finally {
    giveBack(process);
  }
}

/** Ends the process that is kept for the next query, if there is one. */
export function endSuiteQl(): void {
  takeKept()?.end(queryError('suiteql-failed', { what: 'process' }));
}

async function ask(process: QueryProcess, query: string, options: QueryOptions): Promise<QueryAnswer> {
  const { tables, mayRead, params = [], limit, offset, signal, timeLimitMs, now = Date.now() } = options;
  const timer = setTimeout(() => {
    process.end(queryError('suiteql-time-limit', { milliseconds: timeLimitMs }));
  }, timeLimitMs);
  const abort = (): void => {
    process.end(signal.reason instanceof Error ? signal.reason : new DOMException('Aborted', 'AbortError'));
  };
  signal.addEventListener('abort', abort);
  try {
    const access = tables.map(({ name }) => ({ name, readable: mayRead(name) }));
    const reply = await process.ask({ query, params, limit, offset, now, tables: access }, tables);
    if ('answer' in reply) {
      return reply.answer;
    }
    if ('refused' in reply) {
      if (reply.refused.code === 'suiteql-memory-limit') {
        // What it took it would hardly give back.
        process.end(queryError('suiteql-memory-limit'));
      }
      throw queryError(reply.refused.code, reply.refused.data);
    }
    throw queryError('suiteql-failed', { what: 'query' }, { cause: new Error(reply.failed) });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

/** Waits until fewer than the most processes are at work. */
async function turn(signal: AbortSignal): Promise<void> {
  if (processes.working < mostProcesses) {
    processes.working += 1;
    return;
  }
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const start = (): void => {
    resolve(undefined);
  };
  const abort = (): void => {
    processes.waiting = processes.waiting.filter(other => other !== start);
    reject(signal.reason as Error);
  };
  processes.waiting.push(start);
  signal.addEventListener('abort', abort, { once: true });
  try {
    await promise;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function takeProcess(): QueryProcess {
  const kept = takeKept();
  return kept?.alive ? kept : new QueryProcess();
}

function takeKept(): QueryProcess | undefined {
  const { kept } = processes;
  processes.kept = undefined;
  clearTimeout(kept?.idle);
  return kept?.process;
}

/** One process is kept with its tables, for the next query; the place goes to who waits longest. */
function giveBack(process: QueryProcess | undefined): void {
  if (process?.alive && !processes.kept?.process.alive) {
    clearTimeout(processes.kept?.idle);
    processes.kept = { process, idle: setTimeout(endSuiteQl, idleLimit).unref() };
  } else {
    process?.end(queryError('suiteql-failed', { what: 'process' }));
  }
  const next = processes.waiting.shift();
  if (next) {
    next();
  } else {
    processes.working -= 1;
  }
}
