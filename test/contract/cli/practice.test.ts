import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const cli = join(import.meta.dirname, '../../../dist/cli.js');

interface Pair {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly token: string;
  readonly tokenSecret: string;
}

interface Ready extends Pair {
  readonly baseUrl: string;
  readonly account: string;
  readonly blocked: Pair;
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

let folder = '';
const children: Child[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tba-practice-'));
});

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGINT');
      await once(child, 'close');
    }
  }
  await rm(folder, { recursive: true, force: true });
});

function run(...args: string[]): Child {
  const child = spawn(process.execPath, [cli, 'practice', '--state', folder, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
}

/** `said` is what has come on standard error. */
async function practice(...args: string[]): Promise<{ ready: Ready; child: Child; said: () => string }> {
  const child = run(...args);
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (said += piece));
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { ready: JSON.parse(line) as Ready, child, said: () => said };
}

/** Signs with `tba sign` and calls with fetch, as a script would. */
async function call({ account, baseUrl }: Ready, secrets: Pair, path: string): Promise<Response> {
  const sign = spawn(process.execPath, [cli, 'sign', 'GET', baseUrl + path], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      NETSUITE_ACCOUNT_ID: account,
      NETSUITE_CONSUMER_KEY: secrets.consumerKey,
      NETSUITE_CONSUMER_SECRET: secrets.consumerSecret,
      NETSUITE_TOKEN_ID: secrets.token,
      NETSUITE_TOKEN_SECRET: secrets.tokenSecret,
    },
  });
  const [header] = (await once(createInterface({ input: sign.stdout }), 'line')) as [string];
  return fetch(baseUrl + path, { headers: { authorization: header, 'content-type': 'application/json' } });
}

