import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { AccountState, Employee, Role } from '../../../../src/practice/state/model.ts';
import { call, startFixture } from '../practiceFixture.ts';
import type { Fixture } from '../practiceFixture.ts';
import { signIn } from './browser.ts';
import type { BrowserPage, Shown } from './browser.ts';
import { elementsOf, textOf } from './markup.ts';

const listPath = '/app/setup/accesstokens.nl';
const tokenPath = '/app/setup/accesstoken.nl';
const myPath = '/app/setup/useraccesstokens.nl';

const administrator = 3;
const clerk = 1001;
const developer = 1002;
const tokenManager = 1003;

let fixture: Fixture;

beforeEach(async () => {
  fixture = await startFixture();
  onTestFinished(fixture.stop);
});

const state = () => fixture.account.store.current();
const newest = () => state().tokens.at(-1);

/** Token ID and secret as the confirmation page shows them. */
function secretsOn(shown: Shown): string[] {
  return elementsOf(shown.text, 'code', 'secret').map(textOf);
}

function logInWith(shown: Shown) {
  const [token = '', tokenSecret = ''] = secretsOn(shown);
  return call(fixture, { credentials: { ...fixture.credentials, token, tokenSecret } });
}

async function changeEmployee(id: number, change: (employee: Employee) => Partial<Employee>): Promise<void> {
  await fixture.setState(current => ({
    ...current,
    employees: current.employees.map(each => (each.id === id ? { ...each, ...change(each) } : each)),
  }));
}

async function changeRole(id: number, change: Partial<Role>): Promise<void> {
  await fixture.setState(current => ({
    ...current,
    roles: current.roles.map(each => (each.id === id ? { ...each, ...change } : each)),
  }));
}

async function changeApplication(id: number, change: Partial<AccountState['applications'][number]>): Promise<void> {
  await fixture.setState(current => ({
    ...current,
    applications: current.applications.map(each => (each.id === id ? { ...each, ...change } : each)),
  }));
}

async function offers(page: BrowserPage, pair: string): Promise<boolean> {
  const { fields } = await page.open(tokenPath);
  return fields.some(({ name, value }) => name === 'pair' && value === pair);
}

/** A form of the page, sent with values that it does not offer. */
async function expectForgeryRefused(page: BrowserPage, fields: Record<string, string>, reason: RegExp) {
  const before = state();
  const shown = await page.submit(tokenPath, { application: '1', ...fields });
  expect([shown.status, shown.notices[0], shown.errors.join(' ')]).toEqual([
    400,
    expect.stringContaining('No token was made.'),
    expect.stringMatching(reason),
  ]);
  expect(state()).toBe(before);
}

// ---- what the three permissions allow: ORA:bridgehead_4248124361

test('Access Token Management creates a token for another user, and the token logs in', async () => {
  const omar = await signIn(fixture, 'omar', tokenManager);
  const shown = await omar.submit(tokenPath, { application: '1', pair: `42-${clerk}` });
  expect(shown.url).toMatch(/^\/app\/setup\/accesstoken\.nl\?id=\d+&confirmation=T$/);
  expect(newest()).toMatchObject({ applicationId: 1, employeeId: 42, roleId: clerk, state: 'active' });
  expect(newest()?.name).toBe('Orders hub - Jane Doe, Integration Clerk');
  expect((await logInWith(shown)).status).toBe(200);
});

test('Access Token Management creates no token of the Administrator role', async () => {
  const omar = await signIn(fixture, 'omar', tokenManager);
  expect(await offers(omar, `7-${administrator}`)).toBe(false);
  await expectForgeryRefused(omar, { pair: `7-${administrator}` }, /Administrator role/);
});

test('Access Token Management creates no token for oneself', async () => {
  const omar = await signIn(fixture, 'omar', tokenManager);
  expect(await offers(omar, `43-${developer}`)).toBe(false);
  expect((await omar.get(tokenPath)).main).toContain(
    'Omar Haddad · SuiteScript Developer – Access Token Management makes tokens for others, not for yourself.',
  );
  await expectForgeryRefused(omar, { pair: `43-${developer}` }, /not for yourself/);
  expect((await omar.get(myPath)).status).toBe(403);
});

