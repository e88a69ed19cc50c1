// Signed requests in a row through the exchange, beside undici alone with a header that is ready, and with one that is
// signed each time as a program without any care would do it.
import { randomUUID } from 'node:crypto';
import { Agent } from 'undici';
import { AccountQueue } from '../../../src/exchange/accountQueue.ts';
import { tbaAuthenticator } from '../../../src/exchange/authenticate.ts';
import { withDefaults } from '../../../src/exchange/defaultHeaders.ts';
import { directTransport } from '../../../src/exchange/transport/directTransport.ts';
import { environmentConnection } from '../../../src/exchange/transport/environmentConnection.ts';
import { LoginGuard } from '../../../src/exchange/guards/loginGuard.ts';
import { send, signCall, type Call, type Caller } from '../../../src/exchange/send.ts';
import { systemNonceSource } from '../../../src/tba/nonce.ts';
import { alternate, timed } from './alternate.ts';
import { startAnsweringServer } from './answeringServer.ts';
import { compare, type Row } from './comparison.ts';
import { plainOAuth } from '../peers/signers.ts';
import { accountId, restletPath, secrets } from './sample.ts';

const requests = 500;
const timeLimit = 60_000;

export async function exchangeRows(): Promise<Row[]> {
  const server = await startAnsweringServer();
  const transport = directTransport(() => Promise.resolve(environmentConnection({}, false)), 1);
  // As many connections as ours has: with one, undici does without its pool.
  const agent = new Agent({ connections: 1 });
  const caller: Caller = {
    account: { accountId, name: accountId, baseUrl: server.origin },
    credentialId: 'bench',
    credentialLabel: 'bench',
    authenticate: tbaAuthenticator(accountId, secrets, systemNonceSource()),
  };
  const call: Call = {
    title: 'Orders',
    method: 'GET',
    url: server.origin + restletPath,
    headers: [{ name: 'Content-Type', value: 'application/json' }],
  };
  const exchanger = {
    transport,
    queue: new AccountQueue(),
    guard: new LoginGuard({ read: () => ({}), write: () => Promise.resolve() }, Date.now),
    now: Date.now,
    newId: randomUUID,
  };
  const never = new AbortController().signal;
  const ours = async (): Promise<void> => {
    const { record } = await send(call, caller, exchanger, timeLimit, never);
    check(record.response?.status);
  };
  // What ours sends, to the byte but for nonce and signature: a shorter header would spare the server and the line too.
  const { headers: signed } = signCall(call, caller);
  const headers = Object.fromEntries(
    [...withDefaults(call.headers), ...signed].map(({ name, value }) => [name, value]),
  );
  const ask = async (sent: typeof headers): Promise<void> => {
    const { statusCode, body } = await agent.request({
      origin: server.origin,
      path: restletPath,
      method: 'GET',
      headers: sent,
    });
    await body.arrayBuffer();
    check(statusCode);
  };
  const raw = (): Promise<void> => ask(headers);
  const sign = plainOAuth({ url: server.origin + restletPath, realm: accountId, secrets });
  const bare = (): Promise<void> => ask({ ...headers, Authorization: sign() });
  try {
    const candidates = {
      here: () => inARow(ours),
      'raw undici': () => inARow(raw),
      'undici and plain oauth-1.0a': () => inARow(bare),
    };
    const runs = await alternate(candidates, 9);
    return compare(`${requests} signed requests in a row`, 'ms', runs, [{ atMost: 1.5, times: 'raw undici' }]);
  } finally {
    await Promise.all([transport.close(), agent.close()]);
    await server.stop();
  }
}

function inARow(one: () => Promise<void>): Promise<number> {
  return timed(async () => {
    for (let request = 0; request < requests; request += 1) {
      await one();
    }
  });
}

function check(status: number | undefined): void {
  if (status !== 200) {
    throw new Error(`The server answered ${status}.`);
  }
}
