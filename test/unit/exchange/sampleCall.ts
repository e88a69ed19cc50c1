// A call of a RESTlet, and what sending it needs from outside, for tests that send nothing.
import { AccountQueue } from '../../../src/exchange/accountQueue.ts';
import { tbaAuthenticator } from '../../../src/exchange/authenticate.ts';
import { LoginGuard } from '../../../src/exchange/guards/loginGuard.ts';
import type { Call, Caller, Exchanger } from '../../../src/exchange/send.ts';
import type { Transport, WireResponse } from '../../../src/exchange/transport/transport.ts';

const secrets = {
  consumerKey: 'key-of-app',
  consumerSecret: 'canary-cs',
  token: 'token-id',
  tokenSecret: 'canary-ts',
};
export const never = new AbortController().signal;
export const call: Call = {
  title: 'Orders',
  method: 'GET',
  url: 'https://1234567-sb1.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=1&deploy=1#top',
  headers: [{ name: 'Accept', value: 'application/json' }],
};

export function newCaller(): Caller {
  let nonce = 0;
  return {
    account: { accountId: '1234567_SB1', name: 'Acme' },
    credentialId: 'c1',
    credentialLabel: 'jane',
    authenticate: tbaAuthenticator('1234567_SB1', secrets, {
      nonce: () => `nonce${++nonce}`,
      timestamp: () => '1700000000',
    }),
  };
}

export function answer(status: number, body = ''): WireResponse {
  return {
    status,
    statusText: '',
    headers: [{ name: 'set-cookie', value: 'JSESSIONID=canary; Path=/' }],
    body: new TextEncoder().encode(body),
    timing: { via: 'direct', total: 5 },
  };
}

export function newExchanger(
  transport: Transport,
  failures: Record<string, readonly number[]> = {},
): Exchanger & { failures: Record<string, readonly number[]> } {
  const state = { failures };
  let id = 0;
  return {
    transport,
    queue: new AccountQueue(),
    guard: new LoginGuard(
      { read: () => state.failures, write: next => Promise.resolve(void (state.failures = next)) },
      () => 1_000_000_000,
    ),
    now: () => 1_000_000_000,
    newId: () => String(++id),
    get failures() {
      return state.failures;
    },
  };
}
