import { findRecord } from '../../../accounts/indexLists.ts';
import type { AccountIndex, ApplicationRecord, TokenRecord } from '../../../accounts/records.ts';
import { refreshEvidence } from '../../../accounts/sandboxRefresh.ts';
import { tokenState } from '../../../accounts/tokenState.ts';

/** Where a token stands after a refresh: to be made again, working, or ended on purpose. */
export type RenewalState = 'to-do' | 'done' | 'revoked';

export interface Renewal {
  readonly token: TokenRecord;
  readonly application: ApplicationRecord;
  readonly state: RenewalState;
}

const order: readonly RenewalState[] = ['to-do', 'done', 'revoked'];

/**
 * The tokens of an account, those to be made again first. All of it is in the book, so that one can leave and go on
 * another day: a token is done when it has worked since the refresh, as far as failures tell when that was.
 */
export function renewalsOf(index: AccountIndex, account: string): readonly Renewal[] {
  const refreshed = refreshedBy(index, account);
  return index.tokens
    .flatMap(token => {
      const application = findRecord(index, 'application', token.application);
      // What logs in by OAuth 2.0 has no token to make again.
      return application?.account === account && token.scheme === 'tba'
        ? [{ token, application, state: stateOf(token, refreshed) }]
        : [];
    })
    .toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
}

function stateOf(token: TokenRecord, refreshed: number): RenewalState {
  switch (tokenState(token)) {
    case 'revoked':
      return 'revoked';
    case 'works':
      return (token.lastSuccess ?? 0) > refreshed ? 'done' : 'to-do';
    case 'fails':
    case 'untried':
      return 'to-do';
  }
}

/** By when the account had been refreshed, if it was; else 0. Once fewer than two still fail, the rest is as it looks. */
function refreshedBy(index: AccountIndex, account: string): number {
  return refreshEvidence(index, account)?.firstFailure ?? 0;
}
