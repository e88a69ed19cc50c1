// Starts the served VS Code: its server behind our front, on 127.0.0.1 only, with folders of its own.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CodeServer } from './codeServer.ts';
import { startFront } from './front.ts';
import { HostError } from './hostError.ts';
import { run, startProcess, stopProcess } from './processes.ts';
import { pageUrl, quietSettings } from './vscodePage.ts';
import type { PageOptions, Settings } from './vscodePage.ts';

export type ServerOptions = {
  readonly codeServer: CodeServer;
  /** Kept between runs when given; otherwise a temporary folder that `stop` removes. */
  readonly dataFolder?: string;
  /** An unpacked extension, linked as if installed: a rebuild and a reload of the page show changes. */
  readonly extensionFolder?: string;
  /** Further unpacked extensions, linked likewise. */
  readonly otherExtensions?: readonly string[];
  /** A .vsix to install before starting. */
  readonly vsix?: string;
  /**
   * Lets the page's address name an extension under development and its tests. The flag behind it also hides
   * notifications, so people and ui tests get an installed extension instead.
   */
  readonly testRun?: boolean;
  /** Whether VS Code asks for workspace trust at all; without it every folder is trusted. Default: no. */
  readonly workspaceTrust?: boolean;
  readonly settings?: Settings;
  /** The front's port, any free one by default. */
  readonly port?: number;
  /** Secret that the first address must carry: other users of this machine reach the loopback address too. */
  readonly connectionToken?: string;
  /** Environment of the extension host, beside this process's own. */
  readonly env?: Readonly<Record<string, string>>;
};

