import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { posixShim, windowsShim } from '../../../../src/workbench/terminal/shims.ts';
import {
  addToPath,
  removeFromPath,
  renewPath,
  type TerminalPathContext,
} from '../../../../src/workbench/terminal/terminalPath.ts';

const vscode = vi.hoisted(() => ({
  said: [] as string[],
  env: { remoteName: undefined as string | undefined },
}));
vi.mock('vscode', () => ({
  env: vscode.env,
  ExtensionKind: { UI: 1, Workspace: 2 },
  l10n: { t: (text: string) => text },
  Uri: { joinPath: ({ fsPath }: { fsPath: string }, ...parts: string[]) => ({ fsPath: join(fsPath, ...parts) }) },
  window: {
    showInformationMessage: (text: string) => Promise.resolve(void vscode.said.push(text)),
    showWarningMessage: (text: string) => Promise.resolve(void vscode.said.push(text)),
  },
}));

const run = promisify(execFile);
const id = 'tba-workbench.tba-workbench';
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tba's path "));
  vscode.said.length = 0;
  vscode.env.remoteName = undefined;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** An extension that is installed, as far as its command line goes: it says its version and what it was given. */
async function install(version: string): Promise<string> {
  const extension = join(folder, 'extensions', `${id}-${version}`);
  await mkdir(join(extension, 'dist'), { recursive: true });
  await writeFile(
    join(extension, 'dist/cli.js'),
    `console.log(JSON.stringify(['${version}', ...process.argv.slice(2)]))`,
  );
  return extension;
}

function context(extension: string, extensionKind = 2) {
  const variables = new Map<string, string>();
  const state = new Map<string, unknown>();
  return {
    variables,
    state,
    of: {
      environmentVariableCollection: {
        prepend: (name: string, value: string) => void variables.set(name, value),
        clear: () => variables.clear(),
      },
      extension: { id, extensionKind, extensionUri: { fsPath: extension } },
      globalState: { update: (key: string, value: unknown) => Promise.resolve(void state.set(key, value)) },
      globalStorageUri: { fsPath: join(folder, 'storage') },
    } as unknown as TerminalPathContext,
  };
}

describe.skipIf(process.platform === 'win32')('tba on the PATH of terminals', () => {
  const tba = (env: NodeJS.ProcessEnv, ...args: string[]) => run('/bin/sh', ['-c', `tba "$@"`, 'sh', ...args], { env });
  const pathOf = (variables: ReadonlyMap<string, string>) => ({
    PATH: (variables.get('PATH') ?? '') + (process.env['PATH'] ?? ''),
  });

  it('runs the command line with all that it is given, until it is taken away', async () => {
    const { variables, state, of } = context(await install('1.0.0'));
    await addToPath(of);
    expect(variables.get('PATH')).toBe(join(folder, 'storage', 'bin') + delimiter);
    expect(state.get('terminalPath')).toBe(true);
    const { stdout } = await tba(pathOf(variables), 'send', 'my orders.http', '--env-file', '$HOME', "it's");
    expect(JSON.parse(stdout)).toEqual(['1.0.0', 'send', 'my orders.http', '--env-file', '$HOME', "it's"]);
    await removeFromPath(of);
    expect([variables.size, state.get('terminalPath'), existsSync(join(folder, 'storage', 'bin'))]).toEqual([
      0,
      undefined,
      false,
    ]);
    expect(vscode.said).toHaveLength(2);
  });

  it('survives an update of the extension, also before that has started', async () => {
    const old = await install('1.0.0');
    const { variables, of } = context(old);
    await addToPath(of);
    const updated = await install('1.1.0');
    await rm(old, { recursive: true });
    expect(JSON.parse((await tba(pathOf(variables))).stdout)).toEqual(['1.1.0']);
    await renewPath(context(updated).of);
    expect(await readFile(join(folder, 'storage/bin/tba'), 'utf8')).toContain(`${id}-1.1.0/dist/cli.js`);
    await rm(updated, { recursive: true });
    await expect(tba(pathOf(variables))).rejects.toMatchObject({
      code: 127,
      stderr: 'tba: TBA Workbench for NetSuite is not installed any more.\n',
    });
  });

  it('runs with the Node of the PATH when VS Code’s own is gone', async () => {
    const shim = posixShim({ extension: await install('1.0.0'), id, node: join(folder, 'gone') });
    await mkdir(join(folder, 'bin'));
    await writeFile(join(folder, 'bin/tba'), shim, { mode: 0o755 });
    await symlink(process.execPath, join(folder, 'bin/node'));
    const { stdout } = await tba({ PATH: `${join(folder, 'bin')}:/usr/bin:/bin` }, 'help');
    expect(JSON.parse(stdout)).toEqual(['1.0.0', 'help']);
  });

  it('is refused where terminals are on another machine than the extension', async () => {
    vscode.env.remoteName = 'ssh-remote';
    const { variables, state, of } = context(await install('1.0.0'), 1);
    await addToPath(of);
    expect([variables.size, state.size, vscode.said.length]).toEqual([0, 0, 1]);
  });
});

describe('the program for Windows', () => {
  const lines = windowsShim(
    {
      extension: 'c:\\Users\\Jürgen\\.vscode\\extensions\\a.b-1.0.0',
      id: 'a.b',
      node: 'D:\\100%\\Code.exe',
    },
    'C:\\Users\\Jürgen',
  );

  it('names no folder outside ASCII, doubles percent signs and ends lines as batch files do', () => {
    expect(lines.split('\r\n').slice(3, 5)).toEqual([
      'set "cli=%USERPROFILE%\\.vscode\\extensions\\a.b-1.0.0\\dist\\cli.js"',
      'if not exist "%cli%" for /d %%d in ("%USERPROFILE%\\.vscode\\extensions\\a.b-*") do if exist "%%d\\dist\\cli.js" set "cli=%%d\\dist\\cli.js"',
    ]);
    expect(lines).toContain('set "node=D:\\100%%\\Code.exe"');
    expect(lines.replaceAll('\r\n', '')).not.toMatch(/[^\x20-\x7e]/);
  });
});
