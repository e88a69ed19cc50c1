// The guide's check, called as the panel calls it, against the practice account in each state that it can tell of.
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { AccountQueue } from '../../../../src/exchange/accountQueue.ts';
import { directTransport } from '../../../../src/exchange/transport/directTransport.ts';
import { LoginGuard } from '../../../../src/exchange/guards/loginGuard.ts';
import { send, type Call, type Caller, type Exchanger } from '../../../../src/exchange/send.ts';
import type { GuidePurpose } from '../../../../src/panels/guide/messages.ts';
import type { AccountState } from '../../../../src/practice/state/model.ts';
import { endSuiteQl } from '../../../../src/practice/suiteQl/suiteQl.ts';
import { Callers } from '../../../../src/workbench/accounts/callers/callers.ts';
import { checkAccount } from '../../../../src/workbench/guide/checkAccount.ts';
import { judgeTasks } from '../../../../src/workbench/guide/judgeTasks.ts';
import { bookWith, log } from '../accounts/edit/fakeVscode.ts';
import { startFixture, type Fixture } from '../../../contract/practice/practiceFixture.ts';

vi.mock('vscode', async () => (await import('../accounts/edit/fakeVscode.ts')).fakeVscode);

let practice: Fixture;
let fresh: AccountState;
let asked: string[];
const transport = directTransport(() => Promise.resolve({ noProxy: [], strictTls: true, extraCertificates: [] }));

beforeAll(async () => {
  practice = await startFixture();
  fresh = practice.account.store.current();
});

beforeEach(async () => {
  asked = [];
  practice.clock.seconds = Math.floor(Date.now() / 1000);
  await practice.setState(() => fresh);
});

afterAll(async () => {
  endSuiteQl();
  await transport.close();
  await practice.stop();
});

/** Checks with the practice account's token, and judges with what is known then. */
async function check(purpose: GuidePurpose, tokenSecret = practice.credentials.tokenSecret) {
  const guard = new LoginGuard({ read: () => ({}), write: () => Promise.resolve() }, Date.now);
  const exchanger: Exchanger = { transport, queue: new AccountQueue(), guard, now: Date.now, newId: () => 'id' };
  const network = {
    send: (call: Call, caller: Caller, signal: AbortSignal) => {
      asked.push(`${call.method} ${new URL(call.url).pathname}`);
      return send(call, caller, exchanger, 10_000, signal);
    },
  };
  const { account: accountId } = practice.credentials;
  const secrets = { ...practice.credentials, tokenSecret };
  const { book, index, ...credential } = await bookWith({ accountId, baseUrl: practice.baseUrl, secrets });
  const callers = new Callers(book, log, '');
  const services = { book, network, callers } as unknown as Parameters<typeof checkAccount>[0];
  const restlet = { script: 'customscript_tba_echo', deployment: 'customdeploy_tba_echo' };
  const found = await checkAccount(
    services,
    credential,
    purpose,
    restlet,
    () => undefined,
    new AbortController().signal,
    false,
  );
  const verdicts = judgeTasks({ purpose, hasApplication: true, tokens: index().tokens, ...found });
  return {
    message: found.message,
    verdicts: Object.fromEntries(Object.entries(verdicts).map(([task, { verdict }]) => [task, verdict])),
  };
}

const tokenInfo = 'GET /rest/tokeninfo';
const restlet = 'GET /app/site/hosting/restlet.nl';
const catalogue = 'GET /services/rest/record/v1/metadata-catalog';
const all = (verdict: string) => ({
  features: verdict,
  role: verdict,
  assign: verdict,
  application: verdict,
  token: verdict,
});

describe('a check with a token', () => {
  it('shows all of the set-up for RESTlets when one answers', async () => {
    const { message, verdicts } = await check('restlets');
    expect(message).toContain('The RESTlet answered.');
    expect(verdicts).toEqual(all('done'));
    expect(asked).toEqual([tokenInfo, restlet]);
  });

  it.each(['SERVERSIDESCRIPTING', 'CUSTOMCODE'] as const)('does not take %s for on when it is off', async feature => {
    await practice.setState(state => ({ ...state, features: state.features.filter(id => id !== feature) }));
    expect((await check('restlets')).verdicts).toEqual({ ...all('done'), features: 'unknown' });
  });

  it('shows the set-up for REST when it answers, and neither feature nor permission when it refuses', async () => {
    await practice.setState(state => ({
      ...state,
      roles: state.roles.map(role => ({
        ...role,
        permissions: { ...role.permissions, ADMI_RESTWEBSERVICES: 'FULL' as const },
      })),
    }));
    expect((await check('rest')).verdicts).toEqual(all('done'));
    expect(asked).toEqual([tokenInfo, catalogue]);
    const open = { ...all('done'), features: 'unknown', role: 'unknown' };
    await practice.setState(state => ({ ...state, features: state.features.filter(id => id !== 'RESTWEBSERVICES') }));
    expect((await check('rest')).verdicts).toEqual(open);
    await practice.setState(() => ({
      ...fresh,
      roles: fresh.roles.map(role => ({
        ...role,
        permissions: { ...role.permissions, ADMI_RESTWEBSERVICES: 'NONE' as const },
      })),
    }));
    expect((await check('rest')).verdicts).toEqual(open);
  });

  it('asks for nothing more than the login when tokens are to be made for others', async () => {
    expect((await check('tokens')).verdicts).toEqual({ ...all('done'), role: 'unknown', assign: 'unknown' });
    expect(asked).toEqual([tokenInfo]);
  });

  it('stops at a refused login, which says nothing but that the token does not work', async () => {
    const refused = { ...all('unknown'), token: 'not-done' };
    expect((await check('restlets', 'e'.repeat(64))).verdicts).toEqual(refused);
    await practice.setState(state => ({ ...state, features: state.features.filter(id => id !== 'TBA') }));
    expect((await check('rest')).verdicts).toEqual(refused);
    expect(asked).toEqual([tokenInfo, tokenInfo]);
  });
});
