import { randomInt } from 'node:crypto';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ScriptNote } from '../../../src/practice/account.ts';
import type { LoginAuditEntry } from '../../../src/practice/loginAudit.ts';
import { readRunFile } from '../../../src/practice/process/runFile.ts';
import { flowClient, loginClient, productionPages, restClient, restletClient, sandboxPages } from './killed/clients.ts';
import type { Answered, Client, Desk } from './killed/clients.ts';
import { createLedger } from './killed/ledger.ts';
import type { Ledger } from './killed/ledger.ts';
import {
  childrenOf,
  isRunning,
  kill,
  rowsOnDisk,
  startAndKill,
  startProcess,
  stateOnDisk,
  strayFiles,
} from './killed/process.ts';
import type { PracticeProcess } from './killed/process.ts';
import { answerConsent, carried, secretsOf, stepThree } from './flowSteps.ts';
import type { Secrets } from './flowSteps.ts';
import { call, send } from './practiceFixture.ts';
import type { Fixture } from './practiceFixture.ts';

const rounds = 8;

/** Each of them is made anew in each round. */
const expectedKinds = [
  'production application',
  'production employee',
  'sandbox application',
  'sandbox customer',
  'sandbox order',
  'sandbox role',
  'sandbox token',
];

let base = '';
let stateDir = '';
const started: PracticeProcess[] = [];

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'practice-killed-'));
  stateDir = join(base, 'state');
});
afterEach(async () => {
  await Promise.all(started.splice(0).map(kill));
  await rm(base, { recursive: true });
});

async function start(folder = stateDir): Promise<PracticeProcess> {
  const practice = await startProcess(folder);
  started.push(practice);
  return practice;
}

function deskOf(practice: PracticeProcess, ledger: Ledger): Desk {
  return { practice, ledger, answered: [], replayable: [], orders: [], tokens: [], asked: [], verified: [] };
}

describe('killed with clients at work at every kind of door', () => {
  it('loses nothing that was acknowledged, and goes on as if nothing had been', { timeout: 120_000 }, async () => {
    const seed = Number(process.env['TBA_SEED'] ?? randomInt(1_000_000));
    const random = randomNumbers(seed);
    const ledger = createLedger();
    const replayable: Answered[] = [];
    let practice = await start();
    const { ready, productionUrl } = practice;
    for (let round = 1; round <= rounds; round += 1) {
      const delay = 20 + Math.floor(random() * 380);
      const said = `seed ${seed}, round ${round}, killed after ${delay} ms`;
      const desk = deskOf(practice, ledger);
      const children = await workAndKill(desk, round, delay);
      // Before anything could mend it: what lies on disk is whole and has it all.
      expect(ledger.settle(await stateOnDisk(stateDir)), said).toEqual([]);
      practice = await start();
      expect({ ...practice.ready, productionUrl: practice.productionUrl }, said).toEqual({ ...ready, productionUrl });
      expect(await strayFiles(stateDir), said).toEqual([]);
      await expectRows(desk, said);
      replayable.push(...desk.replayable.slice(0, 3), ...desk.replayable.slice(-7));
      await expectRefusedAgain(practice, replayable, said);
      await expectTokens({ ...desk, practice }, said);
      await expectOpenFlows({ ...desk, practice }, said);
      await expect.poll(() => children.filter(isRunning), { timeout: 20_000, message: said }).toEqual([]);
    }
    for (const kind of expectedKinds) {
      expect(ledger.counts()[kind], kind).toBeGreaterThanOrEqual(rounds);
    }
  });
});

