// The Login Audit Trail of the practice account, read as the workbench reads it after a failed login.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { directTransport } from '../../../src/exchange/transport/directTransport.ts';
import { readHolder } from '../../../src/exchange/login/readHolder.ts';
import { readLoginAudit, type AuditedCall } from '../../../src/exchange/login/readLoginAudit.ts';
import type { Call } from '../../../src/exchange/send.ts';
import type { AccountState, Role } from '../../../src/practice/state/model.ts';
import { endSuiteQl } from '../../../src/practice/suiteQl/suiteQl.ts';
import { call as callOnce, startFixture, type Fixture } from '../practice/practiceFixture.ts';
import { accountOf, sendToPractice } from '../support/sendToPractice.ts';
import { watcher, watcherRole, withWatcher } from './loginScene.ts';

let practice: Fixture;
let asNew: AccountState;
const transport = directTransport(() => Promise.resolve({ noProxy: [], strictTls: true, extraCertificates: [] }));
beforeAll(async () => {
  practice = await startFixture();
  await practice.setState(withWatcher);
  asNew = practice.account.store.current();
});
beforeEach(() => {
  practice.clock.seconds = Math.floor(Date.now() / 1000);
  practice.account.loginAudit.clear();
});
afterEach(() => practice.setState(() => asNew));
afterAll(async () => {
  endSuiteQl();
  await transport.close();
  await practice.stop();
});

const account = () => accountOf(practice);

const sendAsWatcher = (call: Call) => sendToPractice(practice, transport, watcher(practice), call);

const read = (call: Partial<AuditedCall> = {}, now = Date.now) =>
  readLoginAudit(account(), 'Trail', { at: now(), ...call }, { send: sendAsWatcher, now });

const role = (change: Partial<Role>) => (state: AccountState) => ({
  ...state,
  roles: state.roles.map(each => (each.id === watcherRole ? { ...each, ...change } : each)),
});
const block = (state: AccountState) => ({
  ...state,
  applications: state.applications.map(each => (each.id === 1 ? { ...each, state: 'blocked' as const } : each)),
});

/** A failed call, as many seconds before now. */
async function fail(secondsAgo = 0): Promise<void> {
  practice.clock.seconds -= secondsAgo;
  await practice.setState(block);
  await callOnce(practice);
  await practice.setState(() => asNew);
  practice.clock.seconds += secondsAgo;
}

it('the failures around the call, with all that the trail has of them', async () => {
  await callOnce(practice);
  await fail();
  expect(await read()).toEqual([
    {
      detail: 'consumer_key_refused',
      status: 'Failure',
      at: expect.any(Number) as unknown,
      application: 'Orders hub',
      token: 'Orders hub - Jane Doe, Integration Clerk',
      user: 'Jane Doe',
      role: 'Integration Clerk',
      userId: '42',
      roleId: '1001',
      ipAddress: '127.0.0.1',
      requestUri: '/app/site/hosting/restlet.nl',
    },
  ]);
});

it('two minutes around, however long ago the call was', async () => {
  await fail(600);
  await fail(300);
  await fail();
  expect(await read({ at: Date.now() - 300_000 })).toHaveLength(1);
  expect(await read({ at: Date.now() - 1_000_000 })).toEqual([]);
});

it('with a clock of this machine that is wrong by hours', async () => {
  await fail();
  const wrong = () => Date.now() + 5 * 3_600_000;
  const [row] = await read({}, wrong);
  // Times are NetSuite's.
  expect(Math.abs((row?.at ?? 0) - Date.now())).toBeLessThan(10_000);
});

it('those of other applications only where none has the name', async () => {
  await fail();
  expect(await read({ application: 'Watcher', token: 'Watcher - Omar' })).toHaveLength(1);
  await callOnce(practice, {
    credentials: { ...watcher(practice), account: account().accountId, tokenSecret: 'f'.repeat(64) },
  });
  expect((await read({ token: 'Watcher - Omar' })).map(({ detail }) => detail)).toEqual(['InvalidSignature']);
  expect(await read()).toHaveLength(2);
});

it('a row of an unknown token has no names', async () => {
  await callOnce(practice, { replace: { oauth_token: 'f'.repeat(64) } });
  const [row] = await read();
  expect(row).toMatchObject({ detail: 'token_rejected', application: 'Orders hub' });
  expect(row).not.toHaveProperty('token');
  expect(row).not.toHaveProperty('user');
});

it('names the permission that is missing', async () => {
  await practice.setState(role({ permissions: { ADMI_LOGIN_OAUTH: 'FULL', ADMI_RESTWEBSERVICES: 'FULL' } }));
  await expect(read()).rejects.toMatchObject({
    code: 'login-audit-unreadable',
    data: {
      why: 'permission',
      permissions: expect.stringContaining('View Login Audit Trail (ADMI_AUDITLOGIN)') as unknown,
    },
  });
});

it('says when the other token fails too', async () => {
  await practice.setState(state => ({ ...state, features: [] }));
  await expect(read()).rejects.toMatchObject({ code: 'login-audit-unreadable', data: { why: 'login' } });
});

it('whether user and role are inactive, as far as it may be read', async () => {
  const holder = () => readHolder(account(), 'Holder', { userId: '42', roleId: '1001' }, sendAsWatcher);
  expect(await holder()).toEqual({ isUserInactive: false, isRoleInactive: false });
  await practice.setState(state => ({
    ...state,
    employees: state.employees.map(each => (each.id === 42 ? { ...each, isInactive: true } : each)),
  }));
  expect(await holder()).toEqual({ isUserInactive: true, isRoleInactive: false });
  await practice.setState(
    role({ permissions: { ADMI_LOGIN_OAUTH: 'FULL', ADMI_RESTWEBSERVICES: 'FULL', ADMI_AUDITLOGIN: 'FULL' } }),
  );
  expect(await holder()).toEqual({});
  expect(await readHolder(account(), 'Holder', { userId: "1' OR 1=1" }, sendAsWatcher)).toEqual({});
});
