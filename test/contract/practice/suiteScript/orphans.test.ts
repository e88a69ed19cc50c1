import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { projectWith, tags } from './scriptFixture.ts';

const runner = join(import.meta.dirname, '../../../../src/practice/suiteScript/runRestlet.ts');

/** A process that runs a script, logs the script's process id and then what became of it. */
const account = (projectDir: string) => `
  import { runRestlet } from ${JSON.stringify(runner)};
  const data = { log: row => { console.log(row.title); return Promise.resolve(); } };
  const run = { projectDir: ${JSON.stringify(projectDir)}, scriptFile: '/SuiteScripts/test.js', scriptId: 's', deploymentId: 'd', logLevel: 'DEBUG',
    scriptParameters: {}, entryPoint: 'get', parameters: {}, body: undefined, format: 'json', user: {}, accountId: '1', data };
  console.log((await runRestlet(run, { signal: new AbortController().signal, timeLimitMs: 500 })).kind);`;

it.runIf(process.platform === 'linux')(
  'when the account is killed, a script in an endless loop ends too, and so does the spare worker',
  { timeout: 40_000 },
  async () => {
    const projectDir = await projectWith({
      'SuiteScripts/test.js': `${tags}define(['N/log'], log => ({ get: () => { log.debug('running'); for (;;) {} } }))`,
    });
    const child = spawn(process.execPath, ['--input-type=module', '-e', account(projectDir)], { stdio: 'pipe' });
    const [said] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    expect(said).toBe('running\n');
    const workers = await childrenOf(child.pid ?? 0);
    expect(workers.length).toBeGreaterThan(0);
    child.kill('SIGKILL');
    const isAlive = (pid: number) => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    const deadline = performance.now() + 20_000;
    while (workers.some(isAlive) && performance.now() < deadline) {
      await sleep(200);
    }
    expect(workers.filter(isAlive)).toEqual([]);
  },
);

it('a process that ran a script ends by itself, spare worker or not', async () => {
  const projectDir = await projectWith({ 'SuiteScripts/test.js': `${tags}define({ get: () => 1 })` });
  const child = spawn(process.execPath, ['--input-type=module', '-e', account(projectDir)], { stdio: 'pipe' });
  const output: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (piece: string) => output.push(piece));
  const [code] = (await once(child, 'close')) as [number];
  expect([code, output.join('')]).toEqual([0, 'returned\n']);
});

async function childrenOf(pid: number): Promise<readonly number[]> {
  const ps = spawn('ps', ['--ppid', String(pid), '-o', 'pid='], { stdio: 'pipe' });
  const [text] = (await once(ps.stdout.setEncoding('utf8'), 'data')) as [string];
  return text.trim().split(/\s+/).map(Number);
}
