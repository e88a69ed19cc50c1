import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ScriptNote } from '../../../src/practice/account.ts';
import type { LoginAuditEntry } from '../../../src/practice/loginAudit.ts';
import {
  flowClient,
  loginClient,
  productionPages,
  restClient,
  restletClient,
  sandboxPages,
} from './killed/clients.ts';
import type { Client, Desk } from './killed/clients.ts';
import { createLedger } from './killed/ledger.ts';
import type { Ledger } from './killed/ledger.ts';
import {
  childrenOf,
  isRunning,
  kill,
  rowsOnDisk,
  startProcess,
  stateOnDisk,
  strayFiles,
} from './killed/process.ts';
import type { PracticeProcess } from './killed/process.ts';
import { answerConsent, carried, secretsOf, stepThree } from './flowSteps.ts';
import { call, send } from './practiceFixture.ts';

const rounds = 8;

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
  return { practice, ledger, answered: [], replayable: [], orders: [], tokens: new Map(), asked: [], verified: [] };
}

it(
  'killed with clients at work at every kind of door, it has lost nothing that was acknowledged',
  { timeout: 120_000 },
  async () => {
    const seed = Number(process.env['TBA_SEED'] ?? randomInt(1_000_000));
    const random = randomNumbers(seed);
    const ledger = createLedger();
    let practice = await start();
    const { ready, productionUrl } = practice;
    const nonces = new Set<string>();
    for (let round = 1; round <= rounds; round += 1) {
      const delay = 20 + Math.floor(random() * 380);
      const said = `seed ${seed}, round ${round}, killed after ${delay} ms`;
      const desk = deskOf(practice, ledger);
      const workers = await workAndKill(desk, round, delay);
      // Before anything could mend it: what lies on disk is whole and has it all.
      expect(ledger.settle(await stateOnDisk(stateDir)), said).toEqual([]);
      practice = await start();
      expect({ ...practice.ready, productionUrl: practice.productionUrl }, said).toEqual({ ...ready, productionUrl });
      expect(await strayFiles(stateDir), said).toEqual([]);
      desk.answered.forEach(({ nonce }) => nonces.add(nonce));
      await expectRows(desk, nonces, said);
      await expectDoors({ ...desk, practice }, said);
      await expectEnded(workers, said);
    }
    expect(Object.values(ledger.counts()).every(count => count >= rounds)).toBe(true);
    expect(Object.keys(ledger.counts()).sort()).toEqual([
      'production application',
      'production employee',
      'sandbox application',
      'sandbox customer',
      'sandbox limit',
      'sandbox order',
      'sandbox role',
      'sandbox token',
    ]);
  },
);
