import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { credentialsVersionOf } from '../../../../src/practice/access/applications.ts';
import type { AccountState, Application, Release } from '../../../../src/practice/state/model.ts';
import { call, startFixturePair } from '../practiceFixture.ts';
import type { Fixture } from '../practiceFixture.ts';
import { signIn } from './browser.ts';
import type { BrowserPage, Shown } from './browser.ts';
import { elementsOf, textOf } from './markup.ts';

const listPath = '/app/common/integration/integrapplist.nl';
const path = '/app/common/integration/integrapp.nl';
const first = `${path}?id=1`;

let fixture: Fixture;
let production: Fixture;

beforeEach(async () => {
  const pair = await startFixturePair();
  fixture = pair.sandbox;
  production = pair.production;
  onTestFinished(fixture.stop);
});

const state = () => fixture.account.store.current();
const applicationOf = (id: number, of: Fixture = fixture) =>
  of.account.store.current().applications.find(each => each.id === id);

function secretsOn({ text }: Shown): string[] {
  return elementsOf(text, 'code', 'secret').map(textOf);
}

function change(id: number, changes: Partial<Application>): Promise<void> {
  return fixture.setState(current => ({
    ...current,
    applications: current.applications.map(each => (each.id === id ? { ...each, ...changes } : each)),
  }));
}

function setRelease(release: Release): Promise<void> {
  return fixture.setState(current => ({ ...current, preferences: { ...current.preferences, release } }));
}

/** Sends a form that must be refused, and looks that nothing changed. */
async function expectRefused(sent: Promise<Shown>, errors: readonly unknown[]): Promise<Shown> {
  const before = state();
  const shown = await sent;
  expect([shown.status, shown.errors]).toEqual([400, errors]);
  expect(shown.notices[0]).toContain('Nothing was saved.');
  expect(state()).toBe(before);
  return shown;
}

// ---- a new record

test('a saved record shows key and secret once, and they log in together with a token', async () => {
  const alex = await signIn(fixture, 'alex');
  const shown = await alex.submit(path, { name: 'Shop', description: 'One\r\ntwo', note: 'Ask Jane' });
  expect(shown.url).toBe(`${path}?id=3&confirmation=T`);
  const application = applicationOf(3);
  expect(application).toMatchObject({
    name: 'Shop',
    description: 'One\ntwo',
    note: 'Ask Jane',
    state: 'enabled',
    tba: true,
    authorizationFlow: false,
    issueToken: false,
    callbackUrl: '',
    ownerAccountId: 'TSTDRV0000001_SB1',
  });
  const [consumerKey = '', consumerSecret = ''] = secretsOn(shown);
  expect([consumerKey, consumerSecret]).toEqual([application?.consumerKey, application?.consumerSecret]);
  expect(consumerKey).toMatch(/^[0-9a-f]{64}$/);

  const tokenPage = await alex.submit('/app/setup/accesstoken.nl?application=3', { pair: '42-1001' });
  const [token = '', tokenSecret = ''] = secretsOn(tokenPage);
  const credentials = { account: state().accountId, consumerKey, consumerSecret, token, tokenSecret };
  expect((await call(fixture, { credentials })).status).toBe(200);

  for (const again of [shown.url, `${path}?id=3`, `${path}?id=3&e=T`, listPath]) {
    const { text, status } = await alex.get(again);
    expect(status).toBe(200);
    expect(text.includes(consumerKey) || text.includes(consumerSecret)).toBe(false);
  }
  expect((await alex.get(shown.url)).main).toContain('shown once and cannot be shown again');
});

test('reloading the confirmation page makes no second record, and neither does a double click', async () => {
  const alex = await signIn(fixture, 'alex');
  const form = await alex.open(path);
  const pages = await Promise.all([form.send({ name: 'Shop' }), form.send({ name: 'Shop' })]);
  await alex.get(`${path}?id=3&confirmation=T`);
  expect(state().applications).toHaveLength(3);
  expect(pages.flatMap(secretsOn)).toEqual([applicationOf(3)?.consumerKey, applicationOf(3)?.consumerSecret]);
});

test('two records may have the same name, and one is told', async () => {
  const alex = await signIn(fixture, 'alex');
  expect((await alex.submit(path, { name: 'Orders hub' })).notices[0]).toContain('There are now 2 of this name.');
});

test('a record made in one account is not in the other', async () => {
  const alex = await signIn(fixture, 'alex');
  await alex.submit(path, { name: 'Shop' });
  expect(applicationOf(3, production)).toBeUndefined();
});

