import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AccountState } from '../../../src/practice/state/model.ts';
import type { Pairs } from '../support/independentSigner.ts';
import { call, echoQuery, errorCode, send, shippedWorkspace, startFixture } from './practiceFixture.ts';
import type { Answer, CallOptions, Fixture } from './practiceFixture.ts';
import { expectProblem, json, records, setPermission } from './restAnswers.ts';
import { faultOf, soapCaller } from './soapCalls.ts';

let folder = '';
let practice: Fixture;
let asNew: AccountState;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-codes-'));
  await cp(shippedWorkspace, folder, { recursive: true });
  practice = await startFixture(folder);
  asNew = practice.account.store.current();
});
afterAll(async () => {
  await practice.stop();
  await rm(folder, { recursive: true });
});
afterEach(() => practice.setState(state => ({ ...asNew, scriptIds: state.scriptIds, nextIds: state.nextIds })));

const contentType = 'application/json';
const fault = (value: string) => ({ headers: { 'X-Practice-Fault': value } });
const soap = soapCaller(() => practice);

function run(name: string, options: CallOptions = {}, ...more: Pairs): Promise<Answer> {
  const query: Pairs = [['script', `customscript_tba_${name}`], ['deploy', `customdeploy_tba_${name}`], ...more];
  return call(practice, { contentType, query, ...options });
}

/** Runs a body of a RESTlet's function in the place of the shipped draft. */
async function runCode(code: string, options: CallOptions = {}): Promise<Answer> {
  const path = (kind: string) => join(folder, 'src', kind);
  const text = `/**\n * @NApiVersion 2.1\n * @NScriptType Restlet\n */\ndefine(['N/error', 'N/record', 'N/scriptTypes/restlet'],
    (error, record, restlet) => { const get = given => { ${code} }; return { get, post: get }; });`;
  await writeFile(join(path('FileCabinet/SuiteScripts'), 'tba_codes.js'), text);
  await writeFile(
    join(path('Objects'), 'customscript_tba_codes.xml'),
    `<restlet scriptid="customscript_tba_codes"><name>codes</name><isinactive>F</isinactive>
      <scriptfile>[/SuiteScripts/tba_codes.js]</scriptfile><scriptdeployments>
      <scriptdeployment scriptid="customdeploy_tba_codes"><title>codes</title><isdeployed>T</isdeployed>
      <status>RELEASED</status><loglevel>DEBUG</loglevel><allroles>T</allroles></scriptdeployment>
      </scriptdeployments></restlet>`,
  );
  return run('codes', options);
}

function expectCode(answer: Answer, status: number, code: string): void {
  expect([answer.status, errorCode(answer)]).toEqual([status, code]);
  expect(JSON.parse(answer.body)).toMatchObject({ error: { code } });
}

describe('4.1 what a script gets and gives', () => {
  it.each([
    ['application/json', '{"a":1}', 'object 1'],
    ['text/plain', '{"a":1}', 'string undefined'],
    ['application/xml', '<a/>', 'object undefined'],
  ])('a body of %s: JSON and XML reach the script as an object, text as a string', async (type, body, expected) => {
    const code = 'return `<!--${typeof given} ${given.a}-->`;';
    expect((await runCode(code, { method: 'POST', contentType: type, body })).body).toBe(`<!--${expected}-->`);
  });

  it('restlet.createResponse sets another type', async () => {
    const answer = await runCode('return restlet.createResponse({ content: "a,b", contentType: "text/csv" });');
    expect([answer.status, answer.headers['content-type'], answer.body]).toEqual([
      200,
      'text/csv; charset=utf-8',
      'a,b',
    ]);
  });

  it('NLAuth is not for RESTlets (which answer it gets, assumed)', async () => {
    const Authorization = 'NLAuth nlauth_account=TSTDRV0000001_SB1, nlauth_email=a%40b.example, nlauth_signature=x';
    const target = '/app/site/hosting/restlet.nl?script=1&deploy=1';
    const answer = await send(practice, { target, headers: { Authorization, 'Content-Type': contentType } });
    expectCode(answer, 400, 'INVALID_REQUEST');
  });
});

