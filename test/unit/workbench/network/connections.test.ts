import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LoginGuard } from '../../../../src/exchange/guards/loginGuard.ts';
import type { Log } from '../../../../src/workbench/log.ts';
import { Network } from '../../../../src/workbench/network/network.ts';

type Listener = (event: { affectsConfiguration(section: string): boolean }) => void;
const listeners: Listener[] = [];

vi.mock('vscode', () => ({
  workspace: {
    isTrusted: true,
    getConfiguration: () => ({ get: (_: string, otherwise: unknown) => otherwise }),
    onDidChangeConfiguration: (listener: Listener) => {
      listeners.push(listener);
      return { dispose: () => undefined };
    },
  },
}));

const never = new AbortController().signal;
const log = { info: () => undefined, error: () => undefined } as unknown as Log;
let server: Server;
let origin: string;
let sockets: Socket[];

beforeEach(async () => {
  listeners.length = 0;
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
