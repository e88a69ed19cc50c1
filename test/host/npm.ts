// npm, called from inside an npm script without inheriting that script's settings.
import { HostError } from './hostError.ts';
import { run } from './processes.ts';
import type { Finished } from './processes.ts';

/** Runs npm in a folder; throws `npm-failed` with its output. */
export async function npm(cwd: string, args: readonly string[]): Promise<void> {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--no-progress', '--engine-strict=false'];
  const finished = await runNpm(cwd, [...args, ...quiet]);
  if (finished.code !== 0) {
    throw new HostError('npm-failed', `npm ${args.join(' ')} failed in ${cwd}:\n${finished.output}`);
  }
}

/** Runs npm in a folder, however it ends. */
export function runNpm(cwd: string, args: readonly string[]): Promise<Finished> {
  // Under `npm run`, npm names its own program; elsewhere the PATH knows it.
  const own = process.env['npm_execpath'];
  const [command, before] = own?.endsWith('.js')
    ? [process.execPath, [own]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
  return run(command, [...before, ...args], { cwd, env: cleanEnvironment() });
}

/** Without what npm sets for the script in progress; proxies, registry and cache stay. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const drop =
    /^npm_(package_|lifecycle_|command$|config_(local_prefix|prefix|omit|include|global)$)|^NODE_ENV$|^INIT_CWD$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !drop.test(name)));
}
