import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
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
    if (child.exitCode === null) {
      child.kill('SIGINT');
      await once(child, 'close');
    }
  }
  await rm(folder, { recursive: true, force: true });
});

async function practice(...args: string[]): Promise<{ ready: Ready; child: Child }> {
  const child = spawn(process.execPath, [cli, 'practice', '--state', folder, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { ready: JSON.parse(line) as Ready, child };
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

  it.each([['--port', 'x'], ['--nonsense'], ['extra']])('refuses %s %s with exit code 2', async (...args) => {
    const child = spawn(process.execPath, [cli, 'practice', '--state', folder, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(2);
  });
});
