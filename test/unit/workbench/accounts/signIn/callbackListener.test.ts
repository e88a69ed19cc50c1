import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { CodedError } from '../../../../../src/codedError.ts';
import type { CallbackAnswer } from '../../../../../src/tba/callbackAddress.ts';
import {
  openCallbackListener,
  type CallbackListener,
  type ListenerOptions,
} from '../../../../../src/workbench/accounts/signIn/callbackListener.ts';
import { openLoopbackServers } from '../../../../../src/workbench/accounts/signIn/loopbackServers.ts';

const text = (title: string) => ({ language: 'en', title, text: `${title}.` });
const pages = { taken: text('Taken'), failed: text('Failed'), done: text('Done') };
const path = '/tba/Zm9v';
const never = new AbortController().signal;

const open: CallbackListener[] = [];
const others: Server[] = [];

async function listener(options: Partial<ListenerOptions> = {}): Promise<CallbackListener> {
  const opened = await openCallbackListener({ path, pages, linger: 20, ...options });
  open.push(opened);
  return opened;
}

afterEach(async () => {
  for (const each of open.splice(0)) {
    each.close();
    await each.closed;
  }
  for (const each of others.splice(0)) {
    each.close();
    each.closeAllConnections();
  }
});

const portOf = ({ url }: CallbackListener) => Number(new URL(url).port);

/** As a browser that believes the answer; records what it was given. */
function reader() {
  const seen: string[] = [];
  const read = (address: string): CallbackAnswer => {
    seen.push(address);
    return { verifier: 'v' };
  };
  return { seen, read };
}

async function get(
  { url }: CallbackListener,
  {
    query = '',
    host = '127.0.0.1',
    target = `${path}${query}`,
    headers = {},
    method = 'GET',
  }: {
    query?: string;
    host?: string;
    target?: string;
    headers?: Record<string, string | string[]>;
    method?: string;
  } = {},
) {
  const { port, host: authority } = new URL(url);
  const outgoing = request({
    host,
    port,
    path: target,
    method,
    agent: false,
    headers: { Host: authority, ...headers },
    setHost: false,
  });
  outgoing.end();
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  let body = '';
  for await (const piece of response.setEncoding('utf8') as AsyncIterable<string>) {
    body += piece;
  }
  return { status: response.statusCode, headers: response.headers, body };
}

/** What is said to raw bytes until the other side hangs up. */
async function raw(port: number, bytes: string): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port });
  socket.on('error', () => undefined);
  socket.write(bytes);
  let answer = '';
  socket.setEncoding('latin1').on('data', (piece: string) => (answer += piece));
  await new Promise(resolve => socket.once('close', resolve));
  return answer;
}

async function refused(port: number, host: string): Promise<boolean> {
  const socket = connect({ host, port });
  return Promise.race([
    once(socket, 'connect').then(() => {
      socket.destroy();
      return false;
    }),
    once(socket, 'error').then(() => true),
  ]).catch(() => true);
}

