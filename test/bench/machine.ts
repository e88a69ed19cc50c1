// What a figure was measured on and with.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { cpus, loadavg, release, totalmem } from 'node:os';
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
    },
    load: loadavg()[0] ?? 0,
  };
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
