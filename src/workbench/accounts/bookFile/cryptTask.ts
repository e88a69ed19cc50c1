import { Worker } from 'node:worker_threads';
import { CodedError } from '../../../codedError.ts';

/** What the worker is given at its start. */
export type CryptTask =
  | { readonly kind: 'encrypt'; readonly text: string; readonly passphrase: string }
  | { readonly kind: 'decrypt'; readonly bytes: Uint8Array; readonly passphrase: string };

/** The one message that it answers with. */
export type CryptAnswer = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly code: string };

/**
 * Encrypts or decrypts in a thread of its own; ending the thread is how it is cancelled.
 *
 * @param workerFile dist/cryptWorker.js
 * @returns undefined when it was cancelled
 * @throws CodedError as `decryptText`; `book-file-worker` when the thread failed
 */
export async function runCryptTask(workerFile: URL, task: CryptTask, signal: AbortSignal): Promise<string | undefined> {
  if (signal.aborted) {
    return undefined;
  }
  const worker = new Worker(workerFile, { workerData: task });
  const answer = Promise.withResolvers<CryptAnswer | undefined>();
  const cancel = () => answer.resolve(undefined);
  worker.once('message', answer.resolve);
  worker.once('error', cause => answer.reject(new CodedError('book-file-worker', {}, { cause })));
  worker.once('exit', () => answer.reject(new CodedError('book-file-worker')));
  signal.addEventListener('abort', cancel);
  try {
    const result = await answer.promise;
    if (result && !result.ok) {
      throw new CodedError(result.code);
    }
    return result?.text;
  } finally {
    signal.removeEventListener('abort', cancel);
    void worker.terminate();
  }
}
