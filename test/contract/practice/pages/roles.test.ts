import { expect, test } from 'vitest';
import type { Role } from '../../../../src/practice/state/model.ts';
import { permissions } from '../../../../src/practice/state/permissions.ts';
import { call } from '../practiceFixture.ts';
import type { Fixture } from '../practiceFixture.ts';
import { asAdministrator, changeEmployee, stateOf } from './administrator.ts';
import { elementsOf, textOf } from './markup.ts';

const newRole = '/app/setup/role.nl';
const clerk = '/app/setup/role.nl?id=1001';
const jane = '/app/common/entity/employee.nl?id=42';

function roleOf(fixture: Fixture, id: number): Role | undefined {
  return stateOf(fixture).roles.find(role => role.id === id);
}

test('a new role has the levels chosen, gets an ID, and can be given to somebody', async () => {
  const { fixture, page } = await asAdministrator();
  const shown = await page.submit(newRole, {
    name: 'Order Importer',
    'level-ADMI_LOGIN_OAUTH': 'FULL',
    'level-TRAN_SALESORD': 'CREATE',
  });
  expect(shown.url).toBe('/app/setup/role.nl?id=1005');
  expect(shown.title).toBe('Order Importer');
  expect(shown.notices[0]).toContain('was saved');
  expect(roleOf(fixture, 1005)).toEqual({
    id: 1005,
    scriptId: 'customrole_1005',
    name: 'Order Importer',
    isInactive: false,
    webServicesOnly: false,
    permissions: { ADMI_LOGIN_OAUTH: 'FULL', TRAN_SALESORD: 'CREATE' },
  });
  expect((await page.submit(newRole, { name: 'Next' })).url).toBe('/app/setup/role.nl?id=1006');
});

test.each([
  ['customrole_orders', 'customrole_orders'],
  ['_orders_2', 'customrole_orders_2'],
])('the ID %s becomes %s', async (entered, scriptId) => {
  const { fixture, page } = await asAdministrator();
  await page.submit(newRole, { name: 'Orders', scriptId: entered });
  expect(roleOf(fixture, 1005)?.scriptId).toBe(scriptId);
});

test.each([
  'orders',
  'customrole',
  'customrole_',
  'customrole_Orders',
  'customrole_ä',
  'customrole_a b',
  'customrole_integration_clerk',
  `customrole_${'a'.repeat(30)}`,
  '"><script>alert(1)</script>',
])('the ID %j is refused, and what was entered is kept', async scriptId => {
  const { fixture, page } = await asAdministrator();
  const before = stateOf(fixture);
  const shown = await page.submit(newRole, { name: 'Orders', scriptId, webServicesOnly: 'T' });
  expect(shown.status).toBe(400);
  expect(shown.errors).toHaveLength(1);
  expect(stateOf(fixture)).toBe(before);
  const { fields } = await page.open(shown);
  expect(fields.find(({ name }) => name === 'scriptId')?.value).toBe(scriptId);
  expect(fields.find(({ name }) => name === 'webServicesOnly')?.isSent).toBe(true);
  expect(shown.text).not.toContain('<script');
});

test.each(['', '   ', '\u200B', 'INTEGRATION clerk', 'x'.repeat(61), 'x'.repeat(10_000)])(
  'the name %j is refused',
  async name => {
    const { fixture, page } = await asAdministrator();
    const before = stateOf(fixture);
    const shown = await page.submit(newRole, { name });
    expect(shown.status).toBe(400);
    expect(shown.errors).toHaveLength(1);
    expect(shown.text).toMatch(/id="name"[^>]*aria-invalid="true"/);
    expect(stateOf(fixture)).toBe(before);
  },
);

test.each(['<script>alert(1)</script>', 'مدير 👩‍👩‍👧', `a" onfocus="alert(1)`, 'a && b'])(
  'the name %j is shown as it is on every page',
  async name => {
    const { page } = await asAdministrator();
    const shown = await page.submit(newRole, { name });
    expect(shown.title).toBe(name);
    expect(shown.text).not.toContain('<script');
    for (const path of ['/app/setup/rolelist.nl', jane]) {
      const { text } = await page.get(path);
      expect(text).not.toContain('<script');
      expect(textOf(text)).toContain(name);
    }
  },
);

test('each permission offers its own levels only, and no other is taken', async () => {
  const { fixture, page } = await asAdministrator();
  const form = await page.open(newRole);
  for (const { key, levels } of permissions) {
    const offered = form.fields.filter(({ name }) => name === `level-${key}`).map(({ value }) => value);
    expect(offered).toEqual(levels);
  }
  const before = stateOf(fixture);
  const odd = await form.send({ name: 'Odd', 'level-ADMI_LOGIN_OAUTH': 'VIEW' });
  expect(odd.errors[0]).toContain('Log in using Access Tokens');
  const half = await form.send({ name: 'Half', 'level-ADMI_LOGIN_OAUTH': undefined });
  expect(half.errors).toHaveLength(1);
  expect(stateOf(fixture)).toBe(before);
});

