import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { LoginAuditEntry } from '../../../src/practice/loginAudit.ts';
import { kill, rowsOnDisk, startProcess, strayFiles } from './killed/process.ts';
import type { PracticeProcess } from './killed/process.ts';
import { call } from './practiceFixture.ts';

/** More calls than fill what is free. */
const mostCalls = 500;

function start(folder: string, largestFile?: number): Promise<PracticeProcess> {
  return startProcess(folder, largestFile).then(practice => {
    onTestFinished(() => kill(practice));
    return practice;
  });
}

it.skipIf(process.platform === 'win32')(
  'keeps what it acknowledged when the disk fills up in the middle of a row',
  async () => {
    const base = await mkdtemp(join(tmpdir(), 'practice-full-'));
    onTestFinished(() => rm(base, { recursive: true }));
    const folder = join(base, 'state');
    await kill(await start(folder));
    const { size } = await stat(join(folder, 'state.json'));
    // Room for the state as it is; the audit trail outgrows that.
    const limited = await start(folder, Math.ceil(size / 512) * 512 + 4096);
    const statuses: number[] = [];
    while (statuses.length < mostCalls && !statuses.some(status => status >= 500)) {
      statuses.push((await call(limited.sandbox, { path: '/rest/tokeninfo', query: [['x'.repeat(900), '1']] })).status);
    }
    expect([statuses.at(0), statuses.at(-1)]).toEqual([200, 500]);
    // It goes on, and says no as long as there is no room.
    expect((await call(limited.sandbox, { path: '/rest/tokeninfo' })).status).toBe(500);
    await kill(limited);
    const mended = await start(folder);
    expect((await call(mended.sandbox, { path: '/rest/tokeninfo' })).status).toBe(200);
    const rows = await rowsOnDisk<LoginAuditEntry>(folder, 'sandbox-login-audit');
    expect(rows).toHaveLength(statuses.length);
    expect(await strayFiles(folder)).toEqual([]);
  },
);
