import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const workers = join(import.meta.dirname, '../../../../src/practice/suiteScript/workers.ts');

/** Uses up every handle, then frees a few at a time and asks for a worker. */
const program = `
  import { closeSync, openSync } from 'node:fs';
  import { keepSpareWorker, takeWorker } from ${JSON.stringify(workers)};
  const held = [];
  try { for (;;) held.push(openSync('/dev/null', 'r')); } catch {}
  const said = [];
  for (let freed = 0; freed < 8; freed++) {
    keepSpareWorker();
    try { takeWorker().kill('SIGKILL'); said.push('started'); } catch (error) { said.push(error.code); }
    await new Promise(resolve => setTimeout(resolve, 50));
    closeSync(held.pop());
  }
  console.log(said.join());
  process.exit(0);
`;

it.skipIf(process.platform === 'win32')('no handle left for a script ends its call, not the account', async () => {
  const shell = `ulimit -n 64; exec "${process.execPath}" --input-type=module -e "$PROGRAM"`;
  const env = { ...process.env, PROGRAM: program };
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', shell], { env });
  expect(stdout).toContain('worker-not-started');
});
