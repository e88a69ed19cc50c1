import type { Takes } from '../rpc.ts';
import { nothing, record, text, yesOrNo } from '../shapes.ts';
import type { LoginFailureContract } from './messages.ts';

/** What each call of the panel takes. */
export const loginFailureTakes: Takes<LoginFailureContract> = {
  ready: nothing,
  readAudit: nothing,
  pasteAudit: record({ text }),
  probe: nothing,
  cancel: nothing,
  correctClock: record({ correct: yesOrNo }),
  resend: nothing,
  openPlace: record({ code: text }),
  openSource: record({ code: text }),
  copyReport: nothing,
};