describe('the listener for the callback', () => {
  it.each(['127.0.0.1', '::1'])('takes the answer at %s, and tells it when the page is delivered', async host => {
    const opened = await listener();
    const { seen, read } = reader();
    const answer = opened.receive(read, never);
    const page = await get(opened, { host, query: '?oauth_verifier=v&state=s' });
    expect(page.status).toBe(200);
    expect(page.body).toContain('<h1>Taken</h1>');
    await expect(answer).resolves.toEqual({ verifier: 'v' });
    expect(seen).toEqual([`${opened.url}?oauth_verifier=v&state=s`]);
    expect(opened.url).toMatch(/^http:\/\/localhost:\d+\/tba\/Zm9v$/);
  });

  it('shows a page that stands on its own, keeps nothing and repeats nothing', async () => {
    const opened = await listener({ pages: { ...pages, taken: text('<b>"&\'</b>') } });
    const answer = opened.receive(reader().read, never);
    const { headers, body } = await get(opened, { query: '?oauth_verifier=canary&x=<script>' });
    await answer;
    expect(body).toContain('&lt;b&gt;&quot;&amp;&#39;&lt;/b&gt;');
    expect(body).not.toMatch(/canary|<script|https?:|<b>/);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; /);
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['connection']).toBe('close');
  });

  it('rejects with what is wrong with an address, and shows that page', async () => {
    const opened = await listener();
    const answer = opened.receive(() => {
      throw new CodedError('sign-in-wrong-state');
    }, never);
    const caught = expect(answer).rejects.toMatchObject({ code: 'sign-in-wrong-state' });
    const page = await get(opened, { query: '?state=x' });
    expect([page.status, page.body.includes('<h1>Failed</h1>')]).toEqual([400, true]);
    await caught;
  });

  it('tells a second window that it is done, and then is gone', async () => {
    const opened = await listener({ linger: 1500 });
    const { seen, read } = reader();
    const answer = opened.receive(read, never);
    await get(opened, { query: '?first' });
    await answer;
    const page = await get(opened, { query: '?second' });
    expect([page.status, page.body.includes('<h1>Done</h1>')]).toEqual([410, true]);
    expect(seen).toHaveLength(1);
    await opened.closed;
    expect(await refused(portOf(opened), '127.0.0.1')).toBe(true);
    expect(await refused(portOf(opened), '::1')).toBe(true);
  });

  it('takes one of two answers that come at once', async () => {
    const opened = await listener({ linger: 1500 });
    const { seen, read } = reader();
    const answer = opened.receive(read, never);
    const both = await Promise.all([get(opened, { query: '?a' }), get(opened, { query: '?b', host: '::1' })]);
    await answer;
    expect(both.map(({ status }) => status).sort()).toEqual([200, 410]);
    expect(seen).toHaveLength(1);
  });

  it('says nothing before anybody waits', async () => {
    const opened = await listener();
    expect((await get(opened, { query: '?state=s' })).status).toBe(404);
  });

  it.each([
    ['another path', { target: '/' }, 404],
    ['a longer path', { target: `${path}/x?state=s` }, 404],
    ['an escaped spelling of the path', { target: '/tba/%5Am9v' }, 404],
    ['a path that leads back', { target: `/x/..${path}` }, 404],
    ['a whole URL', { target: `http://localhost${path}` }, 404],
    ['the icon', { target: '/favicon.ico' }, 404],
    ['POST', { method: 'POST' }, 405],
    ['HEAD', { method: 'HEAD' }, 405],
    ['OPTIONS', { method: 'OPTIONS' }, 405],
    ['another Host', { headers: { Host: 'evil.example' } }, 403],
    ['the Host without port', { headers: { Host: 'localhost' } }, 403],
    ['the address as Host', { headers: { Host: '127.0.0.1' } }, 403],
  ])('refuses %s, and goes on waiting', async (_, options, status) => {
    const opened = await listener();
    const { seen, read } = reader();
    const answer = opened.receive(read, never);
    const page = await get(opened, options);
    expect([page.status, page.body, seen]).toEqual([status, '', []]);
    await get(opened, { query: '?good' });
    await expect(answer).resolves.toEqual({ verifier: 'v' });
  });

  it.each([
    [
      'two Hosts',
      (port: number) => `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nHost: localhost:${port}\r\n\r\n`,
    ],
    ['no Host', () => `GET ${path} HTTP/1.0\r\n\r\n`],
    ['CONNECT', (port: number) => `CONNECT localhost:${port} HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`],
    ['TLS', () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['garbage', () => 'hello\r\n\r\n\0\0'],
    ['an endless header', () => `GET ${path}?${'a'.repeat(100_000)} HTTP/1.1\r\n\r\n`],
  ])('hangs up on %s, and goes on waiting', async (_, bytes) => {
    const opened = await listener();
    const { seen, read } = reader();
    const answer = opened.receive(read, never);
    expect(await raw(portOf(opened), bytes(portOf(opened)))).not.toMatch(/ 200 /);
    expect(seen).toEqual([]);
    await get(opened, { query: '?good' });
    await answer;
  });

  it('does not take an upgrade for more than a request', async () => {
    const opened = await listener();
    const answer = opened.receive(reader().read, never);
    const port = portOf(opened);
    const said = await raw(
      port,
      `GET /other HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    );
    expect(said).toMatch(/^HTTP\/1\.1 404 /);
    await get(opened, { query: '?good' });
    await answer;
  });

  it('hangs up on a client that is slow, and serves others meanwhile', async () => {
    const opened = await listener();
    const answer = opened.receive(reader().read, never);
    const ended: string[] = [];
    const slow = raw(portOf(opened), `GET ${path} HTTP/1.1\r\nHost: loc`).finally(() => ended.push('slow'));
    expect((await get(opened, { target: '/other' })).status).toBe(404);
    ended.push('other');
    expect(await slow).not.toMatch(/ 200 /);
    expect(ended).toEqual(['other', 'slow']);
    await get(opened, { query: '?good' });
    await answer;
  });

  it('closes at once, silent clients and all, when nobody has answered', async () => {
    const opened = await listener({ linger: 60_000 });
    const silent = raw(portOf(opened), '');
    await get(opened);
    opened.close();
    await opened.closed;
    await silent;
    expect(await refused(portOf(opened), '127.0.0.1')).toBe(true);
    expect(await refused(portOf(opened), '::1')).toBe(true);
  });

  it('stops waiting with the reason of the signal', async () => {
    const opened = await listener();
    const stop = new AbortController();
    const answer = opened.receive(reader().read, stop.signal);
    const caught = expect(answer).rejects.toThrow('enough');
    stop.abort(new Error('enough'));
    await caught;
    expect((await get(opened, { query: '?late' })).status).toBe(404);
    await expect(opened.receive(reader().read, stop.signal)).rejects.toThrow('enough');
  });
});

describe('the two addresses of localhost', () => {
  it('are tried again on another port when one of them is taken', async () => {
    const taken: number[] = [];
    const opened = await openLoopbackServers(
      () => undefined,
      async (server, port, host) => {
        if (host === '::1' && taken.length < 3) {
          const other = createServer();
          others.push(other);
          other.listen(port, '::1');
          await once(other, 'listening');
          taken.push(port);
        }
        server.listen({ port, host, exclusive: true });
        await once(server, 'listening');
      },
    );
    others.push(...opened.servers);
    expect(taken).toHaveLength(3);
    expect(taken).not.toContain(opened.port);
    expect(opened.servers.map(server => server.address())).toEqual([
      { address: '127.0.0.1', family: 'IPv4', port: opened.port },
      { address: '::1', family: 'IPv6', port: opened.port },
    ]);
    // What was opened on the way is closed again.
    expect(await refused(taken[0] ?? 0, '127.0.0.1')).toBe(true);
  });

  const failing = (code: string, hosts: readonly string[]) => async (server: Server, port: number, host: string) => {
    if (hosts.includes(host)) {
      throw Object.assign(new Error(code), { code });
    }
    server.listen({ port, host, exclusive: true });
    await once(server, 'listening');
  };

  it.each(['EADDRNOTAVAIL', 'EAFNOSUPPORT'])('are one where the machine has no IPv6 (%s)', async code => {
    const opened = await openLoopbackServers(() => undefined, failing(code, ['::1']));
    others.push(...opened.servers);
    expect(opened.servers).toHaveLength(1);
  });

  it.each([
    ['EADDRINUSE', ['::1']],
    ['EPERM', ['::1']],
    ['EPERM', ['127.0.0.1']],
  ])('are never one for another reason (%s at %j)', async (code, hosts) => {
    await expect(openLoopbackServers(() => undefined, failing(code, hosts))).rejects.toMatchObject({
      code: 'sign-in-listener-failed',
      data: { reason: code },
    });
  });
});