test('a blocked record is made blocked', async () => {
  const alex = await signIn(fixture, 'alex');
  await alex.submit(path, { name: 'Later', state: 'blocked' });
  expect(applicationOf(3)?.state).toBe('blocked');
});

test.each([
  'https://app.example.com/cb?x=1',
  'http://localhost:*',
  'http://localhost:8080/cb',
  'https://*.example.com/cb',
])('the authorization flow takes the callback URL %s', async callbackUrl => {
  const alex = await signIn(fixture, 'alex');
  await alex.submit(path, { name: 'Flow', authorizationFlow: 'T', callbackUrl });
  expect(applicationOf(3)).toMatchObject({ authorizationFlow: true, callbackUrl });
});

test.each([
  '',
  'http://example.com/cb',
  'javascript:alert(1)',
  'https://*.com',
  'http://localhost/cb',
  'https://a.b/#c',
])('the authorization flow refuses the callback URL "%s" and keeps what was entered', async callbackUrl => {
  const alex = await signIn(fixture, 'alex');
  const fields = { name: 'Flow', note: 'Kept note', authorizationFlow: 'T', callbackUrl };
  const shown = await expectRefused(alex.submit(path, fields), [expect.any(String)]);
  expect(shown.text).toContain('aria-invalid="true"');
  expect(shown.notices[0]).toContain('Callback URL');
  const { fields: again } = await alex.open(shown);
  expect(again.filter(({ isSent }) => isSent).map(({ name, value }) => [name, value])).toEqual(
    expect.arrayContaining([
      ['name', 'Flow'],
      ['note', 'Kept note'],
      ['authorizationFlow', 'T'],
      ['callbackUrl', callbackUrl],
    ]),
  );
});

test('a wrong callback URL is refused even while the flow is not ticked', async () => {
  const alex = await signIn(fixture, 'alex');
  await expectRefused(alex.submit(path, { name: 'Flow', callbackUrl: 'nonsense' }), [expect.any(String)]);
});

test.each([
  [{ name: '' }, ['Enter a name.']],
  [{ name: '  \t ' }, ['Enter a name.']],
  [{ name: 'n'.repeat(201) }, [expect.stringContaining('too long')]],
  [
    { name: 'n', description: 'd'.repeat(10_000), note: 'n'.repeat(2001) },
    Array(2).fill(expect.stringContaining('too long')),
  ],
  [{ name: 'n', state: 'waiting-for-approval' }, ['Choose Enabled or Blocked.']],
  [{ name: 'n', state: 'root' }, ['Choose Enabled or Blocked.']],
  [
    { name: 'n', tba: undefined, authorizationFlow: 'T', issueToken: 'T', callbackUrl: 'http://localhost:*' },
    Array(2).fill(expect.stringContaining('needs the box Token-Based Authentication')),
  ],
])('a record with %j is refused', async (fields, errors) => {
  const alex = await signIn(fixture, 'alex');
  await expectRefused(alex.submit(path, fields), errors);
});

test.each([
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '\u202eevil\u2066',
  '😀 عربي',
  "O'Neil & Söhne",
])('a record named %s is shown as text everywhere', async name => {
  const alex = await signIn(fixture, 'alex');
  const fields = { name, description: name, note: name };
  const shown = await alex.submit(path, fields);
  expect(shown.title).toBe(name);
  const pages = [`${path}?id=3`, `${path}?id=3&e=T`, `${path}?id=3&confirm=reset`, `${path}?id=3&confirm=delete`];
  for (const each of [...pages, listPath, '/app/setup/accesstoken.nl', '/app/setup/accesstokens.nl']) {
    const { text, status } = await alex.get(each);
    expect([status, /<script|<img/.test(text)]).toEqual([200, false]);
    expect(textOf(text.replace(/value="([^"]*)"/g, ' $1 '))).toContain(name);
  }
});

// ---- who may

test('without Integration Application nobody sees or changes anything', async () => {
  const jane = await signIn(fixture, 'jane');
  const before = state();
  const formToken = /name="formToken" value="([^"]+)"/.exec((await jane.get('/practice/home')).text)?.[1] ?? '';
  for (const each of [listPath, path, first]) {
    const shown = await jane.get(each);
    expect([shown.status, shown.main]).toEqual([403, expect.stringContaining('Integration Application')]);
  }
  expect((await jane.post(path, { formToken, name: 'Shop', boxes: 'T', tba: 'T' })).status).toBe(403);
  expect((await jane.post(first, { formToken, action: 'delete' })).status).toBe(403);
  expect(state()).toBe(before);
});

