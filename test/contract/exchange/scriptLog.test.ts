// What a RESTlet of the practice account logs, read as the workbench reads it.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { AccountQueue } from '../../../src/exchange/accountQueue.ts';
import { tbaAuthenticator } from '../../../src/exchange/authenticate.ts';
import { directTransport } from '../../../src/exchange/transport/directTransport.ts';
import { LoginGuard } from '../../../src/exchange/guards/loginGuard.ts';
import type { Exchange } from '../../../src/exchange/record.ts';
import { loggedCall, readScriptLog } from '../../../src/exchange/reads/scriptLog.ts';
import { send, type Call } from '../../../src/exchange/send.ts';
import type { AccountState } from '../../../src/practice/state/model.ts';
import { endSuiteQl } from '../../../src/practice/suiteQl/suiteQl.ts';
import { startFixture, type Fixture } from '../practice/practiceFixture.ts';

let practice: Fixture;
let fresh: AccountState;
let nonces = 0;
const transport = directTransport(() => Promise.resolve({ noProxy: [], strictTls: true, extraCertificates: [] }));

beforeAll(async () => {
  practice = await startFixture();
  fresh = practice.account.store.current();
});

beforeEach(async () => {
  await practice.setState(() => fresh);
  practice.account.scriptNotes.clear();
  // The Date header has the machine's time.
  practice.clock.seconds = Math.floor(Date.now() / 1000);
});

afterAll(async () => {
  endSuiteQl();
  await transport.close();
  await practice.stop();
});

const now = () => practice.clock.seconds * 1000;

function ports() {
  const guard = new LoginGuard({ read: () => ({}), write: () => Promise.resolve() }, Date.now);
  const exchanger = { transport, queue: new AccountQueue(), guard, now, newId: () => 'id' };
  const account = { accountId: practice.credentials.account, name: 'Practice', baseUrl: practice.baseUrl };
  const authenticate = tbaAuthenticator(account.accountId, practice.credentials, {
    nonce: () => `scriptLog${++nonces}`,
    timestamp: () => String(practice.clock.seconds),
  });
  const caller = { account, credentialId: 'c', credentialLabel: 'c', authenticate };
  const made: Call[] = [];
  const waits: number[] = [];
  return {
    account,
    made,
    waits,
    now,
    send: (call: Call): Promise<Exchange> => {
      made.push(call);
      return send(call, caller, exchanger, 20_000, new AbortController().signal);
    },
    wait: (milliseconds: number) => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
  };
}

/** Makes a customer, which the script logs; answers the call. */
async function createCustomer({ send: make }: ReturnType<typeof ports>): Promise<Exchange> {
  const exchange = await make({
    title: 'Create',
    method: 'POST',
    url: `${practice.baseUrl}/app/site/hosting/restlet.nl?script=customscript_tba_customers&deploy=customdeploy_tba_customers`,
    headers: [{ name: 'Content-Type', value: 'application/json' }],
    body: JSON.stringify({ companyName: 'Logged Ltd' }),
  });
  expect(exchange.record.response?.status).toBe(200);
  return exchange;
}

function need<Value>(value: Value | undefined): Value {
  if (value === undefined) {
    throw new Error('There is none.');
  }
  return value;
}

const addNote = (at: number, title: string, detail: string, level: 'DEBUG' | 'ERROR' = 'DEBUG') => {
  practice.account.scriptNotes.add({
    at,
    scriptId: 'customscript_tba_customers',
    deploymentId: 'customdeploy_tba_customers',
    level,
    title,
    detail,
    employeeId: 42,
  });
};

it('what the script logged during the call, and nothing from before or of other scripts', async () => {
  const using = ports();
  addNote(now() - 60_000, 'Before', 'old');
  const { record } = await createCustomer(using);
  practice.account.scriptNotes.add({
    at: now(),
    scriptId: 'customscript_tba_echo',
    deploymentId: 'customdeploy_tba_echo',
    level: 'AUDIT',
    title: 'Another script',
    detail: '',
    employeeId: 42,
  });
  const log = await readScriptLog(using.account, 'Log', need(loggedCall(record)), using);
  expect(log).toEqual({
    entries: [
      {
        id: expect.any(String) as unknown,
        level: 'AUDIT',
        title: 'Customer created',
        detail: expect.stringMatching(/^\{"id":/) as unknown,
        detailJson: expect.stringMatching(/^\{\n {2}"id": \d+\n\}$/) as unknown,
        at: expect.any(Number) as unknown,
      },
    ],
    polls: 1,
    isCut: false,
  });
});

it('by internal ID too, and with a clock of this machine that is wrong by hours', async () => {
  const using = ports();
  const { record } = await createCustomer(using);
  const script = need(practice.account.scriptNotes.rows()[0]).scriptId;
  expect(script).toBe('customscript_tba_customers');
  const wrong = 5 * 3_600_000;
  const logged = need(loggedCall({ ...record, startedAt: record.startedAt + wrong }));
  const log = await readScriptLog(using.account, 'Log', logged, { ...using, now: () => now() + wrong });
  expect(log.entries.map(({ title }) => title)).toEqual(['Customer created']);
});

it('three times at most, longer and longer apart, until there is something', async () => {
  const using = ports();
  const { record } = await createCustomer(using);
  practice.account.scriptNotes.clear();
  const logged = need(loggedCall(record));
  const before = using.made.length;
  expect(await readScriptLog(using.account, 'Log', logged, using)).toMatchObject({ entries: [], polls: 3 });
  expect([using.made.length - before, using.waits]).toEqual([3, [2000, 5000]]);

  const late = {
    ...using,
    wait: (milliseconds: number) => {
      addNote(now(), 'Late', '[1.10]', 'ERROR');
      return using.wait(milliseconds);
    },
  };
  expect(await readScriptLog(using.account, 'Log', logged, late)).toMatchObject({
    entries: [{ level: 'ERROR', title: 'Late', detailJson: '[\n  1.10\n]' }],
    polls: 2,
  });
});

it('names the permission that is missing', async () => {
  const using = ports();
  const { record } = await createCustomer(using);
  await practice.setState(state => ({
    ...state,
    roles: state.roles.map(each =>
      each.id === 1001 ? { ...each, permissions: { ...each.permissions, ADMI_CUSTOMSCRIPT: 'NONE' } } : each,
    ),
  }));
  await expect(readScriptLog(using.account, 'Log', need(loggedCall(record)), using)).rejects.toMatchObject({
    code: 'script-log-unreadable',
    data: {
      status: 403,
      why: 'permission',
      permissions: expect.stringContaining('SuiteScript (ADMI_CUSTOMSCRIPT)') as unknown,
    },
  });
});
