import { expect, test } from 'vitest';
import { hasPermission } from '../../../../src/practice/access/rules.ts';
import { createPracticeAccount } from '../../../../src/practice/account.ts';
import { changeAs } from '../../../../src/practice/pages/changeAs.ts';
import type { Visit } from '../../../../src/practice/pages/page.ts';
import { openSession } from '../../../../src/practice/pages/sessions.ts';
import { seedState } from '../../../../src/practice/state/seed.ts';
import { createStateStore } from '../../../../src/practice/state/stateStore.ts';

function visitOfTokenManager() {
  const account = createPracticeAccount({
    kind: 'sandbox',
    world: createStateStore(seedState(), () => Promise.resolve()),
  });
  return { account, session: openSession(account, 43, 1003) } as unknown as Visit;
}

const rename = (visit: Visit) =>
  changeAs(
    visit,
    ({ role }) => hasPermission(role, 'ADMI_MANAGE_OAUTH_TOKENS'),
    (state, { employee }) => [{ ...state, companyName: employee.firstName }, 'renamed'],
  );

test('a change is made in the name of who is signed in', async () => {
  const visit = visitOfTokenManager();
  expect(await rename(visit)).toBe('renamed');
  expect(visit.account.store.current().companyName).toBe('Omar');
});

test.each([
  ['the role lost its permission', { roles: true }],
  ['the person lost the role', { employees: true }],
])('a change that waits behind another one is refused when by then %s', async (_when, { roles, employees }: Lost) => {
  const visit = visitOfTokenManager();
  const earlier = visit.account.store.update(state => [
    {
      ...state,
      roles: roles ? state.roles.map(each => ({ ...each, permissions: {} })) : state.roles,
      employees: employees ? state.employees.map(each => ({ ...each, roleIds: [] })) : state.employees,
    },
    undefined,
  ]);
  await expect(rename(visit)).rejects.toThrow(expect.objectContaining({ code: 'permission-missing' }));
  await earlier;
  expect(visit.account.store.current().companyName).toBe('Practice Trading Company');
});

interface Lost {
  readonly roles?: boolean;
  readonly employees?: boolean;
}
