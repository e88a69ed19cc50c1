// The languages that generated code is run in. Node.js is there anyway; the others come from Debian where they may.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { HostError } from './hostError.ts';
import { run } from './processes.ts';

export type Runtime = 'curl' | 'python3' | 'php';

/** What it takes for a program to count as found; each exits with 0 if all is there. */
const checks: Readonly<Record<Runtime, readonly string[]>> = {
  curl: ['--version'],
  python3: ['-c', 'import cryptography, jwt, requests'],
  php: ['-r', 'exit(extension_loaded("curl") && extension_loaded("openssl") ? 0 : 1);'],
};

/** All in one go: a second apt-get would cost as much as the first. */
const packages = [
  'curl',
  'openssl',
  'python3',
  'python3-requests',
  'python3-jwt',
  'python3-cryptography',
  'php-cli',
  'php-curl',
];

let installation: Promise<string | undefined> | undefined;

/**
 * Path of a program that runs generated code, with all that the code needs; installed on Debian as root.
 *
 * @throws HostError `no-runtime`, saying what to install
 */
export async function provideRuntime(runtime: Runtime): Promise<string> {
  const found = await findRuntime(runtime);
  if (found !== undefined) {
    return found;
  }
  installation ??= install();
  const problem = await installation;
  const installed = await findRuntime(runtime);
  if (installed === undefined) {
    const how = `apt-get install ${packages.join(' ')}, or the same by other means`;
    throw new HostError('no-runtime', `Generated code for ${runtime} cannot be run here: ${problem ?? how}`);
  }
  return installed;
}

async function findRuntime(runtime: Runtime): Promise<string | undefined> {
  if (runtime === 'curl' && onPath('openssl').length === 0) {
    return undefined;
  }
  // Debian's own first: it has the packages from above.
  for (const path of ['/usr/bin', ...folders()].map(folder => join(folder, runtime)).filter(each => existsSync(each))) {
    if ((await run(path, checks[runtime], { timeout: 10_000 })).code === 0) {
      return path;
    }
  }
  return undefined;
}

function onPath(program: string): string[] {
  return folders()
    .map(folder => join(folder, program))
    .filter(path => existsSync(path));
}

function folders(): string[] {
  return (process.env['PATH'] ?? '').split(delimiter).filter(folder => folder !== '');
}

/** Answers what went wrong, if anything did. */
async function install(): Promise<string | undefined> {
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    return undefined;
  }
  console.log(`Installing ${packages.join(', ')} by apt-get (once, about 20 seconds) …`);
  return (await apt(['update'])) ?? (await apt(['install', '--yes', '--no-install-recommends', ...packages]));
}

async function apt(args: readonly string[]): Promise<string | undefined> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Two test files may want the same; apt-get itself does not wait for another's update.
  const command = ['/var/lock/tba-workbench-apt', 'apt-get', '-qq', '-o', 'DPkg::Lock::Timeout=120', ...args];
  const { code, output } = await run('flock', command, { env, timeout: 5 * 60_000 });
  return code === 0 ? undefined : `apt-get ${args.join(' ')} failed:\n${output}`;
}
