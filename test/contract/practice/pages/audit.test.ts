import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountState } from '../../../../src/practice/state/model.ts';
import { call, restletPath, send, startFixture } from '../practiceFixture.ts';
import type { Fixture } from '../practiceFixture.ts';
import { endpoint, soapCaller } from '../soapCalls.ts';
import { lastAttempt, lastRow, trail } from './attempts.ts';
import { signIn } from './browser.ts';
import type { BrowserPage } from './browser.ts';
import { elementsOf } from './markup.ts';

let practice: Fixture;
let asNew: AccountState;
let alex: BrowserPage;
beforeAll(async () => {
  practice = await startFixture();
  asNew = practice.account.store.current();
  alex = await signIn(practice, 'alex');
});
afterAll(() => practice.stop());
beforeEach(() => {
  practice.clock.seconds += 3600;
});
afterEach(() => practice.setState(() => asNew));

const soap = soapCaller(() => practice);

describe('the Login Audit Trail', () => {
  it('shows the newest first, by pages of 50', async () => {
    practice.account.loginAudit.clear();
    for (let count = 0; count < 60; count += 1) {
      practice.clock.seconds += 1;
      await send(practice, { target: `${restletPath}?number=${count}`, headers: { 'User-Agent': `agent-${count}` } });
    }
    const first = await alex.get(trail);
    expect(first.main).toContain('60 attempts');
    expect(elementsOf(first.text, 'tr')).toHaveLength(51);
    expect(first.main.indexOf('agent-59')).toBeLessThan(first.main.indexOf('agent-58'));
    expect(first.main).not.toContain('agent-9 ');
    const second = await alex.get(`${trail}?page=2`);
    expect(elementsOf(second.text, 'tr')).toHaveLength(11);
    expect(second.main).toContain('Page 2 of 2');
    for (const page of ['0', '-1', '99', 'x', '1e400']) {
      expect((await alex.get(`${trail}?page=${page}`)).status).toBe(200);
    }
  });

  it('says what to do when it is empty', async () => {
    practice.account.loginAudit.clear();
    expect((await alex.get(trail)).main).toContain('Nobody has tried to log in yet.');
  });

  it('filters by status, detail, application, token, user and day', async () => {
    practice.account.loginAudit.clear();
    practice.clock.seconds = Date.parse('2027-03-01T23:59:59Z') / 1000;
    await call(practice, { headers: { 'User-Agent': 'agent-a' } });
    practice.clock.seconds += 1;
    await call(practice, {
      headers: { 'User-Agent': 'agent-b' },
      credentials: { ...practice.credentials, ...practice.credentials.blocked },
    });
    await send(practice, { target: restletPath, headers: { 'User-Agent': 'agent-c' } });
    const agents = async (query: Record<string, string>) => {
      const { main } = await alex.get(`${trail}?${new URLSearchParams(query).toString()}`);
      return ['agent-a', 'agent-b', 'agent-c'].filter(agent => main.includes(agent));
    };
    expect(await agents({})).toEqual(['agent-a', 'agent-b', 'agent-c']);
    expect(await agents({ status: 'Success' })).toEqual(['agent-a']);
    expect(await agents({ detail: 'consumer_key_refused' })).toEqual(['agent-b']);
    expect(await agents({ application: 'Orders hub' })).toEqual(['agent-a']);
    expect(await agents({ token: 'Old warehouse link - Jane Doe, Integration Clerk' })).toEqual(['agent-b']);
    expect(await agents({ user: '42' })).toEqual(['agent-a', 'agent-b']);
    expect(await agents({ user: '0' })).toEqual(['agent-c']);
    expect(await agents({ to: '2027-03-01' })).toEqual(['agent-a']);
    expect(await agents({ from: '2027-03-02' })).toEqual(['agent-b', 'agent-c']);
    expect(await agents({ from: '2027-03-01', to: '2027-03-02' })).toEqual(['agent-a', 'agent-b', 'agent-c']);
    expect(await agents({ detail: 'no such' })).toEqual([]);
    const form = await alex.open(trail);
    expect(form.fields.filter(({ name }) => name === 'detail').map(({ value }) => value)).toEqual([
      '',
      'MissingTokenPassportRequiredFields',
      'consumer_key_refused',
    ]);
  });

  it('shows a day that cannot be read again, and says why', async () => {
    const shown = await alex.get(`${trail}?from=2027-02-30&to=%3Cx`);
    expect(shown.status).toBe(400);
    expect(shown.errors).toHaveLength(2);
    expect(shown.text).toContain('value="2027-02-30"');
    expect((await alex.get(`${trail}?from=2027-03-02&to=2027-03-01`)).errors).toEqual(['This is before From.']);
  });

  it('is for those with the permission View Login Audit Trail', async () => {
    const developer = await signIn(practice, 'omar', 1002);
    const manager = await signIn(practice, 'omar', 1003);
    const attempt = `${trail}/attempt?id=${lastRow(practice).id}`;
    for (const path of [trail, attempt]) {
      expect((await developer.get(path)).status).toBe(403);
      expect((await manager.get(path)).status).toBe(200);
    }
  });

  it('has rows for NLAuth, which open with a cause and without a base string', async () => {
    await send(practice, {
      target: `/rest/issuetoken?consumerKey=${practice.credentials.consumerKey}&name=x`,
      headers: {
        Authorization:
          'NLAuth nlauth_account=TSTDRV0000001_SB1, nlauth_email=jane.doe%40practice.example, nlauth_signature=wrong, nlauth_role=1001',
      },
    });
    expect(practice.lastDetail()).toBe('INVALID_LOGIN_CREDENTIALS');
    const shown = await lastAttempt(practice, alex);
    expect(shown.notices[0]).toContain('email or password');
    expect(shown.main).not.toContain('Base string');
  });

  it('names SOAP calls by their endpoint', async () => {
    await soap.ask(undefined, { hash: 'sha1' });
    expect((await alex.get(trail)).main).toContain(endpoint);
    expect((await lastAttempt(practice, alex)).notices.find(each => each.startsWith('Found'))).toContain('HMAC-SHA1');
  });
});
