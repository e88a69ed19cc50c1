import { isAdministrator } from '../../access/rules.ts';
import type { AccessToken, AccountState, Employee, Role } from '../../state/model.ts';
import { permissions } from '../../state/permissions.ts';
import type { PermissionKey, PermissionLevel } from '../../state/permissions.ts';
import { isVisible, oneLine } from '../editing.ts';
import type { FieldErrors } from '../editing.ts';

/** What somebody entered for a role; levels may be anything. */
export interface RoleInput {
  readonly name: string;
  /** Of a new role only; '' asks for one. */
  readonly scriptId: string;
  readonly isInactive: boolean;
  readonly webServicesOnly: boolean;
  readonly levels: Readonly<Record<PermissionKey, string>>;
}

/** Longest name and script ID, in UTF-16 units (both assumed). */
export const longestRoleName = 60;
const longestScriptId = 40;

export function levelField(key: PermissionKey): string {
  return `level-${key}`;
}

export function roleInputOf(role: Role): RoleInput {
  const { name, scriptId, isInactive, webServicesOnly } = role;
  return { name, scriptId, isInactive, webServicesOnly, levels: levels(key => role.permissions[key] ?? 'NONE') };
}

/** A level that was not sent counts as a wrong one: half a form must not take permissions away. */
export function readRoleForm(form: URLSearchParams): RoleInput {
  return {
    name: oneLine(form.get('name') ?? ''),
    scriptId: oneLine(form.get('scriptId') ?? ''),
    isInactive: form.get('isInactive') === 'T',
    webServicesOnly: form.get('webServicesOnly') === 'T',
    levels: levels(key => form.get(levelField(key)) ?? ''),
  };
}

/**
 * What is wrong with a role, by field. That names are unique is assumed; that a script ID begins with `customrole` and
 * stays what it is comes from SDF (ORA:section_4731154857), its characters and the underscore are assumed.
 */
export function roleErrors(state: AccountState, input: RoleInput, role: Role | undefined): FieldErrors {
  const others = state.roles.filter(({ id }) => id !== role?.id);
  const errors: Record<string, string> = {};
  if (!isVisible(input.name)) {
    errors['name'] = 'Enter a name.';
  } else if (input.name.length > longestRoleName) {
    errors['name'] = `Use at most ${longestRoleName} characters for the name.`;
  } else if (others.some(({ name }) => name.toLowerCase() === input.name.toLowerCase())) {
    errors['name'] = 'Another role has this name.';
  }
  if (!role && input.scriptId !== '') {
    const scriptId = fullScriptId(input.scriptId);
    if (!/^customrole_[a-z0-9_]+$/.test(scriptId) || scriptId.length > longestScriptId) {
      errors['scriptId'] =
        `Use customrole_ and then small letters, digits and underscores for the ID, at most ${longestScriptId} characters.`;
    } else if (others.some(other => other.scriptId === scriptId)) {
      errors['scriptId'] = 'Another role has this ID.';
    }
  }
  for (const { key, label, levels: possible } of permissions) {
    if (!possible.some(level => level === input.levels[key])) {
      errors[levelField(key)] = `Choose a level for ${label}.`;
    }
  }
  return errors;
}

/** Puts a role without errors into the account, as a new one or in place of the one it was. */
export function saveRole(state: AccountState, input: RoleInput, role: Role | undefined): readonly [AccountState, Role] {
  const id = role?.id ?? state.nextIds.role;
  const saved: Role = {
    id,
    scriptId: role?.scriptId ?? (input.scriptId === '' ? freeScriptId(state, id) : fullScriptId(input.scriptId)),
    name: input.name,
    isInactive: input.isInactive,
    webServicesOnly: input.webServicesOnly,
    permissions: Object.fromEntries(
      permissions
        .map(({ key }) => [key, input.levels[key] as PermissionLevel] as const)
        .filter(([, level]) => level !== 'NONE'),
    ),
  };
  const roles = role ? state.roles.map(each => (each.id === id ? saved : each)) : [...state.roles, saved];
  const nextIds = role ? state.nextIds : { ...state.nextIds, role: id + 1 };
  return [{ ...state, roles, nextIds }, saved];
}

/** Who and what keeps a role from being deleted; revoked tokens too, which are kept for audit (assumed). */
export function usesOfRole(
  { employees, tokens }: AccountState,
  { id }: Role,
): { readonly employees: readonly Employee[]; readonly tokens: readonly AccessToken[] } {
  return {
    employees: employees.filter(({ roleIds }) => roleIds.includes(id)),
    tokens: tokens.filter(({ roleId }) => roleId === id),
  };
}

export function mayDeleteRole(state: AccountState, role: Role): boolean {
  const { employees, tokens } = usesOfRole(state, role);
  return !isAdministrator(role) && employees.length + tokens.length === 0;
}

export function deleteRole(state: AccountState, role: Role): AccountState {
  return { ...state, roles: state.roles.filter(({ id }) => id !== role.id) };
}

/** A name for a copy that no other role has. */
export function copyName({ roles }: AccountState, name: string): string {
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? ' copy' : ` copy ${number}`;
    const copy = name.slice(0, longestRoleName - suffix.length).toWellFormed() + suffix;
    if (!roles.some(role => role.name.toLowerCase() === copy.toLowerCase())) {
      return copy;
    }
  }
}

function levels(levelOf: (key: PermissionKey) => string): RoleInput['levels'] {
  return Object.fromEntries(permissions.map(({ key }) => [key, levelOf(key)])) as RoleInput['levels'];
}

/** `_clerk` stands for `customrole_clerk` (assumed). */
function fullScriptId(entered: string): string {
  return entered.startsWith('_') ? `customrole${entered}` : entered;
}

/** The shape of an ID that was not chosen is assumed. */
function freeScriptId({ roles }: AccountState, id: number): string {
  for (let suffix = ''; ; suffix += '_') {
    const scriptId = `customrole_${id}${suffix}`;
    if (!roles.some(role => role.scriptId === scriptId)) {
      return scriptId;
    }
  }
}
