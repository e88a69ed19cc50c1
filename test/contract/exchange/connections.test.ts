// The way to a host: which of its addresses is tried first, a proxy that wants a login, and connections that have died.
import dns from 'node:dns';
import { once } from 'node:events';
import { connect, createServer, Socket, type AddressInfo, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { errorText } from '../../../src/cli/errorText.ts';
import { CodedError } from '../../../src/codedError.ts';
import { directTransport, type ConnectionSettings } from '../../../src/exchange/transport/directTransport.ts';
import { send, type Exchanger } from '../../../src/exchange/send.ts';
import { LoginGuard } from '../../../src/exchange/guards/loginGuard.ts';

const never = new AbortController().signal;
const opened: (() => unknown)[] = [];
const sockets = new Set<Socket>();

afterEach(async () => {
  vi.restoreAllMocks();
  sockets.forEach(socket => socket.destroy());
  for (const close of opened.splice(0)) {
    await close();
  }
});

async function listen(server: Server, host = '127.0.0.1', port = 0): Promise<number> {
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.listen(port, host);
  await once(server, 'listening');
  opened.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

const answer = (text: string) =>
  `HTTP/1.1 200 OK\r\nKeep-Alive: timeout=600\r\nContent-Length: ${text.length}\r\n\r\n${text}`;
const says = (text: string) => createServer(socket => socket.on('data', () => socket.write(answer(text))));

function transport(settings: Partial<ConnectionSettings> = {}) {
  const made = directTransport(() =>
    Promise.resolve({ noProxy: [], strictTls: true, extraCertificates: [], ...settings }),
  );
  opened.push(() => made.destroy());
  return made;
}

async function ask(way: ReturnType<typeof transport>, url: string, method = 'GET'): Promise<string> {
  const request = { method, url, headers: [] };
  return Buffer.from((await way(request, never, () => request)).body).toString();
}

/** A name with an address of IPv6, and one of IPv4. */
function bothFamilies(): readonly string[] {
  vi.spyOn(dns, 'lookup').mockImplementation(((_: string, __: object, found: (...args: unknown[]) => void) => {
    const addresses = [
      { address: '::1', family: 6 },
      { address: '127.0.0.1', family: 4 },
    ];
    process.nextTick(found, null, addresses);
  }) as unknown as typeof dns.lookup);
  const tries: string[] = [];
  const emit = Reflect.get(Socket.prototype, 'emit') as (...args: unknown[]) => boolean;
  vi.spyOn(Socket.prototype, 'emit').mockImplementation(function (this: Socket, event: string | symbol, ...args) {
    if (typeof event === 'string' && event.startsWith('connectionAttempt')) {
      tries.push([event.slice('connectionAttempt'.length), (args as unknown[])[0]].join(' ').trim());
    }
    return emit.call(this, event, ...(args as unknown[]));
  });
  return tries;
}

/** A port of IPv6 where nobody answers: a queue of one is full, and its thread takes nothing from it. */
async function swallow(port: number): Promise<void> {
  const code = `
    const { workerData, parentPort } = require('node:worker_threads');
    const server = require('node:net').createServer();
    server.listen({ host: '::1', port: workerData, backlog: 1 }, () => {
      parentPort.postMessage('listening');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    });`;
  const worker = new Worker(code, { eval: true, workerData: port });
  opened.push(() => worker.terminate());
  await once(worker, 'message');
  for (let isFull = false; !isFull;) {
    const socket = connect(port, '::1').on('error', () => undefined);
    sockets.add(socket);
    isFull = await Promise.race([once(socket, 'connect').then(() => false), sleep(200, true)]);
  }
}

describe('a name with addresses of both families', () => {
  it('is tried by IPv4 where nothing listens at its address of IPv6', async () => {
    const port = await listen(says('v4'));
    const tries = bothFamilies();
    expect(await ask(transport(), `http://account.example:${port}/`)).toBe('v4');
    expect(tries).toEqual(['::1', 'Failed ::1', '127.0.0.1']);
  });

  it('is tried by IPv4 where its address of IPv6 swallows the connection', async () => {
    const port = await listen(says('v4'));
    await swallow(port);
    const tries = bothFamilies();
    expect(await ask(transport(), `http://account.example:${port}/`)).toBe('v4');
    expect(tries).toEqual(['::1', 'Timeout ::1', '127.0.0.1']);
  });

  it('is told to have failed by the first reason where neither answers', async () => {
    const tries = bothFamilies();
    const error = (await ask(transport(), 'http://account.example:1/').catch((each: unknown) => each)) as CodedError;
    expect([error.code, error.data]).toEqual(['connect-failed', { reason: 'ECONNREFUSED' }]);
    expect(tries.filter(each => !each.startsWith('Failed'))).toEqual(['::1', '127.0.0.1']);
  });
});

describe('a proxy that wants a login', () => {
  const [user, password] = ['canary-user', 'canary-password'];
  const login = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

  /** Opens tunnels to a server of its own, for those who may. */
  async function proxy() {
    const target = await listen(says('through'));
    const heads: string[] = [];
    const port = await listen(
      createServer(socket =>
        socket.once('data', head => {
          heads.push(head.toString());
          if (!head.toString().includes(`${login}\r\n`)) {
            socket.end('HTTP/1.1 407 Login\r\nProxy-Authenticate: Basic realm="x"\r\n\r\n');
            return;
          }
          const upstream = connect(target, '127.0.0.1').on('error', () => socket.destroy());
          sockets.add(upstream);
          socket.write('HTTP/1.1 200 OK\r\n\r\n');
          upstream.pipe(socket).pipe(upstream);
        }),
      ),
    );
    return { heads, host: `127.0.0.1:${port}` };
  }

  it.each([
    ['right', password, 'through', 200],
    ['wrong', 'canary-mistaken', '', undefined],
  ])('gets it, a %s one, and nobody else does', async (_, given, text, status) => {
    const { heads, host } = await proxy();
    const way = transport({ proxy: `http://${user}:${given}@${host}` });
    const { record, body } = await send(
      { title: 'a', method: 'GET', url: 'https://1.app.netsuite.com/x', headers: [] },
      {
        account: { accountId: '1', name: 'Acme' },
        credentialId: 'c',
        credentialLabel: 'jane',
        mayWrite: true,
        authenticate: ({ headers }) => ({ scheme: 'tba', url: 'http://account.example/x', headers }),
      },
      exchanger(way),
      10_000,
      never,
    );
    expect(heads[0]).toMatch(/^CONNECT account\.example:80 /);
    expect([record.response?.status, Buffer.from(body).toString()]).toEqual([status, text]);
    const { failure } = record;
    expect(failure?.data).toEqual(
      status === undefined ? { reason: 'UND_ERR_ABORTED', proxy: host, proxyStatus: 407 } : undefined,
    );
    const told = failure ? errorText(new CodedError(failure.code, failure.data)) : '';
    expect(JSON.stringify(record) + told).not.toMatch(/canary|Y2FuYXJ5/);
  });
});

function exchanger(way: Exchanger['transport']): Exchanger {
  return {
    transport: way,
    queue: { run: (_, __, work) => work() },
    guard: new LoginGuard({ read: () => ({}), write: () => Promise.resolve() }, Date.now),
    now: Date.now,
    newId: () => '1',
  };
}

describe('a connection that was kept and has died', () => {
  const get = { title: 'a', method: 'GET', url: 'https://1.app.netsuite.com/services/rest/x', headers: [] };

  /** Answers the first request of each connection, and does something to it when there is a second. */
  async function firstOnly(second: (socket: Socket) => void) {
    const seen: string[] = [];
    const port = await listen(
      createServer(socket => {
        let isFirst = true;
        socket.on('data', data => {
          seen.push(`${isFirst ? 'new' : 'kept'} ${data.toString().split(' ')[0]}`);
          if (isFirst) socket.write(answer('ok'));
          else second(socket);
          isFirst = false;
        });
      }),
    );
    const way = exchanger(transport());
    const call = async (method = 'GET') => {
      // A connection that has only just become free is not taken.
      await sleep(20);
      return send(
        { ...get, method },
        {
          account: { accountId: '1', name: 'Acme' },
          credentialId: 'c',
          credentialLabel: 'jane',
          mayWrite: true,
          authenticate: ({ headers }) => ({ scheme: 'tba', url: `http://127.0.0.1:${port}/`, headers }),
        },
        way,
        10_000,
        never,
      );
    };
    return { seen, call };
  }

  it.each(['GET', 'POST'])('while the machine slept is not used again: %s', async method => {
    // It swallows whatever comes.
    const { seen, call } = await firstOnly(() => undefined);
    await call();
    const now = Date.now();
    vi.spyOn(Date, 'now').mockImplementation(() => now + 3_600_000);
    expect((await call(method)).record.response?.status).toBe(200);
    expect(seen).toEqual(['new GET', `new ${method}`]);
  });

  it('is not noticed by what only reads, which is sent again', async () => {
    const { seen, call } = await firstOnly(socket => socket.resetAndDestroy());
    await call();
    expect((await call()).record.response?.status).toBe(200);
    expect(seen).toEqual(['new GET', 'kept GET', 'new GET']);
  });

  it('is told to whoever writes, and nothing is sent again', async () => {
    const { seen, call } = await firstOnly(socket => socket.resetAndDestroy());
    await call();
    const { failure } = (await call('POST')).record;
    expect(failure).toMatchObject({ code: 'connection-broken', data: { kept: true } });
    expect(errorText(new CodedError('connection-broken', failure?.data ?? {}))).toMatch(
      /closed it, which was kept from an earlier call, .*may have carried the request out; it is not sent again/,
    );
    expect(seen).toEqual(['new GET', 'kept POST']);
  });

  it('is told of a new connection too, where nothing can be read over that either', async () => {
    const port = await listen(createServer(socket => socket.once('data', () => socket.resetAndDestroy())));
    const error = (await ask(transport(), `http://127.0.0.1:${port}/`).catch((each: unknown) => each)) as CodedError;
    expect([error.code, error.data['kept']]).toEqual(['connection-broken', undefined]);
  });
});
