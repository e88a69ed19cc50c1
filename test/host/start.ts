// npm start: the practice account and a VS Code with the extension, until Ctrl-C.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findDesktopCode } from './desktopCode.ts';
import { buildIfStale } from './freshBuild.ts';
import { HostError } from './hostError.ts';
import { onInterrupt } from './interrupt.ts';
import { dataFolder, repository } from './paths.ts';
import { startPractice } from './practice.ts';
import { startProcess, stopAll, stopProcess } from './processes.ts';
import { updateWorkspace } from '../../src/practice/process/workspaceFolder.ts';
import { serveForPerson } from './serveForPerson.ts';

const { values } = parseArgs({
  options: {
    // The served VS Code even where a desktop one is at hand.
    web: { type: 'boolean', default: false },
    'no-open': { type: 'boolean', default: false },
  },
});
const say = (line: string): void => {
  console.log(line);
};
const ends: (() => Promise<void>)[] = [];
const interruption = new AbortController();

onInterrupt(async () => {
  interruption.abort();
  say('Stopping …');
  await end();
});

try {
  await start();
} catch (error) {
  console.error(error instanceof HostError ? error.message : error);
  process.exitCode = 1;
}
if (!interruption.signal.aborted) {
  await end();
  process.exit();
}

/** Returns when VS Code has been closed or has ended. */
async function start(): Promise<void> {
  await buildIfStale(say);
  const workspace = practiceWorkspace();
  await updateWorkspace(join(repository, 'media', 'practice'), workspace);
  const file = join(workspace, 'practice.http');
  const code = values.web ? { path: undefined, reason: '--web was given' } : await findDesktopCode();
  if (code.path !== undefined) {
    await openDesktop(code.path, workspace, file);
    return;
  }
  say(`Serving VS Code to the browser: ${code.reason}.`);
  const data = join(dataFolder(), 'web');
  const served = await serveForPerson({ data, workspace, file, open: !values['no-open'], say, start: startPracticeIn });
  if (served === undefined) {
    return;
  }
  ends.push(served.stop);
  await served.ended;
  if (!interruption.signal.aborted) {
    throw new HostError('server-ended', `VS Code's server ended by itself:\n${served.log()}`);
  }
}

async function openDesktop(code: string, workspace: string, file: string): Promise<void> {
  const data = join(dataFolder(), 'desktop');
  await startPracticeIn(join(data, 'user-data'));
  say(`Opening ${code}; closing its window ends this.`);
  const child = startProcess(
    code,
    [
      // Apart from the person's own VS Code, its settings and its extensions.
      ...['--user-data-dir', join(data, 'user-data'), '--extensions-dir', join(data, 'extensions')],
      ...['--new-window', '--wait', `--extensionDevelopmentPath=${repository}`],
      // The practice workspace is ours; its first sight should not be a question about trust.
      ...['--disable-workspace-trust', workspace, file],
    ],
    { stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' },
  );
  ends.push(() => stopProcess(child));
  await new Promise<void>((done, fail) => {
    child.once('error', fail);
    child.once('exit', () => done());
  });
}

function practiceWorkspace(): string {
  return join(dataFolder(), 'practice');
}

/** Where the extension looks for it and takes it into the tree by itself. */
async function startPracticeIn(userDataFolder: string): Promise<void> {
  const state = join(userDataFolder, 'User', 'globalStorage', 'tba-workbench.tba-workbench', 'practice');
  await mkdir(state, { recursive: true });
  const practice = await startPractice(state, practiceWorkspace());
  ends.push(practice.stop);
  const { baseUrl, account } = practice.account;
  say(`Practice account ${account} ${practice.found ? 'is already running' : 'answers'} at ${baseUrl}`);
}

async function end(): Promise<void> {
  for (const stop of ends.splice(0).reverse()) {
    await stop();
  }
  await stopAll();
}
