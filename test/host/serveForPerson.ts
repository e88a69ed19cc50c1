// The served VS Code as a person keeps it: same folder, same port and same secrets from one npm start to the next.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newest, provideCodeServer } from './codeServer.ts';
import { isCoded } from '../../src/codedError.ts';
import { repository } from './paths.ts';
import { run } from './processes.ts';
import { startVscodeServer } from './vscodeServer.ts';
import type { ServerOptions, VscodeServer } from './vscodeServer.ts';

export type Serving = {
  /** Kept between runs. */
  readonly data: string;
  readonly workspace: string;
  /** Shown at first. */
  readonly file: string;
  readonly open: boolean;
  readonly say: (line: string) => void;
  /** Called with the user data folder once it is certain that no other npm start uses it. */
  readonly start: (userDataFolder: string) => Promise<void>;
};

type Running = { readonly pid: number; readonly url: string };

/** Undefined when another `npm start` serves it already, whose address is then printed. */
export async function serveForPerson(serving: Serving): Promise<VscodeServer | undefined> {
  const { data, say } = serving;
  await mkdir(data, { recursive: true, mode: 0o700 });
  const runFile = join(data, 'run.json');
  const other = await findRunning(runFile);
  if (other !== undefined) {
    say(`Another npm start (process ${other.pid}) serves it already.`);
    await show(other.url, serving);
    return undefined;
  }
  const codeServer = await provideCodeServer(newest, say);
  await serving.start(join(data, 'user-data'));
  say(`Starting VS Code ${codeServer.version} …`);
  const token = await keep(join(data, 'connection-token'), () => randomBytes(24).toString('hex'));
  const server = await startOnKeptPort(join(data, 'port'), say, {
    codeServer,
    dataFolder: data,
    extensionFolder: repository,
    connectionToken: token,
  });
  const url = server.url({ folder: serving.workspace, file: serving.file });
  await writeFile(runFile, JSON.stringify({ pid: process.pid, url } satisfies Running), { mode: 0o600 });
  await show(url, serving);
  say('Ctrl-C ends it.');
  return {
    ...server,
    stop: async () => {
      await server.stop();
      await rm(runFile, { force: true });
    },
  };
}

async function startOnKeptPort(file: string, say: Serving['say'], options: ServerOptions): Promise<VscodeServer> {
  const before = Number(await readFile(file, 'utf8').catch(() => '0'));
  try {
    const server = await startVscodeServer({ ...options, port: before });
    await writeFile(file, String(server.port));
    return server;
  } catch (error) {
    if (before === 0 || !isCoded(error, 'port-taken')) {
      throw error;
    }
    say(`Port ${before} of last time is taken; secrets entered then are not available until it is free again.`);
    return startVscodeServer(options);
  }
}

async function findRunning(file: string): Promise<Running | undefined> {
  try {
    const running = JSON.parse(await readFile(file, 'utf8')) as Running;
    process.kill(running.pid, 0);
    // Process ids are used again; only a VS Code answers this.
    const answer = await fetch(new URL('/version', running.url));
    return answer.ok ? running : undefined;
  } catch {
    return undefined;
  }
}

async function show(url: string, { open, say }: Serving): Promise<void> {
  say(`Ready: ${url}`);
  const graphical = process.platform !== 'linux' || 'DISPLAY' in process.env || 'WAYLAND_DISPLAY' in process.env;
  if (!open || !graphical) {
    return;
  }
  const windows = process.platform === 'win32';
  const opener = windows ? 'rundll32' : process.platform === 'darwin' ? 'open' : 'xdg-open';
  const { code } = await run(opener, [...(windows ? ['url.dll,FileProtocolHandler'] : []), url], { timeout: 10_000 });
  if (code !== 0) {
    say('No browser could be opened; open the address above in one.');
  }
}

async function keep(file: string, make: () => string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    const value = make();
    await writeFile(file, value, { mode: 0o600 });
    return value;
  }
}
