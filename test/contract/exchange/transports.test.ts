import { createServer, type RequestListener, type Server as HttpServer } from 'node:http';
import { connect, createServer as createTcpServer, type AddressInfo, type Server as NetServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { directTransport, needsNoProxy, type ConnectionSettings } from '../../../src/exchange/directTransport.ts';
import { hostTransport } from '../../../src/exchange/hostTransport.ts';
import type { Received, Transport } from '../../../src/exchange/transport.ts';

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
  return `http://127.0.0.1:${await listen(server)}`;
}

function end(server: HttpServer): void {
  server.close();
  server.closeAllConnections();
}

function listen(server: Pick<NetServer, 'listen' | 'address'>): Promise<number> {
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

  it('decodes gzip', async () => {
    const base = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(10_000)));
    });
    expect((await call(open(), base)).body.byteLength).toBe(10_000);
  });

  it('says with each piece how much of a body has come', async () => {
    const base = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '6' });
      response.write('abc');
      setTimeout(() => response.end('def'), 50);
    });
    const request = { method: 'GET', url: base, headers: [] };
    const heard: Received[] = [];
    await open()(
      request,
      never,
      () => request,
      received => heard.push(received),
    );
    expect(heard.map(({ bytes }) => bytes)).toEqual([3, 6]);
    expect(heard.at(-1)?.expected).toBe(via === 'direct' ? 6 : undefined);
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
    const port = await listen(server);
    await new Promise(resolve => server.close(resolve));
    await expect(call(direct(), `http://127.0.0.1:${port}/`)).rejects.toMatchObject({
      code: 'connect-failed',
      data: { reason: 'ECONNREFUSED' },
    });
  });

  it('shows a body that is no gzip as it came', async () => {
    const base = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip');
    });
    expect(new TextDecoder().decode((await call(direct(), base)).body)).toBe('not gzip');
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
    const settings = { proxy: `http://127.0.0.1:${await listen(proxy)}`, noProxy: [] };
    expect(new TextDecoder().decode((await call(direct(settings), 'http://account.example/')).body)).toBe('through');
    expect(tunnels).toEqual(['account.example:80']);
    await call(direct(settings), target);
    expect(tunnels).toHaveLength(1);
  });

  it('says that nothing was sent when the proxy opens no tunnel', async () => {
    const proxy = createServer();
    proxy.on('connect', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
    opened.push({ close: () => end(proxy) });
    const transport = direct({ proxy: `http://127.0.0.1:${await listen(proxy)}` });
    await expect(call(transport, 'https://account.example/')).rejects.toMatchObject({ code: 'connect-failed' });
  });

  it('does not trust a certificate that nobody vouches for', async () => {
    const server = createTcpServer(socket => socket.end('this is no TLS'));
    opened.push({ close: () => server.close() });
    await expect(call(direct(), `https://127.0.0.1:${await listen(server)}/`)).rejects.toMatchObject({
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