test('Integration Application, level Full, lets a role that is no administrator create records', async () => {
  const omar = await signIn(fixture, 'omar', 1002);
  expect((await omar.submit(path, { name: 'Shop' })).status).toBe(200);
  expect(applicationOf(3)?.name).toBe('Shop');
});

test('a form without its token changes nothing', async () => {
  const alex = await signIn(fixture, 'alex');
  const before = state();
  await alex.post(path, { name: 'Shop' });
  await alex.post(first, { action: 'delete', formToken: 'x' });
  expect(state()).toBe(before);
});

test('a role that loses the permission while its form is open saves nothing', async () => {
  const omar = await signIn(fixture, 'omar', 1002);
  const form = await omar.open(path);
  await fixture.setState(withoutPermission);
  const before = state();
  expect((await form.send({ name: 'Shop' })).status).toBe(403);
  expect(state()).toBe(before);
});

test.each(['999', 'x', '', '1.0', '01', '-1'])('there is no record with the ID "%s"', async id => {
  const alex = await signIn(fixture, 'alex');
  expect((await alex.get(`${path}?id=${id}`)).status).toBe(404);
});

// ---- editing

test('editing changes what was filled in, and neither key nor secret', async () => {
  const alex = await signIn(fixture, 'alex');
  const { consumerKey, consumerSecret } = applicationOf(1) ?? {};
  const shown = await alex.submit(`${first}&e=T`, { name: 'Renamed', state: 'blocked', issueToken: undefined });
  expect(shown.notices).toEqual(['Done The integration was saved.']);
  expect(applicationOf(1)).toMatchObject({
    name: 'Renamed',
    state: 'blocked',
    tba: true,
    authorizationFlow: true,
    callbackUrl: 'http://localhost:*',
    issueToken: false,
    consumerKey,
    consumerSecret,
  });
});

test('a record set to Blocked refuses its calls until it is Enabled again', async () => {
  const alex = await signIn(fixture, 'alex');
  await alex.submit(`${first}&e=T`, { state: 'blocked' });
  expect((await call(fixture)).status).toBe(401);
  expect(fixture.lastDetail()).toBe('consumer_key_refused');
  await alex.submit(`${first}&e=T`, { state: 'enabled' });
  expect((await call(fixture)).status).toBe(200);
});

test('a record that waits for approval is approved by setting it to Enabled, and cannot be sent back', async () => {
  await change(1, { state: 'waiting-for-approval' });
  const alex = await signIn(fixture, 'alex');
  expect((await call(fixture)).status).toBe(401);
  await alex.submit(`${first}&e=T`, { note: 'Asked the vendor' });
  expect(applicationOf(1)).toMatchObject({ state: 'waiting-for-approval', note: 'Asked the vendor' });
  await alex.submit(`${first}&e=T`, { state: 'enabled' });
  expect((await call(fixture)).status).toBe(200);
  await expectRefused(alex.submit(`${first}&e=T`, { state: 'waiting-for-approval' }), ['Choose Enabled or Blocked.']);
});

test('of a record that another account owns only state and note can be changed, even by a forged form', async () => {
  await change(1, { ownerAccountId: '7654321' });
  const alex = await signIn(fixture, 'alex');
  const form = await alex.open(`${first}&e=T`);
  expect(form.fields.map(({ name }) => name)).not.toContain('name');
  await form.send({ state: 'blocked', note: 'Not ours' });
  expect(applicationOf(1)).toMatchObject({ state: 'blocked', note: 'Not ours' });
  const forged = { name: 'Ours', boxes: 'T', callbackUrl: 'https://evil.example/' };
  const before = state();
  const shown = await alex.submit(`${first}&e=T`, forged, { force: true });
  expect([shown.status, state()]).toEqual([400, before]);
  const { main } = await alex.get(first);
  expect(main).toContain('only be reset in account 7654321');
  expect(main).not.toContain('Delete …');
  for (const action of ['reset', 'delete']) {
    expect((await alex.get(`${first}&confirm=${action}`)).notices[0]).toMatch(/^Not done/);
    await alex.submit(`${first}&e=T`, { action }, { force: true });
  }
  expect(state()).toBe(before);
});

test('two windows: who saves second is told, keeps what was entered, and may save it after all', async () => {
  const alex = await signIn(fixture, 'alex');
  const omar = await signIn(fixture, 'omar', 1002);
  const late = await omar.open(`${first}&e=T`);
  await alex.submit(`${first}&e=T`, { name: 'From Alex' });
  const shown = await late.send({ name: 'From Omar' });
  expect([shown.status, shown.notices[0]]).toEqual([409, expect.stringContaining('Name')]);
  expect(applicationOf(1)?.name).toBe('From Alex');
  await omar.submit(shown);
  expect(applicationOf(1)?.name).toBe('From Omar');
});

