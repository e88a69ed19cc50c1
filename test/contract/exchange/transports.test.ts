import { randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type Server as HttpServer } from 'node:http';
import { connect, createServer as createTcpServer, type AddressInfo, type Server as NetServer } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import {
  directTransport,
  needsNoProxy,
  type ConnectionSettings,
} from '../../../src/exchange/transport/directTransport.ts';
import { hostTransport } from '../../../src/exchange/transport/hostTransport.ts';
import type { Arriving, Transport } from '../../../src/exchange/transport/transport.ts';

const plain: ConnectionSettings = { noProxy: [], strictTls: true, extraCertificates: [] };
const never = new AbortController().signal;
const opened: { close(): unknown }[] = [];

afterEach(async () => {
  for (const one of opened.splice(0)) {
    await one.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  opened.push({ close: () => end(server) });
  return `http://127.0.0.1:${await portOf(server)}`;
}

function end(server: HttpServer): void {
  server.close();
  server.closeAllConnections();
}

function portOf(server: Pick<NetServer, 'listen' | 'address'>): Promise<number> {
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
}

function direct(settings: Partial<ConnectionSettings> = {}): Transport {
  const transport = directTransport(() => Promise.resolve({ ...plain, ...settings }));
  opened.push(transport);
  return transport;
}

const ways = [
  ['direct', () => direct()],
  ['host', () => hostTransport(fetch)],
] as const;

function call(transport: Transport, url: string, signal: AbortSignal = never, body?: string) {
  const request = { method: body === undefined ? 'GET' : 'POST', url, headers: [{ name: 'X-Case', value: 'é' }], body };
  return transport(request, signal, () => request);
}

/** All that is said while a body comes in, with its text at the time. */
async function listen(transport: Transport, url: string): Promise<readonly (Arriving & { readonly text: string })[]> {
  const request = { method: 'GET', url, headers: [] };
  const heard: (Arriving & { readonly text: string })[] = [];
  await transport(
    request,
    never,
    () => request,
    arriving => heard.push({ ...arriving, text: new TextDecoder().decode(arriving.body) }),
  );
  return heard;
}

describe.each(ways)('%s transport', (via, open) => {
  it('sends the URL to the byte, and headers and body as they are', async () => {
    let seen: unknown;
    const base = await serve((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        seen = [request.method, request.url, request.headers['x-case'], Buffer.concat(chunks).toString()];
        response.end('ok');
      });
    });
    const target = '/app/restlet.nl?a=%20%2B%27%28%29%2A%21~&b=&b=%E6%97%A5';
    const response = await call(open(), base + target, never, '{"日":1}');
    expect(seen).toEqual(['POST', target, 'é', '{"日":1}']);
    expect(response).toMatchObject({ status: 200, timing: { via } });
    expect(new TextDecoder().decode(response.body)).toBe('ok');
  });

  it('follows no redirect', async () => {
    let calls = 0;
    const base = await serve((_, response) => {
      calls++;
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    const response = await call(open(), base);
    expect([response.status, calls]).toEqual([302, 1]);
    expect(response.headers).toContainEqual({ name: 'location', value: '/elsewhere' });
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('decodes %s', async (encoding, pack) => {
    const base = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(pack('x'.repeat(1_000_000)));
    });
    const { body } = await call(open(), base);
    expect(new TextDecoder().decode(body)).toBe('x'.repeat(1_000_000));
  });

  it('says with each piece what of a body has come', async () => {
    const base = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '6' });
      response.write('abc');
      setTimeout(() => response.end('def'), 50);
    });
    const heard = await listen(open(), base);
    expect(heard.map(({ bytes, text }) => [bytes, text])).toEqual([
      [3, 'abc'],
      [6, 'abcdef'],
    ]);
    expect(heard.map(({ answer }) => answer.status)).toEqual([200, 200]);
    expect(heard[0]?.answer).toBe(heard[1]?.answer);
    expect(heard.at(-1)?.expected).toBe(via === 'direct' ? 6 : undefined);
  });

  it('gives a body memory of its own, which can be handed over', async () => {
    const base = await serve((_, response) => void response.end('x'.repeat(100_000)));
    const { body } = await call(open(), base);
    expect(body.byteLength).toBe(body.buffer.byteLength);
    expect(structuredClone(body, { transfer: [body.buffer as ArrayBuffer] }).byteLength).toBe(100_000);
  });

  it('sends no cookie that an answer set', async () => {
    const cookies: unknown[] = [];
    const base = await serve((request, response) => {
      cookies.push(request.headers.cookie);
      response.writeHead(200, { 'set-cookie': 'JSESSIONID=1' }).end();
    });
    const transport = open();
    await call(transport, base);
    await call(transport, base);
    expect(cookies).toEqual([undefined, undefined]);
  });

  it('ends the connection when cancelled', async () => {
    const stop = new AbortController();
    const closed = new Promise<void>(resolve => {
      void serve(request => {
        request.on('close', resolve);
        stop.abort(new Error('stop'));
      }).then(base =>
        call(open(), base, stop.signal).catch((error: unknown) => expect(error).toBe(stop.signal.reason)),
      );
    });
    await closed;
  });

  it('says that a connection broke in the middle', async () => {
    const base = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('part');
      setTimeout(() => response.destroy(), 20);
    });
    await expect(call(open(), base)).rejects.toMatchObject({ code: 'connection-broken' });
  });
});

