import { execFile, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { CodedError } from '../../codedError.ts';
import { isFile } from './suiteCloudProject.ts';

/** A program with the arguments that come before all others. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Node's own program, or one that can stand in for it. */
  readonly execPath: string;
}

/**
 * Finds the SuiteCloud CLI: the project's own, in node_modules/.bin of its folder or one above, else the one on the PATH.
 *
 * @throws CodedError `suitecloud-missing` (data: folder)
 */
export async function findSuiteCloud(root: string, machine: Machine = process): Promise<Program> {
  const { platform, env } = machine;
  const name = platform === 'win32' ? 'suitecloud.cmd' : 'suitecloud';
  for (const folder of [...binFolders(root), ...pathFolders(env)]) {
    const file = join(folder, name);
    if (await isFile(file)) {
      return platform === 'win32' ? batchProgram(file, await readFile(file, 'utf8'), machine) : plainProgram(file, env);
    }
  }
  throw new CodedError('suitecloud-missing', { folder: root });
}

function plainProgram(command: string, env: Machine['env']): Program {
  return { command, args: [], env };
}

/**
 * Node refuses to start batch files without a shell, and a shell would read arguments as commands (CVE-2024-27980). So what
 * npm's batch file starts is started itself: a script by its path beside the file, with Node.
 *
 * @throws CodedError `suitecloud-missing` (data: folder) where the file is of another kind
 */
export function batchProgram(file: string, text: string, { env, execPath }: Machine): Program {
  const [, script] = /"%~?dp0%?\\?([^"%]+\.[cm]?js)"/i.exec(text) ?? [];
  if (script === undefined) {
    throw new CodedError('suitecloud-missing', { folder: dirname(file) });
  }
  const path = resolve(dirname(file), script.replaceAll('\\', '/'));
  return { command: execPath, args: [path], env: { ...env, ELECTRON_RUN_AS_NODE: '1' } };
}

function binFolders(root: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = root; ; folder = dirname(folder)) {
    folders.push(join(folder, 'node_modules', '.bin'));
    if (dirname(folder) === folder) {
      return folders;
    }
  }
}

/** An empty or relative entry would be a folder of whatever is open. */
function pathFolders(env: Machine['env']): readonly string[] {
  const path = Object.entries(env).find(([name]) => name.toUpperCase() === 'PATH')?.[1] ?? '';
  return path
    .split(delimiter)
    .filter(folder => folder !== '' && resolve(folder) === folder.replace(/(?<=.)[/\\]+$/, ''));
}

/** https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_159066070687.html */
export function uploadArguments(cabinetPath: string): readonly string[] {
  return ['file:upload', '--paths', cabinetPath];
}

/** What is kept of the output for reading it; the person sees all of it. Characters. */
const mostOutput = 200_000;
/** How long a program may take to end once it is asked to. */
const graceMilliseconds = 5000;

/**
 * Runs a program to its end, without a shell and with nothing to type into it.
 *
 * @param tell is told what it says, without colours
 * @returns its exit code and what it said
 * @throws CodedError `suitecloud-not-started` (data: reason); or the signal's reason, when the program was ended by it
 */
export async function runProgram(
  { command, args, env }: Program,
  more: readonly string[],
  folder: string,
  signal: AbortSignal,
  tell: (text: string) => void,
): Promise<{ readonly exitCode: number | null; readonly output: string }> {
  signal.throwIfAborted();
  const child = spawn(command, [...args, ...more], {
    cwd: folder,
    env: { ...env, NO_COLOR: '1' },
    shell: false,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: the CLI starts a Java program, which has to end with it.
    detached: process.platform !== 'win32',
  });
  let lastResort: NodeJS.Timeout | undefined;
  const stop = () => {
    endGroup(child.pid, 'SIGTERM');
    lastResort = setTimeout(() => endGroup(child.pid, 'SIGKILL'), graceMilliseconds);
  };
  signal.addEventListener('abort', stop, { once: true });
  let output = '';
  const take = (chunk: string) => {
    const text = withoutColours(chunk);
    output = (output + text).slice(-mostOutput);
    tell(text);
  };
  child.stdout.setEncoding('utf8').on('data', take);
  child.stderr.setEncoding('utf8').on('data', take);
  try {
    const exitCode = await new Promise<number | null>((done, fail) => {
      child.once('error', cause =>
        fail(
          new CodedError('suitecloud-not-started', { reason: 'code' in cause ? String(cause.code) : '' }, { cause }),
        ),
      );
      child.once('close', done);
    });
    signal.throwIfAborted();
    return { exitCode, output };
  } finally {
    clearTimeout(lastResort);
    signal.removeEventListener('abort', stop);
  }
}

function endGroup(pid: number | undefined, how: 'SIGTERM' | 'SIGKILL'): void {
  if (pid === undefined) {
    return;
  }
  if (process.platform === 'win32') {
    execFile('taskkill', ['/pid', String(pid), '/t', '/f'], () => undefined);
    return;
  }
  try {
    process.kill(-pid, how);
  } catch {
    // It has just ended.
  }
}

/** Escape sequences of terminals, and the spinner's carriage returns. */
export function withoutColours(text: string): string {
  return text
    .replaceAll(/\u001b\[[0-9;?]*[A-Za-z]/g, '')
    .replaceAll(/\r+(?=\n)/g, '')
    .replaceAll('\r', '\n');
}

/** What the CLI says became of a file. */
export type UploadOutcome =
  | { readonly kind: 'uploaded' }
  | { readonly kind: 'refused'; readonly reason: string }
  /** It ended well and names the file nowhere. */
  | { readonly kind: 'unclear' };

/**
 * Reads what became of an upload. The CLI ends with 0 also when NetSuite refused the file (oracle/netsuite-suitecloud-sdk,
 * issue 503): then it names the file with the reason behind it, else on a line of its own (UploadFilesOutputHandler.js). The
 * words around that are translated and may change.
 */
export function readUpload(exitCode: number | null, output: string, cabinetPath: string): UploadOutcome {
  const lines = output.split('\n').map(line => line.trim());
  const refusal = lines.find(line => line.startsWith(`${cabinetPath}:`));
  if (refusal !== undefined) {
    return { kind: 'refused', reason: refusal.slice(cabinetPath.length + 1).trim() };
  }
  if (exitCode !== 0) {
    return { kind: 'refused', reason: lines.filter(line => line !== '').at(-1) ?? '' };
  }
  return lines.includes(cabinetPath) ? { kind: 'uploaded' } : { kind: 'unclear' };
}
