import { expect, test } from 'vitest';
import { mayCreateTokenFor } from '../../../../src/practice/access/rules.ts';
import { mayManageToken, tokenRefusal, whyNoTokens } from '../../../../src/practice/access/tokenRefusals.ts';
import { takesTokens } from '../../../../src/practice/access/rules.ts';
import type { Employee, Role } from '../../../../src/practice/state/model.ts';
import type { PermissionKey } from '../../../../src/practice/state/permissions.ts';
import { seedState } from '../../../../src/practice/state/seed.ts';

const { sandbox: state } = seedState();
const [administrator, clerk] = state.roles as [Role, Role];
const [alex, jane] = state.employees as [Employee, Employee];

const keys = ['ADMI_MANAGE_OAUTH_TOKENS', 'ADMI_MANAGE_OWN_OAUTH_TOKENS', 'ADMI_LOGIN_OAUTH'] as const;

function roleWith(id: number, permissions: readonly PermissionKey[], isInactive = false): Role {
  return { ...clerk, id, isInactive, permissions: Object.fromEntries(permissions.map(key => [key, 'FULL'])) };
}

test('a reason is given exactly when the rules refuse a token, for every combination', () => {
  const subsets = [0, 1, 2, 3, 4, 5, 6, 7].map(bits => keys.filter((_, index) => bits & (1 << index)));
  const actorRoles = [administrator, ...subsets.map(each => roleWith(2000, each))];
  const roles = [administrator, ...subsets.flatMap(each => [roleWith(1001, each), roleWith(1001, each, true)])];
  const employees = [alex, jane].flatMap(employee =>
    [true, false].flatMap(isInactive =>
      [[], [1001], [3], [3, 1001]].flatMap(roleIds =>
        [[], [1001], [3]].map(hiddenRoleIds => ({ ...employee, isInactive, roleIds, hiddenRoleIds })),
      ),
    ),
  );
  let allowed = 0;
  for (const actorRole of actorRoles) {
    for (const employee of employees) {
      for (const role of roles) {
        const actor = { employee: alex, role: actorRole };
        const may = mayCreateTokenFor(actor, employee, role);
        expect(tokenRefusal(actor, employee, role) === undefined).toBe(may);
        allowed += may ? 1 : 0;
      }
    }
  }
  expect(allowed).toBeGreaterThan(50);
});

test('tokens of the Administrator role are changed by administrators only', () => {
  const manager = { employee: jane, role: roleWith(2000, ['ADMI_MANAGE_OAUTH_TOKENS']) };
  expect(mayManageToken(manager, { roleId: 3 }, state)).toBe(false);
  expect(mayManageToken(manager, { roleId: 1001 }, state)).toBe(true);
  expect(mayManageToken({ employee: alex, role: administrator }, { roleId: 3 }, state)).toBe(true);
  expect(mayManageToken({ employee: jane, role: clerk }, { roleId: 1001 }, state)).toBe(false);
});

test('an application takes tokens exactly when there is no reason why not', () => {
  const [application] = state.applications;
  for (const each of ['enabled', 'blocked', 'waiting-for-approval'] as const) {
    for (const tba of [true, false]) {
      const changed = { ...application!, state: each, tba };
      expect(whyNoTokens(changed) === undefined).toBe(takesTokens(changed));
    }
  }
});
