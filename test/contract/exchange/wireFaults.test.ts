// Whatever goes wrong on the wire is named, and says whether the request may have arrived.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { openBody } from '../../../src/bodies/openBody.ts';
import { errorText } from '../../../src/cli/errorText.ts';
import { directTransport, type ConnectionSettings } from '../../../src/exchange/transport/directTransport.ts';
import { hostTransport } from '../../../src/exchange/transport/hostTransport.ts';
import type { Arriving, WireResponse } from '../../../src/exchange/transport/transport.ts';
import { wireFault, type WireFault } from '../../../src/wireFault.ts';
import type { CodedError } from '../../../src/codedError.ts';
import { brokenAnswers, drip, type WireAnswer } from './wireAnswers.ts';

const opened: (() => unknown)[] = [];
const sockets = new Set<Socket>();

afterEach(async () => {
  sockets.forEach(socket => socket.destroy());
  for (const close of opened.splice(0)) {
    await close();
  }
});

async function listen(server: Server, host = '127.0.0.1'): Promise<number> {
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.listen(0, host);
  await once(server, 'listening');
  opened.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

/** Waits for a request, and then does something to its connection. */
async function answers(work: (socket: Socket) => void): Promise<string> {
  const port = await listen(createServer(socket => socket.once('data', () => work(socket))));
  return `http://127.0.0.1:${port}/app/x`;
}

const says = (text: string | Buffer) => answers(socket => socket.end(text));

interface Options extends Partial<ConnectionSettings> {
  readonly limit?: number;
  readonly signal?: AbortSignal;
  readonly onReceived?: (arriving: Arriving) => void;
}

async function call(url: string, options: Options = {}): Promise<WireResponse> {
  const { limit, signal = new AbortController().signal, onReceived, ...settings } = options;
  const transport = directTransport(
    () => Promise.resolve({ noProxy: [], strictTls: true, extraCertificates: [], ...settings }),
    undefined,
    limit === undefined ? undefined : () => limit,
  );
  const request = { method: 'GET', url, headers: [] };
  try {
    return await transport(request, signal, () => request, onReceived);
  } finally {
    await transport.close();
  }
}

async function failure(url: string, options?: Options): Promise<CodedError> {
  return call(url, options).then(
    ({ status }) => expect.fail(`${status} was answered`),
    (error: unknown) => error as CodedError,
  );
}

const pem = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures/tls', `${name}.pem`), 'utf8');
const trusting = { extraCertificates: [pem('authority')] };

async function tls(certificate: string, options: TlsOptions = {}): Promise<string> {
  const server = createTlsServer({ cert: pem(certificate), key: pem(certificate), ...options }, socket => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi'));
  });
  server.on('tlsClientError', () => undefined);
  return `https://127.0.0.1:${await listen(server)}/`;
}

const proxyThat = async (answer: string) => {
  // Closed by whoever has seen enough of it.
  const port = await listen(createServer(socket => socket.once('data', () => socket.write(answer))));
  return { proxy: `http://canary:password@127.0.0.1:${port}` };
};

type Row = readonly [
  name: string,
  fault: string,
  code: 'connect-failed' | 'connection-broken',
  text: string,
  make: () => Promise<CodedError>,
];

const saidOf: Readonly<Partial<Record<WireFault, string>>> = {
  closed: 'the other side closed it',
  'not-http': 'not HTTP',
  length: 'contradicts itself',
  'headers-too-large': '16 kB of headers',
};