test('Access Token Management alone lets no token log in, so that none is made for such a role', async () => {
  const alex = await signIn(fixture, 'alex');
  expect(await offers(alex, `43-${tokenManager}`)).toBe(false);
  await expectForgeryRefused(alex, { pair: `43-${tokenManager}` }, /neither Log in using Access Tokens nor/);
});

test('User Access Tokens creates a token for oneself in the present role, and the token logs in', async () => {
  const omar = await signIn(fixture, 'omar', developer);
  const shown = await omar.submit(myPath, { application: '1' });
  expect(shown.url).toMatch(/^\/app\/setup\/useraccesstokens\.nl\?id=\d+&confirmation=T$/);
  expect(newest()).toMatchObject({ employeeId: 43, roleId: developer });
  expect((await logInWith(shown)).status).toBe(200);
});

test('User Access Tokens creates none for others, not even by a forged form', async () => {
  const omar = await signIn(fixture, 'omar', developer);
  for (const path of [listPath, tokenPath]) {
    const shown = await omar.get(path);
    expect(shown.status).toBe(403);
    expect(shown.main).toContain('Access Token Management');
  }
  const { fields } = await omar.open(myPath);
  const formToken = fields.find(({ name }) => name === 'formToken')?.value ?? '';
  const before = state();
  expect((await omar.post(tokenPath, { formToken, application: '1', pair: `42-${clerk}` })).status).toBe(403);
  expect(state()).toBe(before);
  await omar.submit(myPath, { application: '1', pair: `42-${clerk}`, employeeId: '42' }, { force: true });
  expect(newest()).toMatchObject({ employeeId: 43, roleId: developer });
});

test('Log in using Access Tokens creates no token at all, not even by a forged form', async () => {
  const jane = await signIn(fixture, 'jane');
  for (const path of [listPath, tokenPath, myPath]) {
    expect((await jane.get(path)).status).toBe(403);
  }
  expect((await jane.get(myPath)).main).toContain('Log in using Access Tokens lets a role use tokens, not make them');
  const formToken = sessionToken(await jane.get('/practice/home'));
  const before = state();
  expect((await jane.post(myPath, { formToken, application: '1' })).status).toBe(403);
  expect((await jane.post(tokenPath, { formToken, application: '1', pair: `42-${clerk}` })).status).toBe(403);
  expect(state()).toBe(before);
});

test('administrators create tokens for themselves in another role of theirs, but not for other administrators', async () => {
  await changeEmployee(7, ({ roleIds }) => ({ roleIds: [...roleIds, clerk] }));
  await changeEmployee(42, ({ roleIds }) => ({ roleIds: [...roleIds, administrator] }));
  const alex = await signIn(fixture, 'alex');
  const shown = await alex.submit(tokenPath, { application: '1', pair: `7-${clerk}` });
  expect((await logInWith(shown)).status).toBe(200);
  expect(await offers(alex, `42-${administrator}`)).toBe(false);
  expect(await offers(alex, `7-${administrator}`)).toBe(false);
  await expectForgeryRefused(alex, { pair: `42-${administrator}` }, /Administrator role/);
  await expectForgeryRefused(alex, { pair: `7-${administrator}` }, /Administrator role/);
});

test('an administrator makes a token of the Administrator role under My Access Tokens, and it logs in', async () => {
  const alex = await signIn(fixture, 'alex');
  const shown = await alex.submit(myPath, { application: '1' });
  expect(newest()).toMatchObject({ employeeId: 7, roleId: administrator });
  expect((await logInWith(shown)).status).toBe(200);
});

// ---- which users, roles and applications are offered

