import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startFront } from '../../host/front.ts';
import type { Front } from '../../host/front.ts';

let folder: string;
let server: Server;
let front: Front;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tba-unit-'));
  server = createServer((incoming, response) => response.end(`${incoming.headers.host} ${incoming.url}`));
  server.on('upgrade', (_incoming, socket) => {
    socket.end(`HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n`);
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  front = await startFront({ port: 0, keyFile: join(folder, 'key'), server: { host: '127.0.0.1', port } });
});
afterEach(async () => {
  await front.stop();
  server.close();
  await rm(folder, { recursive: true });
});

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

function ask(path: string, options: { method?: string; headers?: Record<string, string> } = {}): Promise<Answer> {
  return new Promise((done, fail) => {
    const sent = request({ host: '127.0.0.1', port: front.port, path, ...options }, response => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) });
      });
    });
    sent.on('error', fail);
    sent.on('upgrade', (response, socket) => {
      socket.destroy();
      done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.alloc(0) });
    });
    sent.end();
  });
}

it('passes requests on with their own host', async () => {
  const { status, body } = await ask('/path?a=1');
  expect([status, body.toString()]).toEqual([200, `127.0.0.1:${front.port} /path?a=1`]);
});

it('answers the key for secrets, the same every time', async () => {
  const first = await ask('/mint-key', { method: 'POST' });
  expect(first.body).toHaveLength(32);
  expect((await ask('/mint-key', { method: 'POST' })).body).toEqual(first.body);
});

it('leads rewritten loopback links back to their port', async () => {
  const { status, headers } = await ask('/proxy/8080/app/login.nl?x=1');
  expect([status, headers.location]).toEqual([307, 'http://127.0.0.1:8080/app/login.nl?x=1']);
});

it('passes upgrades of its own page on', async () => {
  const headers = { connection: 'upgrade', upgrade: 'x', origin: `http://127.0.0.1:${front.port}` };
  expect((await ask('/', { headers })).status).toBe(101);
});

it('refuses other names for this machine and pages of other origins', async () => {
  expect((await ask('/', { headers: { host: 'evil.example' } })).status).toBe(403);
  expect((await ask('/mint-key', { method: 'POST', headers: { origin: 'http://evil.example' } })).status).toBe(403);
  const headers = { connection: 'upgrade', upgrade: 'x', origin: 'http://evil.example' };
  await expect(ask('/', { headers })).rejects.toThrow('socket hang up');
});
