import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Exchange } from '../../../src/practice/server/exchange.ts';
import { answerWithFaults } from '../../../src/practice/server/faults.ts';
import { sign } from '../support/independentSigner.ts';
import type { Pairs } from '../support/independentSigner.ts';
import { memoryInUse } from '../support/memoryInUse.ts';
import { call, echoQuery, restletPath, send, startFixture } from './practiceFixture.ts';
import type { Answer, CallOptions, Fixture } from './practiceFixture.ts';

let practice: Fixture;
beforeEach(async () => {
  practice = await startFixture();
});
afterEach(() => practice.stop());

/** Everything a client sees of one call on the wire. */
interface Wire {
  readonly head: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Bytes of the body by their time of arrival, in milliseconds since the request was sent. */
  readonly pieces: readonly { readonly at: number; readonly length: number }[];
  readonly firstByteAt: number;
  readonly endedAt: number;
  /** How the connection ended: undefined for an end in good order. */
  readonly error: string | undefined;
}

interface RawCall {
  readonly fault?: string;
  readonly path?: string;
  readonly query?: Pairs;
  readonly timestamp?: number;
  readonly headers?: readonly string[];
  readonly port?: number;
}

function open(request: RawCall): Socket {
  const { fault, path = restletPath, query = echoQuery, timestamp, headers = [], port = practice.port } = request;
  const signed = sign({
    method: 'GET',
    baseUri: `${practice.baseUrl}${path}`,
    query: path === restletPath ? query : [],
    credentials: practice.credentials,
    timestamp: timestamp ?? practice.clock.seconds,
  });
  const socket = connect({ host: '127.0.0.1', port });
  const lines = [
    `GET ${path}${signed.query} HTTP/1.1`,
    `Host: 127.0.0.1:${practice.port}`,
    'Connection: close',
    `Authorization: ${signed.authorization}`,
    ...(fault === undefined ? [] : [`X-Practice-Fault: ${fault}`]),
    ...headers,
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  return socket;
}

async function onWire(request: RawCall): Promise<Wire> {
  const startedAt = performance.now();
  const socket = open(request);
  const pieces: { at: number; bytes: Buffer }[] = [];
  let error: string | undefined;
  socket.on('data', bytes => pieces.push({ at: performance.now() - startedAt, bytes }));
  socket.on('error', (failure: NodeJS.ErrnoException) => {
    error = failure.code;
  });
  await new Promise(resolve => socket.once('close', resolve));
  const all = Buffer.concat(pieces.map(({ bytes }) => bytes));
  const end = all.indexOf('\r\n\r\n');
  const head = all.subarray(0, Math.max(0, end)).toString('latin1');
  const [statusLine = '', ...lines] = head.split('\r\n');
  return {
    head,
    status: Number(statusLine.split(' ')[1]),
    headers: Object.fromEntries(
      lines.map(line => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
    ),
    body: all.subarray(end + 4),
    pieces: pieces.map(({ at, bytes }) => ({ at, length: bytes.length })),
    firstByteAt: pieces[0]?.at ?? Infinity,
    endedAt: performance.now() - startedAt,
    error,
  };
}

/** A signed call with the header, through an ordinary client. */
function faulty(fault: string, options: CallOptions = {}): Promise<Answer> {
  return call(practice, { ...options, headers: { 'X-Practice-Fault': fault, ...options.headers } });
}

function rows() {
  return practice.account.loginAudit.rows();
}

describe('each fault on the wire', () => {
  it('latency: the whole answer comes late', async () => {
    const wire = await onWire({ fault: 'latency=0.5' });
    expect([wire.status, wire.error]).toEqual([200, undefined]);
    expect(wire.firstByteAt).toBeGreaterThan(480);
    expect(wire.endedAt - wire.firstByteAt).toBeLessThan(300);
  });

  it('latency: the call is carried out at once', async () => {
    const socket = open({ fault: 'latency=60' });
    await until(() => rows().length === 1);
    expect(rows().at(-1)?.status).toBe('Success');
    socket.destroy();
  });

  it('drip: headers at once, the body at its rate', async () => {
    const query: Pairs = [...echoQuery, ['padding', 'x'.repeat(1000)]];
    const plain = await onWire({ query });
    const wire = await onWire({ query, fault: 'drip=1000' });
    expect([plain.status, wire.status]).toEqual([200, 200]);
    expect(wire.body).toEqual(plain.body);
    expect(wire.firstByteAt).toBeLessThan(500);
    const expected = wire.body.length;
    expect(wire.endedAt).toBeGreaterThan(expected * 0.8);
    expect(wire.endedAt).toBeLessThan(expected * 2 + 500);
    expect(wire.pieces.length).toBeGreaterThan(10);
  });

  it('reset=before: no byte, then a reset', async () => {
    const wire = await onWire({ fault: 'reset=before' });
    expect([wire.pieces.length, wire.error]).toEqual([0, 'ECONNRESET']);
    expect(rows().at(-1)?.status).toBe('Success');
  });

  it('reset=headers: the headers and no body, then a reset', async () => {
    const wire = await onWire({ fault: 'reset=headers' });
    expect([wire.status, wire.body.length, wire.error]).toEqual([200, 0, 'ECONNRESET']);
    expect(Number(wire.headers['content-length'])).toBeGreaterThan(0);
  });

  it('reset=body: half of the body, then a reset', async () => {
    const wire = await onWire({ fault: 'reset=body' });
    expect([wire.status, wire.error]).toEqual([200, 'ECONNRESET']);
    expect(wire.body.length).toBe(Math.floor(Number(wire.headers['content-length']) / 2));
  });

  it('truncate: half of what Content-Length promises, then an end in good order', async () => {
    const wire = await onWire({ fault: 'truncate' });
    expect([wire.status, wire.error]).toEqual([200, undefined]);
    expect(wire.body.length).toBe(Math.floor(Number(wire.headers['content-length']) / 2));
    expect(wire.body.length).toBeGreaterThan(0);
  });

  it('truncate: an empty body promises one', async () => {
    const wire = await onWire({ fault: 'truncate; redirect' });
    expect([wire.status, wire.headers['content-length'], wire.body.length]).toEqual([302, '100', 0]);
  });

  it('bad-gzip: says gzip and is none', async () => {
    const wire = await onWire({ fault: 'bad-gzip' });
    expect(wire.headers['content-encoding']).toBe('gzip');
    expect(wire.body.subarray(0, 2)).not.toEqual(Buffer.from([0x1f, 0x8b]));
    await expect(
      fetch(`${practice.baseUrl}${restletPath}?script=1&deploy=1`, signedHeaders('bad-gzip')).then(each => each.text()),
    ).rejects.toThrow();
  });

  it.each(['200', '503'])('html=%s: a page in place of data', async status => {
    const answer = await faulty(`html=${status}`);
    expect([answer.status, answer.headers['content-type']]).toEqual([Number(status), 'text/html; charset=utf-8']);
    expect(answer.body).toMatch(/^<!DOCTYPE html>/);
  });

  it('redirect: 302 to a host that cannot exist', async () => {
    const { status, headers } = await faulty('redirect');
    expect(status).toBe(302);
    expect(headers.location).toBe(
      `https://tstdrv0000001-sb1.other-data-center.invalid${restletPath}?script=1&deploy=1`,
    );
  });

  it.each(['500', '502', '503', '504'])('status=%s: in the format that was asked for', async status => {
    const json = await faulty(`status=${status}`, { contentType: 'application/json' });
    expect(json.status).toBe(Number(status));
    expect(JSON.parse(json.body)).toMatchObject({ error: { code: 'UNEXPECTED_ERROR' } });
    expect((await faulty(`status=${status}`, { contentType: 'application/xml' })).body).toContain(
      '<code>UNEXPECTED_ERROR</code>',
    );
    expect((await faulty(`status=${status}`)).body).toContain('error code: UNEXPECTED_ERROR');
  });

  it('throttle: 400 from a RESTlet', async () => {
    const { status, body } = await faulty('throttle', { contentType: 'application/json' });
    expect(status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({ error: { code: 'SSS_REQUEST_LIMIT_EXCEEDED' } });
  });

  it('body: valid JSON of exactly so many megabytes', async () => {
    const { status, headers, body } = await faulty('body=3');
    expect([status, headers['content-length'], Buffer.byteLength(body)]).toEqual([200, '3000000', 3_000_000]);
    const parsed = JSON.parse(body) as unknown[];
    expect(parsed[0]).toEqual({ id: 1, name: 'Row 1', amount: 1.1 });
    expect(parsed.length).toBeGreaterThan(40_000);
  });

  it('text: plain text of exactly so many megabytes', async () => {
    const { headers, body } = await faulty('text=2');
    expect([headers['content-type'], body.length]).toEqual(['text/plain; charset=utf-8', 2_000_000]);
    expect(body.startsWith('Row 1 of a large body.\nRow 2 ')).toBe(true);
  });

  it('skew: signatures of the real time are refused, those of the shifted clock let in', async () => {
    const shifted = practice.clock.seconds + 600;
    const { status } = await faulty('skew=10');
    expect([status, practice.lastDetail()]).toEqual([400, 'InvalidTimestamp']);
    const answer = await faulty('skew=10', { timestamp: shifted });
    expect(answer.status).toBe(200);
    expect(answer.headers.date).toBe(new Date(shifted * 1000).toUTCString());
    expect((await faulty('skew=-10', { timestamp: practice.clock.seconds - 600 })).status).toBe(200);
    expect((await faulty('skew=4.5')).status).toBe(200);
  });

  it('skew: lets no request in twice afterwards', async () => {
    expect((await call(practice, { nonce: 'only-once' })).status).toBe(200);
    await faulty('skew=1440', { timestamp: practice.clock.seconds + 86_400 });
    expect((await call(practice, { nonce: 'only-once' })).status).toBe(401);
  });

  it('several at once', async () => {
    const wire = await onWire({ fault: 'latency=0.3; html=503 ;drip=10000' });
    expect([wire.status, wire.headers['content-type']]).toEqual([503, 'text/html; charset=utf-8']);
    expect(wire.firstByteAt).toBeGreaterThan(280);
    const skewed = await onWire({ fault: 'skew=60;truncate', timestamp: practice.clock.seconds + 3600 });
    expect([skewed.status, skewed.body.length * 2 <= Number(skewed.headers['content-length'])]).toEqual([200, true]);
  });

  it('none of them touches the next call on the same connection', async () => {
    expect((await faulty('latency=0.1')).status).toBe(200);
    expect((await call(practice)).status).toBe(200);
  });
});

function signedHeaders(fault: string) {
  const { authorization } = sign({
    method: 'GET',
    baseUri: `${practice.baseUrl}${restletPath}`,
    query: echoQuery,
    credentials: practice.credentials,
    timestamp: practice.clock.seconds,
  });
  return { headers: { Authorization: authorization, 'X-Practice-Fault': fault } };
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 300 && !condition(); tries += 1) {
    await wait(10);
  }
  expect(condition()).toBe(true);
}

describe('faults that replace the answer', () => {
  const replacing = ['html=200', 'redirect', 'status=503', 'throttle', 'body=1', 'text=1'];

  it.each(replacing)('%s leaves a refused login its own answer', async fault => {
    const answer = await faulty(fault, { replace: { oauth_token: 'f'.repeat(64) } });
    expect([answer.status, practice.lastDetail(), rows().length]).toEqual([401, 'token_rejected', 1]);
    expect((await send(practice, { target: restletPath, headers: { 'X-Practice-Fault': fault } })).status).toBe(401);
  });

  it.each(replacing)('%s uses up the nonce and leaves one row in the trail', async fault => {
    await faulty(fault, { nonce: 'only-once' });
    expect(rows().map(({ status }) => status)).toEqual(['Success']);
    expect((await call(practice, { nonce: 'only-once' })).status).toBe(401);
    expect(practice.lastDetail()).toBe('nonce_used');
  });

  it('nothing is carried out behind them', async () => {
    const before = practice.account.store.current();
    const query: Pairs = [
      ['script', 'customscript_tba_customers'],
      ['deploy', 'customdeploy_tba_customers'],
    ];
    const body = '{"companyName":"Never"}';
    await faulty('status=503', { method: 'POST', query, body, contentType: 'application/json' });
    expect(practice.account.store.current().customers).toEqual(before.customers);
  });

  it.each([
    ['/rest/tokeninfo', 'application/json; charset=utf-8', '"UNEXPECTED_ERROR"'],
    ['/services/rest/record/v1/customer/101', 'application/problem+json', '"o:errorCode":"UNEXPECTED_ERROR"'],
  ])('%s answers in its own spelling', async (path, type, code) => {
    const answer = await faulty('status=503', { path });
    expect([answer.status, answer.headers['content-type']]).toEqual([503, type]);
    expect(answer.body).toContain(code);
  });

  it('throttle is what REST says itself when the limit is reached', async () => {
    const path = '/services/rest/record/v1/customer/101';
    const places = Array.from({ length: 5 }, () => practice.account.calls.enter());
    const own = await call(practice, { path });
    places.forEach(leave => leave?.());
    const thrown = await faulty('throttle', { path });
    expect([thrown.status, thrown.body]).toEqual([429, own.body]);
  });

  it('throttle is what a RESTlet says itself when the limit is reached', async () => {
    const places = Array.from({ length: 5 }, () => practice.account.calls.enter());
    const own = await call(practice);
    places.forEach(leave => leave?.());
    const thrown = await faulty('throttle');
    expect([thrown.status, thrown.body]).toEqual([400, own.body]);
  });
});

describe('the header', () => {
  it.each([
    '',
    'latency',
    'latency=1001',
    'LATENCY=5',
    'status=500;html=503',
    '<script>',
    '\u00ff\u0080=1',
    'latency=5'.repeat(200),
  ])('"%s" is refused before the login, and named', async fault => {
    const wire = await onWire({ fault });
    expect([wire.status, rows().length]).toEqual([400, 0]);
    expect(wire.body.toString()).toContain('PRACTICE_FAULT');
    expect(wire.body.length).toBeLessThan(600);
    expect(wire.body.toString('latin1')).not.toMatch(/[\u0080-\u00ff]/);
  });

  it('may come several times', async () => {
    const wire = await onWire({ fault: 'latency=0.2', headers: ['X-Practice-Fault: status=503'] });
    expect([wire.status, wire.firstByteAt > 180]).toEqual([503, true]);
  });

  it('is refused in the spelling of SOAP too', async () => {
    const answer = await send(practice, {
      method: 'POST',
      target: '/services/NetSuitePort_2025_2',
      headers: { 'Content-Type': 'text/xml', SOAPAction: 'get', 'X-Practice-Fault': '<b>&' },
      body: '<a/>',
    });
    expect([answer.status, answer.headers['content-type']]).toEqual([400, 'text/xml; charset=utf-8']);
    expect(answer.body).toContain('&quot;&lt;b&gt;&amp;&quot;');
  });

  it('means nothing to a page', async () => {
    const answer = await send(practice, { target: '/practice/sign-in', headers: { 'X-Practice-Fault': 'status=503' } });
    expect(answer.status).toBe(200);
  });
});

describe('a client that goes away', () => {
  it.each(['drip=1', 'latency=900', 'body=200', 'drip=1;body=200', 'latency=900;body=200', 'latency=900;reset=before'])(
    '%s ends with it',
    async fault => {
      const before = process.getActiveResourcesInfo().filter(each => each === 'Timeout').length;
      const sockets = await Promise.all(
        Array.from({ length: 5 }, async () => {
          const socket = open({ fault });
          await until(() => rows().length > 0);
          return socket;
        }),
      );
      await until(() => rows().length === 5);
      await wait(50);
      sockets.forEach(socket => socket.destroy());
      await until(() => process.getActiveResourcesInfo().filter(each => each === 'Timeout').length <= before + 2);
      await until(() => connectionsOf() === 0);
      expect((await call(practice)).status).toBe(200);
    },
  );

  it('in the middle of a body ends the endpoint that writes it', async () => {
    const socket = open({ fault: 'drip=5' });
    await once(socket, 'data');
    socket.resetAndDestroy();
    await until(() => connectionsOf() === 0);
  });

  function connectionsOf(): number {
    let count = -1;
    practice.server.getConnections((_, found) => {
      count = found;
    });
    return count === -1 ? lastCount() : count;
  }

  /** The callback comes later than the question. */
  let known = -1;
  function lastCount(): number {
    practice.server.getConnections((_, found) => {
      known = found;
    });
    return known;
  }
});

describe('an endpoint that streams', () => {
  let server: Server;
  let ended: Promise<unknown>;
  let writes = 0;
  beforeEach(async () => {
    writes = 0;
    server = createServer((request, response) => {
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      const exchange: Exchange = {
        account: practice.account,
        sites: { production: '', sandbox: '' },
        request,
        response,
        target: '/rest/stream',
        path: '/rest/stream',
        body: Buffer.alloc(0),
        signal: gone.signal,
        now: () => 0,
      };
      ended = answerWithFaults(exchange, async ({ response: given, signal }) => {
        given.setHeader('X-Own', 'yes');
        given.writeHead(200, { 'Content-Type': 'text/plain' });
        for (writes = 0; writes < 300; writes += 1) {
          if (!given.write(`${writes} `.padEnd(20_000, '.'))) {
            await once(given, 'drain', { signal });
          }
        }
        given.end('end');
      }).catch((error: unknown) => error);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const get = (fault: string) => onWire({ fault, path: '/rest/stream', port: (server.address() as AddressInfo).port });

  it('arrives whole when it is only late', async () => {
    const wire = await get('latency=0.1');
    expect([wire.headers['x-own'], wire.headers['transfer-encoding']]).toEqual(['yes', 'chunked']);
    expect(wire.body.length).toBeGreaterThan(6_000_000);
    expect(wire.body.toString('latin1').endsWith('end\r\n0\r\n\r\n')).toBe(true);
  });

  it.each(['truncate', 'reset=body'])('%s: loses its end', async fault => {
    const wire = await get(fault);
    expect([wire.status, wire.error]).toEqual([200, fault === 'truncate' ? undefined : 'ECONNRESET']);
    expect(wire.body.length).toBeGreaterThan(100);
    expect(wire.body.toString('latin1').endsWith('0\r\n\r\n')).toBe(false);
    await ended;
    expect(writes).toBeLessThan(300);
  });

  it('waits while its answer drips, and ends when the client leaves', async () => {
    const socket = open({ fault: 'drip=1000', path: '/rest/stream', port: (server.address() as AddressInfo).port });
    await once(socket, 'data');
    await wait(300);
    expect(writes).toBeLessThan(20);
    socket.destroy();
    expect(await ended).toMatchObject({ name: 'AbortError' });
  });
});

describe('a large body', () => {
  it('of 100 MB does not grow the memory much, though the client is slow', async () => {
    const socket = open({ fault: 'body=100' });
    socket.pause();
    await wait(500);
    const stalled = memoryInUse();
    let received = 0;
    let measured = 0;
    let peak = 0;
    socket.on('data', bytes => {
      received += bytes.length;
      if (received - measured > 5_000_000) {
        measured = received;
        peak = Math.max(peak, memoryInUse());
      }
    });
    socket.resume();
    await once(socket, 'close');
    expect(received).toBeGreaterThan(100_000_000);
    expect(peak - stalled).toBeLessThan(30_000_000);
  });

  it('of 100 MB stays small under latency and truncation too', async () => {
    const wire = await onWire({ fault: 'latency=0.1;body=20;truncate' });
    expect(wire.body.length).toBe(10_000_000);
  });
});
