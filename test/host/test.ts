// npm test: everything, from formatting to the packaged extension in a real VS Code. The last line counts it all.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkedPackage, runChecks } from './checks.ts';
import { onInterrupt } from './interrupt.ts';
import { buildExtension } from './package.ts';
import { outputFolder } from './paths.ts';
import { stopAll } from './processes.ts';
import { noResults, sum } from './results.ts';
import type { Failure, Results } from './results.ts';
import { runVitest } from './vitestTier.ts';
import { runWorkbenchGroup } from './workbenchTier.ts';

type Tier = { readonly name: string; readonly run: (log: (text: string) => void) => Promise<Results> };

/** In the order of how soon they tell what is wrong; time limits in milliseconds, which together are far more than a run takes. */
const newestTiers: readonly Tier[] = [
  { name: 'checks', run: runChecks },
  { name: 'unit', run: log => runVitest({ project: 'unit', timeout: 480_000, log }) },
  { name: 'contract', run: log => runVitest({ project: 'contract', timeout: 900_000, log }) },
  { name: 'workbench', run: log => runWorkbenchGroup('trusted', 240_000, log) },
  { name: 'untrusted', run: log => runWorkbenchGroup('untrusted', 180_000, log) },
  { name: 'ui', run: log => runVitest({ project: 'ui', timeout: 2_400_000, again: true, log }) },
  { name: 'installed', run: runInstalled },
];

/** On the oldest VS Code that the manifest allows: activation and the main job. */
const oldestTiers: readonly Tier[] = [
  { name: 'workbench', run: log => runWorkbenchGroup('trusted', 240_000, log) },
  {
    name: 'ui',
    run: log => runVitest({ project: 'ui', files: ['test/ui/mainJob'], timeout: 300_000, again: true, log }),
  },
];

function runInstalled(log: (text: string) => void): Promise<Results> {
  return existsSync(checkedPackage)
    ? runVitest({ project: 'installed', timeout: 240_000, env: { TBA_VSIX: checkedPackage }, again: true, log })
    : Promise.resolve(noResults('installed', 'there is no .vsix; the tier "checks" makes it'));
}

const { values } = parseArgs({
  options: { tier: { type: 'string' }, oldest: { type: 'boolean', default: false } },
});
if (values.oldest) {
  process.env['TBA_VSCODE_RELEASE'] = 'oldest';
}
// One folder for what the tiers put aside, so that nothing stays behind even when they are interrupted.
const temporary = await mkdtemp(join(tmpdir(), 'tba-test-'));
process.env[process.platform === 'win32' ? 'TEMP' : 'TMPDIR'] = temporary;
const removeTemporary = (): Promise<void> => rm(temporary, { recursive: true, force: true, maxRetries: 5 });
onInterrupt(async () => {
  await stopAll();
  await removeTemporary();
});
const code = await main(values.oldest ? oldestTiers : newestTiers, values.tier?.split(','));
await removeTemporary();
process.exit(code);

async function main(tiers: readonly Tier[], wanted: readonly string[] | undefined): Promise<number> {
  const unknown = wanted?.filter(name => !tiers.some(tier => tier.name === name)) ?? [];
  if (unknown.length > 0) {
    console.error(`no such tier: ${unknown.join(', ')}; there are ${tiers.map(tier => tier.name).join(', ')}`);
    return 2;
  }
  await rm(join(outputFolder, 'failures'), { recursive: true, force: true });
  await mkdir(join(outputFolder, 'logs'), { recursive: true });
  const all: Results[] = [];
  const build = await timed('build', async () => {
    const problem = await buildExtension().then(
      () => undefined,
      (error: unknown) => noResults('build', String(error)),
    );
    return problem ?? { passed: 1, failures: [], skipped: [] };
  });
  all.push(build);
  for (const tier of tiers) {
    if (wanted === undefined || wanted.includes(tier.name)) {
      all.push(await timed(tier.name, () => runTier(tier)));
    }
  }
  const total = sum(all);
  const failed = total.failures.length + (isCi() ? total.skipped.length : 0);
  console.log(`${total.passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** Everything that the tier prints goes into .test-output/logs/<tier>.log. */
async function runTier(tier: Tier): Promise<Results> {
  let printed = '';
  const results = await tier
    .run(text => (printed += text))
    .catch((error: unknown) =>
      noResults(tier.name, error instanceof Error ? (error.stack ?? error.message) : String(error)),
    );
  await writeFile(join(outputFolder, 'logs', `${tier.name}.log`), printed);
  return results;
}

async function timed(name: string, work: () => Promise<Results>): Promise<Results> {
  const start = Date.now();
  const results = await work();
  const { passed, failures, skipped } = results;
  const counts = [
    `${passed} passed`,
    `${failures.length} failed`,
    ...(skipped.length > 0 ? [`${skipped.length} skipped`] : []),
  ];
  const mark = failures.length === 0 ? 'ok  ' : 'FAIL';
  console.log(`${mark} ${name.padEnd(10)} ${counts.join(', ')} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
  for (const failure of results.shaky ?? []) {
    printFailure('~ at first:', failure);
  }
  for (const failure of failures) {
    printFailure('✗', failure);
  }
  for (const test of skipped) {
    console.log(`     - skipped${isCi() ? ', which fails in CI' : ''}: ${test}`);
  }
  return results;
}

function printFailure(mark: string, { name, message }: Failure): void {
  console.log(`     ${mark} ${name}\n${message.trim().replace(/^/gm, '       ')}`);
}

function isCi(): boolean {
  return !['', '0', 'false', undefined].includes(process.env['CI']);
}
