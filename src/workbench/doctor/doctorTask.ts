import { Worker } from 'node:worker_threads';
import { CodedError } from '../../codedError.ts';
import type { Diagnosis, DoctorProgress, SentCall } from '../../diagnosis/diagnosis.ts';

/** What the thread tells: how far it is, and at the end what it found. */
export type DoctorAnswer =
  | { readonly kind: 'progress'; readonly progress: DoctorProgress }
  | { readonly kind: 'done'; readonly diagnosis: Diagnosis }
  | { readonly kind: 'failed'; readonly code: string };

/**
 * Diagnoses a call in a thread of its own; ending the thread is how it is cancelled.
 *
 * @param workerFile dist/doctorWorker.js
 * @returns undefined when it was cancelled
 * @throws CodedError as `diagnose`; `doctor-worker` when the thread failed
 */
export async function runDoctorTask(
  workerFile: URL,
  call: SentCall,
  onProgress: (progress: DoctorProgress) => void,
  signal: AbortSignal,
): Promise<Diagnosis | undefined> {
  if (signal.aborted) {
    return undefined;
  }
  // Nothing of it may be written anywhere: what the thread prints stays with it.
  const worker = new Worker(workerFile, { workerData: call, stdout: true, stderr: true });
  const outcome = Promise.withResolvers<Diagnosis | undefined>();
  const cancel = () => outcome.resolve(undefined);
  worker.on('message', (answer: DoctorAnswer) => {
    if (answer.kind === 'progress') {
      onProgress(answer.progress);
    } else if (answer.kind === 'done') {
      outcome.resolve(answer.diagnosis);
    } else {
      outcome.reject(new CodedError(answer.code));
    }
  });
  // What went wrong might quote what was read.
  worker.once('error', () => outcome.reject(new CodedError('doctor-worker')));
  worker.once('exit', () => outcome.reject(new CodedError('doctor-worker')));
  signal.addEventListener('abort', cancel);
  try {
    return await outcome.promise;
  } finally {
    signal.removeEventListener('abort', cancel);
    void worker.terminate();
  }
}