describe('tba practice', () => {
  it('prints one line with address and credentials, and takes what tba sign signs', async () => {
    const { ready } = await practice('--json');
    expect(ready.account).toBe('TSTDRV0000001_SB1');
    expect(new URL(ready.baseUrl).hostname).toBe('127.0.0.1');
    const echo = await call(ready, ready, '/app/site/hosting/restlet.nl?script=1&deploy=1&q=a%20%2B%27%E6%97%A5&q=');
    expect([echo.status, await echo.json()]).toMatchObject([200, { method: 'GET', parameters: { q: "a +'日" } }]);
    const blocked = await call(ready, ready.blocked, '/rest/tokeninfo');
    expect(blocked.status).toBe(401);
  });

  it('ends with Ctrl-C and comes back on the same port with the same credentials', async () => {
    const first = await practice();
    first.child.kill('SIGINT');
    const [code] = (await once(first.child, 'close')) as [number];
    expect(code).toBe(0);
    await expect(fetch(first.ready.baseUrl)).rejects.toThrow();
    expect((await practice()).ready).toEqual(first.ready);
  });

  it('shares one that runs already, and leaves it running', async () => {
    const first = await practice();
    const second = await practice();
    expect(second.ready).toEqual(first.ready);
    second.child.kill('SIGINT');
    await once(second.child, 'close');
    expect((await call(first.ready, first.ready, '/rest/tokeninfo')).status).toBe(200);
  });

  it.each([
    ['--port', 'x'],
    ['--port', '0'],
    ['--port', '70000'],
    ['--state', ''],
    ['--workspace', ''],
    ['--nonsense'],
    ['extra'],
  ])('refuses %s %s with exit code 2', async (...args) => {
    const { code, out, errors } = await fails(...args);
    expect([code, out]).toEqual([2, '']);
    expect(errors).toMatch(/^tba: .*See 'tba practice --help'\.\n$/);
  });

  it('says at a terminal where everything is, and with --json nothing', async () => {
    const workspace = join(folder, 'mine');
    const spoken = await practice('--workspace', workspace);
    await expect.poll(() => spoken.said()).toContain('RESTlets');
    expect(spoken.said().split('\n')).toEqual([
      `The practice account TSTDRV0000001_SB1 runs at ${spoken.ready.baseUrl} (state in ${folder}). Ctrl-C ends it.`,
      `Set-up pages: ${spoken.ready.baseUrl}/practice/home`,
      expect.stringMatching(/^Its production account: http:\/\/127\.0\.0\.1:\d+$/),
      `RESTlets: ${workspace}`,
      '',
    ]);
    expect((await fetch(`${spoken.ready.baseUrl}/practice/home`)).status).toBe(200);
    const silent = await practice('--json', '--port', '9');
    await call(silent.ready, silent.ready, '/rest/tokeninfo');
    expect(silent.said()).toBe('');
    const other = await practice('--workspace', folder);
    await expect.poll(() => other.said()).toContain('RESTlets');
    expect(other.said()).toContain('It was running already and stays when this command ends.');
    expect(other.said()).toContain(
      'It keeps the port and the workspace that it was started with, not those given here.',
    );
  });

  it('runs the scripts of the workspace given', async () => {
    const workspace = join(folder, 'mine');
    const { ready } = await practice('--workspace', workspace, '--json');
    const file = join(workspace, 'src/FileCabinet/SuiteScripts/tba_echo.js');
    await writeFile(
      file,
      "/**\n * @NApiVersion 2.1\n * @NScriptType Restlet\n */\ndefine([], () => ({ get: () => 'mine' }));",
    );
    expect(await (await call(ready, ready, '/app/site/hosting/restlet.nl?script=1&deploy=1')).text()).toBe('mine');
  });

  it('has empty credentials, and says what to do, for an account that was started from scratch', async () => {
    const first = await practice('--json');
    const { secret } = JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')) as { secret: string };
    const headers = { 'x-practice-control': secret };
    await fetch(`${first.ready.baseUrl}/.practice/reset?to=scratch`, { method: 'POST', headers });
    const again = await practice();
    const none = { consumerKey: '', consumerSecret: '', token: '', tokenSecret: '' };
    const { baseUrl } = first.ready;
    expect(again.ready).toEqual({ baseUrl, account: 'TSTDRV0000001_SB1', ...none, blocked: none });
    await expect.poll(() => again.said()).toContain('It has no token yet');
  });

  it('ends with a word about a port that is taken', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const { port } = squatter.address() as AddressInfo;
    const { code, out, errors } = await fails('--port', String(port));
    expect([code, out]).toEqual([2, '']);
    expect(errors).toBe(`tba: Port ${port} is taken by another program, or reserved. Choose another --port.\n`);
    squatter.close();
  });

  it('ends with a word about a state that it cannot read, and leaves it', async () => {
    const file = join(folder, 'state.json');
    await writeFile(file, 'precious');
    const { code, errors } = await fails();
    expect(code).toBe(2);
    expect(errors).toContain(`tba: ${file} cannot be understood`);
    expect(await readFile(file, 'utf8')).toBe('precious');
  });

  it('ends when it is interrupted while it starts', async () => {
    const child = run();
    // The lock is the first trace of a start.
    await expect.poll(() => existsSync(join(folder, 'lock.json')), { interval: 1, timeout: 10_000 }).toBe(true);
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(0);
    expect((await practice()).ready.account).toBe('TSTDRV0000001_SB1');
  });

  it('ends with 129 when its terminal goes away, and leaves nothing running, as when it is killed', async () => {
    for (const signal of ['SIGHUP', 'SIGKILL'] as const) {
      const { child, ready } = await practice('--json');
      const closed = once(child, 'close');
      child.kill(signal);
      expect(await closed).toEqual(signal === 'SIGHUP' ? [129, null] : [null, 'SIGKILL']);
      await expect.poll(() => fetch(ready.baseUrl).then(Boolean, () => false)).toBe(false);
    }
  });

  it('ends with 1 and says so when the practice account is killed', async () => {
    const { child, said } = await practice('--json');
    const { pid } = JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')) as { pid: number };
    process.kill(pid, 'SIGKILL');
    const [code] = (await once(child, 'close')) as [number];
    expect([code, said()]).toEqual([1, 'tba: The practice account ended unexpectedly (SIGKILL).\n']);
  });
});

/** For what must end by itself. */
async function fails(...args: string[]): Promise<{ code: number; out: string; errors: string }> {
  const child = run(...args);
  let out = '';
  let errors = '';
  child.stdout.on('data', piece => (out += String(piece)));
  child.stderr.on('data', piece => (errors += String(piece)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out, errors };
}