describe('direct transport', () => {
  it('says that nothing listens, and that nothing was sent', async () => {
    const server = createServer();
    const port = await portOf(server);
    await new Promise(resolve => server.close(resolve));
    await expect(call(direct(), `http://127.0.0.1:${port}/`)).rejects.toMatchObject({
      code: 'connect-failed',
      data: { reason: 'ECONNREFUSED' },
    });
  });

  it('unpacks a body while it arrives', async () => {
    const packed = gzipSync(randomBytes(60_000).toString('hex'));
    const base = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': packed.length });
      response.write(packed.subarray(0, 40_000));
      setTimeout(() => response.end(packed.subarray(40_000)), 50);
    });
    const heard = await listen(direct(), base);
    expect(heard[0]?.text.length).toBeGreaterThan(10_000);
    expect(heard[0]?.text.length).toBeLessThan(120_000);
    expect(heard.at(-1)).toMatchObject({ bytes: packed.length, expected: packed.length });
  });

  it('takes back what it said of a body that turns out to be no gzip', async () => {
    const broken = Buffer.concat([gzipSync(randomBytes(60_000).toString('hex')).subarray(0, 40_000), randomBytes(50)]);
    const base = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.write(broken.subarray(0, 20_000));
      setTimeout(() => response.end(broken.subarray(20_000)), 50);
    });
    const transport = direct();
    const heard = await listen(transport, base);
    expect(heard.at(-1)?.answer).not.toBe(heard[0]?.answer);
    expect(Buffer.from(heard.at(-1)?.body ?? []).equals(broken)).toBe(true);
    expect(Buffer.from((await call(transport, base)).body).equals(broken)).toBe(true);
  });

  it('shows a body that is no gzip as it came', async () => {
    const base = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip');
    });
    expect(new TextDecoder().decode((await call(direct(), base)).body)).toBe('not gzip');
  });

  it('unpacks a body of many pieces whose connection ends with it', async () => {
    const text = randomBytes(2_000_000).toString('hex');
    const base = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', connection: 'close' }).end(gzipSync(text, { level: 1 }));
    });
    expect(new TextDecoder().decode((await call(direct(), base)).body)).toBe(text);
  });

  it('gives up at once what still connects', async () => {
    const stop = new AbortController();
    const reason = new Error('stop');
    // It never agrees on TLS.
    const server = createTcpServer(socket => {
      socket.on('error', () => undefined);
      opened.push({ close: () => socket.destroy() });
      stop.abort(reason);
    });
    opened.push({ close: () => server.close() });
    const transport = directTransport(() => Promise.resolve(plain));
    opened.unshift({ close: () => transport.destroy() });
    await expect(call(transport, `https://127.0.0.1:${await portOf(server)}/`, stop.signal)).rejects.toBe(reason);
  });

  it('tells looking up a name from connecting', async () => {
    const base = await serve((_, response) => response.end('ok'));
    const { timing } = await call(direct(), base.replace('127.0.0.1', 'localhost'));
    expect(timing.dns).toBeGreaterThan(0);
    expect(timing.connect).toBeGreaterThanOrEqual(timing.dns ?? 0);
  });

  it('tells connecting, waiting and receiving apart', async () => {
    const base = await serve((_, response) => {
      setTimeout(() => {
        response.write('a');
        setTimeout(() => response.end('b'), 60);
      }, 60);
    });
    const { timing, wireBytes } = await call(direct(), base);
    expect(wireBytes).toBe(2);
    expect(timing.waiting).toBeGreaterThan(40);
    expect(timing.receiving).toBeGreaterThan(40);
    expect(timing.total).toBeGreaterThanOrEqual((timing.waiting ?? 0) + (timing.receiving ?? 0));
  });

  it('goes through a proxy, but never to this machine', async () => {
    const tunnels: string[] = [];
    const target = await serve((_, response) => void response.end('through'));
    const proxy = createServer();
    proxy.on('connect', (request, socket) => {
      tunnels.push(request.url ?? '');
      const { port } = new URL(target);
      const upstream = connect(Number(port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        upstream.pipe(socket).pipe(upstream);
      });
      upstream.on('error', () => socket.destroy());
      socket.on('error', () => upstream.destroy());
    });
    opened.push({ close: () => end(proxy) });
    const settings = { proxy: `http://127.0.0.1:${await portOf(proxy)}`, noProxy: [] };
    expect(new TextDecoder().decode((await call(direct(settings), 'http://account.example/')).body)).toBe('through');
    expect(tunnels).toEqual(['account.example:80']);
    await call(direct(settings), target);
    expect(tunnels).toHaveLength(1);
  });

  it('says that nothing was sent when the proxy opens no tunnel', async () => {
    const proxy = createServer();
    proxy.on('connect', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
    opened.push({ close: () => end(proxy) });
    const transport = direct({ proxy: `http://127.0.0.1:${await portOf(proxy)}` });
    await expect(call(transport, 'https://account.example/')).rejects.toMatchObject({ code: 'connect-failed' });
  });

  it('does not trust a certificate that nobody vouches for', async () => {
    const server = createTcpServer(socket => socket.end('this is no TLS'));
    opened.push({ close: () => server.close() });
    await expect(call(direct(), `https://127.0.0.1:${await portOf(server)}/`)).rejects.toMatchObject({
      code: expect.stringMatching(/^connect/) as string,
    });
  });
});

describe('needsNoProxy', () => {
  it.each([
    ['http://localhost:1', [], true],
    ['http://[::1]:1', [], true],
    ['https://a.example', [], false],
    ['https://a.example', ['*'], true],
    ['https://a.example', ['.example'], true],
    ['https://a.example', ['*.example'], true],
    ['https://a.example', ['a.example:8080'], false],
    ['https://a.example:8080', ['A.example:8080'], true],
    ['https://aexample', ['example'], false],
    ['https://a.example', ['', ' '], false],
  ])('%s with %j: %s', (origin, list, expected) => expect(needsNoProxy(origin, list)).toBe(expected));
});
