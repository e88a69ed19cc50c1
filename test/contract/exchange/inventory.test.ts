// The inventory of a practice account with fifty tokens, read as the workbench reads it.
import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { directTransport } from '../../../src/exchange/transport/directTransport.ts';
import type { InventoryProgress } from '../../../src/exchange/inventory/askRows.ts';
import { readInventory } from '../../../src/exchange/inventory/readInventory.ts';
import { soapTimeCall } from '../../../src/exchange/login/soapTimeCall.ts';
import type { Call } from '../../../src/exchange/send.ts';
import { migrationPlan, planSubjects } from '../../../src/migration/migrationPlan.ts';
import { takeInventory, type Inventory } from '../../../src/migration/takeInventory.ts';
import type { AccessToken, AccountState, Application, Role } from '../../../src/practice/state/model.ts';
import { endSuiteQl } from '../../../src/practice/suiteQl/suiteQl.ts';
import { call as callOnce, startFixture, type Fixture } from '../practice/practiceFixture.ts';
import { accountOf, sendToPractice } from '../support/sendToPractice.ts';

const reader = 50;
const auditorRole = 1010;
const dayOf = 86_400;
const hex = (name: string) => createHash('sha256').update(name).digest('hex');
const transport = directTransport(() => Promise.resolve({ noProxy: [], strictTls: true, extraCertificates: [] }));

/** Five applications with ten tokens each: users in turn, and one of the Administrator's. */
function withFifty(state: AccountState): AccountState {
  const [application] = state.applications;
  const [token] = state.tokens;
  if (!application || !token) {
    throw new Error('the practice account has no application');
  }
  const names = ['Orders hub', 'Warehouse', 'Bank feed', 'Old shop', 'Reports'];
  const applications = names.map((name, index): Application => ({
    ...application,
    id: index + 1,
    name,
    consumerKey: hex(`key ${index}`),
    consumerSecret: hex(`secret ${index}`),
  }));
  const holders = [
    [42, 1001],
    [43, 1002],
    [44, 1001],
  ] as const;
  const tokens = Array.from({ length: 50 }, (_, index): AccessToken => {
    const [employeeId, roleId] =
      index === 49
        ? ([43, auditorRole] as const)
        : index === 48
          ? ([7, 3] as const)
          : (holders[index % 3] ?? [42, 1001]);
    return {
      ...token,
      id: index + 1,
      // Two of the same application have the same name.
      name: index === 11 ? 'Token 13' : `Token ${index + 1}`,
      state: index === 20 ? 'inactive' : index === 21 ? 'revoked' : 'active',
      applicationId: Math.floor(index / 10) + 1,
      employeeId,
      roleId,
      token: hex(`token ${index + 1}`),
      tokenSecret: hex(`token secret ${index + 1}`),
    };
  });
  const auditor: Role = {
    id: auditorRole,
    scriptId: 'customrole_auditor',
    name: 'Auditor',
    isInactive: false,
    webServicesOnly: false,
    permissions: {
      ADMI_LOGIN_OAUTH: 'FULL',
      ADMI_RESTWEBSERVICES: 'FULL',
      ADMI_AUDITLOGIN: 'FULL',
      ADMI_MANAGE_OAUTH_TOKENS: 'FULL',
      LIST_EMPLOYEE: 'VIEW',
    },
  };
  return {
    ...state,
    applications,
    tokens,
    roles: [...state.roles, auditor],
    employees: state.employees.map(each =>
      each.id === 43 ? { ...each, roleIds: [...each.roleIds, auditorRole] } : each,
    ),
  };
}