const rows: readonly Row[] = [
  ['no such host', 'name-not-found', 'connect-failed', 'name was not found', () => failure('https://nowhere.invalid/')],
  [
    'a refused connection',
    'nothing-listens',
    'connect-failed',
    'nothing listens',
    () => failure('http://127.0.0.1:1/'),
  ],
  ...Object.entries<WireAnswer>(brokenAnswers).map(([name, { fault, work }]): Row => [
    name,
    fault,
    'connection-broken',
    saidOf[fault] ?? expect.fail(),
    async () => failure(await answers(work)),
  ]),
  [
    'a certificate of an unknown authority',
    'certificate-unknown',
    'connect-failed',
    'not trusted here',
    async () => failure(await tls('good')),
  ],
  [
    'an expired certificate',
    'certificate-expired',
    'connect-failed',
    'out of date',
    async () => failure(await tls('expired'), trusting),
  ],
  [
    'a certificate of another host',
    'certificate-host',
    'connect-failed',
    'for another host',
    async () => failure(await tls('wrongHost'), trusting),
  ],
  [
    'an old version of TLS',
    'tls-version',
    'connect-failed',
    'old version of TLS',
    async () => {
      const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
      return failure(await tls('good', old), trusting);
    },
  ],
  [
    'no TLS where it is wanted',
    'no-tls',
    'connect-failed',
    'without TLS',
    async () => failure((await says('HTTP/1.1 400 Bad\r\n\r\n')).replace('http:', 'https:')),
  ],
  [
    'a proxy that does not listen',
    'proxy-gone',
    'connect-failed',
    'the proxy 127.0.0.1:1 cannot be reached',
    () => failure('https://account.example/', { proxy: 'http://canary:password@127.0.0.1:1' }),
  ],
  [
    'a proxy without a name',
    'proxy-gone',
    'connect-failed',
    'the proxy nowhere.invalid:3128 cannot be reached',
    () => failure('https://account.example/', { proxy: 'http://nowhere.invalid:3128' }),
  ],
  [
    'a proxy that wants a login',
    'proxy-login',
    'connect-failed',
    'wants a user name and password',
    async () => failure('https://account.example/', await proxyThat('HTTP/1.1 407 Login\r\n\r\n')),
  ],
  [
    'a proxy that refuses',
    'proxy-refused',
    'connect-failed',
    'opened no tunnel, 403',
    async () => failure('https://account.example/', await proxyThat('HTTP/1.1 403 Forbidden\r\n\r\n')),
  ],
  [
    'a proxy that answers with a page of its own',
    'no-tls',
    'connect-failed',
    'without TLS',
    async () =>
      failure(
        'https://account.example/',
        await proxyThat('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!doctype html><h1>Log in</h1>'),
      ),
  ],
];

