import type { Takes } from '../rpc.ts';
import { nothing, oneOf, record, text, yesOrNo } from '../shapes.ts';
import type { MigrationContract } from './messages.ts';

/** What each call of the panel takes. */
export const migrationTakes: Takes<MigrationContract> = {
  ready: nothing,
  choose: record({ account: text }),
  show: record({ view: oneOf({ inventory: true, plan: true }) }),
  read: nothing,
  cancel: nothing,
  save: record({ format: oneOf({ csv: true, markdown: true }) }),
  tick: record({ step: text, isTicked: yesOrNo }),
  setGrant: record({ application: text, grant: oneOf({ machine: true, person: true }) }),
  writeRole: record({ step: text }),
  open: record({ place: text }),
};
