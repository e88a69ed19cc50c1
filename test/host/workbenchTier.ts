// Runs test/workbench inside a real extension host through @vscode/test-electron.
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { newest, oldest } from './codeServer.ts';
import { cacheFolder, outputFolder, repository } from './paths.ts';
import { atLeastOne, noResults } from './results.ts';
import type { Results } from './results.ts';

export type WorkbenchGroup = 'trusted' | 'untrusted';

const testFolders = { trusted: 'test/workbench', untrusted: 'test/workbench/untrusted' } as const;

/** Starts VS Code once for the group's files. `log` receives all that VS Code prints. */
export async function runWorkbenchGroup(
  group: WorkbenchGroup,
  timeout: number,
  log: (text: string) => void,
): Promise<Results> {
  const name = `workbench ${group}`;
  const files = await testFiles(testFolders[group]);
  if (files.length === 0) {
    return noResults(name, `no test file in ${testFolders[group]}`);
  }
  const output = join(outputFolder, 'workbench');
  await mkdir(output, { recursive: true });
  const bundle = join(output, `${group}.cjs`);
  const resultFile = join(output, `${group}.json`);
  await rm(resultFile, { force: true });
  await bundleTests(files, bundle);
  const folder = await mkdtemp(join(tmpdir(), 'tba-host-'));
  try {
    const workspace = join(folder, 'workspace');
    await cp(join(repository, 'media', 'practice'), workspace, { recursive: true });
    const printed = new PassThrough();
    printed.setEncoding('utf8').on('data', log);
    const run = runTests({
      vscodeExecutablePath: await makeLauncher(folder, group),
      extensionDevelopmentPath: repository,
      extensionTestsPath: bundle,
      // Folders of its own, or test-electron keeps some in the repository.
      launchArgs: [
        workspace,
        `--user-data-dir=${join(folder, 'user')}`,
        `--extensions-dir=${join(folder, 'extensions')}`,
        '--disable-extensions',
      ],
      extensionTestsEnv: { TBA_RESULTS: resultFile, TBA_TIME_LIMIT: String(timeout), TBA_DATA: join(folder, 'user') },
      stdout: printed,
      stderr: printed,
    });
    const outcome = await within(timeout, run);
    if (existsSync(resultFile)) {
      return atLeastOne(name, JSON.parse(await readFile(resultFile, 'utf8')) as Results);
    }
    return noResults(name, `VS Code ended without results: ${outcome}`);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function testFiles(folder: string): Promise<string[]> {
  const path = join(repository, folder);
  const names = existsSync(path) ? await readdir(path) : [];
  return names.filter(name => name.endsWith('.test.ts')).map(name => join(path, name));
}

/** One CommonJS file: that is what an extension host takes for tests whatever the extension itself is. */
async function bundleTests(files: readonly string[], outfile: string): Promise<void> {
  const entries = files.map(file => `${JSON.stringify(file)}: () => import(${JSON.stringify(file)})`);
  const contents = `
    import { runTests } from ${JSON.stringify(join(repository, 'test/workbench/support/run.ts'))};
    export const run = () => runTests({ ${entries.join(',\n')} });`;
  await build({
    stdin: { contents, resolveDir: repository, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'silent',
    // Undefined in CommonJS; the tests know where they are by the repository's root.
    define: { 'import.meta.dirname': JSON.stringify(join(repository, 'test/workbench')) },
  });
}

/**
 * The program that test-electron starts. A small script of ours in any case, since test-electron always switches
 * workspace trust off, which the untrusted group must not have.
 */
async function makeLauncher(folder: string, group: WorkbenchGroup): Promise<string> {
  const desktop = await desktopVscode();
  const command = desktop === undefined ? [process.execPath, join(import.meta.dirname, 'browserHost.ts')] : [desktop];
  const quoted = command.map(part => `"${part}"`).join(' ');
  if (process.platform === 'win32') {
    const path = join(folder, 'code.cmd');
    await writeFile(path, `@${quoted} %*\r\n`);
    return path;
  }
  const path = join(folder, 'code');
  const dropTrust = 'for arg do\n  shift\n  [ "$arg" = --disable-workspace-trust ] || set -- "$@" "$arg"\ndone\n';
  await writeFile(path, `#!/bin/sh\n${group === 'untrusted' ? dropTrust : ''}exec ${quoted} "$@"\n`);
  await chmod(path, 0o755);
  return path;
}

/** TBA_VSCODE=desktop|npm decides; else a desktop VS Code wherever it can be downloaded and could be shown. */
async function desktopVscode(): Promise<string | undefined> {
  const wish = process.env['TBA_VSCODE'];
  const display = process.platform !== 'linux' || 'DISPLAY' in process.env || 'WAYLAND_DISPLAY' in process.env;
  if (wish === 'npm' || (wish === undefined && (!display || process.getuid?.() === 0))) {
    return undefined;
  }
  try {
    const version = process.env['TBA_VSCODE_RELEASE'] === 'oldest' ? oldest.version : newest.version;
    return await downloadAndUnzipVSCode({ version, cachePath: join(cacheFolder(), 'desktop') });
  } catch (error) {
    if (wish === 'desktop') {
      throw error;
    }
    console.log('No desktop VS Code can be downloaded; using the one from npm.');
    return undefined;
  }
}

async function within(timeout: number, run: Promise<number>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>(done => {
    timer = setTimeout(() => done(`it took longer than ${timeout / 1000} s`), timeout);
  });
  try {
    return await Promise.race([run.then(code => `exit code ${code}`, String), late]);
  } finally {
    clearTimeout(timer);
  }
}
