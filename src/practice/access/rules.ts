import { administratorRoleId } from '../state/model.ts';
import type { AccountState, Application, Employee, Role } from '../state/model.ts';
import { permissionLevels } from '../state/permissions.ts';
import type { PermissionKey, PermissionLevel } from '../state/permissions.ts';

// Who may do what: ORA:bridgehead_4248124361 for the three token permissions, ORA:chapter_157017286140 for administrators.

export function isAdministrator(role: Role): boolean {
  return role.id === administratorRoleId;
}

/** Whether a role has a permission at a level or above; the administrator has every one. */
export function hasPermission(role: Role, key: PermissionKey, level: PermissionLevel = 'FULL'): boolean {
  return (
    isAdministrator(role) ||
    permissionLevels.indexOf(role.permissions[key] ?? 'NONE') >= permissionLevels.indexOf(level)
  );
}

/** User Access Tokens includes the right to log in; Access Token Management does not. */
export function mayLogInWithToken(role: Role): boolean {
  return hasPermission(role, 'ADMI_LOGIN_OAUTH') || hasPermission(role, 'ADMI_MANAGE_OWN_OAUTH_TOKENS');
}

/** From Manage Access Tokens or the issuetoken endpoint: a token for oneself in one's present role. */
export function mayCreateOwnToken(role: Role): boolean {
  return hasPermission(role, 'ADMI_MANAGE_OWN_OAUTH_TOKENS');
}

/** Who is signed in, and in which role. */
export interface Actor {
  readonly employee: Employee;
  readonly role: Role;
}

/**
 * Whether somebody may create a token for a user and role on the page Access Tokens: for others, but not in the
 * Administrator role; for oneself only as an administrator, and then in any role of one's own but that one, for which
 * there is Manage Access Tokens.
 */
export function mayCreateTokenFor(actor: Actor, employee: Employee, role: Role): boolean {
  const mayManage = hasPermission(actor.role, 'ADMI_MANAGE_OAUTH_TOKENS');
  const isForSelf = actor.employee.id === employee.id;
  return (
    mayManage &&
    !isAdministrator(role) &&
    (!isForSelf || isAdministrator(actor.role)) &&
    mayLogInWithToken(role) &&
    canUseRole(employee, role)
  );
}

/** Whether the person can act in the role at all: both active, the role given and not hidden in View My Roles. */
export function canUseRole(employee: Employee, role: Role): boolean {
  return (
    !employee.isInactive &&
    !role.isInactive &&
    employee.roleIds.includes(role.id) &&
    !employee.hiddenRoleIds.includes(role.id)
  );
}

/** A token can be made for an enabled record with the TBA box ticked. That a blocked one takes none is assumed. */
export function takesTokens(application: Application): boolean {
  return application.state === 'enabled' && application.tba;
}

/** From 2027.1 no TBA integration can be made (ORA:section_158921905537); existing records may still be edited. */
export function mayCreateTbaApplications({ preferences }: AccountState): boolean {
  return preferences.release === '2026.2';
}

/** A record that another account owns is installed here; a sandbox owns its production account's records too. */
export function ownsApplication({ accountId }: AccountState, { ownerAccountId }: Application): boolean {
  return ownerAccountId === accountId || accountId.startsWith(`${ownerAccountId}_`);
}

/** What people see as a person's name. */
export function nameOf({ firstName, lastName }: Employee): string {
  return [firstName, lastName].filter(Boolean).join(' ');
}