let practice: Fixture;
let asNew: AccountState;
beforeAll(async () => {
  practice = await startFixture();
  await practice.setState(withFifty);
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

function secretsOf(id: number) {
  const { tokens, applications } = asNew;
  const token = tokens.find(each => each.id === id);
  const application = applications.find(each => each.id === token?.applicationId);
  if (!token || !application) {
    throw new Error(`no token ${id}`);
  }
  const { consumerKey, consumerSecret } = application;
  return { consumerKey, consumerSecret, token: token.token, tokenSecret: token.tokenSecret };
}

/** A call of a token to the echo RESTlet, as many days before now. */
async function login(id: number, daysAgo = 0, tokenSecret?: string): Promise<void> {
  practice.clock.seconds -= daysAgo * dayOf;
  const credentials = { ...secretsOf(id), account: practice.credentials.account };
  await callOnce(practice, { credentials: tokenSecret === undefined ? credentials : { ...credentials, tokenSecret } });
  practice.clock.seconds += daysAgo * dayOf;
}

const account = () => accountOf(practice);

const sendAs = (id: number, call: Call, signal?: AbortSignal) =>
  sendToPractice(practice, transport, secretsOf(id), call, signal);

async function soap(id: number): Promise<void> {
  await sendAs(id, soapTimeCall(practice.baseUrl, 'Time'));
}

interface ReadOptions {
  readonly tell?: (progress: InventoryProgress) => void;
  readonly change?: (call: Call) => Call;
  readonly signal?: AbortSignal;
}

const calls: string[] = [];
function readFacts({ tell = () => undefined, change = call => call, signal }: ReadOptions = {}) {
  calls.length = 0;
  return readInventory({
    account: account(),
    title: 'Inventory',
    now: Date.now,
    tell,
    send: call => {
      calls.push((JSON.parse(call.body as string) as { q: string }).q);
      return sendAs(reader, change(call), signal);
    },
  });
}

async function read(options: ReadOptions = {}, book = ['orders HUB ']): Promise<Inventory> {
  return takeInventory(await readFacts(options), book);
}

const entry = ({ entries }: Inventory, id: number) => entries.find(each => each.id === String(id));

/** Makes a query fail as one does that names something unknown. */
const without = (part: RegExp) => (call: Call) => ({
  ...call,
  body: (call.body as string).replace(part, 'nothingLikeIt'),
});

describe('the inventory of fifty tokens', () => {
  it('joins tokens with the logins of the last ninety days', async () => {
    await login(1, 100);
    await login(1, 40);
    await login(1);
    await login(2, 95);
    await login(4, 3);
    await login(4, 1, hex('wrong'));
    const told: InventoryProgress[] = [];
    const inventory = await read({ tell: progress => told.push(progress) });
    expect(inventory).toMatchObject({ missing: [], cut: [], hasTokens: true, hasTrail: true });
    expect(inventory.entries).toHaveLength(50);
    expect(entry(inventory, 1)).toMatchObject({
      application: 'Orders hub',
      name: 'Token 1',
      user: 'Jane Doe',
      userId: '42',
      role: 'Integration Clerk',
      status: 'active',
      isUserInactive: false,
      logins: 2,
      failures: 0,
      addresses: [{ value: '127.0.0.1', count: 2 }],
      apis: [{ value: 'restlet', count: 2 }],
      marks: [],
    });
    const { lastUsed = 0, firstUsed = 0 } = entry(inventory, 1) ?? {};
    expect(Math.abs(Date.now() - lastUsed)).toBeLessThan(60_000);
    expect(Math.round((lastUsed - firstUsed) / 1000 / dayOf)).toBe(40);
    // Before the days that are counted it was used, another one never.
    expect(entry(inventory, 2)?.marks).toEqual(['unused']);
    expect(Math.round((Date.now() - (entry(inventory, 2)?.lastUsed ?? 0)) / 1000 / dayOf)).toBe(95);
    expect(entry(inventory, 3)?.marks).toEqual(['never-used']);
    expect(entry(inventory, 4)).toMatchObject({ logins: 1, failures: 1, marks: ['failing'] });
    // This reading itself is a login of the reader's.
    expect(entry(inventory, reader)?.apis).toMatchObject([{ value: 'rest' }]);
    expect([...new Set(told.map(({ part }) => part))]).toEqual(['tokens', 'users', 'logins', 'places', 'older']);
  });

  it('marks what matters for the move', async () => {
    await soap(33);
    await login(33);
    await login(13);
    await login(49);
    await practice.setState(state => ({
      ...state,
      employees: state.employees.map(each => (each.id === 44 ? { ...each, isInactive: true } : each)),
    }));
    const inventory = await read();
    expect(entry(inventory, 33)).toMatchObject({ marks: expect.arrayContaining(['soap', 'not-in-book']) as unknown });
    expect(
      entry(inventory, 33)
        ?.apis.map(({ value }) => value)
        .sort(),
    ).toEqual(['restlet', 'soap']);
    expect(entry(inventory, 49)?.marks).toContain('administrator');
    expect(entry(inventory, 21)).toMatchObject({ status: 'inactive' });
    expect(entry(inventory, 22)).toMatchObject({ status: 'revoked' });
    expect(entry(inventory, 22)?.marks).not.toContain('never-used');
    expect(entry(inventory, 3)).toMatchObject({ isUserInactive: true });
    expect(entry(inventory, 3)?.marks).toContain('user-inactive');
    const plan = migrationPlan(planSubjects(inventory, ['Orders hub']), {});
    expect(plan.applications.map(({ subject, fate }) => `${subject.name}: ${fate}`)).toEqual([
      'Old shop: soap',
      'Reports: moves',
      'Warehouse: moves',
      'Bank feed: retires',
      'Orders hub: retires',
    ]);
  });

  it('tells names apart by user and role', async () => {
    await login(13);
    const inventory = await read();
    expect(entry(inventory, 13)).toMatchObject({ name: 'Token 13', logins: 1 });
    expect(entry(inventory, 12)).toMatchObject({ name: 'Token 13', logins: 0 });
    expect(entry(inventory, 13)?.marks).not.toContain('ambiguous');
  });

  it('counts failures that name an application alone', async () => {
    await callOnce(practice, {
      credentials: { ...secretsOf(1), account: practice.credentials.account, token: hex('nobody') },
    });
    expect((await read()).strangers).toEqual([{ value: 'Orders hub', count: 1 }]);
  });

  it('goes on without the table of tokens, with what the trail names', async () => {
    await login(1);
    await practice.setState(state => ({
      ...state,
      roles: state.roles.map(each =>
        each.id === auditorRole
          ? {
              ...each,
              permissions: { ADMI_LOGIN_OAUTH: 'FULL', ADMI_RESTWEBSERVICES: 'FULL', ADMI_AUDITLOGIN: 'FULL' },
            }
          : each,
      ),
    }));
    const inventory = await read();
    expect(inventory).toMatchObject({ hasTokens: false, hasTrail: true });
    expect(inventory.missing.map(({ table }) => table)).toEqual(['OAuthToken']);
    expect(inventory.missing[0]).toMatchObject({ why: 'permission' });
    expect(inventory.entries.map(({ name, user }) => `${name} ${user}`).sort()).toEqual([
      'Token 1 Jane Doe',
      'Token 50 Omar Haddad',
    ]);
    expect(inventory.entries[0]).toMatchObject({ status: 'unknown' });
  });

  it('goes on without the trail, and calls nothing unused then', async () => {
    const inventory = await read({ change: without(/LoginAudit/) });
    expect(inventory).toMatchObject({ hasTokens: true, hasTrail: false });
    expect(inventory.missing).toMatchObject([{ table: 'LoginAudit', why: 'absent' }]);
    expect(inventory.entries).toHaveLength(50);
    expect(inventory.entries[2]).not.toHaveProperty('logins');
    expect(inventory.entries[2]?.marks).toEqual([]);
  });

  it('leaves out the one column that is not there, and names it', async () => {
    await login(1);
    const inventory = await read({ change: without(/la\.ipAddress/g) });
    expect(inventory.missing).toMatchObject([{ table: 'LoginAudit', column: 'ipAddress', why: 'absent' }]);
    expect(entry(inventory, 1)).toMatchObject({ logins: 1, addresses: [], apis: [{ value: 'restlet', count: 1 }] });
  });

  it('reads login by login where NetSuite does not count', async () => {
    await login(1);
    await login(1);
    const inventory = await read({ change: without(/COUNT\(\*\)/) });
    expect(inventory.missing).toEqual([]);
    expect(entry(inventory, 1)).toMatchObject({ logins: 2, apis: [{ value: 'restlet', count: 2 }] });
    // How it was before is not known then.
    expect(entry(inventory, 3)?.marks).toEqual(['unused']);
  });

  it('keeps tokens without names where BUILTIN.DF is refused', async () => {
    const inventory = await read({ change: without(/BUILTIN\.DF/g) });
    expect(inventory.missing).toMatchObject([
      { table: 'OAuthToken', column: 'BUILTIN.DF' },
      { table: 'LoginAudit', column: 'BUILTIN.DF' },
    ]);
    expect(entry(inventory, 1)).toMatchObject({ application: '1', userId: '42', roleId: '1001', logins: 0 });
  });

  it('stops at the first refused login', async () => {
    await practice.setState(state => ({ ...state, features: [] }));
    await expect(readFacts()).rejects.toMatchObject({ code: 'inventory-unreadable', data: { why: 'login' } });
    expect(calls).toHaveLength(1);
  });

  it('stops when it is cancelled', async () => {
    const stop = new AbortController();
    const reading = readFacts({ signal: stop.signal, tell: () => stop.abort() });
    await expect(reading).rejects.toThrow();
    expect(calls).toHaveLength(2);
  });
});
