import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LoginGuard } from '../../../../src/exchange/guards/loginGuard.ts';
import type { Log } from '../../../../src/workbench/log.ts';
import { Network } from '../../../../src/workbench/network/network.ts';

type Listener = (event: { affectsConfiguration(section: string): boolean }) => void;
const listeners: Listener[] = [];
let proxy: string | undefined;

vi.mock('vscode', () => ({
  workspace: {
    isTrusted: true,
    getConfiguration: (section: string) => ({
      get: (name: string, otherwise: unknown) => (`${section}.${name}` === 'http.proxy' ? proxy : otherwise),
    }),
    onDidChangeConfiguration: (listener: Listener) => {
      listeners.push(listener);
      return { dispose: () => undefined };
    },
  },
}));

const never = new AbortController().signal;
const logged: string[] = [];
const log = {
  info: (line: string) => void logged.push(line),
  error: (...parts: unknown[]) => void logged.push(parts.map(String).join(' ')),
} as unknown as Log;
let server: Server;
let origin: string;
let sockets: Socket[];

beforeEach(async () => {
  listeners.length = 0;
  logged.length = 0;
  proxy = undefined;
  sockets = [];
  server = createServer((request, response) => {
    if (request.url === '/never') {
      return;
    }
    // Much longer than this test waits for a connection to go.
    response.setHeader('Keep-Alive', 'timeout=600').end('{}');
  });
  server.keepAliveTimeout = 600_000;
  server.on('connection', socket => sockets.push(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function newNetwork() {
  const subscriptions: { dispose(): unknown }[] = [];
  const network = new Network({} as LoginGuard, log, subscriptions);
  const deactivate = () => subscriptions.forEach(each => void each.dispose());
  return { network, deactivate };
}

function isGone(socket: Socket | undefined): Promise<unknown> {
  return socket === undefined ? expect.fail() : socket.destroyed ? Promise.resolve() : once(socket, 'close');
}

it('leaves no connection when the extension ends, and breaks off what is under way', async () => {
  const { network, deactivate } = newNetwork();
  await network.fetchUnsigned(`${origin}/`, never);
  const waiting = network.fetchUnsigned(`${origin}/never`, never);
  waiting.catch(() => undefined);
  await once(server, 'request');
  deactivate();
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  await Promise.all(sockets.map(isGone));
  const { length } = sockets;
  expect(length).toBeGreaterThan(0);
  await expect(network.fetchUnsigned(`${origin}/`, never)).rejects.toMatchObject({ name: 'AbortError' });
  expect(sockets).toHaveLength(length);
});

it('leaves the connections of settings that are no more, once what is under way has ended', async () => {
  const { network, deactivate } = newNetwork();
  await network.fetchUnsigned(`${origin}/`, never);
  listeners.forEach(listener => listener({ affectsConfiguration: section => section === 'http' }));
  await isGone(sockets[0]);
  expect((await network.fetchUnsigned(`${origin}/`, never)).status).toBe(200);
  expect(sockets).toHaveLength(2);
  deactivate();
  await isGone(sockets[1]);
});

it('ends well where nothing was ever asked', () => {
  newNetwork().deactivate();
  expect(sockets).toEqual([]);
});

it('logs in at a proxy, and tells neither user nor password to anybody', async () => {
  const logins: unknown[] = [];
  const gate = createServer().on('connect', (request, socket) => {
    logins.push(request.headers['proxy-authorization']);
    socket.on('error', () => undefined);
    const { port } = new URL(origin);
    const upstream = connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
  });
  gate.listen(0, '127.0.0.1');
  await once(gate, 'listening');
  proxy = `http://canary-user:canary-password@127.0.0.1:${(gate.address() as AddressInfo).port}`;
  const { network, deactivate } = newNetwork();
  expect((await network.fetchUnsigned('http://account.example/', never)).status).toBe(200);
  deactivate();
  gate.closeAllConnections();
  gate.close();
  expect(logins).toEqual([`Basic ${Buffer.from('canary-user:canary-password').toString('base64')}`]);
  expect(logged).toEqual([expect.stringMatching(/^GET http:\/\/account\.example\/ unsigned: 200 in /)]);
  expect(logged.join()).not.toMatch(/canary|Y2FuYXJ5/);
});