test('two windows: saving after a reset keeps the new credentials', async () => {
  const alex = await signIn(fixture, 'alex');
  const omar = await signIn(fixture, 'omar', 1002);
  const late = await omar.open(`${first}&e=T`);
  await reset(alex, first);
  const { consumerKey } = applicationOf(1) ?? {};
  await late.send({ note: 'Later' });
  expect(applicationOf(1)).toMatchObject({ note: 'Later', consumerKey });
});

test('two windows: what was deleted cannot be saved, reset or deleted again', async () => {
  const alex = await signIn(fixture, 'alex');
  const forms = await Promise.all(
    [`${first}&e=T`, `${first}&confirm=reset`, `${first}&confirm=delete`].map(each => alex.open(each)),
  );
  await remove(alex, first);
  const before = state();
  for (const form of forms) {
    expect((await form.send()).status).toBe(404);
  }
  expect(state()).toBe(before);
});

// ---- Reset Credentials: ORA:section_4395597766

test('after a reset the old pair is refused at once, and tokens keep working with the new one', async () => {
  const alex = await signIn(fixture, 'alex');
  const shown = await reset(alex, first);
  const [consumerKey = '', consumerSecret = ''] = secretsOn(shown);
  expect([consumerKey, consumerSecret]).toEqual([applicationOf(1)?.consumerKey, applicationOf(1)?.consumerSecret]);
  expect((await call(fixture)).status).toBe(401);
  expect(fixture.lastDetail()).toBe('consumer_key_unknown');
  expect((await call(fixture, { credentials: { ...fixture.credentials, consumerKey, consumerSecret } })).status).toBe(
    200,
  );
  expect(secretsOn(await alex.get(shown.url))).toEqual([]);
});

test('only administrators reset credentials, even by a forged form', async () => {
  const omar = await signIn(fixture, 'omar', 1002);
  expect((await omar.get(first)).main).toContain('Only an administrator can reset the credentials.');
  expect((await omar.get(`${first}&confirm=reset`)).notices[0]).toContain('Only an administrator');
  const before = state();
  const version = credentialsVersionOf(before.applications[0]!);
  const shown = await omar.submit(`${first}&e=T`, { action: 'reset', shared: 'T', version }, { force: true });
  expect(shown.notices[0]).toContain('Only an administrator');
  expect(state()).toBe(before);
});

test('resetting a record that came from production resets it there too, and says so before', async () => {
  const alex = await signIn(fixture, 'alex');
  expect((await alex.get(`${first}&confirm=reset`)).main).toContain('The production account has the same key');
  await reset(alex, first);
  expect(applicationOf(1, production)?.consumerKey).toBe(applicationOf(1)?.consumerKey);
  expect((await call(production)).status).toBe(401);
  expect(production.lastDetail()).toBe('consumer_key_unknown');
});

test('resetting a record of the sandbox alone leaves production as it was', async () => {
  const alex = await signIn(fixture, 'alex');
  await alex.submit(path, { name: 'Sandbox only' });
  expect((await alex.get(`${path}?id=3&confirm=reset`)).main).not.toContain('same key');
  await reset(alex, `${path}?id=3`);
  expect((await call(production)).status).toBe(200);
});

test('two windows: a second reset from an old question asks again instead of ending the pair just copied', async () => {
  const alex = await signIn(fixture, 'alex');
  const late = await alex.open(`${first}&confirm=reset`, { form: 'Reset credentials' });
  await reset(alex, first);
  const before = state();
  const shown = await late.send();
  expect([shown.title, state()]).toEqual(['Reset the credentials?', before]);
});

test('a reset that no longer concerns production, or now does, asks again', async () => {
  const alex = await signIn(fixture, 'alex');
  const late = await alex.open(`${first}&confirm=reset`, { form: 'Reset credentials' });
  await production.setState(current => ({ ...current, applications: [] }));
  const before = state();
  expect((await late.send()).url).toBe(`${first}&confirm=reset`);
  expect(state()).toBe(before);
});

// ---- deleting: ORA:bridgehead_4249078810