test.each([
  ['an inactive user', () => changeEmployee(42, () => ({ isInactive: true })), /user is inactive/],
  ['an inactive role', () => changeRole(clerk, { isInactive: true }), /role is inactive/],
  ['a role that was hidden', () => changeEmployee(42, () => ({ hiddenRoleIds: [clerk] })), /has hidden this role/],
  ['a role that was taken away', () => changeEmployee(42, () => ({ roleIds: [] })), /does not have this role/],
  ['a role without the right', () => changeRole(clerk, { permissions: {} }), /neither Log in/],
])('%s is not offered, and refused in a forged form', async (_what, change, reason) => {
  await change();
  const alex = await signIn(fixture, 'alex');
  expect(await offers(alex, `42-${clerk}`)).toBe(false);
  await expectForgeryRefused(alex, { pair: `42-${clerk}` }, reason);
});

test.each([
  ['blocked', { state: 'blocked' }, /is Blocked/],
  ['waiting for approval', { state: 'waiting-for-approval' }, /is Waiting for Approval/],
  ['without the TBA box', { tba: false }, /box Token-Based Authentication/],
] as const)('an application that is %s takes no tokens', async (_what, change, reason) => {
  await changeApplication(1, change);
  const alex = await signIn(fixture, 'alex');
  const form = await alex.open(tokenPath);
  expect(form.fields.some(({ name, value }) => name === 'application' && value === '1')).toBe(false);
  expect((await alex.get(tokenPath)).main).toMatch(reason);
  await expectForgeryRefused(alex, { pair: `42-${clerk}` }, /Choose an application that is Enabled/);
});

test.each([
  { pair: '', application: '1' },
  { pair: '42', application: '1' },
  { pair: '42-1001-7', application: '1' },
  { pair: '42-9999', application: '1' },
  { pair: '9999-1001', application: '1' },
  { pair: `42-${clerk}`, application: '' },
  { pair: `42-${clerk}`, application: '999' },
  { pair: `42-${clerk}`, application: '1e0' },
])('a form with %o makes no token and comes back as it was filled in', async fields => {
  const alex = await signIn(fixture, 'alex');
  const before = state();
  const shown = await alex.submit(tokenPath, { ...fields, name: 'Kept' });
  expect(shown.status).toBe(400);
  expect(shown.text).toContain('value="Kept"');
  expect(state()).toBe(before);
});

test('a user has 25 tokens at most; revoking one makes room', async () => {
  const alex = await signIn(fixture, 'alex');
  for (let count = 2; count < 25; count += 1) {
    await alex.submit(tokenPath, { application: '1', pair: `42-${clerk}` });
  }
  expect(state().tokens.filter(({ employeeId }) => employeeId === 42)).toHaveLength(25);
  await expectForgeryRefused(alex, { pair: `42-${clerk}` }, /Too many access tokens/);
  await alex.submit(`${tokenPath}?id=1&confirm=revoke`, {}, { form: 'Revoke the token' });
  expect((await alex.submit(tokenPath, { application: '1', pair: `42-${clerk}` })).status).toBe(200);
  expect(state().tokens).toHaveLength(26);
});

test('two windows at once cannot go over the limit', async () => {
  const alex = await signIn(fixture, 'alex');
  for (let count = 2; count < 24; count += 1) {
    await alex.submit(tokenPath, { application: '1', pair: `42-${clerk}` });
  }
  const forms = await Promise.all([alex.open(tokenPath), alex.open(tokenPath)]);
  const pages = await Promise.all(forms.map(form => form.send({ application: '1', pair: `42-${clerk}` })));
  expect(pages.map(({ status }) => status).sort()).toEqual([200, 400]);
  expect(state().tokens).toHaveLength(25);
});

// ---- shown once

test('token ID and secret are shown once: not on reloading, not in the lists, not on the record', async () => {
  const alex = await signIn(fixture, 'alex');
  const shown = await alex.submit(tokenPath, { application: '1', pair: `42-${clerk}`, name: 'Mine' });
  const secrets = secretsOn(shown);
  expect(secrets).toEqual([newest()?.token, newest()?.tokenSecret]);
  for (const path of [shown.url, `${tokenPath}?id=${newest()?.id}`, listPath, `${listPath}?state=active`]) {
    const { text, status } = await alex.get(path);
    expect(status).toBe(200);
    expect(secrets.filter(secret => text.includes(secret))).toEqual([]);
  }
  expect((await alex.get(shown.url)).main).toContain('shown once');
});

