// What a hostile page or program of the same machine would try.
import { describe, expect, it, onTestFinished } from 'vitest';
import { revokeToken } from '../../../src/practice/access/tokens.ts';
import { html } from '../../../src/practice/pages/html.ts';
import { openSession } from '../../../src/practice/pages/sessions.ts';
import { createScriptData } from '../../../src/practice/records/scriptData.ts';
import { resetToReady } from '../../../src/practice/reset.ts';
import { signIn } from './pages/browser.ts';
import { call, send, sendRaw, startFixture, startFixturePair } from './practiceFixture.ts';
import type { Fixture } from './practiceFixture.ts';

const signInPath = '/practice/sign-in';
const status = '/.practice/status';

async function open(): Promise<Fixture> {
  const fixture = await startFixture();
  onTestFinished(fixture.stop);
  return fixture;
}

describe('a page of another server of this machine', () => {
  it.each(['http://localhost:PORT', 'http://[::1]:PORT', 'https://127.0.0.1:PORT', 'http://127.0.0.1', ''])(
    'posts nothing from %s to 127.0.0.1, the same port or not',
    async origin => {
      const practice = await open();
      const headers = { Origin: origin.replace('PORT', String(practice.port)) };
      const answer = await send(practice, { method: 'POST', target: signInPath, headers, body: 'as=2-3' });
      expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined]);
    },
  );

  it('of the very name and port that were called is this one', async () => {
    const practice = await open();
    for (const name of ['localhost', '[::1]', '127.0.0.1', 'LOCALHOST']) {
      const headers = {
        Host: `${name}:${practice.port}`,
        Origin: `http://${name.toLowerCase()}:${practice.port}`,
        'Sec-Fetch-Site': 'same-origin',
      };
      expect((await send(practice, { method: 'POST', target: signInPath, headers, body: '' })).status).toBe(400);
    }
  });

  it.each([
    [{ 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'image' }],
    [{ 'Sec-Fetch-Mode': 'cors', 'Sec-Fetch-Dest': 'empty' }],
    [{ 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' }],
    [{ 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'script' }],
  ])('cannot use up what is shown only once (%j)', async headers => {
    const practice = await open();
    const page = await signIn(practice, 'alex');
    const before = practice.account.loginAudit.rows().length;
    for (const site of ['same-site', 'cross-site']) {
      const answer = await send(practice, {
        target: '/practice/home',
        headers: { ...headers, 'Sec-Fetch-Site': site },
      });
      expect(answer.status).toBe(403);
    }
    expect((await page.get('/practice/home')).status).toBe(200);
    expect(practice.account.loginAudit.rows()).toHaveLength(before);
  });

  it('can lead here by a link', async () => {
    const practice = await open();
    const headers = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };
    expect((await send(practice, { target: signInPath, headers })).status).toBe(200);
  });
});

