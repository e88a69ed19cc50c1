import { expect, test } from 'vitest';
import { refresh, signedIn } from '../codeSteps.ts';
import { accessTokenFor, askWithAssertion, assertionOf, callWithBearer, mapCertificate, pemOf } from '../oauth2.ts';
import { send } from '../practiceFixture.ts';
import { asAdministrator, stateOf } from './administrator.ts';
import { signIn } from './browser.ts';

const certificates = '/practice/oauth2-client-credentials';
const everybodys = '/practice/oauth2-authorized-applications';
const own = '/practice/my-oauth2-authorized-applications';
const fields = { application: '1', pair: '42-1001' };

// ---- OAuth 2.0 Client Credentials (M2M) Setup: ORA:section_162686838198

test('a certificate is mapped, its ID is shown, and it logs in until it is revoked', async () => {
  const { fixture, page } = await asAdministrator();
  const shown = await page.submit(`${certificates}?new=T`, { ...fields, certificate: pemOf('p256', 'cert') });
  const kid = /certificate ID is ([A-Za-z0-9_-]{43})\./.exec(shown.notices[0] ?? '')?.[1] ?? '';
  expect(shown.main).toContain(`${kid} Orders hub Jane Doe · Integration Clerk EC P-256`);
  const token = await accessTokenFor(fixture, { kid });
  const question = await page.get(`${certificates}?revoke=${kid}`);
  const after = await page.submit(question, {}, { form: 'Revoke the certificate' });
  expect(after.main).toMatch(/Revoked$/);
  expect((await askWithAssertion(fixture, assertionOf(fixture, { kid }))).status).toBe(401);
  expect((await callWithBearer(fixture, token)).status).toBe(401);
});

test('a certificate comes as a file, as browsers send it', async () => {
  const { fixture, page } = await asAdministrator();
  const form = await page.open(`${certificates}?new=T`);
  const signIn = await send(fixture, {
    method: 'POST',
    target: '/practice/sign-in',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'as=7-3',
  });
  const cookie = signIn.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const { body } = await send(fixture, { target: `${certificates}?new=T`, headers: { Cookie: cookie } });
  const data = new FormData();
  data.set('formToken', /class="fields"[^]*?name="formToken" value="([^"]+)"/.exec(body)?.[1] ?? '');
  data.set('application', '1');
  data.set('pair', '42-1001');
  data.set('file', new Blob([pemOf('rsa3072', 'cert')]), 'public.pem');
  data.set('certificate', '');
  const request = new Request('http://localhost', { method: 'POST', body: data });
  const answer = await send(fixture, {
    method: 'POST',
    target: `${certificates}?new=T`,
    headers: { Cookie: cookie, 'Content-Type': request.headers.get('content-type') ?? '' },
    body: Buffer.from(await request.arrayBuffer()),
  });
  expect([answer.status, answer.headers.location]).toEqual([303, certificates]);
  expect(stateOf(fixture).certificateMappings).toHaveLength(1);
  expect(form.fields.map(({ name }) => name)).toContain('file');
});

test.each([
  [{ certificate: '' }, 'Choose the file'],
  [{ certificate: pemOf('p256', 'key') }, 'This is a private key'],
  [{ certificate: 'nonsense' }, 'not one X.509 certificate'],
  [{ certificate: pemOf('rsa2048', 'cert') }, 'RSA with 3072 or 4096 bits'],
  [{ certificate: pemOf('oneDay', 'cert') }, 'has expired'],
  [{ application: '2', certificate: pemOf('p256', 'cert') }, 'Choose an application'],
  [{ pair: '43-1002', certificate: pemOf('p256', 'cert') }, 'Choose an entity'],
  [{ pair: '42-1001-7', certificate: pemOf('p256', 'cert') }, 'Choose an entity'],
])('a mapping is refused, and what was entered is kept but for a key: %#', async (change, text) => {
  const { fixture, page } = await asAdministrator();
  const before = stateOf(fixture);
  const shown = await page.submit(`${certificates}?new=T`, { ...fields, ...change }, { force: true });
  expect([shown.status, shown.errors]).toEqual([400, [expect.stringContaining(text)]]);
  expect(stateOf(fixture)).toBe(before);
  expect(shown.text).not.toContain('PRIVATE KEY-----\n');
});

