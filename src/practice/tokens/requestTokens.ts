import type { AccountState, RequestToken } from '../state/model.ts';
import { requestTokenLifetime } from '../authentication/checks.ts';

// The life of a request token: made in step one, answered once in step two, used up in step three.

/** How many an account keeps; the oldest go first, so that nobody can fill the state (assumed). */
const most = 200;

/** `allowedEmployeeId` of a request token that was denied. It is kept until it expires, and never has a verifier. */
const nobody = -1;

/** What has become of a request token: nobody knows it or it has expired, it waits for an answer, or it has one. */
export type RequestTokenStage = 'gone' | 'open' | 'allowed' | 'denied';

export function findRequestToken({ requestTokens }: AccountState, token: string): RequestToken | undefined {
  return requestTokens.find(each => each.token === token);
}

/** @param now milliseconds since 1970 */
export function stageOf(requestToken: RequestToken | undefined, now: number): RequestTokenStage {
  if (!requestToken || now - requestToken.createdAt > requestTokenLifetime) {
    return 'gone';
  }
  if (requestToken.verifier !== '') {
    return 'allowed';
  }
  return requestToken.allowedEmployeeId === nobody ? 'denied' : 'open';
}

/** Keeps a new request token and forgets those that have expired. */
export function addRequestToken(state: AccountState, requestToken: RequestToken): AccountState {
  const living = state.requestTokens.filter(each => requestToken.createdAt - each.createdAt <= requestTokenLifetime);
  return { ...state, requestTokens: [...living, requestToken].slice(-most) };
}

/** Step two, answered with Allow. */
export function allowRequestToken(
  state: AccountState,
  token: string,
  allowed: Pick<RequestToken, 'verifier' | 'allowedEmployeeId' | 'allowedRoleId'>,
): AccountState {
  return changeRequestToken(state, token, each => ({ ...each, ...allowed }));
}

/** Step two, answered with Deny. */
export function denyRequestToken(state: AccountState, token: string): AccountState {
  return changeRequestToken(state, token, each => ({ ...each, allowedEmployeeId: nobody }));
}

export function removeRequestToken(state: AccountState, token: string): AccountState {
  return { ...state, requestTokens: state.requestTokens.filter(each => each.token !== token) };
}

function changeRequestToken(
  state: AccountState,
  token: string,
  change: (requestToken: RequestToken) => RequestToken,
): AccountState {
  return { ...state, requestTokens: state.requestTokens.map(each => (each.token === token ? change(each) : each)) };
}
