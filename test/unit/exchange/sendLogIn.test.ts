import { expect, it } from 'vitest';
import { LoginGuard } from '../../../src/exchange/guards/loginGuard.ts';
import { refreshLogin } from '../../../src/exchange/oauth2/refreshLogin.ts';
import { send, type Call, type Caller, type Exchanger } from '../../../src/exchange/send.ts';
import type { WireResponse } from '../../../src/exchange/transport/transport.ts';

const host = 'https://1234567-sb1.restlets.api.netsuite.com';
const call: Call = { title: 'Orders', method: 'GET', url: `${host}/app/x`, headers: [] };

function answer(body: string): WireResponse {
  return {
    status: 200,
    statusText: '',
    headers: [],
    body: new TextEncoder().encode(body),
    timing: { via: 'direct', total: 5 },
  };
}

it('lets a login go on that others wait for when its first caller is cancelled', async () => {
  const started = Promise.withResolvers<undefined>();
  const token = Promise.withResolvers<WireResponse>();
  const aborted: boolean[] = [];
  const exchanger: Exchanger = {
    transport: ({ url }, signal) => {
      if (!url.endsWith('/token')) {
        return Promise.resolve(answer('{}'));
      }
      signal.addEventListener('abort', () => aborted.push(true));
      started.resolve(undefined);
      return token.promise;
    },
    queue: { run: (_account, _signal, work) => work() },
    guard: new LoginGuard({ read: () => ({}), write: () => Promise.resolve() }, () => 0),
    now: () => 0,
    newId: () => 'id',
  };
  const caller: Caller = {
    account: { accountId: '1234567_SB1', name: 'Acme' },
    credentialId: 'c1',
    credentialLabel: 'jane',
    ...refreshLogin(
      { clientId: 'client' },
      { inTurn: work => work(), read: () => Promise.resolve('r0'), write: () => Promise.resolve() },
      () => 0,
      () => undefined,
    ),
  };
  const cancelled = new AbortController();
  const first = send(call, caller, exchanger, 1000, cancelled.signal);
  const second = send(call, caller, exchanger, 1000, new AbortController().signal);
  await started.promise;
  cancelled.abort();
  expect((await first).record.failure?.code).toBe('cancelled');
  token.resolve(answer('{"access_token":"a1","refresh_token":"r1"}'));
  expect((await second).record.response?.status).toBe(200);
  expect(aborted).toEqual([]);
});
