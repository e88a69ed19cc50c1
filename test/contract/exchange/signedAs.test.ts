// A gateway hands calls on to the practice account: what is signed is not where it is sent.
import { createServer, request as forward, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountQueue } from '../../../src/exchange/accountQueue.ts';
import { tbaAuthenticator } from '../../../src/exchange/authenticate.ts';
import { directTransport } from '../../../src/exchange/transport/directTransport.ts';
import { hostTransport } from '../../../src/exchange/transport/hostTransport.ts';
import { LoginGuard } from '../../../src/exchange/guards/loginGuard.ts';
import { callOf } from '../../../src/exchange/requestCall.ts';
import { send } from '../../../src/exchange/send.ts';
import { startFixture, type Fixture } from '../practice/practiceFixture.ts';

let practice: Fixture;
let gateway: Server;
let gatewayUrl = '';
const forwarded: string[] = [];
const direct = directTransport(() => Promise.resolve({ noProxy: [], strictTls: true, extraCertificates: [] }));

beforeAll(async () => {
  practice = await startFixture();
  gateway = createServer((incoming, outgoing) => {
    forwarded.push(incoming.url ?? '');
    const { pathname, search } = new URL(incoming.url ?? '', 'http://gateway');
    const onwards = forward(
      practice.baseUrl + pathname.replace(/^\/ns/, '') + search,
      { method: incoming.method ?? '', headers: { ...incoming.headers, host: new URL(practice.baseUrl).host } },
      answer => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      },
    );
    incoming.pipe(onwards);
  }).listen(0, '127.0.0.1');
  await once(gateway, 'listening');
  gatewayUrl = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/ns`;
});

afterAll(async () => {
  await direct.close();
  gateway.close();
  gateway.closeAllConnections();
  await practice.stop();
});

function call(signedAs: string | undefined, target: string, transport = hostTransport(fetch)) {
  const account = {
    accountId: 'TSTDRV0000001_SB1',
    name: 'Gateway',
    baseUrl: gatewayUrl,
    ...(signedAs === undefined ? {} : { signedAs }),
  };
  const guard = new LoginGuard({ read: () => ({}), write: () => Promise.resolve() }, Date.now);
  const authenticate = tbaAuthenticator('TSTDRV0000001_SB1', practice.credentials, {
    nonce: () => crypto.randomUUID().replaceAll('-', ''),
    timestamp: () => String(practice.clock.seconds),
  });
  return send(
    callOf(
      { method: 'POST', target, headers: [{ name: 'Content-Type', value: 'application/json' }], body: '{}' },
      account,
    ),
    { account, credentialId: 'c', credentialLabel: 'c', authenticate },
    { transport, queue: new AccountQueue(), guard, now: Date.now, newId: () => 'id' },
    10_000,
    new AbortController().signal,
  );
}

describe.each([
  ['direct', () => direct],
  ['host', () => hostTransport(fetch)],
])('a call through a gateway by the %s transport', (_, transport) => {
  it.each([
    'restlet:1/1?q=a%20%2B&q=%E6%97%A5',
    '/app/site/hosting/restlet.nl?script=1&deploy=1&q=+',
    'https://tstdrv0000001-sb1.restlets.api.netsuite.com/app/site/hosting/restlet.nl?deploy=1&script=1',
  ])('to %s goes to the base URL and is let in when it is signed as what the gateway calls', async target => {
    const { record } = await call(practice.baseUrl, target, transport());
    expect(record.response?.status).toBe(200);
    expect(record.request.url.startsWith(`${gatewayUrl}/app/`)).toBe(true);
    expect(forwarded.at(-1)).toBe(record.request.url.slice(new URL(gatewayUrl).origin.length));
    expect(record.signature?.url.wire).toBe(record.request.url.replace(gatewayUrl, practice.baseUrl));
  });

  it('is refused when it is signed as the gateway', async () => {
    const { record } = await call(undefined, 'restlet:1/1', transport());
    expect(record.response?.status).toBe(401);
    expect(record.signature?.url.wire).toBe(record.request.url);
  });
});