test('nobody else can see the secrets by opening the address of the confirmation page', async () => {
  const alex = await signIn(fixture, 'alex');
  const other = await signIn(fixture, 'alex');
  const form = await alex.open(tokenPath);
  const formToken = form.fields.find(({ name }) => name === 'formToken')?.value ?? '';
  const { status } = await alex.post(tokenPath, { formToken, application: '1', pair: `42-${clerk}` });
  expect(status).toBe(200);
  expect(secretsOn(await other.get(`${tokenPath}?id=${newest()?.id}&confirmation=T`))).toEqual([]);
});

test('a double click makes one token, and shows its secrets', async () => {
  const alex = await signIn(fixture, 'alex');
  const form = await alex.open(tokenPath);
  const fields = { application: '1', pair: `42-${clerk}` };
  const pages = await Promise.all([form.send(fields), form.send(fields)]);
  expect(state().tokens).toHaveLength(3);
  expect(pages.flatMap(secretsOn)).toEqual([newest()?.token, newest()?.tokenSecret]);
});

test('a form that was refused can be corrected and sent again', async () => {
  const alex = await signIn(fixture, 'alex');
  const form = await alex.open(tokenPath);
  expect((await form.send({ application: '', pair: `42-${clerk}` })).status).toBe(400);
  expect((await form.send({ application: '1', pair: `42-${clerk}` })).status).toBe(200);
  expect(state().tokens).toHaveLength(3);
});

// ---- the life of a token: ORA:bridgehead_4249078810

test('an inactive token is refused until it is made active again', async () => {
  const alex = await signIn(fixture, 'alex');
  const page = `${tokenPath}?id=1`;
  await alex.submit(page, {}, { form: 'Make inactive' });
  expect((await call(fixture)).status).toBe(401);
  expect(fixture.lastDetail()).toBe('token_rejected');
  expect((await alex.get(page)).main).toContain('Calls can log in No: the token is inactive');
  await alex.submit(page, {}, { form: 'Make active' });
  expect((await call(fixture)).status).toBe(200);
});

test('a revoked token is refused for good and kept for audit; no form brings it back', async () => {
  const alex = await signIn(fixture, 'alex');
  const open = await alex.open(`${tokenPath}?id=1`);
  const question = await alex.get(`${tokenPath}?id=1&confirm=revoke`);
  expect(question.main).toContain('cannot be undone');
  expect(state().tokens[0]?.state).toBe('active');
  expect((await alex.submit(question, {}, { form: 'Revoke the token' })).notices).toEqual([
    'Done The token was revoked.',
  ]);
  expect((await call(fixture)).status).toBe(401);
  expect(fixture.lastDetail()).toBe('token_rejected');
  const before = state();
  for (const action of ['activate', 'inactivate', 'rename']) {
    const shown = await open.send({ action, name: 'New name' }, { force: true });
    expect(shown.notices[0]).toContain('This token is revoked.');
  }
  expect(state()).toBe(before);
  expect((await alex.get(`${listPath}?state=revoked`)).main).toContain('Orders hub - Jane Doe, Integration Clerk');
});

test('a token whose role was taken away stays active, cannot log in, and can again with the role', async () => {
  await changeEmployee(42, () => ({ roleIds: [] }));
  const alex = await signIn(fixture, 'alex');
  const shown = await alex.get(`${tokenPath}?id=1`);
  expect(shown.main).toMatch(/State Active Calls can log in No: the user cannot use the role/);
  expect((await call(fixture)).status).toBe(401);
  expect(fixture.lastDetail()).toBe('permission_denied');
  await changeEmployee(42, () => ({ roleIds: [clerk] }));
  expect((await call(fixture)).status).toBe(200);
});

