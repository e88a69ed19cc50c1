// What a figure was measured on and with.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { findChromium } from '../host/chromium.ts';
import { newest } from '../host/codeServer.ts';
import { peerVersions } from './peers/peers.ts';

export interface Machine {
  readonly machine: string;
  readonly node: string;
  readonly commit: string;
  readonly versions: Readonly<Record<string, string>>;
  /** Of the last minute: more than one for what measures, and others were at work too. */
  readonly load: number;
}

export function describeMachine(): Machine {
  const [first] = cpus();
  const memory = `${(totalmem() / 2 ** 30).toFixed(1)} GiB`;
  const require = createRequire(import.meta.url);
  const versionOf = (name: string) => (require(`${name}/package.json`) as { readonly version: string }).version;
  return {
    machine: `${process.platform} ${release()}, ${cpus().length} × ${first?.model.trim() ?? 'unknown'}, ${memory}`,
    node: process.version,
    commit: commit(),
    versions: {
      ...Object.fromEntries(['oauth-1.0a', 'undici', 'esbuild'].map(name => [name, versionOf(name)])),
      ...peerVersions,
      'VS Code': newest.version,
      'code-server': newest.codeServer,
      Chromium: chromiumVersion(),
    },
    load: loadavg()[0] ?? 0,
  };
}

/** Of what shows VS Code, if it is there: some parts need none. */
function chromiumVersion(): string {
  const path = findChromium();
  if (path === undefined) {
    return 'none';
  }
  try {
    // On Windows it opens a window in place of an answer.
    const said =
      process.platform === 'win32'
        ? ''
        : execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return /\d+(?:\.\d+)+/.exec(said)?.[0] ?? 'unknown';
  } catch {
    return 'unknown';
  }
}

function commit(): string {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
    }).trim();
  } catch {
    return 'unknown';
  }
}
