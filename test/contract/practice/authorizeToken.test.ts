import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  answerConsent,
  authorizePath,
  carried,
  consentPage,
  expectRefused,
  jane,
  press,
  requestToken,
  setApplication,
  stepThree,
} from './flowSteps.ts';
import { send, startFixture } from './practiceFixture.ts';
import type { Fixture } from './practiceFixture.ts';

let practice: Fixture;
beforeEach(async () => {
  practice = await startFixture();
});
afterEach(() => practice.stop());

const state = () => practice.account.store.current();

describe('2 step 2, authorise', () => {
  it('keeps the query that the callback has', async () => {
    await setApplication(practice, { callbackUrl: 'https://my.example.com/TBA/?callbackRequest' });
    const { token } = await requestToken(practice, {
      add: [['oauth_callback', 'https://my.example.com/TBA/?callbackRequest']],
    });
    const { headers } = await answerConsent(practice, token);
    expect(headers.location).toMatch(/^https:\/\/my\.example\.com\/TBA\/\?callbackRequest&oauth_token=[0-9a-f]{64}&/);
  });

  it('shows who asks, in which account, for what, and where the answer goes', async () => {
    const { token } = await requestToken(practice);
    const { status, body, headers } = await consentPage(practice, `oauth_token=${token}`);
    expect(status).toBe(200);
    expect(body).toContain('<strong><bdi>Orders hub</bdi></strong>');
    expect(body).toContain('TSTDRV0000001_SB1');
    expect(body).toContain('http://localhost:7777');
    expect(headers['content-security-policy']).toContain("form-action 'self' http://localhost:7777;");
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  it('preselects the role asked for, else the one signed in with', async () => {
    const checkedIn = (body: string) => /id="as-([0-9-]+)"[^>]*\schecked/.exec(body)?.[1];
    const asked = await requestToken(practice, { role: '1002' });
    expect(checkedIn((await consentPage(practice, `oauth_token=${asked.token}`)).body)).toBe('43-1002');
    const { token } = await requestToken(practice);
    expect(checkedIn((await consentPage(practice, `oauth_token=${token}`)).body)).toBeUndefined();
    const signIn = await send(practice, {
      method: 'POST',
      target: '/practice/sign-in',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'as=44-1001',
    });
    const cookie = signIn.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    expect(checkedIn((await consentPage(practice, `oauth_token=${token}`, cookie)).body)).toBe('44-1001');
    expect(checkedIn((await consentPage(practice, `oauth_token=${asked.token}`, cookie)).body)).toBe('43-1002');
  });

  it('shows roles that may not log in with tokens as disabled, with the reason', async () => {
    const { token } = await requestToken(practice);
    const { body } = await consentPage(practice, `oauth_token=${token}`);
    expect(body).toMatch(/id="as-43-1003"[^>]*\sdisabled/);
    expect(body).toMatch(
      /Token Manager<\/bdi><br \/><span class="quiet">Cannot: the role has neither Log in using Access Tokens/,
    );
    const answer = await answerConsent(practice, token, 'allow', { as: '43-1003' });
    expect([answer.status, answer.headers.location]).toEqual([400, undefined]);
  });

  it.each([
    ['nobody', ''],
    ['somebody unknown', '999-1001'],
    ['a role that the person does not have', '42-3'],
    ['garbage', '<script>'],
  ])('asks again when %s was chosen', async (_, as) => {
    const { token, tokenSecret } = await requestToken(practice);
    const answer = await answerConsent(practice, token, 'allow', { as });
    expect([answer.status, answer.headers.location]).toEqual([400, undefined]);
    expect(answer.body).toContain('Choose a person and a role');
    expectRefused(practice, await stepThree(practice, { token, tokenSecret, verifier: 'x' }), 'InvalidVerifier');
  });

  it('Deny leaves oauth_verifier empty, and no verifier opens the request any more', async () => {
    const { token, tokenSecret } = await requestToken(practice);
    const answer = await answerConsent(practice, token, 'deny', { state: 'abc123' });
    expect(Object.fromEntries(carried(answer))).toEqual({
      oauth_token: token,
      oauth_verifier: '',
      company: 'TSTDRV0000001_SB1',
      state: 'abc123',
    });
    expectRefused(
      practice,
      await stepThree(practice, { token, tokenSecret, verifier: '' }),
      'MissingRequiredParameter',
      400,
    );
    expectRefused(
      practice,
      await stepThree(practice, { token, tokenSecret, verifier: '0'.repeat(64) }),
      'InvalidVerifier',
    );
    expect(state().tokens).toHaveLength(2);
  });

  it.each(['', 'a'.repeat(512)])('takes a state of letters and digits, at most 512 (%#)', async given => {
    const { token } = await requestToken(practice);
    const answer = await answerConsent(practice, token, 'allow', { state: given });
    expect(carried(answer).get('state')).toBe(given || null);
  });

  it.each([
    'a'.repeat(513),
    'a-b',
    'a b',
    'ä',
    '<script>alert(1)</script>',
    'x\r\nSet-Cookie: a=b',
    '"onload="',
    '&state=b',
  ])('answers a state of %j with a page, never a redirect', async given => {
    const { token } = await requestToken(practice);
    const query = new URLSearchParams({ oauth_token: token, state: given }).toString();
    const page = await consentPage(practice, query);
    expect([page.status, page.headers.location]).toEqual([400, undefined]);
    expect(page.body).not.toContain('<script');
    const { fields } = await consentPage(practice, `oauth_token=${token}`);
    const answer = await press(practice, { ...fields, state: given, as: jane, answer: 'allow' });
    expect([answer.status, answer.headers.location]).toEqual([400, undefined]);
    expect(state().requestTokens[0]?.verifier).toBe('');
  });

  it('answers two states, or two tokens, with a page', async () => {
    const { token } = await requestToken(practice);
    expect((await consentPage(practice, `oauth_token=${token}&state=a&state=b`)).status).toBe(400);
    expect((await consentPage(practice, `oauth_token=${token}&oauth_token=${token}`)).status).toBe(400);
  });

  it.each(['', 'oauth_token=', `oauth_token=${'0'.repeat(64)}`, 'oauth_token=__proto__', 'oauth_token=%3Cscript%3E'])(
    'answers an unknown token with a page that says what to do: %s',
    async query => {
      const page = await consentPage(practice, query);
      expect([page.status, page.headers.location]).toEqual([400, undefined]);
      expect(page.body).toContain('start again');
      expect(page.body).not.toContain('<script');
    },
  );

  it('answers an expired token with a page', async () => {
    const { token } = await requestToken(practice);
    const { fields } = await consentPage(practice, `oauth_token=${token}`);
    practice.clock.seconds += 3601;
    expect((await consentPage(practice, `oauth_token=${token}`)).status).toBe(400);
    const answer = await press(practice, { ...fields, as: jane, answer: 'allow' });
    expect([answer.status, answer.headers.location]).toEqual([400, undefined]);
  });

  it('answers with a page when the record was blocked, changed or deleted meanwhile', async () => {
    const { token } = await requestToken(practice);
    const { fields } = await consentPage(practice, `oauth_token=${token}`);
    for (const change of [{ state: 'blocked' }, { authorizationFlow: false }, { tba: false }] as const) {
      await setApplication(practice, { state: 'enabled', authorizationFlow: true, ...change });
      const page = await consentPage(practice, `oauth_token=${token}`);
      const answer = await press(practice, { ...fields, as: jane, answer: 'allow' });
      expect([page.status, answer.status, answer.headers.location]).toEqual([400, 400, undefined]);
    }
    await practice.setState(current => ({ ...current, applications: [] }));
    expect((await consentPage(practice, `oauth_token=${token}`)).body).toContain('not known any more');
  });

  it('leads to the same place when Allow is pressed twice', async () => {
    const { token, tokenSecret } = await requestToken(practice);
    const { fields } = await consentPage(practice, `oauth_token=${token}`);
    const answers = await Promise.all([1, 2].map(() => press(practice, { ...fields, as: jane, answer: 'allow' })));
    const [first, second] = answers.map(each => each.headers.location);
    expect(first).toBe(second);
    const verifier = carried(answers[0]!).get('oauth_verifier') ?? '';
    expect((await stepThree(practice, { token, tokenSecret, verifier })).status).toBe(200);
    const late = await press(practice, { ...fields, as: jane, answer: 'allow' });
    expect([late.status, late.headers.location]).toEqual([400, undefined]);
  });

  it('takes the first of two different answers', async () => {
    const { token } = await requestToken(practice);
    const { fields } = await consentPage(practice, `oauth_token=${token}`);
    expect((await press(practice, { ...fields, as: jane, answer: 'allow' })).status).toBe(303);
    for (const other of [
      { as: '44-1001', answer: 'allow' },
      { as: jane, answer: 'deny' },
    ]) {
      const answer = await press(practice, { ...fields, ...other });
      expect([answer.status, answer.headers.location]).toEqual([400, undefined]);
    }
    expect((await consentPage(practice, `oauth_token=${token}`)).body).toContain('answered already');
    const denied = await requestToken(practice);
    expect((await answerConsent(practice, denied.token, 'deny')).status).toBe(303);
    const form = { oauth_token: denied.token, formToken: fields['formToken'] ?? '' };
    expect((await press(practice, { ...form, as: jane, answer: 'allow' })).status).toBe(400);
  });

  it('refuses a form that did not come from its own page', async () => {
    const { token } = await requestToken(practice);
    const { fields } = await consentPage(practice, `oauth_token=${token}`);
    const form = { ...fields, as: jane, answer: 'allow' };
    expect((await press(practice, form, { Origin: 'https://evil.example' })).status).toBe(403);
    expect((await press(practice, form, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    const other = await requestToken(practice);
    for (const formToken of ['', 'x', fields['formToken'] ?? '']) {
      const answer = await press(practice, { ...form, oauth_token: other.token, formToken });
      expect([answer.status, answer.headers.location]).toEqual([400, undefined]);
    }
    expect(state().requestTokens.every(({ verifier }) => verifier === '')).toBe(true);
  });

  it('shows hostile names as text', async () => {
    const name = `"><script>alert(1)</script>\u202E${'😀'.repeat(90)}`;
    await setApplication(practice, { name, description: '<img src=x onerror=alert(1)>' });
    await practice.setState(current => ({
      ...current,
      employees: current.employees.map(each => ({ ...each, firstName: '<b>Jane</b>' })),
      roles: current.roles.map(each => ({ ...each, name: `<i>${each.name}</i>` })),
    }));
    const { token } = await requestToken(practice);
    const { body } = await consentPage(practice, `oauth_token=${token}`);
    expect(body).not.toMatch(/<script|<img|<b>|<i>/);
    expect(body).toContain('&lt;script&gt;');
  });

  it('says so when nobody can allow it, and leaves Deny', async () => {
    await practice.setState(current => ({
      ...current,
      employees: current.employees.map(each => ({ ...each, roleIds: [] })),
    }));
    const { token } = await requestToken(practice);
    const { body } = await consentPage(practice, `oauth_token=${token}`);
    expect(body).toContain('Nobody can allow this yet');
    expect(body).not.toContain('value="allow"');
    expect((await answerConsent(practice, token, 'deny', { as: '' })).status).toBe(303);
  });
});

describe('2 step 2, its address', () => {
  it('takes GET and POST only', async () => {
    expect((await send(practice, { method: 'PUT', target: authorizePath })).status).toBe(405);
  });
});
