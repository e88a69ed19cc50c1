// Every request that ships with the practice workspace, sent as the editor sends it.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountQueue } from '../../../src/exchange/accountQueue.ts';
import { tbaAuthenticator } from '../../../src/exchange/authenticate.ts';
import { directTransport } from '../../../src/exchange/transport/directTransport.ts';
import { LoginGuard } from '../../../src/exchange/guards/loginGuard.ts';
import { send } from '../../../src/exchange/send.ts';
import { parseRequests } from '../../../src/requests/parse/parse.ts';
import { resolveRequest } from '../../../src/requests/values/resolve.ts';
import { resolveTarget } from '../../../src/requests/parse/target.ts';
import { startFixture, type Fixture } from '../practice/practiceFixture.ts';

let practice: Fixture;
const transport = directTransport(() => Promise.resolve({ noProxy: [], strictTls: true, extraCertificates: [] }));
beforeAll(async () => {
  practice = await startFixture();
});
afterAll(async () => {
  await transport.close();
  await practice.stop();
});

const sources = { now: Date.now, random: Math.random, uuid: () => crypto.randomUUID() };
const read = (name: string) =>
  parseRequests(readFileSync(new URL(`../../../media/practice/${name}`, import.meta.url), 'utf8'));

/** What each request comes to: a status, with what its body holds, or the code of what broke. */
const outcomes: Readonly<Record<string, Readonly<Record<string, readonly [status: number | string, body?: string]>>>> =
  {
    'practice.http': {
      'Say hello': [200, '"world"'],
      'Who am I?': [200, 'Integration Clerk'],
      readCustomer: [200, 'Müller'],
      'List all customers': [200, 'Acme'],
      'Create a customer': [200, 'Größenwahn'],
      'Change a customer': [200, '"balance":12345678901234567.89'],
      'Remove a customer': [200, '"deleted":true'],
      'Awkward characters': [200, '東京'],
      'The same RESTlet by its long URL': [200, '"sent"'],
      'A slow answer': [200, '"delay"'],
      'A large answer': [200, 'Customer 1'],
      'A customer that does not exist': [400, 'RCRD_DSNT_EXIST'],
      'A script that throws': [400, 'PRACTICE_ERROR'],
    },
    'suitetalk.http': {
      'List customers': [200, '"totalResults"'],
      'Find customers': [200, 'items'],
      'Read a sales order with its lines': [200, 'Widget, blue'],
      'Create a customer by REST': [204],
      'Change a customer by REST': [204],
      'What fields does a customer have?': [200, 'companyName'],
      'Ask with SuiteQL': [200, 'Acme Corporation'],
      'Why did logins fail?': [200, 'items'],
      'A query that NetSuite refuses': [400, 'LIMIT'],
      'Ask over SOAP': [200, 'serverTime'],
    },
    'troubles.http': {
      Slow: [200, '"method"'],
      'Byte by byte': [200, 'slowly'],
      'The connection breaks': ['failure'],
      'Half an answer': ['failure'],
      'Bad gzip': [200, '"method"'],
      'A web page where JSON should be': [200, '<!DOCTYPE html>'],
      'Wrong data centre': [302],
      'A clock that is ten minutes off': [400, 'INVALID_REQUEST'],
      'Too many calls at once': [400, 'SSS_REQUEST_LIMIT_EXCEEDED'],
      'Down for maintenance': [503, 'UNEXPECTED_ERROR'],
      'Fifty megabytes': [200],
      'A script without an end': [400, 'SSS_USAGE_LIMIT_EXCEEDED'],
    },
  };

describe.each(Object.entries(outcomes))('%s', (name, expected) => {
  const file = read(name);
  const requests = file.requests.map(request => () => resolveRequest(file, request, sources));

  it('has an outcome here for every request', () => {
    expect(requests.map(resolve => resolve().name)).toEqual(Object.keys(expected));
  });

  it.each(Object.entries(expected))('%s: %j', async (title, [status, body]) => {
    const request = requests.map(resolve => resolve()).find(each => each.name === title)!;
    const { url } = resolveTarget(request.target, { restlets: practice.baseUrl, suiteTalk: practice.baseUrl });
    const authenticate = tbaAuthenticator('TSTDRV0000001_SB1', practice.credentials, {
      nonce: () => crypto.randomUUID().replaceAll('-', ''),
      timestamp: () => String(practice.clock.seconds),
    });
    const guard = new LoginGuard({ read: () => ({}), write: () => Promise.resolve() }, Date.now);
    const account = { accountId: 'TSTDRV0000001_SB1', name: 'Practice', baseUrl: practice.baseUrl };
    const { record, body: bytes } = await send(
      { title, method: request.method, url, headers: request.headers, body: request.body },
      { account, credentialId: 'c', credentialLabel: 'c', authenticate },
      { transport, queue: new AccountQueue(), guard, now: Date.now, newId: () => 'id' },
      30_000,
      new AbortController().signal,
    );
    const seen = new TextDecoder().decode(bytes);
    expect([record.failure ? 'failure' : record.response?.status, seen.slice(0, 200)]).toEqual([
      status,
      expect.anything(),
    ]);
    expect(seen).toContain(body ?? '');
  });
});
