import { createFrameReader, encodeFrame } from '../workers/frames.ts';
import { isOutOfMemory } from '../workers/startWorker.ts';
import type { StartMessage, WorkerMessage } from './messages.ts';
import { performOperation } from './performOperation.ts';
import type { RestletOutcome, RestletRun, RunOptions, ScriptEnd } from './run.ts';
import { keepSpareWorker, takeWorker } from './workers.ts';

/**
 * Runs a RESTlet's entry point once, in a worker process of its own that is ended afterwards, at the time limit, at the
 * usage limit, or when the signal aborts. Script files are read anew for each run. Whatever the script does, this
 * resolves; it rejects with what `data` threw, unless that was a SuiteScriptError, which is the script's to catch.
 */
export function runRestlet({ data, ...call }: RestletRun, options: RunOptions): Promise<RestletOutcome> {
  const { signal, timeLimitMs = 300_000, usageLimit = 5000 } = options;
  if (signal.aborted) {
    return Promise.resolve({ kind: 'aborted', usage: 0 });
  }
  const worker = takeWorker();
  return new Promise<RestletOutcome>((resolve, reject) => {
    let usage = 0;
    let errors = '';
    const timer = setTimeout(() => end({ kind: 'time-limit' }), timeLimitMs);
    const onAbort = () => end({ kind: 'aborted' });
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      worker.stdout.removeAllListeners('data').resume();
      worker.removeAllListeners().on('error', () => undefined);
      worker.kill('SIGKILL');
      settle();
      keepSpareWorker();
    };
    const end = (ending: ScriptEnd) => finish(() => resolve({ ...ending, usage }));
    const onMessage = (message: WorkerMessage) => {
      usage = message.usage;
      if (message.kind === 'end') {
        end(message.end);
        return;
      }
      performOperation(data, message.operation).then(
        answer => worker.stdin.write(encodeFrame(answer)),
        (error: unknown) => finish(() => reject(error instanceof Error ? error : new Error(String(error)))),
      );
    };
    signal.addEventListener('abort', onAbort);
    worker.stdout.on(
      'data',
      createFrameReader(message => onMessage(message as WorkerMessage)),
    );
    worker.stderr.setEncoding('utf8').on('data', (piece: string) => {
      errors = (errors + piece).slice(-20_000);
    });
    // After its last output, that is; 'exit' may come before it.
    worker.on('close', () => end(crashed(errors)));
    worker.on('error', error => end(crashed(error.message)));
    worker.stdin.write(encodeFrame({ call, usageLimit, timeLimitMs } satisfies StartMessage));
  });
}

/** A process that ended by itself, mostly out of memory. What NetSuite answers then is not known (assumed). */
function crashed(errors: string): ScriptEnd {
  const message = isOutOfMemory(errors)
    ? 'The script needed more memory than a script may have.'
    : `The script's process ended. ${errors.trim().split('\n').at(-1) ?? ''}`.trim();
  return { kind: 'error', error: { type: 'error.SuiteScriptError', name: 'UNEXPECTED_ERROR', message, stack: [] } };
}