test('the same certificate, or another for the same entity and role, is refused; a double click maps once', async () => {
  const { fixture, page } = await asAdministrator();
  const form = await page.open(`${certificates}?new=T`);
  const certificate = pemOf('p256', 'cert');
  await Promise.all([form.send({ ...fields, certificate }), form.send({ ...fields, certificate })]);
  expect(stateOf(fixture).certificateMappings).toHaveLength(1);
  const same = await page.submit(`${certificates}?new=T`, { ...fields, pair: '7-3', certificate });
  expect(same.errors).toEqual([expect.stringContaining('mapped already')]);
  const other = await page.submit(`${certificates}?new=T`, { ...fields, certificate: pemOf('p384', 'cert') });
  expect(other.errors).toEqual([expect.stringContaining('active certificate for this entity and role')]);
});

test('only roles with OAuth 2.0 Authorized Applications Management see and change mappings', async () => {
  const { fixture } = await asAdministrator();
  const kid = await mapCertificate(fixture);
  const jane = await signIn(fixture, 'jane');
  expect((await jane.get(certificates)).status).toBe(403);
  const formToken = /name="formToken" value="([^"]+)"/.exec((await jane.get('/practice/home')).text)?.[1] ?? '';
  expect((await jane.post(certificates, { formToken, action: 'revoke', certificate: kid })).status).toBe(403);
  expect(stateOf(fixture).certificateMappings[0]?.isRevoked).toBe(false);
});

// ---- OAuth 2.0 Authorized Applications: ORA:section_157960925955

test('people see and revoke what they allowed, and nobody else’s', async () => {
  const { fixture } = await asAdministrator();
  const janes = await signedIn(fixture);
  const bots = await signedIn(fixture, '44-1001');
  const jane = await signIn(fixture, 'jane');
  const list = await jane.get(own);
  expect(list.main).toContain('Orders hub Jane Doe Integration Clerk RESTlets, REST Web Services Active');
  expect(list.main).not.toContain('Integration Bot');
  expect((await jane.get(everybodys)).status).toBe(403);
  expect((await jane.get(`${own}?id=2`)).status).toBe(404);
  await jane.submit(`${own}?id=1`, {}, { form: 'Revoke' });
  expect((await callWithBearer(fixture, janes.access_token)).status).toBe(401);
  expect((await refresh(fixture, janes.refresh_token)).status).toBe(400);
  expect((await callWithBearer(fixture, bots.access_token)).status).toBe(200);
  expect((await jane.get(own)).main).toContain('Revoked');

  const formToken = /name="formToken" value="([^"]+)"/.exec((await jane.get('/practice/home')).text)?.[1] ?? '';
  const forged = await jane.post(`${own}?id=2`, { formToken, action: 'revoke' });
  expect(forged.notices).toEqual([expect.stringContaining('Not done')]);
  expect((await callWithBearer(fixture, bots.access_token)).status).toBe(200);
});

test('an administrator sees and revokes all of them, but no certificates there', async () => {
  const { fixture, page } = await asAdministrator();
  await accessTokenFor(fixture, { kid: await mapCertificate(fixture) });
  const { refresh_token, access_token } = await signedIn(fixture);
  await refresh(fixture, refresh_token);
  const { text } = await page.get(everybodys);
  expect(text.match(/scope="row"/g)).toHaveLength(1);
  const one = await page.get(/href="([^"]+\?id=\d+)"/.exec(text)?.[1] ?? '');
  expect(one.main).toContain('User Jane Doe Role Integration Clerk');
  await page.submit(one, {}, { form: 'Revoke' });
  expect((await callWithBearer(fixture, access_token)).status).toBe(401);
});

test('what has ended is said to have, and goes a day later', async () => {
  const { fixture, page } = await asAdministrator();
  await signedIn(fixture);
  fixture.clock.seconds += 48 * 3600;
  expect((await page.get(everybodys)).main).toContain('Expired');
  fixture.clock.seconds += 24 * 3600;
  await signedIn(fixture);
  expect((await page.get(everybodys)).main).not.toContain('Expired');
});
