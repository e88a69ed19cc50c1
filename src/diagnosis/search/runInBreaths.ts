import type { DoctorOptions, DoctorProgress } from '../diagnosis.ts';

/** In milliseconds: shorter than what a person notices, longer than giving the thread free costs. */
const breath = 20;

/** Runs a search, and every now and then lets others run: messages come in, and the signal may be aborted. */
export async function runInBreaths<Result>(
  steps: Generator<DoctorProgress, Result>,
  { signal, onProgress }: DoctorOptions,
): Promise<Result> {
  let started = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      return step.value;
    }
    if (performance.now() - started > breath) {
      onProgress?.(step.value);
      // A timer would wait for a millisecond each time.
      await new Promise(resolve => setImmediate(resolve));
      signal?.throwIfAborted();
      started = performance.now();
    }
  }
}
