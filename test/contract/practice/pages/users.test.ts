import { describe, expect, test } from 'vitest';
import { call } from '../practiceFixture.ts';
import { asAdministrator, changeEmployee, employeeOf, stateOf } from './administrator.ts';
import { signIn } from './browser.ts';
import { elementsOf } from './markup.ts';

const newRole = '/app/setup/role.nl';
const clerk = '/app/setup/role.nl?id=1001';
const newEmployee = '/app/common/entity/employee.nl';
const jane = '/app/common/entity/employee.nl?id=42';
const alex = '/app/common/entity/employee.nl?id=7';
const omar = '/app/common/entity/employee.nl?id=43';

const adminPages = [
  '/app/setup/rolelist.nl',
  clerk,
  newRole,
  '/app/setup/listusers.nl',
  '/app/common/entity/employeelist.nl',
  jane,
  newEmployee,
];

test.each(adminPages)('%s is for administrators only, also for those who may manage tokens', async path => {
  const { fixture, page } = await asAdministrator();
  expect((await page.get(path)).status).toBe(200);
  for (const role of [1002, 1003]) {
    const other = await signIn(fixture, 'omar', role);
    expect((await other.get(path)).status).toBe(403);
    const formToken = /name="formToken" value="([^"]*)"/.exec((await other.get('/practice/home')).text)?.[1];
    const before = stateOf(fixture);
    expect((await other.post(path, { formToken, name: 'Mine' })).status).toBeGreaterThanOrEqual(403);
    expect(stateOf(fixture)).toBe(before);
  }
});

test.each(adminPages)('%s has one h1, labels for its fields, and headings in order', async path => {
  const { page } = await asAdministrator();
  const { text } = await page.get(path);
  expect(elementsOf(text, 'h1')).toHaveLength(1);
  expect(elementsOf(text, 'p', 'menu-path')).toHaveLength(1);
  const main = elementsOf(text, 'main')[0] ?? '';
  expect(main).not.toMatch(/tabindex="[1-9]/);
  const ids = [...main.matchAll(/<(?:input|select|textarea)\b(?![^>]*type="hidden")[^>]*\bid="([^"]+)"/g)].map(
    m => m[1],
  );
  const shown = main.match(/<(?:input|select|textarea)\b(?![^>]*type="hidden")/g) ?? [];
  expect(ids).toHaveLength(shown.length);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) {
    expect(main).toContain(`<label for="${id}">`);
  }
  for (const [, described = ''] of main.matchAll(/aria-describedby="([^"]*)"/g)) {
    for (const id of described.split(' ')) {
      expect(main).toContain(`id="${id}"`);
    }
  }
  for (const table of elementsOf(main, 'table')) {
    expect(table).toContain('<caption>');
    expect(table).not.toMatch(/<th(?![^>]*scope=)[\s>]/);
  }
});