describe('4.2 HTTP statuses of RESTlets', () => {
  it('200: also with an error inside that the script caught', async () => {
    const answer = await runCode(
      'try { record.load({ type: "customer", id: 9 }) } catch (e) { return { error: e.name } }',
    );
    expect([answer.status, answer.body]).toEqual([200, '{"error":"RCRD_DSNT_EXIST"}']);
  });

  it('302: wrong data centre', async () => {
    const { status, headers } = await call(practice, fault('redirect'));
    expect([status, headers.location]).toEqual([302, expect.stringMatching(/^https:\/\/tstdrv0000001-sb1\./)]);
  });

  it('400: user error, uncaught script error, malformed header, concurrency limit', async () => {
    expect((await call(practice, { query: [['script', '1']] })).status).toBe(400);
    expect((await runCode('throw new Error("no");')).status).toBe(400);
    expect((await call(practice, { replace: { oauth_version: '2.0' } })).status).toBe(400);
    expect((await call(practice, fault('throttle'))).status).toBe(400);
  });

  it('401: no valid login', async () => {
    expect((await call(practice, { replace: { oauth_token: 'f'.repeat(64) } })).status).toBe(401);
  });

  it('403: a request sent to an invalid domain', async () => {
    const headers = { Host: 'rest.netsuite.com' };
    expect(
      (await call(practice, { headers, baseUri: 'https://rest.netsuite.com/app/site/hosting/restlet.nl' })).status,
    ).toBe(403);
  });

  it('404: no RESTlet at that URL', async () => {
    expect((await call(practice, { path: '/app/site/hosting/scriptlet.nl', query: echoQuery })).status).toBe(404);
  });

  it('405 and 415: method and content type', async () => {
    expect((await call(practice, { method: 'PATCH' })).status).toBe(405);
    expect((await call(practice, { method: 'POST', contentType: 'text/html', body: 'x' })).status).toBe(415);
  });

  it.each([500, 503])('500 and 503: system error, database offline: %i', async status => {
    expect((await call(practice, fault(`status=${status}`))).status).toBe(status);
  });
});

describe('4.2 codes', () => {
  it('INVALID_LOGIN_ATTEMPT: 401, something in the OAuth values is wrong', async () => {
    for (const replace of [{ oauth_token: 'f'.repeat(64) }, { oauth_nonce: 'abc' }, { realm: 'X' }]) {
      expectCode(await call(practice, { contentType, replace }), 401, 'INVALID_LOGIN_ATTEMPT');
    }
  });

  it('INVALID_REQUEST: 400, header syntax, signature method, version or timestamp', async () => {
    const unquoted: CallOptions = {
      tamper: ({ authorization }) => ({ authorization: authorization.replaceAll('"', '') }),
    };
    const timestamp = practice.clock.seconds - 301;
    for (const options of [
      unquoted,
      { timestamp },
      { replace: { oauth_version: '2.0' } },
      { hash: 'sha1', replace: { oauth_signature_method: 'HMAC-SHA1' } } as const,
    ]) {
      expectCode(await call(practice, { contentType, ...options }), 400, 'INVALID_REQUEST');
    }
  });

  it('INVALID_LOGIN: 401, REST web services, in o:errorDetails', async () => {
    const wrong = { replace: { oauth_token: 'f'.repeat(64) } };
    expectProblem(await call(practice, { path: `${records}/customer/101`, ...wrong }), 401, 'INVALID_LOGIN');
  });

  it('INVALID_LOGIN: 401, a query parameter that was copied into the header', async () => {
    const copied: CallOptions = { query: [['limit', '1']], add: [['limit', '1']] };
    expectProblem(await call(practice, { path: `${records}/customer`, ...copied }), 401, 'INVALID_LOGIN');
  });

  it.each([
    ['a wrong script', '99', '1'],
    ['a wrong deployment', '1', '99'],
  ])('SSS_INVALID_SCRIPTLET_ID: %s', async (_, script, deploy) => {
    const query: Pairs = [
      ['script', script],
      ['deploy', deploy],
    ];
    expectCode(await call(practice, { contentType, query }), 400, 'SSS_INVALID_SCRIPTLET_ID');
  });

  it('SSS_INVALID_SCRIPTLET_ID: not released, or a caller outside the audience', async () => {
    expectCode(await run('draft'), 400, 'SSS_INVALID_SCRIPTLET_ID');
    expectCode(await run('whoami'), 400, 'SSS_INVALID_SCRIPTLET_ID');
  });

  it('SSS_MISSING_REQD_ARGUMENT: called without script or deploy, or calling an API without its argument', async () => {
    for (const query of [[['script', '1']], [['deploy', '1']]] as const) {
      expectCode(await call(practice, { contentType, query }), 400, 'SSS_MISSING_REQD_ARGUMENT');
    }
    expectCode(await runCode('record.load({ type: "customer" });'), 400, 'SSS_MISSING_REQD_ARGUMENT');
  });

  it('SSS_REQUEST_LIMIT_EXCEEDED: one call more than the account may make at once', async () => {
    await practice.setState(state => ({ ...state, preferences: { ...state.preferences, concurrencyLimit: 1 } }));
    const slow = run('echo', {}, ['delay', '1']);
    await expect.poll(() => practice.account.calls.inUse()).toBe(1);
    expectCode(await run('echo'), 400, 'SSS_REQUEST_LIMIT_EXCEEDED');
    expect((await slow).status).toBe(200);
  });

  it('SSS_TIME_LIMIT_EXCEEDED: over 300 s, and not a second before', async () => {
    // Only the limit's own timer: 300 s are told to it, and the script's process runs on real time.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      let isOver = false;
      const endless = run('limits', {}, ['limit', 'time']).finally(() => (isOver = true));
      while (practice.account.calls.inUse() === 0 || vi.getTimerCount() === 0) {
        await new Promise(resolve => setImmediate(resolve));
      }
      vi.advanceTimersByTime(299_000);
      await new Promise(resolve => setImmediate(resolve));
      expect(isOver).toBe(false);
      vi.advanceTimersByTime(1_001);
      expectCode(await endless, 400, 'SSS_TIME_LIMIT_EXCEEDED');
    } finally {
      vi.useRealTimers();
    }
  });

  it('SSS_USAGE_LIMIT_EXCEEDED: over 5,000 units', async () => {
    expectCode(await run('limits', {}, ['limit', 'usage']), 400, 'SSS_USAGE_LIMIT_EXCEEDED');
  });

  it('UNEXPECTED_ERROR: with an Error ID, 500 from REST and RESTlets; 400 from a script', async () => {
    const restlet = await call(practice, { contentType, ...fault('status=500') });
    expectCode(restlet, 500, 'UNEXPECTED_ERROR');
    expect(restlet.body).toMatch(/Error ID: \S+/);
    const rest = await call(practice, { path: `${records}/customer/101`, ...fault('status=500') });
    expect(expectProblem(rest, 500, 'UNEXPECTED_ERROR').detail).toMatch(/Error ID: \S+/);
    expectCode(await runCode('return nowhere.to.be.found;'), 400, 'UNEXPECTED_ERROR');
  });

  it('RCRD_DSNT_EXIST: a record that is missing, 400 from a script', async () => {
    expectCode(await runCode('record.load({ type: "customer", id: 999999999 });'), 400, 'RCRD_DSNT_EXIST');
  });

  it('USER_ERROR: validation, 400', async () => {
    const body = '{"companyName":"A","typo":5}';
    expectCode(await run('customers', { method: 'POST', body }), 400, 'USER_ERROR');
  });

  it('INSUFFICIENT_PERMISSION: 400 from a script, 403 from REST', async () => {
    await setPermission(practice, 'LIST_CUSTJOB', 'NONE');
    expectCode(await runCode('record.load({ type: "customer", id: 101 });'), 400, 'INSUFFICIENT_PERMISSION');
    expectProblem(await call(practice, { path: `${records}/customer/101` }), 403, 'INSUFFICIENT_PERMISSION');
  });
});