describe('a request that two readers could read in two ways', () => {
  const attempts: Readonly<Record<string, string>> = {
    'two lengths': 'Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'two Content-Lengths': 'Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd',
    'a length with a sign': 'Content-Length: +3\r\n\r\nabc',
    'an unknown coding': 'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n',
    'two codings': 'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n',
    'a folded Origin': 'Origin: http://HOST\r\n http://evil.example\r\nContent-Length: 0\r\n\r\n',
    'a space before a colon': 'Content-Length : 3\r\n\r\nabc',
    'a NUL in a header': 'X-Text: a\0b\r\nContent-Length: 0\r\n\r\n',
    'a chunk too large to count': 'Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n',
  };

  it.each(Object.keys(attempts))('%s: is refused, and nothing after it is answered', async name => {
    const practice = await open();
    const host = `127.0.0.1:${practice.port}`;
    const smuggled = `GET ${status} HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
    const rest = (attempts[name] ?? '').replace('HOST', host);
    const answer = await sendRaw(practice, `POST ${signInPath} HTTP/1.1\r\nHost: ${host}\r\n${rest}${smuggled}`);
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400']);
  });
});

describe('much of everything', () => {
  it('a form that is far too large is refused, on every page', async () => {
    const practice = await open();
    const body = 'a&'.repeat(2_000_000);
    for (const target of [signInPath, '/practice/controls', '/app/login/secure/authorizetoken.nl']) {
      const answer = await send(practice, { method: 'POST', target, body });
      expect([answer.status, answer.body]).toEqual([413, expect.stringContaining('512 KB')]);
    }
  });

  it('a call with ten megabytes of form parameters is judged without sorting them', async () => {
    const practice = await open();
    const started = performance.now();
    const answer = await call(practice, {
      method: 'POST',
      contentType: 'application/x-www-form-urlencoded',
      body: 'a&'.repeat(5_000_000),
    });
    expect(answer.status).toBe(415);
    // No budget but a guard: nothing else that can be seen tells whether they were sorted.
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('as many tokens as a user may have, and not one more, come of many wishes at once', async () => {
    const practice = await open();
    const page = await signIn(practice, 'alex');
    const state = () => practice.account.store.current();
    const [token] = state().tokens.filter(each => each.state === 'active');
    const { employeeId, roleId, applicationId } = token!;
    const living = () =>
      state().tokens.filter(each => each.employeeId === employeeId && each.state !== 'revoked').length;
    const form = await page.open('/app/setup/accesstoken.nl');
    const wish = { application: String(applicationId), pair: `${employeeId}-${roleId}`, submission: '' };
    const shown = await Promise.all(Array.from({ length: 40 }, () => form.send(wish)));
    expect(living()).toBe(25);
    expect(shown.some(each => each.status >= 500)).toBe(false);
  });
});

describe('an account that cannot save', () => {
  it('says so on a page, and nothing has changed', async () => {
    const { sandbox, world } = await startFixturePair();
    onTestFinished(sandbox.stop);
    const page = await signIn(sandbox, 'alex');
    const form = await page.open('/practice/controls', { form: 'Set limit' });
    const before = world.current();
    const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    Object.assign(world, { update: () => Promise.reject(full) });
    const shown = await form.send({ limit: '7' });
    expect([shown.status, shown.title, shown.main]).toEqual([
      500,
      'This could not be saved',
      expect.stringContaining('Nothing was changed'),
    ]);
    expect(world.current()).toBe(before);
    expect((await page.get('/practice/home')).status).toBe(200);
  });

  it('refuses a call, and nothing has changed', async () => {
    const { sandbox, world } = await startFixturePair();
    onTestFinished(sandbox.stop);
    const before = world.current();
    Object.assign(world, { update: () => Promise.reject(new Error('EROFS')) });
    const answer = await call(sandbox, {
      method: 'POST',
      path: '/services/rest/record/v1/customer',
      contentType: 'application/json',
      body: '{"companyName":"Lost"}',
    });
    expect([answer.status, world.current()]).toEqual([500, before]);
  });
});

describe('an account that is made anew', () => {
  it('shows nobody what was to be shown once in the old one', async () => {
    const practice = await open();
    const session = openSession(practice.account, 2, 3);
    session.once.set('token-1', html`a secret`);
    await resetToReady(practice.account);
    expect(session.once.size).toBe(0);
  });

  it('keeps nothing of a script that was running', async () => {
    const practice = await open();
    const { account } = practice;
    const { tokens, employees, roles } = account.store.current();
    const token = tokens.find(each => each.state === 'active')!;
    const caller = {
      account,
      token,
      employee: employees.find(({ id }) => id === token.employeeId)!,
      role: roles.find(({ id }) => id === token.roleId)!,
      now: account.now,
      scriptId: 'customscript_a',
      deploymentId: 'customdeploy_a',
    };
    const data = createScriptData(caller);
    const saved = await data.saveRecord('customer', undefined, { companyname: 'Before' }, undefined);
    await resetToReady(account);
    const fresh = account.store.current();
    const refusal = expect.objectContaining({ message: expect.stringContaining('begun anew') as string }) as object;
    const row = { level: 'AUDIT', title: 'After', detail: '' } as const;
    await expect(data.saveRecord('customer', undefined, { companyname: 'After' }, undefined)).rejects.toEqual(refusal);
    await expect(data.deleteRecord('customer', String(saved))).rejects.toEqual(refusal);
    await expect((async () => data.log(row))()).rejects.toEqual(refusal);
    expect([account.store.current(), account.scriptNotes.rows()]).toEqual([fresh, []]);
  });

  it('a token revoked meanwhile does not stop a script that was let in', async () => {
    const practice = await open();
    const { account } = practice;
    const { tokens, employees, roles } = account.store.current();
    const token = tokens.find(each => each.state === 'active')!;
    const data = createScriptData({
      account,
      token,
      employee: employees.find(({ id }) => id === token.employeeId)!,
      role: roles.find(({ id }) => id === token.roleId)!,
      now: account.now,
      scriptId: 'customscript_a',
      deploymentId: 'customdeploy_a',
    });
    await account.store.update(state => [revokeToken(state, token.id), undefined]);
    await data.saveRecord('customer', undefined, { companyname: 'Still' }, undefined);
    expect(account.store.current().customers.at(-1)?.companyName).toBe('Still');
  });
});
