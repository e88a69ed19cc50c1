import { expect, test } from 'vitest';
import type { Application } from '../../../../src/practice/state/model.ts';
import { ask, codeFor, redeem, redirectUri, signedIn, tokensOf } from '../codeSteps.ts';
import { callWithBearer, mapCertificate } from '../oauth2.ts';
import type { Fixture } from '../practiceFixture.ts';
import { asAdministrator, stateOf } from './administrator.ts';

const path = '/app/common/integration/integrapp.nl';
const first = `${path}?id=1`;

const applicationOf = (fixture: Fixture, id: number): Application | undefined =>
  stateOf(fixture).applications.find(each => each.id === id);

const code = { authorizationCode: 'T', scope: ['restlets'], redirectUris: 'https://app.example.com/cb' };

test('a record of OAuth 2.0 alone is saved with its boxes, and logs people in', async () => {
  const { fixture, page } = await asAdministrator();
  const shown = await page.submit(path, {
    name: 'Shop',
    tba: undefined,
    ...code,
    redirectUris: ` ${redirectUri} \r\n\r\nhttps://app.example.com/cb\r\n${redirectUri}`,
    publicClient: 'T',
    scope: ['restlets', 'rest_webservices'],
    refreshTokenHours: '720',
    clientCredentials: 'T',
  });
  expect(shown.notices[0]).toMatch(/^Done/);
  const application = applicationOf(fixture, 3);
  expect(application).toMatchObject({
    tba: false,
    authorizationCode: true,
    publicClient: true,
    redirectUris: [redirectUri, 'https://app.example.com/cb'],
    refreshTokenHours: 720,
    clientCredentials: true,
    scopes: ['restlets', 'rest_webservices'],
  });
  const { main } = await page.get(`${path}?id=3`);
  for (const text of [
    'Public Client Yes',
    `${redirectUri} https://app.example.com/cb`,
    'RESTlets, REST Web Services',
  ]) {
    expect(main).toContain(text);
  }
  const asked = ask(fixture, { client_id: application?.consumerKey });
  const { access_token } = tokensOf(await redeem(fixture, asked, await codeFor(fixture, asked)));
  expect((await callWithBearer(fixture, access_token)).status).toBe(200);
});

test.each([
  'https://app.example.com',
  'https://app.example.com:8443/a?b=c',
  'myapp://callback',
  'vscode://publisher.name/oauth2',
  'com.example.app:///done',
])('the redirect URI %s is taken', async redirectUris => {
  const { fixture, page } = await asAdministrator();
  await page.submit(path, { name: 'Shop', ...code, redirectUris });
  expect(applicationOf(fixture, 3)?.redirectUris).toEqual([redirectUris]);
});

test.each([
  ['', 'needs a redirect URI'],
  ['http://app.example.com/cb', 'http:// is not supported'],
  ['http://localhost:8080/cb', 'http:// is not supported'],
  ['HTTP://127.0.0.1', 'http:// is not supported'],
  ['javascript://x/%0aalert(1)', 'belongs to browsers'],
  ['file:///etc/passwd', 'belongs to browsers'],
  ['myapp:callback', 'must be whole'],
  ['/callback', 'must be whole'],
  ['https://bücher.example/cb', 'must be whole'],
  ['https://a.example/cb#x', 'begins with #'],
  ['https://me:pw@a.example/cb', 'user name'],
  ['https://*.example.com/cb', 'stands for nothing'],
  ['https://APP.example.com/cb', 'lower case'],
  ['https://app.example.com:443/cb', 'lower case'],
  ['MyApp://callback', 'lower case'],
  [Array.from({ length: 11 }, (_, index) => `https://a.example/${index}`).join('\n'), 'at most 10'],
  [`https://a.example/${'a'.repeat(2000)}`, 'too long'],
])('the redirect URI %j is refused', async (redirectUris, text) => {
  const { fixture, page } = await asAdministrator();
  const before = stateOf(fixture);
  const shown = await page.submit(path, { name: 'Shop', ...code, redirectUris });
  expect([shown.status, shown.errors]).toEqual([400, [expect.stringContaining(text)]]);
  expect(stateOf(fixture)).toBe(before);
});

test.each([
  [{ ...code, scope: undefined }, 'Tick at least one scope'],
  [{ clientCredentials: 'T' }, 'Tick at least one scope'],
  [{ publicClient: 'T' }, 'needs the box Authorization Code Grant'],
  [{ ...code, refreshTokenHours: '0' }, 'from 1 to 720'],
  [{ ...code, refreshTokenHours: '721' }, 'from 1 to 720'],
  [{ ...code, refreshTokenHours: '1.5' }, 'from 1 to 720'],
  [{ ...code, refreshTokenHours: '' }, 'from 1 to 720'],
])('a record with %j is refused, and what was entered is kept', async (fields, text) => {
  const { fixture, page } = await asAdministrator();
  const before = stateOf(fixture);
  const shown = await page.submit(path, { name: 'Shop', ...fields });
  expect([shown.status, shown.errors]).toEqual([400, [expect.stringContaining(text)]]);
  expect(stateOf(fixture)).toBe(before);
  const again = await page.open(shown);
  expect(again.fields.filter(({ isSent }) => isSent).map(({ name }) => name)).toEqual(
    expect.arrayContaining(Object.keys(fields).filter(name => name !== 'scope')),
  );
});

test('with the feature off the boxes are locked, even for a forged form, and stay as they were', async () => {
  const { fixture, page } = await asAdministrator();
  await fixture.setState(state => ({ ...state, features: state.features.filter(each => each !== 'OAUTH2') }));
  const { main } = await page.get(`${first}&e=T`);
  expect(main).toContain('while the feature OAuth 2.0 is off');
  expect((await page.submit(`${first}&e=T`, { note: 'x' })).notices).toEqual(['Done The integration was saved.']);
  expect(applicationOf(fixture, 1)).toMatchObject({ authorizationCode: true, redirectUris: [redirectUri] });
  const before = stateOf(fixture);
  const forged = { oauth2Boxes: 'T', authorizationCode: 'T', redirectUris: 'https://evil.example' };
  expect((await page.submit(`${first}&e=T`, forged, { force: true })).status).toBe(400);
  expect(stateOf(fixture)).toBe(before);
});

test('from 2027.1 a new record has OAuth 2.0 alone', async () => {
  const { fixture, page } = await asAdministrator();
  await fixture.setState(state => ({ ...state, preferences: { ...state.preferences, release: '2027.1' } }));
  await page.submit(path, { name: 'Shop', ...code });
  expect(applicationOf(fixture, 3)).toMatchObject({ tba: false, authorizationCode: true });
});

test('deleting a record takes its certificates with it, and ends what people allowed', async () => {
  const { fixture, page } = await asAdministrator();
  await mapCertificate(fixture);
  const { access_token } = await signedIn(fixture);
  const question = await page.get(`${first}&confirm=delete`);
  expect(question.main).toContain('1 person has allowed it');
  expect(question.main).toContain('1 certificate mapping goes with it');
  await page.submit(question, {}, { form: 'Delete the integration' });
  const { certificateMappings, oauth2Tokens } = stateOf(fixture);
  expect([certificateMappings, oauth2Tokens.map(({ state }) => state)]).toEqual([[], ['revoked', 'revoked']]);
  expect((await callWithBearer(fixture, access_token)).status).toBe(401);
});