test('a token is renamed; an empty or endless name is refused', async () => {
  const alex = await signIn(fixture, 'alex');
  const page = `${tokenPath}?id=1`;
  const name = '<img src=x onerror=alert(1)> "quoted" \u202e😀';
  const shown = await alex.submit(page, { name }, { form: 'Rename' });
  expect(shown.title).toBe(name);
  expect(shown.text).not.toContain('<img');
  const before = state();
  for (const wrong of ['', '   ', 'x'.repeat(10_000)]) {
    const refused = await alex.submit(page, { name: wrong }, { form: 'Rename' });
    expect([refused.status, refused.errors.length]).toEqual([400, 1]);
  }
  expect(state()).toBe(before);
});

test('a new token with an endless name is refused, and what was entered is kept', async () => {
  const alex = await signIn(fixture, 'alex');
  const name = 'n'.repeat(10_000);
  const shown = await alex.submit(tokenPath, { application: '1', pair: `42-${clerk}`, name });
  expect([shown.status, shown.errors]).toEqual([400, ['A name can have at most 200 characters.']]);
  expect(shown.text).toContain(name);
});

test('an action that does not exist changes nothing', async () => {
  const alex = await signIn(fixture, 'alex');
  const before = state();
  const shown = await alex.submit(`${tokenPath}?id=1`, { action: '__proto__' }, { force: true });
  expect(shown.notices[0]).toContain('Nothing was changed.');
  expect(state()).toBe(before);
});

test('Access Token Management does not change tokens of the Administrator role', async () => {
  const alex = await signIn(fixture, 'alex');
  await alex.submit(myPath, { application: '1' });
  const page = `${tokenPath}?id=${newest()?.id}`;
  const omar = await signIn(fixture, 'omar', tokenManager);
  expect((await omar.get(`${page}&confirm=revoke`)).main).toContain(
    'Only an administrator can change a token of the Administrator role.',
  );
  const before = state();
  const formToken = sessionToken(await omar.get(listPath));
  const shown = await omar.post(page, { formToken, action: 'revoke' });
  expect(shown.notices[0]).toContain('Only an administrator');
  expect(state()).toBe(before);
});

// ---- My Access Tokens

test('My Access Tokens shows only one’s own tokens of the present role', async () => {
  await changeRole(clerk, { permissions: { ADMI_MANAGE_OWN_OAUTH_TOKENS: 'FULL' } });
  const jane = await signIn(fixture, 'jane');
  expect((await jane.get(myPath)).main).toContain('Orders hub - Jane Doe, Integration Clerk');
  const bot = await signIn(fixture, 'integration', clerk);
  expect((await bot.get(myPath)).main).toContain('You have no access token for this role yet.');
  expect((await bot.get(`${myPath}?id=1`)).status).toBe(404);
  const before = state();
  const formToken = sessionToken(await bot.get(myPath));
  expect((await bot.post(`${myPath}?id=1`, { formToken, action: 'revoke' })).status).toBe(404);
  expect(state()).toBe(before);
});

test('one makes one’s own token inactive, active and revokes it, but does not rename it', async () => {
  await changeRole(clerk, { permissions: { ADMI_MANAGE_OWN_OAUTH_TOKENS: 'FULL' } });
  const jane = await signIn(fixture, 'jane');
  const page = `${myPath}?id=1`;
  await jane.submit(page, {}, { form: 'Make inactive' });
  expect(state().tokens[0]?.state).toBe('inactive');
  await jane.submit(page, { action: 'rename', name: 'Other' }, { force: true });
  expect(state().tokens[0]?.name).toBe('Orders hub - Jane Doe, Integration Clerk');
  await jane.submit(page, {}, { form: 'Make active' });
  expect(state().tokens[0]?.state).toBe('active');
  await jane.submit(`${page}&confirm=revoke`, {}, { form: 'Revoke the token' });
  expect(state().tokens[0]?.state).toBe('revoked');
});

