// `tba send` as a process of its own, against the practice account and servers that only count.
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, request as forward, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Fixture } from '../practice/practiceFixture.ts';
import { lines, sendPlace, type SendPlace } from './sendPlace.ts';

let place: SendPlace;
let practice: Fixture;
let folder = '';
let file = '';

beforeAll(async () => {
  place = await sendPlace();
  ({ practice, folder, file } = place);
});
beforeEach(() => place.setClock());
afterEach(() => place.closeServers());
afterAll(() => place.stop());

const serve = (listener: RequestListener) => place.serve(listener);
const yes = () => place.yes();
const start: SendPlace['start'] = (...args) => place.start(...args);
const send: SendPlace['send'] = (...args) => place.send(...args);

const hello = 'GET restlet:customscript_tba_echo/customdeploy_tba_echo?hello=world\nContent-Type: application/json\n';
const three = `### one\n${hello}\n### two\nGET /rest/tokeninfo\n\n### three\nPOST restlet:1/1\nContent-Type: application/json\n\n{"a": 1}\n`;

describe('tba send', () => {
  it('sends the only request of a file and prints status and body', async () => {
    const { code, out, err } = await send(hello);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^200 OK \(\d+ ms\)\n\n\{.*"hello":"world".*\}\n$/s);
  });

  it('goes through the proxy that the environment names, and says that nothing was sent when that refuses', async () => {
    const tunnels: string[] = [];
    const proxy = createServer().on('connect', ({ url = '' }, socket) => {
      tunnels.push(url);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const address = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const { code, err } = await send(hello, [], { NETSUITE_BASE_URL: undefined, https_proxy: address });
    proxy.close();
    expect([code, err]).toEqual([1, expect.stringContaining('No connection could be made')]);
    expect(tunnels).toEqual(['tstdrv0000001-sb1.restlets.api.netsuite.com:443']);
  });

  it('reports one JSON object a request, without the signature or a secret', async () => {
    const { code, out, err } = await send(three, ['--all', '--json']);
    const { consumerSecret, tokenSecret } = practice.credentials;
    expect([code, err]).toEqual([0, '']);
    const reported = lines(out);
    expect(reported.map(({ name, response }) => [name, response?.status])).toEqual([
      ['one', 200],
      ['two', 200],
      ['three', 200],
    ]);
    const [one, two, last] = reported;
    expect(Object.keys(one ?? {})).toEqual(['name', 'request', 'response', 'timings']);
    expect(one?.request.url).toBe(
      `${practice.baseUrl}/app/site/hosting/restlet.nl?script=customscript_tba_echo&deploy=customdeploy_tba_echo&hello=world`,
    );
    expect(one?.request.headers['Authorization']).toMatch(/^OAuth realm="TSTDRV0000001_SB1".*oauth_signature="•••"/);
    expect(one?.response?.headers['content-type']).toContain('application/json');
    expect(JSON.parse(two?.response?.body ?? '')).toMatchObject({ roleName: expect.any(String) as string });
    expect(JSON.parse(last?.response?.body ?? '')).toMatchObject({ method: 'POST', body: { a: 1 } });
    expect(one?.timings?.['total']).toBeGreaterThan(0);
    for (const secret of [consumerSecret, tokenSecret]) {
      expect(out).not.toContain(secret);
    }
  });

  it('takes a body from a file beside the request file, with variables where it says so', async () => {
    await mkdir(join(folder, 'bodies'), { recursive: true });
    await writeFile(join(folder, 'bodies', 'order ü.json'), '\ufeff{"customer": "{{who}}"}');
    const post = 'POST restlet:1/1\nContent-Type: application/json\n\n';
    const text = `@who = 東京\n${post}< ./bodies/order ü.json\n\n###\n${post}<@ bodies/order ü.json\n`;
    const { code, out, err } = await send(text, ['--all', '--json']);
    expect([code, err]).toEqual([0, '']);
    expect(lines(out).map(({ response }) => JSON.parse(response?.body ?? '') as unknown)).toMatchObject([
      { body: { customer: '{{who}}' } },
      { body: { customer: '東京' } },
    ]);
  });

  it('sends nothing when a body’s file cannot be read or is no text', async () => {
    await writeFile(join(folder, 'picture.png'), Uint8Array.of(0x89, 0x50, 0xff));
    const post = 'POST restlet:1/1\n\n';
    const { code, out, err } = await send(`${hello}\n###\n${post}< ./gone.json\n\n###\n${post}< ./picture.png\n`, [
      '--all',
    ]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('Cannot read the body from ./gone.json (ENOENT)');
    expect(err).toContain('./picture.png is not text in utf-8');
    expect(err).toContain('Nothing was sent, of the other requests neither');
  });

  it('sends a query that is written as plain SQL', async () => {
    const text = `# @suiteql\nPOST /services/rest/query/v1/suiteql?limit=1\n\nSELECT id,\n# not now\n  email\nFROM customer\n`;
    const { code, out, err } = await send(text, ['--json']);
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(lines(out)[0]?.response?.body ?? '')).toMatchObject({ count: 1 });
  });

  it('gives up after the time that the request sets', async () => {
    const { url, seen } = await serve(() => undefined);
    const { code, err } = await send('# @timeout 0.3\nGET /rest/tokeninfo', [], { NETSUITE_BASE_URL: url });
    expect([code, seen.length]).toEqual([1, 1]);
    expect(err).toContain('No answer within');
  });

  it('sends the one called by its name', async () => {
    const { code, out } = await send(three, ['--name', 'two', '--json']);
    expect([code, lines(out).map(({ name }) => name)]).toEqual([0, ['two']]);
  });

  it('says which answer is whose when there are several', async () => {
    const { out } = await send(three, ['--all']);
    expect(out).toMatch(/^### one\n200 OK .*### two\n200 OK .*### three\n200 OK /s);
  });

  it('reads a byte order mark, CRLF, // comments, HTTP/1.1 and variables', async () => {
    const text =
      '\ufeff// mine\r\n@who = w\u00f6rld\r\n\r\n### greet\r\n// a comment\r\nGET restlet:1/1 HTTP/1.1\r\n  ?hello={{%who}}\r\nContent-Type: application/json\r\n\r\n';
    const { code, out } = await send(text, ['--json']);
    expect(code).toBe(0);
    expect(JSON.parse(lines(out)[0]?.response?.body ?? '')).toMatchObject({ parameters: { hello: 'wörld' } });
  });

  it('leads the account’s own hosts to the base URL and signs what it sends', async () => {
    const { code, out } = await send(
      'GET https://tstdrv0000001-sb1.suitetalk.api.netsuite.com/services/rest/record/v1/customer?limit=1',
      ['--json'],
    );
    expect(code).toBe(0);
    expect(lines(out)[0]?.request.url).toBe(`${practice.baseUrl}/services/rest/record/v1/customer?limit=1`);
  });

  it('sends to the base URL and signs as what NETSUITE_SIGNED_AS says', async () => {
    // Another name for the same place, as a gateway's is; the practice account verifies with the name it is called by.
    const { url, seen } = await serve((request, response) => {
      const headers = { ...request.headers, host: new URL(practice.baseUrl).host };
      request.pipe(
        forward(practice.baseUrl + (request.url ?? ''), { method: request.method ?? '', headers }, answer => {
          response.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(response);
        }),
      );
    });
    const asItself = await send(hello, [], { NETSUITE_BASE_URL: url });
    expect(asItself.code).toBe(1);
    expect(asItself.err).toContain('NetSuite refused the login (401 INVALID_LOGIN_ATTEMPT)');
    const handedOn = await send(hello, ['--json'], {
      NETSUITE_BASE_URL: `${url}/`,
      NETSUITE_SIGNED_AS: `${practice.baseUrl}/`,
    });
    expect([handedOn.code, seen.length]).toEqual([0, 2]);
    expect(lines(handedOn.out)[0]?.request.url.startsWith(`${url}/app/`)).toBe(true);
  });

  it('takes credentials and base URL from --env-file, and from nowhere else', async () => {
    const env = join(folder, '.env');
    await writeFile(
      env,
      Object.entries(place.environment({ PATH: undefined }))
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    );
    const bare = { NETSUITE_BASE_URL: 'https://elsewhere.example', NETSUITE_TOKEN_SECRET: 'x' };
    expect((await send(hello, ['--env-file', env], bare)).code).toBe(0);
  });
});

describe('tba send fails with 1', () => {
  it('after an answer that is no success, which is shown', async () => {
    const { code, out, err } = await send('GET restlet:1/99\nContent-Type: application/json\n', ['--json']);
    expect([code, lines(out)[0]?.response?.status]).toEqual([1, 400]);
    expect(err).toMatch(/^tba: GET in line 1: NetSuite answered 400: SSS_INVALID_SCRIPTLET_ID/);
  });

  it('after a redirect, which is not followed', async () => {
    const { url, seen } = await serve((_, response) => void response.writeHead(302, { location: '/x' }).end());
    const { code, err } = await send('GET /rest/tokeninfo', [], { NETSUITE_BASE_URL: url });
    expect([code, seen]).toEqual([1, ['GET /rest/tokeninfo']]);
    expect(err).toContain('wrong host for the account');
  });

  it('after a login that failed, and sends nothing more with that credential', async () => {
    const { url, seen } = await serve((_, response) => {
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end('{"error" : {"code" : "INVALID_LOGIN_ATTEMPT","message" : "Invalid login attempt."}}');
    });
    const { code, out, err } = await send(three, ['--all', '--json'], { NETSUITE_BASE_URL: url });
    expect([code, seen.length]).toEqual([1, 1]);
    const [one, two, last] = lines(out);
    expect(one?.response?.status).toBe(401);
    for (const later of [two, last]) {
      expect(later).toMatchObject({ error: { code: 'not-sent' }, timings: null });
      expect(later?.response).toBeUndefined();
      expect(later?.request.headers['Authorization']).toBeUndefined();
    }
    expect(err).toContain('tba: two: Not sent, since the login failed before.');
    expect(err).toContain('tba: three: Not sent');
  });

  it('after a connection that broke, never sending a POST again, and goes on with the next', async () => {
    const { url, seen } = await serve((request, response) => {
      if (request.method === 'POST') {
        request.socket.destroy();
      } else {
        response.end('{}');
      }
    });
    const { code, out } = await send('POST restlet:1/1\n\n### next\nGET restlet:1/1\n', ['--all', '--json'], {
      NETSUITE_BASE_URL: url,
    });
    expect(code).toBe(1);
    expect(seen.map(line => line.split(' ')[0])).toEqual(['POST', 'GET']);
    expect(lines(out).map(({ error, response }) => error?.code ?? response?.status)).toEqual([
      'connection-broken',
      200,
    ]);
  });

  it('when nothing listens', async () => {
    const { url } = await yes();
    place.closeServers();
    const { code, err } = await send(hello, [], { NETSUITE_BASE_URL: url });
    expect([code, err]).toEqual([1, expect.stringContaining('ECONNREFUSED), and nothing was sent') as string]);
  });

  it('when it is interrupted: the call is cut off, and the rest is not sent', async () => {
    const { url, seen } = await serve(() => undefined);
    await writeFile(file, three);
    const { child, ended } = start([file, '--all', '--json'], { NETSUITE_BASE_URL: url });
    await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(1);
    child.kill('SIGINT');
    const { code, out } = await ended;
    expect([code, seen.length]).toEqual([130, 1]);
    expect(lines(out).map(({ error }) => error?.code)).toEqual(['cancelled', 'not-sent', 'not-sent']);
  });

  it('when it is interrupted while it still connects, and does not wait for that', async () => {
    const sockets: Socket[] = [];
    // It never agrees on TLS.
    const server = createTcpServer(socket => sockets.push(socket.on('error', () => undefined)));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    await writeFile(file, 'GET /rest/a\n');
    const { child, ended } = start([file, '--json'], {
      NETSUITE_BASE_URL: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    });
    await expect.poll(() => sockets.length, { timeout: 10_000 }).toBe(1);
    child.kill('SIGINT');
    const { code, out } = await ended;
    sockets.forEach(socket => socket.destroy());
    server.close();
    expect([code, ...lines(out).map(({ error }) => error?.code)]).toEqual([130, 'cancelled']);
  }, 20_000);
});

describe('tba send refuses with 2 and sends nothing', () => {
  it.each<[string, string, readonly string[], Record<string, string | undefined>, string]>([
    ['an undefined variable', 'GET /rest/tokeninfo?a={{who}}', [], {}, "The variable 'who' is not defined"],
    [
      'one among others',
      `${three}\n### four\nGET {{base}}/x\n`,
      ['--all'],
      {},
      "four: The variable 'base' is not defined",
    ],
    ['a missing secret', hello, [], { NETSUITE_TOKEN_SECRET: undefined }, 'NETSUITE_TOKEN_SECRET is not set'],
    ['an empty account', hello, [], { NETSUITE_ACCOUNT_ID: ' ' }, 'NETSUITE_ACCOUNT_ID is not set'],
    ['several requests and no choice', three, [], {}, '--all: one (line 2), two (line 6), three (line 9).\n'],
    [
      'a name that nothing has',
      three,
      ['--name', 'four'],
      {},
      "No request is called 'four'. The file has one (line 2), two",
    ],
    ['a name that two have', '### a\nGET /rest/a\n### a\nGET /rest/b\n', ['--name', 'a'], {}, 'Several requests'],
    ['a file without a request', '# nothing\n', [], {}, 'There is no request in'],
    ['--name with --all', three, ['--name', 'one', '--all'], {}, 'contradict'],
    ['two files', hello, ['other.http'], {}, 'one request file'],
    ['another option', hello, ['--what'], {}, '--what'],
    ['another account', `# @account 7654321_SB1\n${hello}`, [], {}, 'The request is for account 7654321_SB1'],
    ['an account by a name of one’s own', `# @account Acme\n${hello}`, [], {}, 'The request is for account Acme'],
    [
      'another account’s host',
      'GET https://7654321.restlets.api.netsuite.com/rest/tokeninfo',
      [],
      {},
      'does not belong',
    ],
    ['a host of nobody’s', 'GET https://evil.example/rest/tokeninfo', [], {}, 'evil.example does not belong'],
    ['a cookie', `${hello}Cookie: a=b\n`, [], {}, 'the header Cookie is not sent'],
    ['an oauth parameter', 'GET /rest/tokeninfo?%6fauth_token=1', [], {}, 'oauth_token'],
    ['a body from a file', 'POST restlet:1/1\n\n< ./x.json\n', [], {}, 'Cannot read the body from'],
    [
      'a base URL that is none',
      hello,
      [],
      { NETSUITE_BASE_URL: 'http://gateway.example' },
      'NETSUITE_BASE_URL is not a base URL',
    ],
    ['a base URL with a query', hello, [], { NETSUITE_BASE_URL: 'https://gateway.example/?a' }, 'NETSUITE_BASE_URL'],
    [
      'signed as without a base URL',
      hello,
      [],
      { NETSUITE_BASE_URL: undefined, NETSUITE_SIGNED_AS: 'netsuite' },
      'goes with NETSUITE_BASE_URL',
    ],
  ])('%s', async (_, text, args, change, message) => {
    const { url, seen } = await yes();
    const { code, out, err } = await send(text, args, { NETSUITE_BASE_URL: url, ...change });
    expect([code, out, seen]).toEqual([2, '', []]);
    expect(err).toContain(message);
    expect(err.split('\n')).toHaveLength(2);
    expect(err).not.toContain(practice.credentials.consumerSecret);
  });

  it('a file that is not there, and one that is not UTF-8', async () => {
    expect(await start(['nowhere.http']).ended).toMatchObject({
      code: 2,
      err: 'tba: Cannot read nowhere.http (ENOENT). Check the path, and that you may read it.\n',
    });
    await writeFile(file, Buffer.from('GET /rest/\xe9', 'latin1'));
    expect((await start([file]).ended).err).toContain('is not UTF-8');
  });

  it('takes an account written another way for the same', async () => {
    expect((await send(`# @account tstdrv0000001-sb1\n${hello}`)).code).toBe(0);
  });
});

describe.each(['1234567', 'ACME'])('tba send to %s', NETSUITE_ACCOUNT_ID => {
  const writes =
    '### read\nGET /services/rest/record/v1/customer/1\n### write\nPATCH /services/rest/record/v1/customer/1?secret=1\n\n{}\n' +
    '### query\nPOST /services/rest/query/v1/suiteql\n\n{"q":"SELECT 1"}\n### script\nGET restlet:customscript_a/2\n';

  it('refuses what may write, names all of it, and sends nothing of the run', async () => {
    const { url, seen } = await yes();
    const { code, out, err } = await send(writes, ['--all'], { NETSUITE_ACCOUNT_ID, NETSUITE_BASE_URL: url });
    expect([code, out, seen]).toEqual([2, '', []]);
    expect(err.split('\n')).toEqual([
      `tba: write: PATCH ${url}/services/rest/record/v1/customer/1 may write to ${NETSUITE_ACCOUNT_ID}, which is or may be a production account.`,
      expect.stringMatching(/^tba: script: GET .* runs script customscript_a, deployment 2, which may write to/),
      'tba: Nothing was sent, of the other requests neither.',
      'tba: Add --production to send to this account what may write.',
      '',
    ]);
  });

  it('lets reads pass', async () => {
    const { url, seen } = await yes();
    const read = '### a\nGET /services/rest/record/v1/customer/1\n### b\nPOST /services/rest/query/v1/suiteql\n\n{}\n';
    expect((await send(read, ['--all'], { NETSUITE_ACCOUNT_ID, NETSUITE_BASE_URL: url })).code).toBe(0);
    expect(seen).toHaveLength(2);
  });

  it('sends writes with --production', async () => {
    const { url, seen } = await yes();
    const { code } = await send(writes, ['--all', '--production'], { NETSUITE_ACCOUNT_ID, NETSUITE_BASE_URL: url });
    expect([code, seen.length]).toEqual([0, 4]);
  });
});

describe('what a server says', () => {
  it('is decoded by its charset, kept as lists where a header repeats, and Base64 where it is no text', async () => {
    const { url } = await serve((request, response) => {
      response.setHeader('set-cookie', ['a=secret', 'b=secret']);
      response.setHeader(
        'content-type',
        request.url === '/rest/1' ? 'text/plain; charset=iso-8859-1' : 'application/pdf',
      );
      response.end(request.url === '/rest/1' ? Buffer.from('é', 'latin1') : Buffer.from([0, 1, 2, 255]));
    });
    const { out } = await send('GET /rest/1\n###\nGET /rest/2\n', ['--all', '--json'], { NETSUITE_BASE_URL: url });
    const [text, bytes] = lines(out);
    expect(text?.response).toMatchObject({ body: 'é', headers: { 'set-cookie': ['a=•••', 'b=•••'] } });
    expect(bytes?.response).toMatchObject({ body: 'AAEC/w==', bodyEncoding: 'base64' });
    expect(text?.name).toBeNull();
  });

  it('does not reach the terminal as control characters by way of an error', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { code: 'X', message: 'bad\u001b]0;title\u0007' } }));
    });
    const { err } = await send('GET /rest/1\n', [], { NETSUITE_BASE_URL: url });
    expect(err).toBe('tba: GET in line 1: NetSuite answered 400: X: bad\\x1b]0;title\\x07\n');
  });
});
