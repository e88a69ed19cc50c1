// Entry of the process that runs SuiteQL queries, one at a time, so that a query that never ends stops no server: the
// process is ended instead. It has to be a process, because nothing stops SQLite within a thread; and the queries run
// in a thread of it (queryThread.ts), so that it notices while one runs that the account is gone, or the memory.
import { Worker } from 'node:worker_threads';
import { createFrameReader, encodeFrame } from '../workers/frames.ts';
import { workerPath } from '../workers/workerPath.ts';
import type { QueryReply } from './queryMessages.ts';

/**
 * Assumed; what this process may hold at once, in bytes, of which it needs some 80 MB by itself. SQLite in Node is built
 * so that its own limit, hard_heap_limit, counts nothing.
 */
const mostMemory = 384 * 1024 * 1024;

/** A query takes less than this much longer to be ended; milliseconds. */
const watchInterval = 20;

const thread = new Worker(workerPath('queryThread', import.meta.url), {
  resourceLimits: { maxOldGenerationSizeMb: 256 },
});
let watch: NodeJS.Timeout | undefined;

/** Ends this process at once: exiting would wait for the thread, and the thread for SQLite. */
function leave(): void {
  process.kill(process.pid, 'SIGKILL');
}

function reply(message: QueryReply, done?: () => void): void {
  clearInterval(watch);
  process.stdout.write(encodeFrame(message), done);
}

function refuseMemory(): void {
  reply({ refused: { code: 'suiteql-memory-limit', data: {} } }, leave);
}

thread.on('message', (message: QueryReply) => {
  reply(message);
});
thread.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    refuseMemory();
  } else {
    reply({ failed: error.stack ?? error.message }, leave);
  }
});

process.stdin.on(
  'data',
  createFrameReader(request => {
    thread.postMessage(request);
    watch = setInterval(() => {
      if (process.memoryUsage.rss() > mostMemory) {
        refuseMemory();
      }
    }, watchInterval);
  }),
);
for (const event of ['end', 'close', 'error']) {
  process.stdin.on(event, leave);
}
process.stdout.on('error', leave);
