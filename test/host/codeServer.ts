// A real VS Code out of the npm registry: the server and web workbench that the package code-server carries.
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HostError } from './hostError.ts';
import { npm } from './npm.ts';
import { cacheFolder } from './paths.ts';

export type CodeServer = {
  /** VS Code's version, such as 1.139.1. */
  readonly version: string;
  /** The Node that this VS Code was made for. */
  readonly node: string;
  readonly serverMain: string;
};

export type Say = (line: string) => void;

/** The VS Code that everything is tested with, and the oldest that can still be installed. */
export const newest = { version: '1.139.1', codeServer: '4.139.1', node: 24 } as const;
export const oldest = { version: '1.117.0', codeServer: '4.117.0', node: 22 } as const;

/** Finds the VS Code in the cache or installs it there. Throws `npm-failed`. */
export async function provideCodeServer(release: typeof newest | typeof oldest, say: Say): Promise<CodeServer> {
  const folder = await install(`code-server-${release.codeServer}`, say, 'about 20 s, 600 MB', async making => {
    // Nothing is compiled: VS Code does without sqlite3 and the watchdog.
    await npm(making, ['install', `code-server@${release.codeServer}`, '--ignore-scripts']);
    await npm(serverFolder(making), ['install', '--omit=dev', '--ignore-scripts']);
  });
  await writeLogsPlainly(serverFolder(folder));
  return {
    version: release.version,
    node: await provideNode(release.node, say),
    serverMain: join(serverFolder(folder), 'out', 'server-main.js'),
  };
}

function serverFolder(folder: string): string {
  return join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
}

/** Without spdlog, which is not compiled, nothing that an extension logs would be there to be looked through. */
async function writeLogsPlainly(server: string): Promise<void> {
  const standIn = join(import.meta.dirname, 'plainLog.cjs');
  const inPlace = join(server, 'node_modules', '@vscode', 'spdlog', 'index.js');
  if (!(await readFile(standIn)).equals(await readFile(inPlace))) {
    // In one step: a VS Code of another run may be starting.
    const making = `${inPlace}.${process.pid}`;
    await copyFile(standIn, making);
    await rename(making, inPlace);
  }
}

/** This process's own Node when it is the wanted one, otherwise one from npm. */
async function provideNode(major: number, say: Say): Promise<string> {
  if (process.versions.node.startsWith(`${major}.`)) {
    return process.execPath;
  }
  // The plain binary package of this platform; the package `node` only chooses it by an install script.
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const folder = await install(`node-${major}`, say, 'about 10 s', making =>
    npm(making, ['install', `${name}@${major}`, '--ignore-scripts']),
  );
  return join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** Fills a cache folder once: made under another name, so that an interrupted or parallel install harms nobody. */
async function install(
  name: string,
  say: Say,
  effort: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(cacheFolder(), name);
  if (existsSync(folder)) {
    return folder;
  }
  say(`Installing ${name} into ${cacheFolder()} (once, ${effort}) …`);
  await mkdir(cacheFolder(), { recursive: true });
  const making = await mkdtemp(join(cacheFolder(), `.installing-${name}-`));
  try {
    // Without a package.json of its own npm would install into the nearest one above.
    await writeFile(join(making, 'package.json'), '{"private":true}');
    await fill(making);
    await rename(making, folder);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    // Another run may have been quicker.
    if (!existsSync(folder)) {
      throw new HostError('install-failed', `Could not install ${name}: ${String(error)}`, { cause: error });
    }
  }
  return folder;
}
