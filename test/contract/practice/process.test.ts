import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { launchPractice, stopPractice } from '../../../src/practice/process/launch.ts';
import type { LaunchOptions } from '../../../src/practice/process/launch.ts';
import { findPractice, readPracticeCredentials, readRunFile } from '../../../src/practice/process/runFile.ts';
import { sign } from '../support/independentSigner.ts';
import type { Pairs, SignerCredentials } from '../support/independentSigner.ts';
import { restletPath, send, shippedWorkspace } from './practiceFixture.ts';

const main = join(import.meta.dirname, '../../../src/practice/process/main.ts');

const journals = ['production', 'sandbox'].flatMap(kind => [
  `${kind}-login-audit.ndjson`,
  `${kind}-nonces.ndjson`,
  `${kind}-script-notes.ndjson`,
]);

let base = '';
let stateDir = '';
const children = new Set<ChildProcess>();

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'practice-process-'));
  stateDir = join(base, 'state');
});
afterEach(async () => {
  await stopPractice(stateDir);
  for (const child of children) {
    child.kill('SIGKILL');
  }
  children.clear();
  await rm(base, { recursive: true });
});

type Ready = SignerCredentials & { baseUrl: string; shared?: true; blocked: Omit<SignerCredentials, 'account'> };

/** Starts the process by hand and waits for its first line. */
async function start(...args: string[]): Promise<{ child: ChildProcess; ready: Ready; lines: string[] }> {
  const child = spawn(process.execPath, [main, '--state', stateDir, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.add(child);
  const lines: string[] = [];
  const reader = createInterface(child.stdout);
  reader.on('line', line => lines.push(line));
  await once(reader, 'line');
  return { child, ready: JSON.parse(lines[0]!) as Ready, lines };
}

async function fails(...args: string[]): Promise<{ exitCode: number | null; out: string; error: unknown }> {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  let out = '';
  let errors = '';
  child.stdout.on('data', piece => (out += String(piece)));
  child.stderr.on('data', piece => (errors += String(piece)));
  await once(child, 'close');
  return { exitCode: child.exitCode, out, error: (JSON.parse(errors) as { error: unknown }).error };
}

const launch = (options: Partial<LaunchOptions> = {}) =>
  launchPractice({ stateDir, bundle: main, execPath: process.execPath, endWithParent: true, ...options });

async function customer(ready: Ready, method: string, body?: string, ...more: Pairs) {
  const signed = sign({
    method,
    baseUri: `${ready.baseUrl}${restletPath}`,
    query: [['script', '2'], ['deploy', '1'], ...more],
    credentials: ready,
    timestamp: Math.floor(Date.now() / 1000),
  });
  const answer = await send(
    { port: Number(new URL(ready.baseUrl).port) },
    {
      method,
      target: `${restletPath}${signed.query}`,
      headers: { Authorization: signed.authorization, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body }),
    },
  );
  expect(answer.status).toBe(200);
  return JSON.parse(answer.body) as { id: number; companyName: string };
}

/** What lies in the state folder beside the workspace. */
async function files(): Promise<string[]> {
  return (await readdir(stateDir)).filter(name => !name.startsWith('workspace'));
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal);
  await once(child, 'exit');
}

