import type { AccountState, Application, Employee, Role } from '../state/model.ts';
import { hasPermission, isAdministrator, mayCreateTokenFor, mayLogInWithToken } from './rules.ts';
import type { Actor } from './rules.ts';

/** Why somebody may not make a token for a user and role on the page Access Tokens (ORA:bridgehead_4248124361). */
export type TokenRefusal =
  | 'permission-missing'
  | 'user-inactive'
  | 'role-inactive'
  | 'role-not-given'
  | 'role-hidden'
  | 'administrator-role'
  | 'not-for-oneself'
  | 'role-may-not-log-in';

/** The first reason that applies; undefined exactly when `mayCreateTokenFor` allows it. */
export function tokenRefusal(actor: Actor, employee: Employee, role: Role): TokenRefusal | undefined {
  if (mayCreateTokenFor(actor, employee, role)) {
    return undefined;
  }
  const reasons: readonly (readonly [boolean, TokenRefusal])[] = [
    [!hasPermission(actor.role, 'ADMI_MANAGE_OAUTH_TOKENS'), 'permission-missing'],
    [employee.isInactive, 'user-inactive'],
    [role.isInactive, 'role-inactive'],
    [!employee.roleIds.includes(role.id), 'role-not-given'],
    [isAdministrator(role), 'administrator-role'],
    [actor.employee.id === employee.id && !isAdministrator(actor.role), 'not-for-oneself'],
    [!mayLogInWithToken(role), 'role-may-not-log-in'],
  ];
  return reasons.find(([applies]) => applies)?.[1] ?? 'role-hidden';
}

/** Each user with each role given, and what stands against a token for the pair. */
export function tokenPairs(
  { employees, roles }: AccountState,
  actor: Actor,
): readonly { readonly employee: Employee; readonly role: Role; readonly refusal: TokenRefusal | undefined }[] {
  return employees.flatMap(employee =>
    roles
      .filter(role => employee.roleIds.includes(role.id))
      .map(role => ({ employee, role, refusal: tokenRefusal(actor, employee, role) })),
  );
}

/**
 * Whether somebody may make a token inactive, active, rename or revoke it on the page Access Tokens. That the exception
 * for the Administrator role holds here as it does for creating is assumed.
 */
export function mayManageToken(
  actor: Actor,
  { roleId }: { readonly roleId: number },
  { roles }: AccountState,
): boolean {
  const role = roles.find(({ id }) => id === roleId);
  return (
    hasPermission(actor.role, 'ADMI_MANAGE_OAUTH_TOKENS') &&
    (isAdministrator(actor.role) || role === undefined || !isAdministrator(role))
  );
}

/** Why an application takes no tokens; undefined when it does. */
export function whyNoTokens({ state, tba }: Application): 'blocked' | 'waiting-for-approval' | 'no-tba' | undefined {
  return state === 'enabled' ? (tba ? undefined : 'no-tba') : state;
}
