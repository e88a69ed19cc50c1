import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountState } from '../../../src/practice/state/model.ts';
import type { Pairs } from '../support/independentSigner.ts';
import { call, errorCode, shippedWorkspace, startFixture } from './practiceFixture.ts';
import type { Answer, CallOptions, Fixture } from './practiceFixture.ts';

let folder = '';
let practice: Fixture;
let asNew: AccountState;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-scripts-'));
  await cp(shippedWorkspace, folder, { recursive: true });
  practice = await startFixture(folder);
  asNew = practice.account.store.current();
});
afterAll(async () => {
  await practice.stop();
  await rm(folder, { recursive: true });
});
afterEach(() => practice.setState(state => ({ ...asNew, scriptIds: state.scriptIds, nextIds: state.nextIds })));

const json = 'application/json';
const named = (name: string, ...more: Pairs): Pairs => [
  ['script', `customscript_tba_${name}`],
  ['deploy', `customdeploy_tba_${name}`],
  ...more,
];
const script = (name: string) => join(folder, 'src/FileCabinet/SuiteScripts', `${name}.js`);
const object = (name: string) => join(folder, 'src/Objects', `customscript_tba_${name}.xml`);

/** A RESTlet of the test's own. */
async function write(name: string, body: string, deployment = ''): Promise<void> {
  await writeFile(script(`tba_${name}`), `/**\n * @NApiVersion 2.1\n * @NScriptType Restlet\n */\n${body}`);
  await writeFile(
    object(name),
    `<restlet scriptid="customscript_tba_${name}"><name>${name}</name><isinactive>F</isinactive>
      <scriptfile>[/SuiteScripts/tba_${name}.js]</scriptfile>
      <scriptdeployments><scriptdeployment scriptid="customdeploy_tba_${name}"><title>${name}</title>
      <isdeployed>T</isdeployed><status>RELEASED</status><loglevel>DEBUG</loglevel>
      ${deployment || '<allroles>T</allroles>'}</scriptdeployment></scriptdeployments></restlet>`,
  );
}

const run = (name: string, options: CallOptions = {}, ...more: Pairs): Promise<Answer> =>
  call(practice, { contentType: json, query: named(name, ...more), ...options });

describe('a script of the practice workspace', () => {
  it('is really executed, and saving the file changes the next call', async () => {
    await write('mine', 'define([], () => ({ get: () => ({ answer: 6 * 7 }) }));');
    expect((await run('mine')).body).toBe('{"answer":42}');
    await write('mine', 'define([], () => ({ get: () => ({ answer: 43 }) }));');
    expect((await run('mine')).body).toBe('{"answer":43}');
  });

  it('gets an internal id that stays, also when others come before it', async () => {
    await write('zebra', 'define([], () => ({ get: () => "zebra" }));');
    expect((await run('zebra')).status).toBe(200);
    const id = String(practice.account.store.current().scriptIds['customscript_tba_zebra']);
    await write('aardvark', 'define([], () => ({ get: () => "aardvark" }));');
    const byNumber: Pairs = [
      ['script', id],
      ['deploy', '1'],
    ];
    expect((await call(practice, { contentType: json, query: byNumber })).body).toBe('zebra');
  });

  it('whose XML is broken spoils nobody else', async () => {
    await writeFile(object('broken'), '<restlet scriptid="customscript_tba_broken"><name>');
    expect(errorCode(await run('broken'))).toBe('SSS_INVALID_SCRIPTLET_ID');
    expect((await run('echo')).status).toBe(200);
  });

  it('works on the account’s records, and leaves a log', async () => {
    const body = JSON.stringify({
      customer: 101,
      memo: 'By script',
      lines: [{ item: 'Bolt', quantity: 4, rate: 0.25 }],
    });
    const created = await run('orders', { method: 'POST', body });
    expect([created.status, created.body]).toEqual([200, expect.stringContaining('"total":1')]);
    const orders = practice.account.store.current().salesOrders;
    expect(orders.at(-1)).toMatchObject({ customerId: 101, memo: 'By script' });
    expect(practice.account.scriptNotes.rows().at(-1)).toMatchObject({
      scriptId: 'customscript_tba_orders',
      level: 'AUDIT',
      title: 'Order created',
      employeeId: 42,
    });
    const report = await run('orders');
    expect(report.body).toContain('Acme Corporation');
  });

  it('may do with records what the caller’s role may', async () => {
    await practice.setState(state => ({
      ...state,
      roles: state.roles.map(each =>
        each.id === 1001 ? { ...each, permissions: { ...each.permissions, LIST_CUSTJOB: 'VIEW' } } : each,
      ),
    }));
    expect((await run('customers', {}, ['id', '101'])).status).toBe(200);
    const refused = await run('customers', { method: 'POST', body: '{"companyName":"No"}' });
    expect(errorCode(refused)).toBe('INSUFFICIENT_PERMISSION');
    expect(practice.account.store.current().customers.some(each => each.companyName === 'No')).toBe(false);
  });
});

