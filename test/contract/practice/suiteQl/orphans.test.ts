import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';

const suiteQl = join(import.meta.dirname, '../../../../src/practice/suiteQl/suiteQl.ts');

/** A process that asks one query, says so, and then says what became of it. */
const account = (query: string) => `
  import { runSuiteQl } from ${JSON.stringify(suiteQl)};
  const rows = Array.from({ length: 10_000 }, (_, index) => [index]);
  const tables = [{ name: 'many', columns: [{ name: 'id', type: 'number' }], rows }];
  const asked = runSuiteQl(${JSON.stringify(query)}, { tables, mayRead: () => true, limit: 1, offset: 0,
    signal: new AbortController().signal, timeLimitMs: 60_000 });
  console.log('asked');
  console.log(JSON.stringify((await asked).rows));`;

it.runIf(process.platform === 'linux')(
  'when the account is killed, a query that never ends ends too',
  { timeout: 40_000 },
  async () => {
    const endless = 'SELECT COUNT(*) FROM many a, many b, many c WHERE a.id + b.id = c.id - 0.5';
    const child = spawn(process.execPath, ['--input-type=module', '-e', account(endless)], { stdio: 'pipe' });
    await once(child.stdout, 'data');
    const [worker = 0, ...others] = await childrenOf(child.pid ?? 0);
    expect(others).toEqual([]);
    await expect.poll(() => processorTime(worker), { timeout: 20_000 }).toBeGreaterThan(1);
    child.kill('SIGKILL');
    await expect.poll(() => processorTime(worker), { timeout: 20_000 }).toBeUndefined();
  },
);

it('a process that ran a query ends by itself, and nothing is written but what it says', async () => {
  const query = 'SELECT COUNT(*) FROM many';
  const child = spawn(process.execPath, ['--input-type=module', '-e', account(query)], { stdio: 'pipe' });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (piece: string) => output.push(piece));
  }
  const [code] = (await once(child, 'close')) as [number];
  expect([code, output.join('')]).toEqual([0, 'asked\n[[10000]]\n']);
});

async function childrenOf(pid: number): Promise<readonly number[]> {
  for (;;) {
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
    if (children.trim() !== '') {
      return children.trim().split(/\s+/).map(Number);
    }
    await sleep(20);
  }
}

/** Seconds that a process has computed; undefined when it is no more. */
async function processorTime(pid: number): Promise<number | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  // Nobody may be there to collect what is left of it.
  return fields && fields[0] !== 'Z' ? (Number(fields[11]) + Number(fields[12])) / 100 : undefined;
}