describe('killed while it starts', () => {
  it('starts the next time, with the same account and with nothing left over', { timeout: 60_000 }, async () => {
    const seed = Number(process.env['TBA_SEED'] ?? randomInt(1_000_000));
    const random = randomNumbers(seed);
    const printed = new Set<string>();
    for (let round = 1; round <= 12; round += 1) {
      // From before it has touched the folder to after it is ready.
      const lines = await startAndKill(stateDir, 150 + random() * 350);
      lines.forEach(line => printed.add(line));
    }
    const { ready } = await start();
    printed.add(JSON.stringify(ready));
    expect([...printed], `seed ${seed}`).toEqual([JSON.stringify(ready)]);
    expect(await strayFiles(stateDir), `seed ${seed}`).toEqual([]);
  });

  it('clears away what was half written at whatever point', async () => {
    await kill(await start());
    const gone = 4_194_304;
    const leftovers = [
      'state.json.0123456789ab.tmp',
      'run.json.0123456789ab.tmp',
      'workspace.copied.json.0123456789ab.tmp',
      'workspace/practice.http.0123456789ab.tmp',
      'workspace/src/Objects/customscript_tba_echo.xml.0123456789ab.tmp',
      'sandbox-login-audit.ndjson.tmp',
      'sandbox-nonces.ndjson.tmp',
      `lock.json.${gone}.stale`,
    ];
    for (const name of leftovers) {
      await writeFile(join(stateDir, name), '{');
    }
    await start();
    expect(await strayFiles(stateDir)).toEqual([]);
  });
});

describe('two state folders', () => {
  it('are two practice accounts that share nothing, killed and started again too', async () => {
    const folders = [join(base, 'one'), join(base, 'two')] as const;
    const both = await Promise.all([start(folders[0]), start(folders[1])]);
    const made = await Promise.all(both.map((practice, index) => work(deskOf(practice, createLedger()), index)));
    expect(new Set(both.flatMap(({ ready, productionUrl }) => [ready.baseUrl, productionUrl])).size).toBe(4);
    await expectStrangers(both);
    await Promise.all(both.map(kill));
    // The other way round, so that each could take the other's port.
    const second = await start(folders[1]);
    const first = await start(folders[0]);
    expect([first.ready, second.ready]).toEqual(both.map(({ ready }) => ready));
    await expectStrangers([first, second]);
    for (const [index, folder] of folders.entries()) {
      const { customers } = (await stateOnDisk(folder)).sandbox;
      expect(customers.slice(7).map(({ companyName }) => companyName)).toEqual([`Renamed ${index}`].slice(0, index));
      expect(made[index]?.ledger.settle(await stateOnDisk(folder))).toEqual([]);
      expect(await strayFiles(folder)).toEqual([]);
    }
  });

  it.runIf(process.platform !== 'win32')('that are one by a link are one practice account', async () => {
    const practice = await start();
    await symlink(stateDir, join(base, 'link'));
    const other = await start(join(base, 'link'));
    expect(other.ready).toEqual({ ...practice.ready, shared: true });
  });
});

/** Lets clients work at every door until the process is killed; answers the processes that it had started. */
async function workAndKill(desk: Desk, round: number, delay: number): Promise<readonly number[]> {
  const { practice } = desk;
  const clients: readonly Client[] = [
    restClient,
    restletClient,
    loginClient,
    flowClient(),
    await sandboxPages(practice),
    await productionPages(practice),
  ];
  let isDead = false;
  let passes = round * 100_000;
  const failures: unknown[] = [];
  const all = clients.map(client => {
    const first = Promise.withResolvers<undefined>();
    const work = async () => {
      for (;;) {
        passes += 1;
        await client(desk, passes);
        first.resolve(undefined);
      }
    };
    const end = work().catch((error: unknown) => {
      first.resolve(undefined);
      if (!isDead || !isCutOff(error)) {
        failures.push(error);
      }
    });
    return { first: first.promise, end };
  });
  await Promise.all(all.map(({ first }) => first));
  await sleep(delay);
  const children = await childrenOf(practice);
  isDead = true;
  await kill(practice);
  await Promise.all(all.map(({ end }) => end));
  expect(failures).toEqual([]);
  return children;
}

/** One pass of the clients that need no page. */
async function work(desk: Desk, n: number): Promise<Desk> {
  for (const client of [restClient, restletClient, loginClient, flowClient()]) {
    await client(desk, n);
  }
  return desk;
}

