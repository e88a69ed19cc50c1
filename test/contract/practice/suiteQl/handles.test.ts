import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const suiteQl = join(import.meta.dirname, '../../../../src/practice/suiteQl/suiteQl.ts');

/** Uses up every handle, asks more queries than may run at a time, frees the handles and asks once more. */
const program = `
  import { closeSync, openSync } from 'node:fs';
  import { runSuiteQl } from ${JSON.stringify(suiteQl)};
  const options = { tables: [], mayRead: () => true, limit: 1, offset: 0, signal: new AbortController().signal, timeLimitMs: 20_000 };
  const ask = () => runSuiteQl('SELECT 7 FROM dual', options).then(({ rows }) => rows[0][0], error => error.code);
  const held = [];
  try { for (;;) held.push(openSync('/dev/null', 'r')); } catch {}
  const said = [];
  for (let asked = 0; asked < 6; asked++) said.push(typeof await ask());
  held.forEach(handle => closeSync(handle));
  said.push(await ask());
  console.log(said.join());
  process.exit(0);
`;

it.skipIf(process.platform === 'win32')('no handle left for a query fails it alone', async () => {
  const shell = `ulimit -n 64; exec "${process.execPath}" --input-type=module -e "$PROGRAM"`;
  const env = { ...process.env, PROGRAM: program };
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', shell], { env });
  expect(stdout).toBe('string,string,string,string,string,string,7\n');
});