test('the page explains the three token permissions', async () => {
  const { page } = await asAdministrator();
  const { text } = await page.get(clerk);
  const table = elementsOf(text, 'table')
    .map(textOf)
    .find(each => each.includes('Create tokens for others'));
  expect(table).toContain(
    'Access Token Management Yes, but never in the Administrator role No (administrators: yes) No',
  );
  expect(table).toContain('User Access Tokens No Yes, for the role one is signed in with Yes');
  expect(table).toContain('Log in using Access Tokens No No Yes');
});

test('a role for OAuth 2.0 alone needs no warning, calls RESTlets and REST, and not SOAP', async () => {
  const { page } = await asAdministrator();
  const shown = await page.submit(newRole, {
    name: 'OAuth 2.0',
    'level-ADMI_LOGIN_OAUTH2': 'FULL',
    'level-ADMI_RESTWEBSERVICES': 'FULL',
    'level-ADMI_WEBSERVICES': 'FULL',
  });
  expect(shown.notices).toHaveLength(1);
  expect(shown.main).toMatch(/Log in with a token No .* Log in with OAuth 2\.0 Yes Call RESTlets Yes Call REST/);
  expect(shown.main).toContain('Call SOAP web services No takes no OAuth 2.0');
  expect(shown.main).toContain('OAuth 2.0 Authorized Applications Management No Yes, in the list of all Yes Yes');
});

test.each([
  [{}, 'No token works in this role'],
  [{ 'level-ADMI_MANAGE_OAUTH_TOKENS': 'FULL' }, 'cannot log in with one itself'],
  [{ 'level-ADMI_LOGIN_OAUTH': 'FULL', webServicesOnly: 'T' }, 'can log in but call nothing'],
  [{ 'level-ADMI_LOGIN_OAUTH': 'FULL', isInactive: 'T' }, 'This role is inactive'],
])('a role with %j is saved with a warning', async (fields, warning) => {
  const { page } = await asAdministrator();
  const shown = await page.submit(newRole, { name: 'Inert', ...fields });
  expect(shown.notices).toHaveLength(2);
  expect(shown.notices[1]).toContain(warning);
});

test.each([{ 'level-ADMI_LOGIN_OAUTH': 'FULL' }, { 'level-ADMI_MANAGE_OWN_OAUTH_TOKENS': 'FULL' }])(
  'a role with %j needs no warning',
  async fields => {
    const { page } = await asAdministrator();
    expect((await page.submit(newRole, { name: 'Useful', ...fields })).notices).toHaveLength(1);
  },
);

test.each([
  ['loses the right to log in', { 'level-ADMI_LOGIN_OAUTH': 'NONE' }],
  ['becomes inactive', { isInactive: 'T' }],
])('calls with a token get permission_denied when its role %s', async (_, fields) => {
  const { fixture, page } = await asAdministrator();
  const shown = await page.submit(clerk, fields);
  expect(shown.notices[0]).toContain('1 token can no longer log in');
  expect((await call(fixture)).status).toBe(401);
  expect(fixture.lastDetail()).toBe('permission_denied');
});

test('Web Services Only shuts the role out of RESTlets', async () => {
  const { fixture, page } = await asAdministrator();
  const shown = await page.submit(clerk, { webServicesOnly: 'T' });
  expect(shown.main).toContain('Call RESTlets No');
  expect((await call(fixture)).status).toBe(401);
});

test('the ID of a saved role stays what it is', async () => {
  const { fixture, page } = await asAdministrator();
  await page.submit(clerk, { name: 'Renamed', scriptId: 'customrole_other' }, { force: true });
  expect(roleOf(fixture, 1001)).toMatchObject({ name: 'Renamed', scriptId: 'customrole_integration_clerk' });
});

test('the Administrator role can be neither changed nor deleted', async () => {
  const { fixture, page } = await asAdministrator();
  const shown = await page.get('/app/setup/role.nl?id=3');
  expect(elementsOf(elementsOf(shown.text, 'main')[0] ?? '', 'form')).toHaveLength(0);
  const before = stateOf(fixture);
  const form = await page.open(clerk);
  const fields = Object.fromEntries(form.fields.filter(each => each.isSent).map(({ name, value }) => [name, value]));
  const changed = await page.post('/app/setup/role.nl?id=3', { ...fields, submission: '1', isInactive: 'T' });
  expect(changed.notices[0]).toContain('cannot be changed');
  await page.post('/app/setup/role.nl?id=3', { ...fields, submission: '2', action: 'delete' });
  expect(stateOf(fixture)).toBe(before);
});

