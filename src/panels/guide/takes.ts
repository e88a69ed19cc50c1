import type { Takes } from '../rpc.ts';
import { nothing, oneOf, record, text, yesOrNo } from '../shapes.ts';
import type { GuideContract } from './messages.ts';

/** What each call of the panel takes. */
export const guideTakes: Takes<GuideContract> = {
  ready: nothing,
  choose: record({ account: text }),
  setReader: record({ reader: oneOf({ administrator: true, developer: true }) }),
  setPurpose: record({ purpose: oneOf({ restlets: true, rest: true, tokens: true }) }),
  setRelease: record({
    release: oneOf({ inferred: true, 'before-2027.1': true, 'from-2027.1': true, unknown: true }),
  }),
  show: record({ step: oneOf({ features: true, roles: true, assign: true, application: true }) }),
  tick: record({
    task: oneOf({ features: true, role: true, assign: true, application: true, token: true }),
    isTicked: yesOrNo,
  }),
  check: nothing,
  cancel: nothing,
  reset: nothing,
  open: record({ place: text }),
  act: record({
    action: oneOf({
      writeRole: true,
      signIn: true,
      addAccount: true,
      importCredentials: true,
      addToken: true,
      resetPractice: true,
      startPractice: true,
      copyRequest: true,
    }),
  }),
};