describe('4.3 REST web services errors', () => {
  const post = (body: string) => call(practice, { method: 'POST', path: `${records}/customer`, contentType, body });

  it('form: type, title, status, o:errorDetails with detail and o:errorCode', async () => {
    const answer = await call(practice, { path: `${records}/customer/999999999` });
    expect(json(answer)).toEqual({
      type: expect.stringMatching(/^https:/) as string,
      title: 'Not Found',
      status: 404,
      'o:errorDetails': [
        {
          detail: expect.any(String) as string,
          'o:errorCode': 'NONEXISTENT_ID',
          'o:errorUrl': expect.any(String) as string,
        },
      ],
    });
  });

  it('INVALID_LOGIN: 401', async () => {
    const answer = await call(practice, { path: `${records}/customer`, replace: { realm: '1234567' } });
    expectProblem(answer, 401, 'INVALID_LOGIN');
  });

  it('INVALID_CONTENT: 400, with o:errorPath', async () => {
    expect(expectProblem(await post('{"companyName":5}'), 400, 'INVALID_CONTENT')['o:errorPath']).toBe('companyName');
  });

  it('INVALID_REQUEST: 400', async () => {
    const answer = await call(practice, { path: `${records}/customer/101`, contentType, body: '{}' });
    expectProblem(answer, 400, 'INVALID_REQUEST');
  });

  it('NONEXISTENT_ID: 404', async () => {
    expectProblem(await call(practice, { path: `${records}/customer/999999999` }), 404, 'NONEXISTENT_ID');
  });

  it('UNEXPECTED_ERROR: 500', async () => {
    expectProblem(
      await call(practice, { path: `${records}/customer`, ...fault('status=500') }),
      500,
      'UNEXPECTED_ERROR',
    );
  });
});

describe('4.4 concurrency', () => {
  it('one limit for SOAP, REST and RESTlets: 400, CONCURRENCY_LIMIT_EXCEEDED 429, WS_REQUEST_BLOCKED', async () => {
    await practice.setState(state => ({ ...state, preferences: { ...state.preferences, concurrencyLimit: 1 } }));
    const slow = run('echo', {}, ['delay', '1']);
    await expect.poll(() => practice.account.calls.inUse()).toBe(1);
    expectCode(await run('echo'), 400, 'SSS_REQUEST_LIMIT_EXCEEDED');
    expectProblem(await call(practice, { path: `${records}/customer` }), 429, 'CONCURRENCY_LIMIT_EXCEEDED');
    expect(faultOf(await soap.ask())).toMatchObject({
      type: 'exceededConcurrentRequestLimitFault',
      code: 'WS_REQUEST_BLOCKED',
    });
    expect((await slow).status).toBe(200);
  });

  it('base limit: 5 for a development account', () => {
    expect(asNew.preferences.concurrencyLimit).toBe(5);
  });

  it('no limit per user: one user may take all places', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => run('echo', {}, ['delay', '0.2'])));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  });
});
