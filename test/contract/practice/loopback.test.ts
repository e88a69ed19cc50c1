import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, send, sendRaw, startFixture } from './practiceFixture.ts';
import type { Fixture } from './practiceFixture.ts';

let practice: Fixture;
beforeAll(async () => {
  practice = await startFixture();
});
afterAll(() => practice.stop());

const status = '/.practice/status';

describe('who may call', () => {
  it.each(['127.0.0.1', 'localhost', 'LocalHost', '[::1]'])('answers to %s with its port', async name => {
    const answer = await send(practice, { target: status, headers: { Host: `${name}:${practice.port}` } });
    expect(answer.status).toBe(200);
  });

  it.each(['evil.example', '127.0.0.1', 'localhost:1', '127.0.0.1.evil.example:PORT', '0.0.0.0:PORT', '127.1:PORT'])(
    'refuses Host %s',
    async host => {
      const Host = host.replace('PORT', String(practice.port));
      const answer = await send(practice, { target: status, headers: { Host } });
      expect([answer.status, answer.body]).toEqual([403, expect.stringContaining(`127.0.0.1:${practice.port}`)]);
    },
  );

  it('refuses a target that names a host, two Hosts, and none', async () => {
    const own = `127.0.0.1:${practice.port}`;
    const answers = await Promise.all([
      sendRaw(practice, `GET http://evil.example${status} HTTP/1.1\r\nHost: ${own}\r\nConnection: close\r\n\r\n`),
      sendRaw(practice, `GET ${status} HTTP/1.1\r\nHost: ${own}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`),
      sendRaw(practice, `GET ${status} HTTP/1.0\r\n\r\n`),
    ]);
    expect(answers.map(each => /^HTTP\/1.1 (\d+)/.exec(each)?.[1])).toEqual([
      '403',
      expect.stringMatching('40[03]'),
      '403',
    ]);
  });

  it.each([
    [{ Origin: 'https://evil.example' }],
    [{ Origin: 'null' }],
    [{ 'Sec-Fetch-Site': 'cross-site' }],
    [{ Origin: 'http://localhost:1' }],
  ])('refuses a cross-site POST (%j), signed or not', async headers => {
    const answer = await call(practice, { method: 'POST', contentType: 'application/json', body: '{}', headers });
    expect(answer.status).toBe(403);
  });

  it('takes a POST from its own pages and from programs', async () => {
    const post = { method: 'POST', contentType: 'application/json', body: '{}' };
    const Origin = practice.baseUrl;
    expect((await call(practice, { ...post, headers: { Origin } })).status).toBe(200);
    expect((await call(practice, post)).status).toBe(200);
  });

  it('gives no other site leave to read an answer', async () => {
    const answer = await send(practice, { target: status, headers: { Origin: 'https://evil.example' } });
    expect(Object.keys(answer.headers).filter(name => name.startsWith('access-control'))).toEqual([]);
  });

  it('listens on the loopback address and on no other', async () => {
    expect(practice.server.address()).toMatchObject({ address: '127.0.0.1' });
    const others = Object.values(networkInterfaces())
      .flat()
      .filter(each => each?.family === 'IPv4' && !each.internal);
    for (const other of others) {
      await expect(canConnect(other!.address, practice.port)).resolves.toBe(false);
    }
  });
});

function canConnect(host: string, port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host, port, timeout: 1000 }, () => {
      socket.destroy();
      resolve(true);
    });
    socket
      .on('timeout', () => socket.destroy())
      .on('error', () => resolve(false))
      .on('close', () => resolve(false));
  });
}

describe('the server itself', () => {
  it('says which run of it this is', async () => {
    const answer = await send(practice, { target: status });
    expect(JSON.parse(answer.body)).toEqual({
      instance: 'test',
      account: 'TSTDRV0000001_SB1',
      uptime: expect.any(Number) as unknown,
      credentialId: expect.stringMatching(/^[0-9a-f]{16}$/) as unknown,
    });
  });

  it.each(['', 'wrong', 'secreT'])('is neither stopped nor changed by control secret "%s"', async secret => {
    const headers = { 'X-Practice-Control': secret };
    for (const target of ['/.practice/stop', '/.practice/reset?to=scratch', '/.practice/scripts?allowed=true']) {
      expect((await send(practice, { method: 'POST', target, headers })).status).toBe(403);
    }
  });

  it('answers garbage with a plain status and hangs up', async () => {
    expect(await sendRaw(practice, 'what is this\r\n\r\n')).toMatch(
      /^HTTP\/1.1 400 Bad Request\r\nDate: .*\r\nContent-Type: /,
    );
    const long = await sendRaw(practice, `GET ${status} HTTP/1.1\r\nX-Long: ${'x'.repeat(70_000)}\r\n\r\n`);
    expect(long).toMatch(/^HTTP\/1.1 431 /);
  });

  it('limits the time a request may take to arrive', () => {
    expect(practice.server.headersTimeout).toBe(15_000);
    expect(practice.server.requestTimeout).toBe(60_000);
  });

  it('answers several calls on one connection', async () => {
    const line = `GET ${status} HTTP/1.1\r\nHost: 127.0.0.1:${practice.port}\r\n`;
    const answer = await sendRaw(practice, `${line}\r\n${line}Connection: close\r\n\r\n`);
    expect(answer.match(/HTTP\/1.1 200 OK/g)).toHaveLength(2);
  });
});
