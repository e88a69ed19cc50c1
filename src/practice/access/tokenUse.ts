import type { AccessToken, AccountState } from '../state/model.ts';
import { canUseRole, mayLogInWithToken } from './rules.ts';

/** Why no call can log in with a token now, in the order in which a person would look. */
export type TokenStandstill =
  | 'revoked'
  | 'inactive'
  | 'application-deleted'
  | 'application-blocked'
  | 'application-waiting'
  | 'application-without-tba'
  | 'tba-feature-off'
  | 'tba-has-ended'
  | 'user-or-role-unusable'
  | 'role-may-not-log-in';

/**
 * Undefined when a well-signed call gets in, to the surfaces that the role may use at all and while the user is not
 * locked. It mirrors the table of checks, which alone decides.
 */
export function tokenStandstill(state: AccountState, token: AccessToken): TokenStandstill | undefined {
  const application = state.applications.find(({ id }) => id === token.applicationId);
  const employee = state.employees.find(({ id }) => id === token.employeeId);
  const role = state.roles.find(({ id }) => id === token.roleId);
  const reasons: readonly (readonly [boolean, TokenStandstill])[] = [
    [token.state === 'revoked', 'revoked'],
    [token.state === 'inactive', 'inactive'],
    [application === undefined, 'application-deleted'],
    [application?.state === 'blocked', 'application-blocked'],
    [application?.state === 'waiting-for-approval', 'application-waiting'],
    [application?.tba === false, 'application-without-tba'],
    [!state.features.includes('TBA'), 'tba-feature-off'],
    [state.preferences.release === 'end-of-tba', 'tba-has-ended'],
    [!(employee && role && canUseRole(employee, role)), 'user-or-role-unusable'],
    [role !== undefined && !mayLogInWithToken(role), 'role-may-not-log-in'],
  ];
  return reasons.find(([applies]) => applies)?.[1];
}
