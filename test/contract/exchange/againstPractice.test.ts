// The signer and the practice account's verifier share no code: what they agree on is likely right.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountQueue } from '../../../src/exchange/accountQueue.ts';
import { tbaAuthenticator, type Authenticate } from '../../../src/exchange/authenticate.ts';
import { directTransport } from '../../../src/exchange/transport/directTransport.ts';
import { LoginGuard } from '../../../src/exchange/guards/loginGuard.ts';
import { send, type Exchanger } from '../../../src/exchange/send.ts';
import { switchOn } from '../../../src/practice/server/faults/standing.ts';
import { encodePairs } from '../../../src/tba/percentEncoding.ts';
import type { TbaSecrets } from '../../../src/tba/signRequest.ts';
import { startFixture, type Fixture } from '../practice/practiceFixture.ts';

let practice: Fixture;
let nonces = 0;
const transport = directTransport(() => Promise.resolve({ noProxy: [], strictTls: true, extraCertificates: [] }));

beforeAll(async () => {
  practice = await startFixture();
});

afterAll(async () => {
  await transport.close();
  await practice.stop();
});

function exchanger(): Exchanger {
  const guard = new LoginGuard({ read: () => ({}), write: () => Promise.resolve() }, Date.now);
  const retries = { wait: () => Promise.resolve(), random: Math.random, writes: true };
  return { transport, queue: new AccountQueue(), guard, now: Date.now, newId: () => 'id', retries };
}

/** Calls the echo RESTlet through everything that a call from the editor goes through. */
async function call(
  query: string,
  secrets: TbaSecrets,
  method = 'GET',
  body?: string,
  tamper?: (header: string) => string,
) {
  const sign = tbaAuthenticator('TSTDRV0000001_SB1', secrets, {
    nonce: () => `nonce${++nonces}`,
    timestamp: () => String(practice.clock.seconds),
  });
  const authenticate: Authenticate = request => {
    const signed = sign(request);
    return { ...signed, headers: signed.headers.map(({ name, value }) => ({ name, value: tamper?.(value) ?? value })) };
  };
  const { record, body: answer } = await send(
    {
      title: 'echo',
      method,
      url: `${practice.baseUrl}/app/site/hosting/restlet.nl?script=1&deploy=1${query === '' ? '' : `&${query}`}`,
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      body,
    },
    {
      account: { accountId: 'TSTDRV0000001_SB1', name: 'Practice', baseUrl: practice.baseUrl },
      credentialId: 'c',
      credentialLabel: 'c',
      authenticate,
    },
    exchanger(),
    10_000,
    new AbortController().signal,
  );
  return { status: record.response?.status, text: new TextDecoder().decode(answer), timing: record.timing };
}

const text = fc.string({ unit: 'binary', maxLength: 10 });
const name = fc
  .oneof(text, fc.constantFrom('__proto__', 'constructor', 'a[b]', 'ü', "!'()*", ' ', '%', '+'))
  .filter(n => !n.startsWith('oauth_') && !['script', 'deploy', 'delay', 'size'].includes(n));
const pairs = fc.array(fc.record({ name, value: text }), { maxLength: 6 });

describe('a signed call', () => {
  it('is let in, whatever its query and body hold, and its parameters arrive as they were meant', async () => {
    await fc.assert(
      fc.asyncProperty(pairs, fc.constantFrom('GET', 'DELETE', 'POST', 'PUT'), text, async (list, method, memo) => {
        const body = method === 'POST' || method === 'PUT' ? JSON.stringify({ memo }) : undefined;
        const { status, text: answer } = await call(encodePairs(list), practice.credentials, method, body);
        expect([status, answer]).toEqual([200, answer]);
        const echoed = JSON.parse(answer) as { method: string; parameters: object; body: unknown };
        // A script sees the first value of a name.
        const first = new Map([...list].reverse().map(pair => [pair.name, pair.value]));
        expect(Object.entries(echoed.parameters).sort()).toEqual([...first].sort());
        expect([echoed.method, echoed.body]).toEqual([method, body === undefined ? null : { memo }]);
      }),
      { numRuns: 300 },
    );
    // Each of the calls runs a script; a busy machine takes its time.
  }, 120_000);

  it.each([
    ['a wrong consumer secret', { consumerSecret: 'f'.repeat(64) }, 401],
    ['a wrong token secret', { tokenSecret: 'f'.repeat(64) }, 401],
    ['swapped secrets', 'swap', 401],
    ['an unknown consumer key', { consumerKey: 'f'.repeat(64) }, 401],
    ['an unknown token', { token: 'f'.repeat(64) }, 401],
  ] as const)('with %s is refused', async (_, change, expected) => {
    const { credentials } = practice;
    const secrets =
      change === 'swap'
        ? { ...credentials, consumerSecret: credentials.tokenSecret, tokenSecret: credentials.consumerSecret }
        : { ...credentials, ...change };
    const { status, text: answer } = await call('a=1', secrets);
    expect(status).toBe(expected);
    expect(answer).toContain('INVALID_LOGIN_ATTEMPT');
  });

  it.each([
    ['another realm', (header: string) => header.replace('_SB1', '_SB2'), 401],
    ['a realm in lower case', (header: string) => header.replace('_SB1', '_sb1'), 401],
    ['a changed signature', (header: string) => header.replace(/oauth_signature="./, 'oauth_signature="_'), 401],
    ['SHA-1 on its label', (header: string) => header.replace('HMAC-SHA256', 'HMAC-SHA1'), 400],
    ['another version', (header: string) => header.replace('"1.0"', '"2.0"'), 400],
    ['values without quotes', (header: string) => header.replaceAll('"', ''), 400],
  ] as const)('with %s is refused', async (_, tamper, expected) => {
    expect((await call('a=1', practice.credentials, 'GET', undefined, tamper)).status).toBe(expected);
  });

  it.each(['GET', 'POST'])('is made again where the account has too many calls at once: %s', async method => {
    switchOn(practice.account, { id: 'throttle', value: '', surface: 'any', callsLeft: 2 });
    const { status, timing } = await call('a=1', practice.credentials, method, method === 'GET' ? undefined : '{}');
    expect(status).toBe(200);
    expect(timing.earlierTries?.map(({ status: of, code }) => [of, code])).toEqual([
      [400, 'SSS_REQUEST_LIMIT_EXCEEDED'],
      [400, 'SSS_REQUEST_LIMIT_EXCEEDED'],
    ]);
  });
});
