// Everything that npm test looks at without running the extension; each check counts as one test.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { activationCost } from './budget.mjs';
import { checkManifest } from './manifestCheck.ts';
import { packExtension } from './package.ts';
import { checkContents, checkLicences, checkPins, checkPromises } from './shippedCheck.ts';
import { outputFolder, repository } from './paths.ts';
import { run } from './processes.ts';
import type { Results } from './results.ts';

/** Answers what is wrong, or nothing. */
type Check = { readonly name: string; readonly find: () => Promise<string> };

/** The .vsix that the last check made and the installed tier uses. */
export const checkedPackage = join(outputFolder, 'tba-workbench.vsix');

const checks: readonly Check[] = [
  // The slow ones first, so that two at a time end together.
  { name: 'lint', find: () => tool('eslint/bin/eslint.js', '.', '--max-warnings', '0') },
  { name: 'formatting', find: () => tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.') },
  { name: 'types', find: () => tool('typescript/bin/tsc', '-p', '.') },
  { name: 'types of the panels', find: () => tool('typescript/bin/tsc', '-p', 'src/panels') },
  { name: 'package within its budget, with nothing that does not belong', find: checkPackage },
  { name: 'activation within its budget', find: checkActivation },
  { name: 'licences of what ships', find: async () => (await checkLicences()).join('\n') },
  { name: 'promises have their tests', find: async () => (await checkPromises()).join('\n') },
  { name: 'dependencies are pinned', find: async () => (await checkPins()).join('\n') },
  { name: 'manifest fits the code', find: async () => (await checkManifest()).join('\n') },
];

export async function runChecks(): Promise<Results> {
  const waiting = [...checks];
  const passed: string[] = [];
  const failures: { name: string; message: string }[] = [];
  const work = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const message = await check.find().catch(String);
      if (message === '') {
        passed.push(check.name);
      } else {
        failures.push({ name: check.name, message });
      }
    }
  };
  await Promise.all([work(), work()]);
  return { passed: passed.length, failures, skipped: [] };
}

async function tool(path: string, ...args: readonly string[]): Promise<string> {
  const program = join(repository, 'node_modules', path);
  const timeout = 480_000;
  const finished = await run(process.execPath, [program, ...args], { cwd: repository, timeout });
  if (finished.timedOut) {
    return `took longer than ${timeout / 1000} s`;
  }
  return finished.code === 0 ? '' : finished.output.trim() || `exit code ${finished.code}`;
}

async function checkPackage(): Promise<string> {
  await packExtension(checkedPackage);
  return (await checkContents(checkedPackage)).join('\n');
}

async function checkActivation(): Promise<string> {
  const metafile: unknown = JSON.parse(await readFile(join(repository, 'dist', 'meta.json'), 'utf8'));
  const { bytes, budget } = activationCost(metafile);
  return bytes > budget ? `activation loads ${bytes} bytes of ${budget}` : '';
}
