// npm run package: audits the packages, builds, and packs tba-workbench-<version>.vsix into the repository's root.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { auditPackages } from './audit.ts';
import { packageBudget } from './budget.mjs';
import { HostError } from './hostError.ts';
import { repository } from './paths.ts';
import { run } from './processes.ts';

export type Package = { readonly path: string; readonly bytes: number };

/** Packs what dist/ holds. Throws `package-failed` with vsce's words, `package-too-big`. */
export async function packExtension(path?: string): Promise<Package> {
  const { version } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8')) as { version: string };
  const out = path ?? join(repository, `tba-workbench-${version}.vsix`);
  const finished = await run(
    process.execPath,
    [
      join(repository, 'node_modules', '@vscode', 'vsce', 'vsce'),
      'package',
      // Everything is bundled.
      '--no-dependencies',
      // There is no repository whose address could stand before a relative link.
      '--no-rewrite-relative-links',
      '--allow-missing-repository',
      '--out',
      out,
    ],
    { cwd: repository, timeout: 120_000 },
  );
  if (finished.code !== 0) {
    throw new HostError('package-failed', `vsce package failed:\n${finished.output}`);
  }
  const { size } = await stat(out);
  if (size > packageBudget) {
    throw new HostError('package-too-big', `${out} has ${size} bytes, budget is ${packageBudget}.`);
  }
  return { path: out, bytes: size };
}

/** Runs the build. Throws `build-failed` with its words. */
export async function buildExtension(): Promise<string> {
  const finished = await run(process.execPath, ['esbuild.js'], { cwd: repository, timeout: 120_000 });
  if (finished.code !== 0) {
    throw new HostError('build-failed', `The build failed:\n${finished.output}`);
  }
  return finished.output.trim();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    console.log(await auditPackages());
    console.log('Building …');
    console.log(await buildExtension());
    const { path, bytes } = await packExtension();
    console.log(`${path}: ${bytes} bytes of ${packageBudget}`);
  } catch (error) {
    console.error(error instanceof HostError ? error.message : error);
    process.exitCode = 1;
  }
}