test('Customize makes a new role like another', async () => {
  const { fixture, page } = await asAdministrator();
  await page.submit('/app/setup/role.nl?copy=1001');
  expect(roleOf(fixture, 1005)).toEqual({
    ...roleOf(fixture, 1001),
    id: 1005,
    name: 'Integration Clerk copy',
    scriptId: 'customrole_1005',
  });
  const { fields } = await page.open('/app/setup/role.nl?copy=1001');
  expect(fields.find(({ name }) => name === 'name')?.value).toBe('Integration Clerk copy 2');
});

test('a role that somebody has, or that a token uses, is not deleted, and the page says which', async () => {
  const { fixture, page } = await asAdministrator();
  const question = await page.get(`${clerk}&delete=T`);
  expect(question.main).toContain('Jane Doe');
  expect(question.main).toContain('Orders hub - Jane Doe, Integration Clerk');
  expect(question.text).not.toContain('class="danger"');
  await fixture.setState(state => ({
    ...state,
    employees: state.employees.map(each => ({ ...each, roleIds: each.roleIds.filter(id => id !== 1001) })),
    tokens: state.tokens.map(each => ({ ...each, state: 'revoked' })),
  }));
  const revoked = await page.get(`${clerk}&delete=T`);
  expect(revoked.main).not.toContain('Jane Doe has');
  expect(revoked.main).toContain('revoked');
  const { fields } = await page.open(clerk);
  const formToken = fields.find(({ name }) => name === 'formToken')?.value;
  await page.post(clerk, { formToken, action: 'delete' });
  expect(roleOf(fixture, 1001)).toBeDefined();
});

test('a role that nobody uses is deleted after a question', async () => {
  const { fixture, page } = await asAdministrator();
  await page.submit(newRole, { name: 'Spare' });
  const url = '/app/setup/role.nl?id=1005&delete=T';
  await page.get(url);
  expect(roleOf(fixture, 1005)).toBeDefined();
  const shown = await page.submit(url, {}, { form: 'Delete' });
  expect(shown.url).toBe('/app/setup/rolelist.nl');
  expect(roleOf(fixture, 1005)).toBeUndefined();
  expect((await page.submit(newRole, { name: 'Spare' })).url).toBe('/app/setup/role.nl?id=1006');
});

test('a role that is given away after the question is not deleted', async () => {
  const { fixture, page } = await asAdministrator();
  await page.submit(newRole, { name: 'Spare' });
  const question = await page.open('/app/setup/role.nl?id=1005&delete=T', { form: 'Delete' });
  await changeEmployee(fixture, 44, { roleIds: [1005] });
  const shown = await question.send();
  expect(shown.notices[0]).toContain('in use');
  expect(roleOf(fixture, 1005)).toBeDefined();
});

test('of two windows with the same role, the later one overwrites nothing unseen', async () => {
  const { fixture, page } = await asAdministrator();
  const stale = await page.open(clerk);
  await page.submit(clerk, { 'level-ADMI_WEBSERVICES': 'NONE' });
  const shown = await stale.send({ name: 'Clerk' });
  expect(shown.status).toBe(400);
  expect(shown.notices[0]).toContain('changed in another window');
  expect(roleOf(fixture, 1001)?.name).toBe('Integration Clerk');
  await page.submit(shown);
  expect(roleOf(fixture, 1001)).toMatchObject({ name: 'Clerk', permissions: { ADMI_WEBSERVICES: 'FULL' } });
});

test('a double click makes one role', async () => {
  const { fixture, page } = await asAdministrator();
  const form = await page.open(newRole);
  const answers = await Promise.all([form.send({ name: 'Once' }), form.send({ name: 'Once' })]);
  expect(answers.map(({ status, url }) => `${status} ${url}`)).toEqual(Array(2).fill('200 /app/setup/role.nl?id=1005'));
  expect(stateOf(fixture).roles.filter(({ name }) => name === 'Once')).toHaveLength(1);
});

test.each(['0', '99999', '1e3', '1001.0', 'abc', '<b>', ''])(
  'the id %j is not found, and nothing is made',
  async id => {
    const { fixture, page } = await asAdministrator();
    const url = `/app/setup/role.nl?id=${encodeURIComponent(id)}`;
    expect((await page.get(url)).status).toBe(404);
    const { fields } = await page.open(newRole);
    const sent = Object.fromEntries(fields.filter(each => each.isSent).map(({ name, value }) => [name, value]));
    const before = stateOf(fixture);
    expect((await page.post(url, { ...sent, name: 'New' })).status).toBe(404);
    expect(stateOf(fixture)).toBe(before);
  },
);