describe('employees', () => {
  const sam = { firstName: 'Sam', lastName: 'Lee', email: 'sam@practice.example' };

  test('a new employee gets a password, and with a role can sign in', async () => {
    const { fixture, page } = await asAdministrator();
    const shown = await page.submit(newEmployee, { ...sam, role: ['1001', '1002'] });
    expect(shown.url).toBe('/app/common/entity/employee.nl?id=45');
    expect(shown.title).toBe('Sam Lee');
    const made = employeeOf(fixture, 45);
    expect(made).toMatchObject({ ...sam, isInactive: false, roleIds: [1001, 1002], hiddenRoleIds: [], lockedUntil: 0 });
    expect(made.password).toMatch(/^[0-9a-f]{20}$/);
    expect(shown.main).toContain(made.password);
    const mine = await signIn(fixture, 'sam' as 'jane', 1002);
    expect((await mine.get('/practice/home')).text).toContain('Sam Lee · SuiteScript Developer');
  });

  test.each([
    [{ firstName: ' ', lastName: '\u200B' }, 'first or last name'],
    [{ firstName: 'x'.repeat(33) }, '32 characters'],
    [{ lastName: 'x'.repeat(10_000) }, '32 characters'],
    [{ email: '' }, 'email address'],
    [{ email: 'sam' }, 'email address'],
    [{ email: 'sam@a b.c' }, 'email address'],
    [{ email: `${'x'.repeat(250)}@a.example` }, 'email address'],
    [{ email: 'JANE.doe@practice.example' }, 'Another employee'],
    [{ role: '999' }, 'no longer exists'],
    [{ role: 'abc' }, 'no longer exists'],
  ])('an employee with %j is refused', async (fields, message) => {
    const { fixture, page } = await asAdministrator();
    const before = stateOf(fixture);
    const shown = await page.submit(newEmployee, { ...sam, ...fields });
    expect(shown.status).toBe(400);
    expect(shown.errors.join(' ')).toContain(message);
    expect(shown.notices[0]).toContain(message);
    expect(stateOf(fixture)).toBe(before);
  });

  test('a name of markup is shown as text everywhere', async () => {
    const { page } = await asAdministrator();
    const firstName = '<img src=x onerror=a()>';
    const shown = await page.submit(newEmployee, { ...sam, firstName, role: '1001' });
    expect(shown.title).toBe(`${firstName} Lee`);
    for (const path of [
      shown.url,
      '/app/setup/listusers.nl',
      '/app/common/entity/employeelist.nl',
      `${clerk}&delete=T`,
    ]) {
      expect((await page.get(path)).text).not.toContain('<img');
    }
  });

  test('a token cannot log in while its user lacks the role, and can when the role returns', async () => {
    const { fixture, page } = await asAdministrator();
    const shown = await page.submit(jane, { role: undefined });
    expect(shown.notices[0]).toContain('1 token can no longer log in');
    expect(shown.main).toContain('the user does not have the role');
    expect(stateOf(fixture).tokens.map(({ state }) => state)).toEqual(['active', 'active']);
    expect((await call(fixture)).status).toBe(401);
    expect(fixture.lastDetail()).toBe('permission_denied');
    const back = await page.submit(jane, { role: '1001' });
    expect(back.notices[0]).toContain('1 token can log in again');
    expect((await call(fixture)).status).toBe(200);
  });

  test('a role that comes back is not hidden any more', async () => {
    const { fixture, page } = await asAdministrator();
    await changeEmployee(fixture, 42, { roleIds: [1001, 1002], hiddenRoleIds: [1001] });
    await page.submit(jane, { role: '1002' });
    await page.submit(jane, { role: ['1001', '1002'] });
    expect(employeeOf(fixture, 42).hiddenRoleIds).toEqual([]);
    expect((await call(fixture)).status).toBe(200);
  });

  test('an inactive employee’s tokens get permission_denied', async () => {
    const { fixture, page } = await asAdministrator();
    await page.submit(jane, { isInactive: 'T' });
    expect((await call(fixture)).status).toBe(401);
    expect(fixture.lastDetail()).toBe('permission_denied');
  });

  test('deleting an employee asks, and deletes their tokens', async () => {
    const { fixture, page } = await asAdministrator();
    await fixture.setState(state => ({
      ...state,
      tokens: state.tokens.map(token => (token.id === 2 ? { ...token, employeeId: 43, roleId: 1002 } : token)),
    }));
    const question = await page.get(`${omar}&delete=T`);
    expect(question.main).toContain('1 token');
    expect(stateOf(fixture).tokens).toHaveLength(2);
    const shown = await page.submit(question, {}, { form: 'Delete' });
    expect(shown.url).toBe('/app/common/entity/employeelist.nl');
    expect(shown.notices[0]).toContain('with them 1 token');
    expect(stateOf(fixture).tokens.map(({ id }) => id)).toEqual([1]);
    expect(stateOf(fixture).employees.some(({ id }) => id === 43)).toBe(false);
    expect((await page.get(omar)).status).toBe(404);
  });

  test('an employee whom sales orders name is not deleted', async () => {
    const { fixture, page } = await asAdministrator();
    const shown = await page.get(`${jane}&delete=T`);
    expect(shown.main).toContain('Sales orders name this employee');
    const before = stateOf(fixture);
    const { fields } = await page.open(jane);
    const formToken = fields.find(({ name }) => name === 'formToken')?.value;
    await page.post(jane, { formToken, action: 'delete' });
    expect(stateOf(fixture)).toBe(before);
  });

  test.each([
    ['made inactive', { isInactive: 'T' }],
    ['robbed of the role', { role: undefined }],
    ['given another role instead', { role: '1001' }],
  ])('the last active administrator cannot be %s', async (_, fields) => {
    const { fixture, page } = await asAdministrator();
    // Neither of these counts.
    await changeEmployee(fixture, 43, { roleIds: [3], isInactive: true });
    await changeEmployee(fixture, 44, { roleIds: [3, 1001], hiddenRoleIds: [3] });
    const before = stateOf(fixture);
    const shown = await page.submit(alex, fields);
    expect(shown.status).toBe(400);
    expect(shown.errors[0]).toContain('last active administrator');
    expect(stateOf(fixture)).toBe(before);
  });

  test('the last active administrator cannot be deleted', async () => {
    const { fixture, page } = await asAdministrator();
    expect((await page.get(`${alex}&delete=T`)).main).toContain('last active administrator');
    const { fields } = await page.open(alex);
    const formToken = fields.find(({ name }) => name === 'formToken')?.value;
    await page.post(alex, { formToken, action: 'delete' });
    expect(employeeOf(fixture, 7)).toBeDefined();
  });

  test('two administrators who take the role from each other at once leave one', async () => {
    const { fixture, page } = await asAdministrator();
    await changeEmployee(fixture, 43, { roleIds: [3] });
    const other = await signIn(fixture, 'omar');
    const [one, two] = await Promise.all([page.open(omar), other.open(alex)]);
    await Promise.all([one.send({ role: undefined }), two.send({ role: undefined })]);
    const administrators = stateOf(fixture).employees.filter(({ roleIds }) => roleIds.includes(3));
    expect(administrators).toHaveLength(1);
  });

  test('an administrator may step down while there is another', async () => {
    const { fixture, page } = await asAdministrator();
    await changeEmployee(fixture, 43, { roleIds: [3] });
    const shown = await page.submit(alex, { role: undefined });
    expect(shown.url).toContain('/practice/sign-in');
    expect(employeeOf(fixture, 7).roleIds).toEqual([]);
  });

  test('a locked user is unlocked by one click, and the failed calls are forgotten', async () => {
    const { fixture, page } = await asAdministrator();
    await changeEmployee(fixture, 42, { lockedUntil: (fixture.clock.seconds + 600) * 1000 });
    expect((await call(fixture)).status).toBe(401);
    expect(fixture.lastDetail()).toBe('temporary_locked');
    expect((await page.get('/app/setup/listusers.nl')).main).toContain('Locked until');
    fixture.account.failures.set(42, 4);
    const shown = await page.submit(jane, {}, { form: 'Unlock' });
    expect(shown.notices[0]).toContain('not locked any more');
    expect(fixture.account.failures.get(42)).toBeUndefined();
    expect((await call(fixture)).status).toBe(200);
    expect(shown.text).not.toContain('>Unlock<');
  });

  test('a lock that has run out needs no unlocking', async () => {
    const { fixture, page } = await asAdministrator();
    await changeEmployee(fixture, 42, { lockedUntil: (fixture.clock.seconds - 1) * 1000 });
    expect((await page.get(jane)).main).not.toContain('Unlock');
  });

  test('a new practice password leaves tokens as they are', async () => {
    const { fixture, page } = await asAdministrator();
    const { password } = employeeOf(fixture, 42);
    const shown = await page.submit(jane, {}, { form: 'Generate new password' });
    expect(employeeOf(fixture, 42).password).not.toBe(password);
    expect(shown.main).toContain(employeeOf(fixture, 42).password);
    expect(shown.main).not.toContain(password);
    expect((await call(fixture)).status).toBe(200);
  });

  test('a role given in one window survives a change of name in another', async () => {
    const { fixture, page } = await asAdministrator();
    const stale = await page.open(jane);
    await page.submit(jane, { role: ['1001', '1002'] });
    const shown = await stale.send({ lastName: 'Roe' });
    expect(shown.status).toBe(400);
    expect(employeeOf(fixture, 42)).toMatchObject({ lastName: 'Doe', roleIds: [1001, 1002] });
  });

  test('saving does not undo a lock, a password or a hidden role', async () => {
    const { fixture, page } = await asAdministrator();
    await changeEmployee(fixture, 42, { roleIds: [1001, 1002] });
    const form = await page.open(jane);
    await changeEmployee(fixture, 42, { lockedUntil: 5, password: 'p', hiddenRoleIds: [1002] });
    await form.send({ lastName: 'Roe' });
    expect(employeeOf(fixture, 42)).toMatchObject({
      lastName: 'Roe',
      lockedUntil: 5,
      password: 'p',
      hiddenRoleIds: [1002],
    });
  });

  test('a form for a new employee takes no action of another form', async () => {
    const { fixture, page } = await asAdministrator();
    const before = stateOf(fixture);
    const shown = await page.submit(newEmployee, { ...sam, action: 'delete' }, { force: true });
    expect(shown.status).toBe(404);
    expect(stateOf(fixture)).toBe(before);
  });

  test('Manage Users lists who has a role, Employees everybody', async () => {
    const { page } = await asAdministrator();
    await page.submit(newEmployee, sam);
    expect((await page.get('/app/setup/listusers.nl')).main).not.toContain('Sam Lee');
    expect((await page.get('/app/common/entity/employeelist.nl')).main).toContain('Sam Lee');
  });
});

