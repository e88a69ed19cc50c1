import type { Takes } from '../rpc.ts';
import { nothing, oneOf, record, text } from '../shapes.ts';
import type { DoctorContract } from './messages.ts';

/** What each call of the panel takes. */
export const doctorTakes: Takes<DoctorContract> = {
  ready: nothing,
  read: record({ text }),
  correct: record({ method: text, url: text }),
  take: record({ from: oneOf({ clipboard: true, editor: true }) }),
  chooseSigner: nothing,
  diagnose: nothing,
  cancel: nothing,
  copyReport: nothing,
};