test('deleting a record asks first, revokes all its tokens and keeps them for audit', async () => {
  const alex = await signIn(fixture, 'alex');
  expect((await alex.get(`${first}&confirm=delete`)).main).toContain('Its token is revoked, for good.');
  const shown = await remove(alex, first);
  expect([shown.url, shown.notices]).toEqual([listPath, ['Done “Orders hub” was deleted and its tokens revoked.']]);
  expect(applicationOf(1)).toBeUndefined();
  expect(state().tokens.map(token => token.state)).toEqual(['revoked', 'active']);
  expect((await call(fixture)).status).toBe(401);
  expect(fixture.lastDetail()).toBe('consumer_key_unknown');
  expect((await call(production)).status).toBe(200);
});

test('the ID of a deleted record is never given again', async () => {
  const alex = await signIn(fixture, 'alex');
  await alex.submit(path, { name: 'Short-lived' });
  await remove(alex, `${path}?id=3`);
  expect((await alex.submit(path, { name: 'Next' })).url).toContain('id=4');
});

// ---- releases and the feature: ORA:section_158921905537

test('from 2027.1 a new application gets no TBA boxes, even by a forged form', async () => {
  await setRelease('2027.1');
  const alex = await signIn(fixture, 'alex');
  const form = await alex.open(path);
  expect((await alex.get(path)).main).toContain('From release 2027.1 no new application');
  expect(form.fields.filter(({ name, isSent }) => name === 'tba' && isSent)).toEqual([]);
  const flow = { boxes: 'T', tba: 'T', authorizationFlow: 'T', callbackUrl: 'http://localhost:*' };
  await expectRefused(form.send({ name: 'New', ...flow }, { force: true }), Array(2).fill(expect.any(String)));
  await form.send({ name: 'Without TBA' });
  expect(applicationOf(3)).toMatchObject({ tba: false, authorizationFlow: false, issueToken: false });
  const edit = alex.submit(`${path}?id=3&e=T`, { tba: 'T' }, { force: true });
  await expectRefused(edit, [expect.stringContaining('From release 2027.1')]);
});

test('from 2027.1 existing TBA applications can be edited, and boxes cleared for a rehearsal be ticked again', async () => {
  await setRelease('2027.1');
  const alex = await signIn(fixture, 'alex');
  await alex.submit(`${first}&e=T`, { tba: undefined, authorizationFlow: undefined, issueToken: undefined });
  expect(applicationOf(1)).toMatchObject({ tba: false, authorizationFlow: false, callbackUrl: 'http://localhost:*' });
  expect((await call(fixture)).status).toBe(401);
  await alex.submit(`${first}&e=T`, { tba: 'T' });
  expect((await call(fixture)).status).toBe(200);
});

test('once TBA has ended the list says so', async () => {
  await setRelease('end-of-tba');
  const alex = await signIn(fixture, 'alex');
  expect((await alex.get(listPath)).main).toContain('Token-based authentication has ended');
});

test('with the feature off the boxes stay as they are, and the page says why', async () => {
  await fixture.setState(current => ({ ...current, features: [] }));
  const alex = await signIn(fixture, 'alex');
  expect((await alex.get(path)).main).toContain('while the feature Token-based Authentication is off');
  await alex.submit(`${first}&e=T`, { name: 'Renamed' });
  expect(applicationOf(1)).toMatchObject({ name: 'Renamed', tba: true, authorizationFlow: true, issueToken: true });
  const clearing = alex.submit(`${first}&e=T`, { boxes: 'T' }, { force: true });
  await expectRefused(clearing, Array(3).fill(expect.stringContaining('is off')));
});

// ---- execution log: ORA:section_4639542510

test('a record lists the last RESTlet calls with its key, failed ones with the reason', async () => {
  const alex = await signIn(fixture, 'alex');
  await call(fixture);
  await call(fixture, {
    query: [
      ['script', '<b>x</b>'],
      ['deploy', '2'],
    ],
    timestamp: 5,
  });
  const { main, text } = await alex.get(first);
  expect(main).toMatch(/Success Jane Doe 1 1/);
  expect(main).toMatch(/Failure: InvalidTimestamp Jane Doe <b>x<\/b> 2/);
  expect(text).not.toContain('<b>x</b>');
  expect((await alex.get(`${path}?id=2`)).main).toContain('No RESTlet has been called');
});

function reset(page: BrowserPage, record: string): Promise<Shown> {
  return page.submit(`${record}&confirm=reset`, {}, { form: 'Reset credentials' });
}

function remove(page: BrowserPage, record: string): Promise<Shown> {
  return page.submit(`${record}&confirm=delete`, {}, { form: 'Delete the integration' });
}

function withoutPermission(current: AccountState): AccountState {
  return { ...current, roles: current.roles.map(role => (role.id === 1002 ? { ...role, permissions: {} } : role)) };
}