describe('View My Roles', () => {
  const path = '/practice/my-roles';

  test('a hidden role refuses its tokens and the sign-in until it is shown again', async () => {
    const { fixture } = await asAdministrator();
    await changeEmployee(fixture, 42, { roleIds: [1001, 1002] });
    const page = await signIn(fixture, 'jane', 1002);
    const shown = await page.submit(path, { shown: '1002' });
    expect(shown.notices[0]).toContain('1 token can no longer log in');
    expect((await call(fixture)).status).toBe(401);
    expect(fixture.lastDetail()).toBe('permission_denied');
    await expect(signIn(fixture, 'jane', 1001)).rejects.toThrow('cannot sign in');
    await page.submit(path, { shown: ['1001', '1002'] });
    expect((await call(fixture)).status).toBe(200);
  });

  test('the role that one is signed in with cannot be hidden', async () => {
    const { fixture } = await asAdministrator();
    const page = await signIn(fixture, 'omar', 1002);
    const form = await page.open(path);
    const before = stateOf(fixture);
    const shown = await form.send({ shown: '1003' });
    expect(shown.notices[0]).toContain('cannot be hidden');
    expect(stateOf(fixture)).toBe(before);
    await page.submit(path, { shown: '1002' });
    expect(employeeOf(fixture, 43).hiddenRoleIds).toEqual([1003]);
  });

  test('the last administrator cannot hide that role', async () => {
    const { fixture } = await asAdministrator();
    await changeEmployee(fixture, 7, { roleIds: [3, 1001] });
    const page = await signIn(fixture, 'alex', 1001);
    const shown = await page.submit(path, { shown: '1001' });
    expect(shown.notices[0]).toContain('last administrator');
    expect(employeeOf(fixture, 7).hiddenRoleIds).toEqual([]);
  });

  test('it changes nobody else, and takes no roles that one has not', async () => {
    const { fixture } = await asAdministrator();
    const page = await signIn(fixture, 'omar', 1002);
    await page.submit(path, { shown: ['1002', '3', '1001', '-1', '<b>'], employee: '7' }, { force: true });
    expect(employeeOf(fixture, 43)).toMatchObject({ roleIds: [1002, 1003], hiddenRoleIds: [1003] });
    expect(employeeOf(fixture, 7).hiddenRoleIds).toEqual([]);
  });

  test('a role that was given meanwhile is not hidden by an old form', async () => {
    const { fixture } = await asAdministrator();
    const page = await signIn(fixture, 'omar', 1002);
    const form = await page.open(path);
    await changeEmployee(fixture, 43, { roleIds: [1001, 1002, 1003] });
    const shown = await form.send();
    expect(shown.notices[0]).toContain('changed in another window');
    expect(employeeOf(fixture, 43).hiddenRoleIds).toEqual([]);
  });
});