export type VscodeServer = {
  readonly port: number;
  readonly origin: string;
  readonly dataFolder: string;
  readonly userDataFolder: string;
  /** Folder of the extension's globalStorageUri. */
  readonly globalStorageFolder: string;
  /** What to open in a browser. */
  readonly url: (page: PageOptions) => string;
  /** Replaces the person's settings.json; open pages follow. */
  readonly writeSettings: (extra?: Settings) => Promise<void>;
  /** What the server printed so far, for a failure's report. */
  readonly log: () => string;
  /** Settles when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Answers once the server listens. Throws `server-not-started` with what it printed, `port-taken`, `vsix-not-installed`. */
export async function startVscodeServer(options: ServerOptions): Promise<VscodeServer> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'tba-vscode-')));
  // A socket keeps others out of the server; its path may be only about 100 bytes long, so not in dataFolder.
  const socketFolder = await mkdtemp(join(tmpdir(), 'tba-socket-'));
  const ends: (() => Promise<void>)[] = [
    () => removeFolders(options.dataFolder === undefined ? [socketFolder, dataFolder] : [socketFolder]),
  ];
  const stop = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) {
      await end();
    }
  };
  try {
    const userDataFolder = folderOf(dataFolder, 'user-data');
    const settingsFile = join(userDataFolder, 'User', 'settings.json');
    const writeSettings = (extra: Settings = {}): Promise<void> =>
      writeFile(settingsFile, JSON.stringify({ ...quietSettings, ...options.settings, ...extra }, null, 2));
    await mkdir(dirname(settingsFile), { recursive: true });
    // In a kept folder the settings are the person's after the first time.
    if (options.dataFolder === undefined || !existsSync(settingsFile)) {
      await writeSettings();
    }
    await placeExtension(options, dataFolder);
    const socketPath =
      process.platform === 'win32' ? `\\\\.\\pipe\\tba-${process.pid}-${Date.now()}` : join(socketFolder, 's');
    const child = await launch(options, [...folderArguments(dataFolder), '--socket-path', socketPath]);
    ends.push(child.stop);
    const front = await startFront({
      port: options.port ?? 0,
      keyFile: join(dataFolder, 'mint-key'),
      server: { socketPath },
    });
    ends.push(front.stop);
    const authority = `127.0.0.1:${front.port}`;
    return {
      port: front.port,
      origin: `http://${authority}`,
      dataFolder,
      userDataFolder,
      globalStorageFolder: join(userDataFolder, 'User', 'globalStorage', 'tba-workbench.tba-workbench'),
      url: page => pageUrl(authority, page, options.connectionToken),
      writeSettings,
      log: child.log,
      ended: child.ended,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function folderOf(dataFolder: string, name: 'user-data' | 'server-data' | 'extensions'): string {
  return join(dataFolder, name);
}

function folderArguments(dataFolder: string): string[] {
  return [
    ['--user-data-dir', folderOf(dataFolder, 'user-data')],
    ['--server-data-dir', folderOf(dataFolder, 'server-data')],
    ['--extensions-dir', folderOf(dataFolder, 'extensions')],
  ].flat();
}

async function removeFolders(folders: readonly string[]): Promise<void> {
  // The extension host may still be writing its last log line.
  await Promise.all(folders.map(folder => rm(folder, { recursive: true, force: true, maxRetries: 5 })));
}

async function placeExtension(options: ServerOptions, dataFolder: string): Promise<void> {
  const extensions = folderOf(dataFolder, 'extensions');
  if (options.vsix !== undefined) {
    const args = [...folderArguments(dataFolder), '--accept-server-license-terms', '--install-extension', options.vsix];
    const finished = await run(options.codeServer.node, [options.codeServer.serverMain, ...args], { timeout: 60_000 });
    // The exit code is 0 even when it failed.
    if (!finished.output.includes('was successfully installed')) {
      throw new HostError('vsix-not-installed', `${options.vsix} could not be installed:\n${finished.output}`);
    }
  }
  for (const folder of [options.extensionFolder ?? [], options.otherExtensions ?? []].flat()) {
    await linkExtension(extensions, folder);
  }
}

async function linkExtension(extensions: string, folder: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Record<
    'publisher' | 'name' | 'version',
    string
  >;
  const link = join(extensions, `${manifest.publisher}.${manifest.name}-${manifest.version}`);
  if ((await readlink(link).catch(() => undefined)) !== folder) {
    // Without its index VS Code takes in whatever lies in the folder.
    await rm(join(extensions, 'extensions.json'), { force: true });
    await rm(link, { recursive: true, force: true });
    await mkdir(extensions, { recursive: true });
    // A junction, since ordinary links want an administrator on Windows; elsewhere the word means nothing.
    await symlink(folder, link, 'junction');
  }
}

async function launch(
  options: ServerOptions,
  args: readonly string[],
): Promise<Pick<VscodeServer, 'log' | 'ended' | 'stop'>> {
  const child = startProcess(
    options.codeServer.node,
    [
      '--import',
      pathToFileURL(join(import.meta.dirname, 'endWithStdin.mjs')).href,
      options.codeServer.serverMain,
      ...args,
      ...(options.connectionToken === undefined
        ? ['--without-connection-token']
        : ['--connection-token', options.connectionToken]),
      // Without it a built VS Code ignores extensionDevelopmentPath and extensionTestsPath in the page's address.
      ...(options.testRun === true ? ['--enable-smoke-test-driver'] : []),
      '--accept-server-license-terms',
      '--disable-telemetry',
      ...(options.workspaceTrust === true ? [] : ['--disable-workspace-trust']),
    ],
    { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...options.env } },
  );
  const ended = new Promise<void>(done => child.once('exit', () => done()));
  let log = '';
  await new Promise<void>((done, fail) => {
    const failed = (why: string): void => {
      clearTimeout(timer);
      fail(new HostError('server-not-started', `VS Code's server ${why}:\n${log}`));
    };
    const timer = setTimeout(() => {
      void stopProcess(child);
      failed('did not start within 60 s');
    }, 60_000);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        // The end is what explains a failure.
        log = (log + text).slice(-100_000);
        if (log.includes('Extension host agent listening')) {
          clearTimeout(timer);
          done();
        }
      });
    }
    child.once('error', error => failed(`could not be run: ${error.message}`));
    child.once('exit', code => failed(`ended with code ${code}`));
  });
  return { log: () => log, ended, stop: () => stopProcess(child) };
}
