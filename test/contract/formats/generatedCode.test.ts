// The code signs by itself; the practice account checks the signature with a verifier of its own.
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeCall } from '../../../src/formats/code/codeCall.ts';
import { writeCurlOnce } from '../../../src/formats/code/curlOnce.ts';
import { writeCode } from '../../../src/formats/code/writeCode.ts';
import { signRequest } from '../../../src/tba/signRequest.ts';
import type { Finished } from '../../host/processes.ts';
import { startFixture, type Fixture } from '../practice/practiceFixture.ts';
import {
  accountId,
  bodyOf,
  callOf,
  calls,
  findObstacles,
  form,
  json,
  languages,
  restlet,
  startGateway,
  type Skip,
} from './codeCalls.ts';
import { startCodeRunner, type CodeRunner, type RunLanguage } from './codeRunner.ts';

let practice: Fixture;
let runner: CodeRunner;
let obstacles: ReadonlyMap<RunLanguage, string>;

beforeAll(async () => {
  practice = await startFixture();
  runner = await startCodeRunner();
  obstacles = await findObstacles();
}, 300_000);

afterAll(async () => {
  await runner.stop();
  await practice.stop();
});

function credentials(): Record<string, string> {
  const { consumerKey, consumerSecret, token, tokenSecret } = practice.credentials;
  return {
    NETSUITE_CONSUMER_KEY: consumerKey,
    NETSUITE_CONSUMER_SECRET: consumerSecret,
    NETSUITE_TOKEN_ID: token,
    NETSUITE_TOKEN_SECRET: tokenSecret,
  };
}

/** Runs code that must log in: one new row of the Login Audit Trail, which says so. */
async function logIn(language: RunLanguage, code: string, skip: Skip): Promise<Finished> {
  skip(obstacles.has(language), obstacles.get(language));
  practice.clock.seconds = Math.floor(Date.now() / 1000);
  const before = practice.account.loginAudit.rows().length;
  const finished = await runner.run(language, code, credentials());
  const rows = practice.account.loginAudit.rows().slice(before);
  expect(rows, finished.output).toMatchObject([{ status: 'Success' }]);
  return finished;
}

describe.each(languages)('code for %s', language => {
  it.for(Object.entries(calls))('signs %s', async ([, { call, answer }], { skip }) => {
    const finished = await logIn(language, writeCode(language, callOf(call, practice.baseUrl)), skip);
    expect(bodyOf(language, finished)).toMatchObject(answer);
  });

  it('signs the pairs of a form', async ({ skip }) => {
    const finished = await logIn(language, writeCode(language, callOf(form, practice.baseUrl)), skip);
    expect(finished.output).toContain('error code: UNSUPPORTED_MEDIA_TYPE');
    expect(finished.code).not.toBe(0);
  });

  it('says which variable is missing, and calls nobody', async ({ skip }) => {
    skip(obstacles.has(language), obstacles.get(language));
    const before = practice.account.loginAudit.rows().length;
    const code = writeCode(language, callOf({ method: 'GET', path: restlet, headers: [] }, practice.baseUrl));
    const finished = await runner.run(language, code, { ...credentials(), NETSUITE_TOKEN_SECRET: '' });
    expect(finished.code).not.toBe(0);
    expect(finished.output).toMatch(
      /NETSUITE_TOKEN_SECRET: Set this environment variable|Set the environment variable NETSUITE_TOKEN_SECRET/,
    );
    expect(practice.account.loginAudit.rows().length).toBe(before);
  });

  it('signs what a gateway hands on, not where the call goes', async ({ skip }) => {
    const gateway = await startGateway(practice);
    try {
      const { port } = gateway.address() as AddressInfo;
      const path = `${restlet}&plus=a%2Bb`;
      const call = callOf({ method: 'GET', path, headers: [json] }, `http://127.0.0.1:${port}/netsuite`);
      const code = writeCode(language, { ...call, signedUrl: practice.baseUrl + path });
      expect(bodyOf(language, await logIn(language, code, skip))).toMatchObject({ parameters: { plus: 'a+b' } });
    } finally {
      gateway.close();
    }
  });
});

describe('the practice account', () => {
  it('refuses the same code with the pairs of its form left unsigned', async () => {
    const code = writeCode('node', callOf(form, practice.baseUrl)).replace('...new URLSearchParams(form), ', '');
    practice.clock.seconds = Math.floor(Date.now() / 1000);
    const finished = await runner.run('node', code, credentials());
    expect(finished.output).toMatch(/^HTTP 401\n/);
  });
});

describe('curl with its header made', () => {
  it.for(Object.entries(calls))('sends %s once', async ([, { call, answer }], { skip }) => {
    const code = writeCurlOnce(callOf(call, practice.baseUrl), authorizationOf(callOf(call, practice.baseUrl)));
    const finished = await logIn('curl', code.replace('curl', 'curl --silent'), skip);
    expect(bodyOf('curl', finished)).toMatchObject(answer);
  });

  it('sends a form once', async ({ skip }) => {
    const code = writeCurlOnce(callOf(form, practice.baseUrl), authorizationOf(callOf(form, practice.baseUrl)));
    expect((await logIn('curl', code, skip)).output).toContain('UNSUPPORTED_MEDIA_TYPE');
  });
});

function authorizationOf({ method, url, headers, body }: CodeCall): string {
  const contentType = headers.find(({ name }) => name === 'Content-Type')?.value;
  const nonce = randomUUID().replaceAll('-', '');
  const timestamp = String(Math.floor(Date.now() / 1000));
  const request = { method, url, contentType, body, realm: accountId, nonce, timestamp };
  return signRequest(request, practice.credentials).authorization;
}
