import { CodedError } from '../../codedError.ts';
import type { AccessToken, AccountState } from '../state/model.ts';
import { canUseRole, mayLogInWithToken, nameOf, takesTokens } from './rules.ts';
import type { Sources } from './sources.ts';

// What can be done to access tokens, whoever asks. Who may ask is in rules.ts and must be decided by the caller.

/** "Too many access tokens": the figure is one vendor's statement (Codat), Oracle gives none; that revoked ones do not count is assumed. */
export const tokensPerUser = 25;

/** Longest name of a token, in UTF-16 units (assumed). */
export const longestTokenName = 200;

/** For whom and what a token is to be made; an empty name stands for the usual one. */
export interface TokenWish {
  readonly applicationId: number;
  readonly employeeId: number;
  readonly roleId: number;
  readonly name: string;
}

/** Why a token cannot be made, whoever asks for it. */
export type TokenObstacle =
  | 'tba-feature-off'
  | 'tba-has-ended'
  | 'application-unknown'
  | 'application-takes-no-tokens'
  | 'role-not-usable'
  | 'role-may-not-log-in'
  | 'too-many-tokens'
  | 'name-too-long';

/**
 * What stands in the way of a token; undefined when nothing does. Record enabled with the TBA box ticked
 * (ORA:bridgehead_4254081947), user and role active and joined, role with a right to log in (ORA:bridgehead_4248124361).
 * That the feature must be on, and that nothing is made once TBA has ended, is assumed.
 */
function tokenObstacle(state: AccountState, wish: TokenWish): TokenObstacle | undefined {
  const application = state.applications.find(({ id }) => id === wish.applicationId);
  const employee = state.employees.find(({ id }) => id === wish.employeeId);
  const role = state.roles.find(({ id }) => id === wish.roleId);
  if (!state.features.includes('TBA')) {
    return 'tba-feature-off';
  }
  if (state.preferences.release === 'end-of-tba') {
    return 'tba-has-ended';
  }
  if (!application) {
    return 'application-unknown';
  }
  if (!takesTokens(application)) {
    return 'application-takes-no-tokens';
  }
  if (!employee || !role || !canUseRole(employee, role)) {
    return 'role-not-usable';
  }
  if (!mayLogInWithToken(role)) {
    return 'role-may-not-log-in';
  }
  if (livingTokensOf(state, employee.id) >= tokensPerUser) {
    return 'too-many-tokens';
  }
  return wish.name.length > longestTokenName ? 'name-too-long' : undefined;
}

/**
 * A new active token; its ID and secret are in the answer.
 *
 * @throws CodedError with a TokenObstacle as its code
 */
export function createToken(
  state: AccountState,
  wish: TokenWish,
  sources: Sources,
): readonly [AccountState, AccessToken] {
  const obstacle = tokenObstacle(state, wish);
  if (obstacle !== undefined) {
    throw new CodedError(obstacle, { limit: tokensPerUser });
  }
  const { applicationId, employeeId, roleId } = wish;
  const token: AccessToken = {
    id: state.nextIds.token,
    name: wish.name.trim() || usualTokenName(state, wish),
    state: 'active',
    token: sources.secret(),
    tokenSecret: sources.secret(),
    applicationId,
    employeeId,
    roleId,
    createdAt: new Date(sources.now()).toISOString(),
  };
  const nextIds = { ...state.nextIds, token: token.id + 1 };
  return [{ ...state, tokens: [...state.tokens, token], nextIds }, token];
}

/** "Application - User, Role", as NetSuite proposes, cut to what a name may hold. */
function usualTokenName(state: AccountState, wish: Omit<TokenWish, 'name'>): string {
  const application = state.applications.find(({ id }) => id === wish.applicationId)?.name ?? '';
  const employee = state.employees.find(({ id }) => id === wish.employeeId);
  const role = state.roles.find(({ id }) => id === wish.roleId)?.name ?? '';
  return `${application} - ${employee ? nameOf(employee) : ''}, ${role}`.slice(0, longestTokenName).toWellFormed();
}

/**
 * Ends a token for good; it is kept for audit (ORA:bridgehead_4249078810). A revoked one stays as it is.
 *
 * @throws CodedError `token-unknown`
 */
export function revokeToken(state: AccountState, tokenId: number): AccountState {
  return changeToken(state, tokenId, token => (token.state === 'revoked' ? token : { ...token, state: 'revoked' }));
}

/**
 * Makes a token inactive, or active again (ORA:bridgehead_4249078810).
 *
 * @throws CodedError `token-unknown`, `token-revoked`
 */
export function setTokenActive(state: AccountState, tokenId: number, active: boolean): AccountState {
  return changeToken(state, tokenId, token => ({ ...unrevoked(token), state: active ? 'active' : 'inactive' }));
}

/**
 * Gives a token another name; an empty one is refused by the page, here it changes nothing.
 *
 * @throws CodedError `token-unknown`, `token-revoked` (kept for audit as it was, assumed), `name-too-long`
 */
export function renameToken(state: AccountState, tokenId: number, name: string): AccountState {
  if (name.length > longestTokenName) {
    throw new CodedError('name-too-long', { limit: longestTokenName });
  }
  return changeToken(state, tokenId, token => ({ ...unrevoked(token), name: name.trim() || token.name }));
}

/** How many tokens of a user count against the limit. */
export function livingTokensOf({ tokens }: AccountState, employeeId: number): number {
  return tokens.filter(token => token.employeeId === employeeId && token.state !== 'revoked').length;
}

function unrevoked(token: AccessToken): AccessToken {
  if (token.state === 'revoked') {
    throw new CodedError('token-revoked', { tokenId: token.id });
  }
  return token;
}

function changeToken(state: AccountState, tokenId: number, change: (token: AccessToken) => AccessToken): AccountState {
  const token = state.tokens.find(({ id }) => id === tokenId);
  if (!token) {
    throw new CodedError('token-unknown', { tokenId });
  }
  const changed = change(token);
  return changed === token ? state : { ...state, tokens: state.tokens.map(each => (each === token ? changed : each)) };
}
