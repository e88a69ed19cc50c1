// The query of an account's RESTlets and its metadata catalogue, as the practice account answers them.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AccountQueue } from '../../../src/exchange/accountQueue.ts';
import { readRecordFields, readRecordTypes } from '../../../src/exchange/reads/accountRecordTypes.ts';
import { readAccountRestlets, type AccountRestlet } from '../../../src/exchange/reads/accountRestlets.ts';
import { tbaAuthenticator } from '../../../src/exchange/authenticate.ts';
import { directTransport } from '../../../src/exchange/transport/directTransport.ts';
import { LoginGuard } from '../../../src/exchange/guards/loginGuard.ts';
import { send, type Call, type Exchanger } from '../../../src/exchange/send.ts';
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

beforeEach(() => practice.setState(() => fresh));

afterAll(async () => {
  endSuiteQl();
  await transport.close();
  await practice.stop();
});

/** Sends calls as the practice account's own token. */
function connect(tokenSecret = practice.credentials.tokenSecret, signal = new AbortController().signal) {
  const guard = new LoginGuard({ read: () => ({}), write: () => Promise.resolve() }, Date.now);
  const exchanger: Exchanger = { transport, queue: new AccountQueue(), guard, now: Date.now, newId: () => 'id' };
  const account = { accountId: practice.credentials.account, name: 'Practice', baseUrl: practice.baseUrl };
  const authenticate = tbaAuthenticator(
    account.accountId,
    { ...practice.credentials, tokenSecret },
    { nonce: () => `restlets${++nonces}`, timestamp: () => String(practice.clock.seconds) },
  );
  const caller = { account, credentialId: 'c', credentialLabel: 'c', authenticate };
  return { account, sendCall: (call: Call) => send(call, caller, exchanger, 10_000, signal) };
}

function read(tokenSecret?: string, signal?: AbortSignal) {
  const { account, sendCall } = connect(tokenSecret, signal);
  return readAccountRestlets(account, 'RESTlets', sendCall);
}

const withPermission = (permission: string, level: string) =>
  practice.setState(state => ({
    ...state,
    roles: state.roles.map(each =>
      each.id === 1001 ? { ...each, permissions: { ...each.permissions, [permission]: level } } : each,
    ),
  }));

describe('the RESTlets of the practice account', () => {
  it('are those of its workspace, with the state of their deployments', async () => {
    const restlets = await read();
    const found = (scriptId: string): AccountRestlet | undefined => restlets.find(each => each.scriptId === scriptId);
    expect(found('customscript_tba_echo')).toMatchObject({
      internalId: '1',
      isInactive: false,
      scriptFile: '/SuiteScripts/tba_echo.js',
      deployments: [{ deploymentId: 'customdeploy_tba_echo', status: 'RELEASED', isDeployed: true }],
    });
    expect(found('customscript_tba_draft')?.deployments).toMatchObject([
      { deploymentId: 'customdeploy_tba_draft', status: 'TESTING' },
    ]);
    expect(restlets).toHaveLength(7);
    expect(restlets.map(({ name }) => name)).toEqual(
      restlets.map(({ name }) => name).sort((a, b) => a.localeCompare(b)),
    );
  });

  it('take the permission to see scripts, which is named', async () => {
    await withPermission('ADMI_CUSTOMSCRIPT', 'NONE');
    await expect(read()).rejects.toMatchObject({
      code: 'restlets-unreadable',
      data: {
        status: 403,
        code: 'INSUFFICIENT_PERMISSION',
        why: 'permission',
        permissions: expect.stringContaining('SuiteScript (ADMI_CUSTOMSCRIPT)') as unknown,
      },
    });
  });

  it('take a login, and REST web services a permission of their own', async () => {
    const refused = { code: 'restlets-unreadable', data: { status: 401, code: 'INVALID_LOGIN', why: 'login' } };
    await expect(read('0'.repeat(64))).rejects.toMatchObject(refused);
    await withPermission('ADMI_RESTWEBSERVICES', 'NONE');
    await expect(read()).rejects.toMatchObject(refused);
  });

  it('are not read with the feature off', async () => {
    await practice.setState(state => ({
      ...state,
      features: state.features.filter(feature => feature !== 'RESTWEBSERVICES'),
    }));
    await expect(read()).rejects.toMatchObject({ code: 'restlets-unreadable', data: { status: 403 } });
  });

  it('are not read once cancelled', async () => {
    const stop = new AbortController();
    stop.abort(new Error('cancelled'));
    await expect(read(undefined, stop.signal)).rejects.toThrow('cancelled');
  });
});

describe('the record types of the practice account', () => {
  it('are those of its metadata catalogue, each with the fields that can be set', async () => {
    const { account, sendCall } = connect();
    expect(await readRecordTypes(account, 'Types', sendCall)).toEqual(['customer', 'employee', 'salesOrder']);
    const fields = await readRecordFields(account, 'salesOrder', 'Fields', sendCall);
    const found = (name: string) => fields.find(field => field.name === name);
    expect(found('entity')).toEqual({ name: 'entity', title: 'Customer', kind: 'reference', isRequired: true });
    expect(found('tranDate')).toMatchObject({ kind: 'date', isRequired: false });
    expect(found('item')).toMatchObject({ kind: 'list' });
    expect(found('id')).toBeUndefined();
    expect(found('links')).toBeUndefined();
  });

  it('are those that the role may see, and no others', async () => {
    await withPermission('LIST_CUSTJOB', 'NONE');
    const { account, sendCall } = connect();
    expect(await readRecordTypes(account, 'Types', sendCall)).toEqual(['employee', 'salesOrder']);
    await expect(readRecordFields(account, 'customer', 'Fields', sendCall)).rejects.toMatchObject({
      code: 'record-types-unreadable',
      data: { status: 403, why: 'permission', permissions: expect.stringContaining('ADMI_RESTWEBSERVICES') as unknown },
    });
  });

  it('are not those of a name that no record has', async () => {
    const { account, sendCall } = connect();
    await expect(readRecordFields(account, 'nothing', 'Fields', sendCall)).rejects.toMatchObject({
      code: 'record-types-unreadable',
      data: { why: 'query' },
    });
  });
});