function isCutOff(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ECONNABORTED'].includes(code);
}

/** Each call that was answered has its row in the trail, and each order the line that its script logged. */
async function expectRows({ answered, orders }: Desk, said: string): Promise<void> {
  const rows = await rowsOnDisk<LoginAuditEntry>(stateDir, 'sandbox-login-audit');
  expect(new Set(rows.map(({ id }) => id)).size, said).toBe(rows.length);
  const used = new Set(rows.map(({ status, usedNonce }) => status === 'Success' && usedNonce?.nonce));
  expect(
    answered.filter(({ nonce }) => !used.has(nonce)),
    said,
  ).toEqual([]);
  const notes = await rowsOnDisk<ScriptNote>(stateDir, 'sandbox-script-notes');
  const logged = notes.map(({ detail }) => (JSON.parse(detail) as { id: number }).id);
  expect(logged, said).toEqual(expect.arrayContaining(orders));
}

async function expectRefusedAgain(
  { sandbox }: PracticeProcess,
  calls: readonly Answered[],
  said: string,
): Promise<void> {
  const statuses = await Promise.all(
    calls.map(({ target, authorization }) => send(sandbox, { target, headers: { Authorization: authorization } })),
  );
  expect(
    statuses.map(({ status }) => status),
    said,
  ).toEqual(calls.map(() => 401));
  const rows = await rowsOnDisk<LoginAuditEntry>(stateDir, 'sandbox-login-audit');
  expect(new Set(rows.slice(-calls.length).map(({ detail }) => detail)), said).toEqual(new Set(['nonce_used']));
}

async function expectTokens({ practice: { sandbox }, tokens }: Desk, said: string): Promise<void> {
  const state = await stateOnDisk(stateDir);
  for (const secrets of tokens.slice(-6)) {
    const found = state.sandbox.tokens.find(({ token }) => token === secrets.token);
    const { status } = await tokenInfo(sandbox, secrets);
    expect([found?.state, status], said).toEqual(status === 200 ? ['active', 200] : ['revoked', 401]);
  }
}

async function expectOpenFlows({ practice: { sandbox }, asked, verified }: Desk, said: string): Promise<void> {
  for (const secrets of asked.slice(-2)) {
    const answer = await answerConsent(sandbox, secrets.token);
    verified.push({ ...secrets, verifier: carried(answer).get('oauth_verifier') ?? '' });
  }
  for (const request of verified.slice(-4)) {
    const made = secretsOf(await stepThree(sandbox, request));
    expect((await tokenInfo(sandbox, made)).status, said).toBe(200);
    // Or the user had as many as a user may have in the end.
    const query = [['consumerKey', sandbox.credentials.consumerKey] as const, ['token', made.token] as const];
    expect((await call(sandbox, { path: '/rest/revoketoken', query })).status, said).toBe(200);
  }
}

/** Nothing of the one gets anybody into the other. */
async function expectStrangers(both: readonly PracticeProcess[]): Promise<void> {
  for (const [index, { sandbox, production, folder }] of both.entries()) {
    const other = both[1 - index]!;
    expect((await tokenInfo(sandbox, sandbox.credentials)).status).toBe(200);
    for (const stranger of [other.sandbox, other.production]) {
      expect((await call(stranger, { path: '/rest/tokeninfo', credentials: sandbox.credentials })).status).toBe(401);
    }
    expect((await call(production, { path: '/rest/tokeninfo', credentials: sandbox.credentials })).status).toBe(401);
    const { secret } = (await readRunFile(folder))!;
    const stop = { method: 'POST', target: '/.practice/stop', headers: { 'x-practice-control': secret } };
    expect((await send(other.sandbox, stop)).status).toBe(403);
  }
}

function tokenInfo(fixture: Fixture, { token, tokenSecret }: Secrets) {
  const credentials = { ...fixture.credentials, token, tokenSecret };
  return call(fixture, { path: '/rest/tokeninfo', credentials });
}

/** Mulberry32. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