describe('4.1 and 4.2 for scripts', () => {
  it('SSS_INVALID_SCRIPTLET_ID: an unreleased deployment, until it is released', async () => {
    expect(errorCode(await run('draft'))).toBe('SSS_INVALID_SCRIPTLET_ID');
    const xml = await readFile(object('draft'), 'utf8');
    await writeFile(object('draft'), xml.replace('TESTING', 'RELEASED'));
    expect((await run('draft')).body).toBe('You released it.');
  });

  it('SSS_INVALID_SCRIPTLET_ID: a caller outside the audience', async () => {
    expect(errorCode(await run('whoami'))).toBe('SSS_INVALID_SCRIPTLET_ID');
    const xml = await readFile(object('whoami'), 'utf8');
    await writeFile(object('whoami'), xml.replace('ADMINISTRATOR', 'customrole_integration_clerk'));
    const { status, body } = await run('whoami');
    expect([status, JSON.parse(body)]).toEqual([
      200,
      expect.objectContaining({ id: 42, role: 1001, accountId: 'TSTDRV0000001_SB1', envType: 'SANDBOX' }),
    ]);
  });

  it.each([
    ['not deployed', '<isdeployed>T', '<isdeployed>F'],
    ['inactive', '<isinactive>F', '<isinactive>T'],
  ])('SSS_INVALID_SCRIPTLET_ID: %s', async (_, from, to) => {
    await write('off', 'define([], () => ({ get: () => "on" }));');
    expect((await run('off')).status).toBe(200);
    await writeFile(object('off'), (await readFile(object('off'), 'utf8')).replace(from, to));
    expect(errorCode(await run('off'))).toBe('SSS_INVALID_SCRIPTLET_ID');
  });

  it.each(['CUSTOMCODE', 'SERVERSIDESCRIPTING'] as const)(
    'no RESTlet runs while %s is off (assumed)',
    async feature => {
      await practice.setState(state => ({ ...state, features: state.features.filter(id => id !== feature) }));
      expect(errorCode(await run('echo'))).toBe('SSS_INVALID_SCRIPTLET_ID');
    },
  );

  it('405: the script has no function for the method', async () => {
    expect((await run('whoami', { method: 'POST', body: '{}' })).status).toBe(405);
  });

  it('SSS_USAGE_LIMIT_EXCEEDED: more than 5,000 units', async () => {
    const answer = await run('limits', {}, ['limit', 'usage']);
    expect([answer.status, errorCode(answer)]).toEqual([400, 'SSS_USAGE_LIMIT_EXCEEDED']);
  });

  it('a module that is not there is named', async () => {
    await write('https', "define(['N/https'], https => ({ get: () => 'never' }));");
    const answer = await run('https');
    expect([answer.status, answer.body]).toEqual([400, expect.stringContaining('N/https')]);
  });

  it.each([
    ['text/plain', '({ an: "object" })', 'INVALID_RETURN_DATA_FORMAT'],
    ['application/xml', '"no markup"', 'INVALID_RETURN_DATA_FORMAT'],
    ['text/plain', '"a string"', undefined],
    ['application/xml', '"<a/>"', undefined],
    ['application/json', '({ an: "object" })', undefined],
    ['application/json', '"{}"', undefined],
  ])('INVALID_RETURN_DATA_FORMAT: %s, returning %s: %s', async (contentType, value, code) => {
    await write('shape', `define([], () => ({ get: () => ${value} }));`);
    const answer = await run('shape', { contentType });
    expect([answer.status, errorCode(answer)]).toEqual([code ? 400 : 200, code]);
  });

  it('an error of the language itself comes as UNEXPECTED_ERROR with its line', async () => {
    await write('oops', 'define([], () => ({ get: () => nowhere.to.be.found }));');
    const answer = await run('oops');
    expect([answer.status, errorCode(answer)]).toEqual([400, 'UNEXPECTED_ERROR']);
    expect(answer.body).toContain('nowhere is not defined');
  });
});

describe('4.4 the limit of calls at once', () => {
  beforeEach(() =>
    practice.setState(state => ({ ...state, preferences: { ...state.preferences, concurrencyLimit: 2 } })),
  );

  it('SSS_REQUEST_LIMIT_EXCEEDED: one call too many, and room again afterwards', async () => {
    const slow = [run('echo', {}, ['delay', '1']), run('echo', {}, ['delay', '1'])];
    await expect.poll(() => practice.account.calls.inUse()).toBe(2);
    const refused = await run('echo');
    expect([refused.status, errorCode(refused)]).toEqual([400, 'SSS_REQUEST_LIMIT_EXCEEDED']);
    expect((await Promise.all(slow)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await run('echo')).status).toBe(200);
  });

  it('counts no call that was refused at the login', async () => {
    for (let index = 0; index < 4; index++) {
      await run('echo', { replace: { oauth_token: 'f'.repeat(64) } });
    }
    expect(practice.account.calls.inUse()).toBe(0);
    expect((await run('echo')).status).toBe(200);
  });
});

describe('a workspace that is not trusted', () => {
  it('runs nothing, and says so', async () => {
    practice.account.scripts.allowed = false;
    const answer = await run('echo');
    practice.account.scripts.allowed = true;
    expect([answer.status, errorCode(answer)]).toEqual([400, 'PRACTICE_SCRIPTS_OFF']);
    expect((await run('echo')).status).toBe(200);
  });
});
