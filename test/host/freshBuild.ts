import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { buildExtension } from './package.ts';
import { repository } from './paths.ts';

/** Builds when a source is newer than what was built last. Throws `build-failed`. */
export async function buildIfStale(say: (line: string) => void): Promise<void> {
  const built = await changed('dist/meta.json');
  const sources = await readdir(join(repository, 'src'), { recursive: true });
  const builders = [
    'package.json',
    'package-lock.json',
    'esbuild.js',
    'test/host/activationFile.mjs',
    'test/host/leaveOut.mjs',
    'test/host/loadTogether.mjs',
    'test/host/usedIcons.mjs',
    'test/host/vscodeNames.mjs',
  ];
  const paths = [...sources.map(name => join('src', name)), ...builders];
  const times = await Promise.all(paths.map(changed));
  if (times.some(time => time > built)) {
    say('Building …');
    await buildExtension();
  }
}

/** When a file of the repository was changed; 0 when there is none. */
async function changed(path: string): Promise<number> {
  return stat(join(repository, path)).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
