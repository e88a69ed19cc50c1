import { canUseRole, isAdministrator } from '../../access/rules.ts';
import { tokenStandstill } from '../../access/tokenUse.ts';
import type { AccessToken, AccountState } from '../../state/model.ts';
import { counted } from '../editing.ts';
import { standstillTexts } from '../tokens/texts.ts';

/** Why no call with a token can log in, however well it is signed, in words; undefined when it can. */
export function tokenHindrance(state: AccountState, token: AccessToken, now: number): string | undefined {
  const standstill = tokenStandstill(state, token);
  const employee = state.employees.find(({ id }) => id === token.employeeId);
  if (standstill === undefined) {
    return (employee?.lockedUntil ?? 0) > now ? 'the user is locked' : undefined;
  }
  const role = state.roles.find(({ id }) => id === token.roleId);
  if (standstill !== 'user-or-role-unusable' || !employee || !role) {
    return standstillTexts[standstill];
  }
  if (employee.isInactive) {
    return 'the user is inactive';
  }
  if (role.isInactive) {
    return 'the role is inactive';
  }
  return employee.roleIds.includes(role.id)
    ? 'the user has hidden the role in View My Roles'
    : 'the user does not have the role';
}

/** What a change does to tokens, in a sentence that begins with a space; '' when it does nothing. */
export function effectOnTokens(before: AccountState, after: AccountState, now: number): string {
  const working = (state: AccountState) =>
    new Set(state.tokens.filter(token => tokenHindrance(state, token, now) === undefined).map(({ id }) => id));
  const [then, since] = [working(before), working(after)];
  const stopped = [...then].filter(id => !since.has(id) && after.tokens.some(token => token.id === id)).length;
  const started = [...since].filter(id => !then.has(id)).length;
  return [
    stopped > 0 &&
      ` ${counted(stopped, 'token')} can no longer log in. ${stopped === 1 ? 'It is kept and works' : 'They are kept and work'} again when this is undone.`,
    started > 0 && ` ${counted(started, 'token')} can log in again.`,
  ]
    .filter(Boolean)
    .join('');
}

/** Whether anybody could still sign in as administrator; an account without one could not be set up any more. */
export function hasAdministrator({ employees, roles }: AccountState): boolean {
  return roles
    .filter(isAdministrator)
    .some(administrator => employees.some(employee => canUseRole(employee, administrator)));
}