// ---- two windows, forged posts, account-wide switches

test('a role that loses Access Token Management while its form is open makes no token', async () => {
  const omar = await signIn(fixture, 'omar', tokenManager);
  const form = await omar.open(tokenPath);
  await changeRole(tokenManager, { permissions: {} });
  const before = state();
  expect((await form.send({ application: '1', pair: `42-${clerk}` })).status).toBe(403);
  expect(state()).toBe(before);
});

test('an application that is blocked in another window while the form is open takes no token', async () => {
  const alex = await signIn(fixture, 'alex');
  const form = await alex.open(tokenPath);
  await changeApplication(1, { state: 'blocked' });
  const before = state();
  expect((await form.send({ application: '1', pair: `42-${clerk}` })).status).toBe(400);
  expect(state()).toBe(before);
});

test('a form without its token changes nothing', async () => {
  const alex = await signIn(fixture, 'alex');
  const before = state();
  await alex.post(tokenPath, { application: '1', pair: `42-${clerk}` });
  await alex.post(`${tokenPath}?id=1`, { action: 'revoke' });
  await alex.post(myPath, { application: '1', formToken: 'x' });
  expect(state()).toBe(before);
});

test('with the feature off nothing is made, and the page says where to switch it on', async () => {
  const alex = await signIn(fixture, 'alex');
  const form = await alex.open(tokenPath);
  const own = await alex.open(myPath);
  await fixture.setState(current => ({ ...current, features: [] }));
  const before = state();
  for (const path of [listPath, tokenPath, myPath]) {
    expect((await alex.get(path)).main).toContain('The feature Token-based Authentication is off.');
  }
  expect((await form.send({ application: '1', pair: `42-${clerk}` })).status).toBe(400);
  expect((await own.send({ application: '1' })).status).toBe(400);
  expect(state()).toBe(before);
});

test('from 2027.1 existing applications still take tokens; once TBA has ended they take none', async () => {
  const alex = await signIn(fixture, 'alex');
  const release = (name: '2027.1' | 'end-of-tba') =>
    fixture.setState(current => ({ ...current, preferences: { ...current.preferences, release: name } }));
  await release('2027.1');
  const shown = await alex.submit(tokenPath, { application: '1', pair: `42-${clerk}` });
  expect((await logInWith(shown)).status).toBe(200);
  const form = await alex.open(tokenPath);
  await release('end-of-tba');
  expect((await form.send({ application: '1', pair: `42-${clerk}` })).status).toBe(400);
  expect((await alex.get(listPath)).main).toContain('has ended');
});

test('the list is filtered by application, user, role and state', async () => {
  const alex = await signIn(fixture, 'alex');
  await alex.submit(tokenPath, { application: '1', pair: `43-${developer}`, name: 'Filter me' });
  const names = async (query: string) =>
    elementsOf((await alex.get(`${listPath}?${query}`)).text, 'bdi')
      .map(textOf)
      .filter(
        text => text === 'Filter me' || text.startsWith('Orders hub -') || text.startsWith('Old warehouse link -'),
      );
  expect(await names('')).toHaveLength(3);
  expect(await names('application=2')).toEqual(['Old warehouse link - Jane Doe, Integration Clerk']);
  expect(await names('user=43')).toEqual(['Filter me']);
  expect(await names(`role=${clerk}&application=1`)).toEqual(['Orders hub - Jane Doe, Integration Clerk']);
  expect(await names('state=revoked')).toEqual([]);
});

test('a token whose application or user is gone can still be seen', async () => {
  await fixture.setState(current => ({ ...current, applications: [] }));
  const alex = await signIn(fixture, 'alex');
  expect((await alex.get(`${tokenPath}?id=1`)).main).toContain('Application Deleted');
  expect((await alex.get(`${tokenPath}?id=77`)).status).toBe(404);
});

function sessionToken({ text }: Shown): string {
  return /name="formToken" value="([^"]+)"/.exec(text)?.[1] ?? '';
}
