import type { PracticeState } from './state/model.ts';

interface CredentialPair {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly token: string;
  readonly tokenSecret: string;
}

/** What a client needs to log in to the practice account; `blocked` belongs to an application in state Blocked. */
export interface PracticeCredentials extends CredentialPair {
  readonly account: string;
  readonly blocked: CredentialPair;
}

/** The credentials to hand out: the first application of each state that has an active token. */
export function credentialsOf(state: PracticeState): PracticeCredentials | undefined {
  const enabled = pairOf(state, 'enabled');
  const blocked = pairOf(state, 'blocked');
  return enabled && blocked ? { account: state.accountId, ...enabled, blocked } : undefined;
}

function pairOf(state: PracticeState, applicationState: 'enabled' | 'blocked'): CredentialPair | undefined {
  for (const application of state.applications) {
    const token = state.tokens.find(each => each.applicationId === application.id && each.state === 'active');
    if (application.state === applicationState && token) {
      return {
        consumerKey: application.consumerKey,
        consumerSecret: application.consumerSecret,
        token: token.token,
        tokenSecret: token.tokenSecret,
      };
    }
  }
  return undefined;
}
