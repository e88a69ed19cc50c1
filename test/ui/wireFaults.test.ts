// What goes wrong on the wire, in one VS Code: the panel says which it was and what to do, and the next call works.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { makeCertificate } from '../../src/oauth2/makeCertificate.ts';
import type { WireFault } from '../../src/wireFault.ts';
import { brokenAnswers, drip, type WireAnswer } from '../contract/exchange/wireAnswers.ts';
import { asAccount, fillInAccount } from './support/addAccount.ts';
import { openWorkbench } from './support/openWorkbench.ts';
import { panelText } from './support/panelText.ts';
import type { Workbench } from './support/workbench.ts';

const tlsFolder = join(import.meta.dirname, '../fixtures/tls');
const pem = (name: string) => readFileSync(join(tlsFolder, `${name}.pem`), 'utf8');
const names = ['raw', 'hurried', 'secure', 'nowhere'] as const;
const requests = [
  '### raw\nGET /app/raw\n\n\n',
  '### hurried\n# @timeout 1\nGET /app/hurried\n\n',
  '### secure\n# @account Secure\nGET /app/secure\n\n',
  '### nowhere\n# @account Nowhere\nGET /app/nowhere\n\n',
];
const ok = 'HTTP/1.1 200 OK\r\nConnection: close\r\n';
const page = (body: string | Buffer, headers: string) => (socket: Socket) =>
  void socket.end(Buffer.concat([Buffer.from(`${ok}${headers}\r\n\r\n`), Buffer.from(body)]));
const good = page('{"good":true}', 'Content-Type: application/json');

