import { CodedError } from '../../codedError.ts';
import type { Actor } from '../access/rules.ts';
import type { AccountState } from '../state/model.ts';
import type { Visit } from './page.ts';
import { actorOf } from './sessions.ts';

/**
 * Changes the account in the name of who is signed in. Whether they may is asked again of the state that is about to
 * change: another window may have taken the role away since the page was checked.
 *
 * @throws CodedError `permission-missing`; what the change throws, and then nothing was changed
 */
export function changeAs<Result>(
  { account, session }: Visit,
  may: (actor: Actor, state: AccountState) => boolean,
  change: (state: AccountState, actor: Actor) => readonly [AccountState, Result],
): Promise<Result> {
  return account.store.update(state => {
    const actor = actorOf(state, session);
    if (!actor || !may(actor, state)) {
      throw new CodedError('permission-missing');
    }
    return change(state, actor);
  });
}
