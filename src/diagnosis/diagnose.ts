import type { Diagnosis, DoctorOptions, SentCall } from './diagnosis.ts';

/**
 * Says whether a call that another program signed is right, and where it is not, which bug makes exactly that signature:
 * by trying the known ones, alone and together. Gives the thread free now and then, so that a worker can be stopped.
 *
 * @throws CodedError `url-invalid`, `url-scheme`, `text-not-unicode`; the signal's reason when it is aborted
 */
export async function diagnose(call: SentCall, options: DoctorOptions = {}): Promise<Diagnosis> {
  options.signal?.throwIfAborted();
  await Promise.resolve(call);
  throw new Error('not yet');
}