describe('a fault on the wire', () => {
  it.each(rows)('%s is told as %s', async (_, fault, code, text, make) => {
    const error = await make();
    expect([error.code, wireFault(error.data)]).toEqual([code, fault]);
    expect(errorText(error)).toContain(text);
    expect(errorText(error)).toContain(code === 'connect-failed' ? 'nothing was sent' : 'may have carried');
    // What is told of a proxy is not its password.
    expect(JSON.stringify(error.data) + errorText(error)).not.toContain('canary');
  });

  it('is not one where the authority is known', async () => {
    expect(Buffer.from((await call(await tls('good'), trusting)).body).toString()).toBe('hi');
  });

  it.each([
    ['never answers', () => undefined],
    ['answers drop by drop', drip],
  ])('ends with the time limit when a server %s', async (_, work) => {
    const limit = AbortSignal.timeout(150);
    const url = await answers(work);
    await expect(call(url, { signal: limit })).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

describe('an address', () => {
  it('of IPv4 is tried where the name has one of IPv6 too, at which nothing listens', async () => {
    const { port } = new URL(await says('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nv4'));
    expect(Buffer.from((await call(`http://localhost:${port}/`)).body).toString()).toBe('v4');
  });

  it('of IPv6 alone is as good', async () => {
    const server = createServer(socket =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nv6')),
    );
    const port = await listen(server, '::1');
    expect(Buffer.from((await call(`http://[::1]:${port}/`)).body).toString()).toBe('v6');
  });
});

describe('a body that is not as it is said to be', () => {
  it.each(['gzip', 'deflate', 'br', 'zstd', 'nonsense'])('is shown as it came, and said to be: %s', async encoding => {
    const url = await says(`HTTP/1.1 200 OK\r\nContent-Encoding: ${encoding}\r\nContent-Length: 8\r\n\r\nnot that`);
    const { body, packedAs } = await call(url);
    expect(Buffer.from(body).toString()).toBe('not that');
    expect(packedAs).toBe(encoding);
  });

  it.each(['identity', 'br'])('is said to be nothing where there is nothing to unpack: %s', async encoding => {
    const bytes = encoding === 'br' ? '' : 'as it is';
    const head = `HTTP/1.1 200 OK\r\nContent-Encoding: ${encoding}\r\nContent-Length: ${bytes.length}\r\n\r\n`;
    const answer = await call(await says(head + bytes));
    expect(Buffer.from(answer.body).toString()).toBe(bytes);
    expect(answer).not.toHaveProperty('packedAs');
  });

  it.each(['br', 'zstd'])('is told to be still packed, where it ends early: %s', async encoding => {
    const whole = encoding === 'br' ? brotliCompressSync(randomBytes(5000)) : zstdCompressSync(randomBytes(5000));
    const packed = whole.subarray(0, 300);
    const head = `HTTP/1.1 200 OK\r\nContent-Encoding: ${encoding}\r\nContent-Length: ${packed.length}\r\n\r\n`;
    const answer = await call(await says(Buffer.concat([Buffer.from(head), packed])));
    expect(answer).toMatchObject({ packedAs: encoding, wireBytes: 300 });
    expect(Buffer.from(answer.body)).toEqual(packed);
  });

  it('is unpacked from zstd, where a request asked for it', async () => {
    const packed = zstdCompressSync('x'.repeat(5000));
    const head = `HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\nContent-Length: ${packed.length}\r\n\r\n`;
    expect((await call(await says(Buffer.concat([Buffer.from(head), packed])))).body.length).toBe(5000);
  });

  it('is told to be still packed, where gzip ends early', async () => {
    const packed = gzipSync('hello '.repeat(10_000)).subarray(0, 60);
    const head = `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${packed.length}\r\n\r\n`;
    const { body } = await call(await says(Buffer.concat([Buffer.from(head), packed])));
    expect(openBody({ status: 200, contentType: 'text/plain', body }).summary.notes).toContainEqual({
      code: 'still-gzip',
    });
  });

  it('is told to be in another charset', async () => {
    const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 4\r\n\r\n';
    const { body } = await call(await says(Buffer.concat([Buffer.from(head), Buffer.from('Müll', 'latin1')])));
    const { notes } = openBody({ status: 200, contentType: 'text/plain; charset=utf-8', body }).summary;
    expect(notes).toContainEqual({ code: 'charset-wrong', named: 'utf-8', readAs: 'windows-1252' });
  });

  it('is told to be a page, where somebody’s network answers in place of NetSuite', async () => {
    const page = '<!doctype html><html><title>Airport Wi-Fi</title><body>Log in</body></html>';
    const { body, status } = await call(
      await says(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${page.length}\r\n\r\n${page}`),
    );
    expect(openBody({ status, contentType: 'text/html', body }).summary.notes).toContainEqual({
      code: 'network-login',
      title: 'Airport Wi-Fi',
    });
  });
});

describe('a body without end', () => {
  const endless = async (encoding?: string) => {
    const piece = encoding === 'gzip' ? gzipSync(Buffer.alloc(1 << 22)) : Buffer.alloc(1 << 16, 'x');
    const server = createHttpServer((_, response) => {
      response.writeHead(200, encoding === undefined ? {} : { 'content-encoding': encoding });
      const more = () => {
        while (response.writable && response.write(piece)) {
          // As fast as it is taken.
        }
      };
      response.on('drain', more).on('error', () => undefined);
      more();
    });
    opened.push(() => server.closeAllConnections());
    return `http://127.0.0.1:${await listen(server)}/`;
  };

  it.each([
    ['as it is', undefined],
    ['packed, a thousandth of it on the wire', 'gzip'],
  ])('is stopped at the setting, and what had come is there: %s', async (_, encoding) => {
    const limit = 3 << 20;
    let had = 0;
    const onReceived = ({ body }: Arriving) => void (had = body.length);
    const error = await failure(await endless(encoding), { limit, onReceived });
    expect([error.code, error.data]).toEqual(['response-too-large', { limit }]);
    expect(had).toBeLessThanOrEqual(limit);
    expect(had).toBeGreaterThan(2 << 20);
    expect(errorText(error)).toContain('larger than 3 MB');
  });

  it('is stopped on the host’s way as well', async () => {
    const request = { method: 'GET', url: await endless(), headers: [] };
    const transport = hostTransport(fetch, () => 1 << 20);
    await expect(transport(request, new AbortController().signal, () => request)).rejects.toMatchObject({
      code: 'response-too-large',
      data: { limit: 1 << 20 },
    });
  });
});
