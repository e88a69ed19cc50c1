import { createHash } from 'node:crypto';
import { takesTokens } from './access/rules.ts';
import type { AccountState, Application } from './state/model.ts';

interface CredentialPair {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly token: string;
  readonly tokenSecret: string;
}

/** What a client needs to log in to a practice account; `blocked` belongs to an application in state Blocked. */
export interface PracticeCredentials extends CredentialPair {
  readonly account: string;
  readonly blocked: CredentialPair;
}

/** Stands where an account that was started from scratch has no application and token yet. */
const none: CredentialPair = { consumerKey: '', consumerSecret: '', token: '', tokenSecret: '' };

/** The credentials to hand out: the first active token of an application of each state; empty texts where there is none. */
export function credentialsOf(state: AccountState): PracticeCredentials {
  return {
    account: state.accountId,
    ...pairOf(state, takesTokens),
    blocked: pairOf(state, application => application.state === 'blocked'),
  };
}

/** Whether there is a token to log in with. */
export function canLogIn({ token }: PracticeCredentials): boolean {
  return token !== '';
}

/** Tells without a secret whether the credentials to hand out are still the same; '' when there are none. */
export function credentialId(state: AccountState): string {
  const { consumerKey, token, tokenSecret } = credentialsOf(state);
  const text = [consumerKey, token, tokenSecret].join(' ');
  return token === '' ? '' : createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function pairOf(
  { applications, tokens }: AccountState,
  isWanted: (application: Application) => boolean,
): CredentialPair {
  for (const application of applications.filter(isWanted)) {
    const token = tokens.find(each => each.applicationId === application.id && each.state === 'active');
    if (token) {
      const { consumerKey, consumerSecret } = application;
      return { consumerKey, consumerSecret, token: token.token, tokenSecret: token.tokenSecret };
    }
  }
  return none;
}