/** A server on one port, which does to each connection what it is told, and may be gone for a while. */
async function wire() {
  let work: (socket: Socket) => void = good;
  const sockets = new Set<Socket>();
  const server: Server = createServer(socket => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
    work(socket);
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(0);
  const leave = async () => {
    sockets.forEach(socket => socket.destroy());
    await new Promise(resolve => server.close(resolve));
  };
  return {
    port,
    leave,
    comeBack: () => listen(port),
    onConnection: (next: (socket: Socket) => void) => void (work = next),
    onRequest: (next: (socket: Socket) => void) => void (work = socket => socket.once('data', () => next(socket))),
  };
}

/** Speaks TLS, and is good when somebody trusts it. */
const secure = (options: TlsOptions) => {
  const server = createTlsServer(options, socket => {
    socket.on('error', () => undefined);
    socket.once('data', () => good(socket));
  });
  server.on('tlsClientError', () => undefined);
  return (socket: Socket) => void server.emit('connection', socket);
};

const noConnection = 'No connection could be made.';
const broken = 'The connection broke before the answer was complete.';
/** Which it was, and what to do. */
const saidOf: Readonly<Partial<Record<WireFault, readonly [string, string]>>> = {
  closed: ['The other side closed the connection', 'a proxy, VPN or firewall on the way may cut it'],
  'not-http': ['What was answered is not HTTP', 'Check the port of the base URL'],
  length: ['The answer contradicts itself about its length', 'or call the account’s own host past it'],
  'headers-too-large': ['The answer has more headers than are taken in', 'has to set fewer or shorter headers'],
};

describe('a fault on the wire', () => {
  let workbench: Workbench;
  let raw: Awaited<ReturnType<typeof wire>>;
  let tls: Awaited<ReturnType<typeof wire>>;

  beforeAll(async () => {
    [raw, tls] = [await wire(), await wire()];
    workbench = await openWorkbench({
      folder: { 'a.http': requests.join('') },
      settings: { 'netsuiteTba.response.maximumSize': 1 },
      env: { NODE_EXTRA_CA_CERTS: join(tlsFolder, 'authority.pem') },
      sharedByFile: true,
    });
    const account = asAccount(inject('practice'));
    const add = async (name: string, accountId: string, baseUrl: string) => {
      await fillInAccount(workbench, { ...account, name, accountId, baseUrl });
      await workbench.quickInput.pick('Save without a test');
      await workbench.notifications.waitFor('is not verified yet');
    };
    await add('Secure', '1234567-sb1', `https://127.0.0.1:${tls.port}`);
    await add('Nowhere', '1234567-sb2', 'https://nowhere.invalid');
    // The last one is the active one.
    await add('Raw', '1234567-sb3', `http://127.0.0.1:${raw.port}`);
    await workbench.editor.open('a.http');
  });

  afterAll(async () => {
    await Promise.all([raw.leave(), tls.leave()]);
  });

  /** Sends again from the panel of a request, or from the editor where there is no panel yet. */
  const send = async (name: (typeof names)[number]) => {
    if ((await workbench.tabs()).some(tab => tab.includes(`Response · ${name}`))) {
      const frame = await workbench.webview(`Response · ${name}`);
      await frame.getByRole('button', { name: 'Send again' }).click();
      return frame;
    }
    await workbench.editor.focus();
    await workbench.editor.goTo(names.indexOf(name) * 4 + 3);
    await workbench.page.keyboard.press('ControlOrMeta+Alt+Enter');
    return workbench.webview(`Response · ${name}`);
  };
  const shows = async (name: (typeof names)[number], ...texts: readonly string[]) => {
    const frame = await send(name);
    await expect
      .poll(async () => {
        const text = await panelText(frame);
        return texts.filter(each => !text.includes(each));
      })
      .toEqual([]);
  };
  const works = async (name: (typeof names)[number]) => {
    const frame = await send(name);
    await frame.locator('.status strong', { hasText: '200 OK' }).waitFor();
    await expect.poll(() => panelText(frame)).toMatch(/"good" ?: ?true/);
  };

  it('is told, with what to do, and the next call works', async () => {
    raw.onRequest(good);
    await works('raw');
    await raw.leave();
    await shows(
      'raw',
      noConnection,
      'Nothing listens at that address (ECONNREFUSED).',
      'Nothing was sent. Check host and port',
    );
    await raw.comeBack();
    await works('raw');
    for (const [name, { fault, work }] of Object.entries<WireAnswer>(brokenAnswers)) {
      const [which, advice] = saidOf[fault] ?? expect.fail(name);
      raw.onRequest(work);
      await shows('raw', broken, which, 'NetSuite may have carried the request out.', advice);
      raw.onRequest(good);
      await works('raw');
    }
  });

  it('is told of a body that is not what it is said to be, of which nothing is lost', async () => {
    const rows: readonly (readonly [ReturnType<typeof page>, ...string[]])[] = [
      ...['gzip', 'br', 'zstd'].map(
        encoding =>
          [
            page('not packed', `Content-Type: text/plain\r\nContent-Encoding: ${encoding}`),
            `Its Content-Encoding is ${encoding}, but it could not be unpacked.`,
            'write Accept-Encoding: identity into the request',
            'not packed',
          ] as const,
      ),
      [
        page(Buffer.from('Müll', 'latin1'), 'Content-Type: text/plain; charset=utf-8'),
        'Some of its bytes are not utf-8; read as windows-1252.',
        'Whoever writes the answer has to name its charset.',
        'Müll',
      ],
      [
        page('<!doctype html><title>Airport Wi-Fi</title><input type="password">', 'Content-Type: text/html'),
        'The log-in page of a network, “Airport Wi-Fi”, answered in NetSuite’s place.',
        'Log in to the network in a browser first, then send again.',
      ],
      [
        page('{"row":"1234567890"},'.repeat(100_000), 'Content-Type: application/json'),
        'The answer is larger than 1 MB.',
        'raise the setting netsuiteTba.response.maximumSize',
        'The answer broke off. This is what had come of it:',
        '"1234567890"',
      ],
    ];
    for (const [work, ...texts] of rows) {
      raw.onRequest(work);
      await shows('raw', ...texts);
      raw.onRequest(good);
      await works('raw');
    }
  });

  it('is told when time is up, with what had come by then', async () => {
    const timeIsUp = ['No answer within 1 s.', 'or of the request’s # @timeout, was reached.', 'or raise the limit.'];
    raw.onRequest(() => undefined);
    await shows('hurried', ...timeIsUp);
    raw.onRequest(good);
    await works('hurried');
    raw.onRequest(drip);
    await shows('hurried', ...timeIsUp, 'The answer broke off. This is what had come of it:', 'xxxxxxxx');
    raw.onRequest(good);
    await works('hurried');
  });

  it('is told of TLS, which sends nothing to whom it does not trust', async () => {
    const { certificate, privateKey } = await makeCertificate({
      commonName: 'Nobody knows',
      kind: 'ec-p256',
      now: Date.now(),
      days: 2,
      serial: randomBytes(16),
    });
    const certified = (name: string, options: TlsOptions = {}) => ({ cert: pem(name), key: pem(name), ...options });
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const rows: readonly (readonly [(socket: Socket) => void, ...string[]])[] = [
      [secure({ cert: certificate, key: privateKey }), 'is not trusted here', 'have the system trust its authority'],
      [secure(certified('expired')), 'is out of date', 'Set the clock of this computer right'],
      [secure(certified('wrongHost')), 'is for another host', 'Correct the base URL'],
      [secure(certified('good', old)), 'a version of TLS that is not safe any more', 'has to allow TLS 1.2 or later'],
      [
        socket => socket.once('data', () => socket.end('HTTP/1.1 400 Bad\r\n\r\n')),
        'The other side answers without TLS',
        'Check the port of the base URL',
      ],
    ];
    for (const [work, ...texts] of rows) {
      tls.onConnection(work);
      await shows('secure', noConnection, 'Nothing was sent.', ...texts);
      tls.onConnection(secure(certified('good')));
      await works('secure');
    }
  });

  it('is told of both ways where VS Code’s own connection fails as well', async () => {
    await shows(
      'nowhere',
      noConnection,
      'The host’s name could not be found (',
      'VS Code’s own connection, which knows PAC files and the system’s proxy, was tried too and failed as well:',
      'Nothing was sent. Check the account ID or base URL',
    );
    const frame = await workbench.webview('Response · nowhere');
    expect(await frame.getByRole('button', { name: 'Send again' }).isEnabled()).toBe(true);
  });
});