describe('the ready line', () => {
  it('is one line of JSON with address and credentials, which work', async () => {
    const { ready, lines } = await start();
    expect(Object.keys(ready)).toEqual([
      'baseUrl',
      'account',
      'consumerKey',
      'consumerSecret',
      'token',
      'tokenSecret',
      'blocked',
    ]);
    expect(ready.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(ready.account).toBe('TSTDRV0000001_SB1');
    expect(Object.keys(ready.blocked)).toEqual(['consumerKey', 'consumerSecret', 'token', 'tokenSecret']);
    await customer(ready, 'GET', undefined, ['id', '101']);
    expect(lines).toHaveLength(1);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('is followed by nothing until %s, which ends it tidily', async signal => {
    const { child } = await start();
    await kill(child, signal);
    expect(child.exitCode).toBe(0);
    expect(await files()).toEqual([...journals, 'state.json']);
  });

  it('ends with standard input when asked to, and otherwise not', async () => {
    const asked = await start('--end-with-stdin');
    asked.child.stdin?.end();
    await once(asked.child, 'exit');
    expect(asked.child.exitCode).toBe(0);
    const other = await start();
    other.child.stdin?.end();
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(await findPractice(stateDir)).toBeDefined();
  });

  it('keeps folder and files to their owner', async () => {
    await start();
    expect((await stat(stateDir)).mode & 0o777).toBe(0o700);
    for (const name of await files()) {
      expect([name, (await stat(join(stateDir, name))).mode & 0o777]).toEqual([name, 0o600]);
    }
  });
});

describe('one process for each folder', () => {
  it('the second start prints the running one, says so, and ends', async () => {
    const first = await start();
    const second = await start();
    expect(second.ready).toEqual({ ...first.ready, shared: true });
    await once(second.child, 'exit');
    expect(second.child.exitCode).toBe(0);
    await customer(first.ready, 'GET', undefined, ['id', '101']);
  });

  it('of five starts at once one runs and the others share it', async () => {
    const all = await Promise.all([start(), start(), start(), start(), start()]);
    expect(all.filter(({ ready }) => !ready.shared)).toHaveLength(1);
    expect(new Set(all.map(({ ready }) => ready.baseUrl + ready.tokenSecret)).size).toBe(1);
  });

  it('two folders are two accounts', async () => {
    const one = await start();
    stateDir = join(base, 'other');
    const two = await start();
    expect(two.ready.baseUrl).not.toBe(one.ready.baseUrl);
    expect(two.ready.tokenSecret).not.toBe(one.ready.tokenSecret);
  });
});

describe('after kill -9', () => {
  it('keeps credentials, customers and port', async () => {
    const { child, ready } = await start();
    const made = await customer(ready, 'POST', '{"companyName":"Kept"}');
    await kill(child, 'SIGKILL');
    expect(await files()).toEqual(['lock.json', ...journals, 'run.json', 'state.json'].sort());
    expect(await findPractice(stateDir)).toBeUndefined();
    const again = await start();
    expect(again.ready).toEqual(ready);
    expect(await customer(again.ready, 'GET', undefined, ['id', String(made.id)])).toEqual(made);
  });

  it('loses nothing that was acknowledged, at whatever moment it comes', async () => {
    const { child, ready } = await start();
    const acknowledged: number[] = [];
    const writing = (async () => {
      for (let index = 0; ; index++) {
        acknowledged.push((await customer(ready, 'POST', `{"companyName":"Customer ${index}"}`)).id);
      }
    })().catch(() => undefined);
    await expect.poll(() => acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(3);
    await kill(child, 'SIGKILL');
    await writing;
    const again = await start();
    const kept = (await customer(again.ready, 'GET')) as unknown as { id: number }[];
    const ids = kept.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(acknowledged));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('knows a call that it let in when it comes again, and keeps the audit trail', async () => {
    const { child, ready } = await start();
    const { authorization } = sign({
      method: 'GET',
      baseUri: `${ready.baseUrl}/rest/tokeninfo`,
      credentials: ready,
      timestamp: Math.floor(Date.now() / 1000),
    });
    const replay = () =>
      send(
        { port: Number(new URL(ready.baseUrl).port) },
        { target: '/rest/tokeninfo', headers: { Authorization: authorization } },
      );
    expect((await replay()).status).toBe(200);
    await kill(child, 'SIGKILL');
    await start();
    expect((await replay()).status).toBe(401);
    const trail = await readFile(join(stateDir, 'sandbox-login-audit.ndjson'), 'utf8');
    const rows = trail
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as { status: string; detail: string });
    expect(rows.map(({ status, detail }) => [status, detail])).toEqual([
      ['Success', ''],
      ['Failure', 'nonce_used'],
    ]);
  });

  it('knows it also when more calls came after it than the trail holds', async () => {
    const { child, ready } = await start();
    const { authorization } = sign({
      method: 'GET',
      baseUri: `${ready.baseUrl}/rest/tokeninfo`,
      credentials: ready,
      timestamp: Math.floor(Date.now() / 1000),
    });
    const answer = () => fetch(`${ready.baseUrl}/rest/tokeninfo`, { headers: { Authorization: authorization } });
    expect((await answer()).status).toBe(200);
    await kill(child, 'SIGKILL');
    // As if the rows of later calls had pushed it out.
    await writeFile(join(stateDir, 'sandbox-login-audit.ndjson'), '');
    await start();
    expect((await answer()).status).toBe(401);
  });

  it('recovers a lock whose process number belongs to another program now', async () => {
    const { child, ready } = await start();
    await kill(child, 'SIGKILL');
    for (const name of ['lock.json', 'run.json']) {
      const file = join(stateDir, name);
      const content = JSON.parse(await readFile(file, 'utf8')) as object;
      await writeFile(file, JSON.stringify({ ...content, pid: process.pid }));
    }
    const again = await start();
    expect(again.ready).toEqual(ready);
  });

  it('recovers an empty lock', async () => {
    await mkdir(stateDir);
    await writeFile(join(stateDir, 'lock.json'), '');
    expect((await start()).ready.shared).toBeUndefined();
  });

  it('ignores a run file that makes no sense, or names another server', async () => {
    await mkdir(stateDir);
    for (const text of ['', 'null', '{}', '{"pid":1,"port":99999,"instance":"x","secret":"y","startedAt":"z"}']) {
      await writeFile(join(stateDir, 'run.json'), text);
      expect(await findPractice(stateDir)).toBeUndefined();
    }
    const { ready } = await start();
    const { port } = new URL(ready.baseUrl);
    const other = join(base, 'other');
    await mkdir(other);
    const run = { pid: process.pid, port: Number(port), instance: 'not-it', secret: 'y', startedAt: 'z' };
    await writeFile(join(other, 'run.json'), JSON.stringify(run));
    expect(await findPractice(other)).toBeUndefined();
    expect(await stopPractice(other)).toBe(false);
  });
});

describe('the port', () => {
  it('is remembered, and another is taken while somebody else has it', async () => {
    const first = await start();
    await stopPractice(stateDir);
    const second = await start();
    expect(second.ready.baseUrl).toBe(first.ready.baseUrl);
    await stopPractice(stateDir);
    const squatter = createServer().listen(Number(new URL(first.ready.baseUrl).port), '127.0.0.1');
    await once(squatter, 'listening');
    const third = await start();
    expect(third.ready.baseUrl).not.toBe(first.ready.baseUrl);
    squatter.close();
  });

  it('given by hand is used, or its being taken is an error', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const { port } = squatter.address() as AddressInfo;
    expect(await fails('--state', stateDir, '--port', String(port))).toEqual({
      exitCode: 2,
      out: '',
      error: { code: 'practice-port-in-use', data: { port } },
    });
    squatter.close();
    await once(squatter, 'close');
    expect((await start('--port', String(port))).ready.baseUrl).toBe(`http://127.0.0.1:${port}`);
  });

  it('given by hand may be the one that the production account had last time, which then moves', async () => {
    await start();
    const before = (await readRunFile(stateDir))!;
    await stopPractice(stateDir);
    const { ready } = await start('--port', String(before.productionPort));
    expect(ready.baseUrl).toBe(before.productionUrl);
    const after = (await readRunFile(stateDir))!;
    expect(after.productionPort).not.toBe(before.productionPort);
    expect((await fetch(`${after.productionUrl}/practice/sign-in`)).status).toBe(200);
  });
});

describe('a workspace given by hand', () => {
  it('is filled when it is empty, and remembered', async () => {
    const workspace = join(base, 'mine');
    await start('--workspace', workspace);
    expect(await readdir(workspace)).toContain('practice.http');
    await stopPractice(stateDir);
    await start();
    expect((await findPractice(stateDir))?.workspace).toBe(workspace);
  });

  it('that is a project of the person’s own stays as it is, and its scripts run', async () => {
    const workspace = join(base, 'mine');
    await cp(join(shippedWorkspace, 'src'), join(workspace, 'src'), { recursive: true });
    await writeFile(join(workspace, 'src/FileCabinet/SuiteScripts/tba_customers.js'), ownScript);
    const before = await readdir(workspace, { recursive: true });
    const { ready } = await start('--workspace', workspace);
    expect((await customer(ready, 'GET')).companyName).toBe('Mine');
    expect(await readdir(workspace, { recursive: true })).toEqual(before);
    expect((await readdir(base)).sort()).toEqual(['mine', 'state']);
  });
});

const ownScript = `/**
 * @NApiVersion 2.1
 * @NScriptType Restlet
 */
define([], () => ({ get: () => ({ companyName: 'Mine' }) }));`;

describe('what it refuses to start with', () => {
  it.each([
    [[]],
    [['--state', '']],
    [['--state', 'x', '--port', '0']],
    [['--state', 'x', '--port', '70000']],
    [['--what']],
  ])('arguments %j', async args => {
    expect(await fails(...args)).toMatchObject({ exitCode: 2, out: '', error: { code: 'practice-usage' } });
  });

  it.each([
    ['practice-state-corrupt', '{"format":1'],
    ['practice-state-newer', '{"format":4}'],
  ])('a state file: %s, which it leaves as it is', async (code, text) => {
    await mkdir(stateDir);
    const file = join(stateDir, 'state.json');
    await writeFile(file, text);
    const { exitCode, error } = await fails('--state', stateDir);
    expect([exitCode, error]).toEqual([2, { code, data: expect.objectContaining({ file }) as unknown }]);
    expect(await readFile(file, 'utf8')).toBe(text);
    expect(await readdir(stateDir)).toEqual(['state.json']);
    await expect(readPracticeCredentials(stateDir)).rejects.toMatchObject({ code });
    await expect(launch()).rejects.toMatchObject({ code, data: { file, exitCode: 2 } });
  });

  it('a folder that cannot be one', async () => {
    await writeFile(stateDir, 'a file');
    expect(await fails('--state', stateDir)).toMatchObject({
      exitCode: 2,
      error: { code: 'practice-folder-unusable' },
    });
  });
});

describe('launching from another program', () => {
  it('starts one, then shares it, then stops it', async () => {
    const first = await launch();
    expect(first.child?.pid).toBe(first.practice.pid);
    expect(await findPractice(stateDir)).toEqual(first.practice);
    expect(await readPracticeCredentials(stateDir)).toEqual(first.credentials);
    const second = await launch();
    expect(second).toEqual({ practice: first.practice, credentials: first.credentials, child: undefined });
    expect(await stopPractice(stateDir)).toBe(true);
    expect(await findPractice(stateDir)).toBeUndefined();
    expect(await stopPractice(stateDir)).toBe(false);
    expect(await readPracticeCredentials(stateDir)).toEqual(first.credentials);
  });

  it('lets it outlive the program, or not, as asked', async () => {
    for (const endWithParent of [true, false]) {
      const script = `
        import { launchPractice } from ${JSON.stringify(join(main, '../launch.ts'))};
        await launchPractice(${JSON.stringify({ stateDir, bundle: main, execPath: process.execPath, endWithParent })});
        process.exit(0);`;
      const parent = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], { stdio: 'inherit' });
      await once(parent, 'exit');
      await new Promise(resolve => setTimeout(resolve, 500));
      expect((await findPractice(stateDir)) !== undefined).toBe(!endWithParent);
    }
  });

  it('finds nothing in a folder that is not there', async () => {
    expect(await findPractice(stateDir)).toBeUndefined();
    expect(await readPracticeCredentials(stateDir)).toBeUndefined();
    expect(await stopPractice(stateDir)).toBe(false);
  });

  it('tells why the process could not start', async () => {
    await expect(launch({ bundle: join(base, 'missing.js') })).rejects.toMatchObject({
      code: 'practice-start-failed',
      data: { exitCode: 1, stderr: expect.stringContaining('missing.js') as unknown },
    });
    await expect(launch({ execPath: join(base, 'no-node') })).rejects.toMatchObject({ code: 'practice-start-failed' });
  });

  it.each(['console.log("Welcome!")', 'console.log("null")'])(
    'tells what it is that answers in its place: %s',
    async script => {
      const bundle = join(base, 'other.mjs');
      await writeFile(bundle, `${script}; setInterval(() => undefined, 1000);`);
      const [, line = ''] = /"(.*)"/.exec(script) ?? [];
      await expect(launch({ bundle })).rejects.toMatchObject({ code: 'practice-start-failed', data: { stderr: line } });
    },
  );

  it('stops waiting when cancelled, and leaves no process behind', async () => {
    const controller = new AbortController();
    const launching = launch({ signal: controller.signal });
    setTimeout(() => controller.abort(), 30);
    await expect(launching).rejects.toMatchObject({ name: 'AbortError' });
    await new Promise(resolve => setTimeout(resolve, 1000));
    expect(await findPractice(stateDir)).toBeUndefined();
  });
});
