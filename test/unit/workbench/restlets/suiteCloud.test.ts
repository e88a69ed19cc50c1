import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  batchProgram,
  findSuiteCloud,
  readUpload,
  runProgram,
  uploadArguments,
  withoutColours,
} from '../../../../src/workbench/restlets/suiteCloudCli.ts';
import { findAuthId, findUploadPlace, readAuthId } from '../../../../src/workbench/restlets/suiteCloudProject.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tba-suitecloud-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function put(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

const script = 'src/FileCabinet/SuiteScripts/shop/orders.js';

describe('where a script belongs', () => {
  it('is its path in the File Cabinet, and the folder of suitecloud.config.js', async () => {
    await put({
      [script]: '',
      'src/manifest.xml': '',
      'suitecloud.config.js': '',
      'project.json': '{"defaultAuthId":"dev"}',
    });
    expect(await findUploadPlace(join(root, script))).toEqual({
      root,
      cabinetPath: '/SuiteScripts/shop/orders.js',
    });
    expect(await findAuthId(root)).toBe('dev');
  });

  it('is the folder of manifest.xml where there is no suitecloud.config.js', async () => {
    await put({ [script]: '', 'src/manifest.xml': '' });
    expect((await findUploadPlace(join(root, script))).root).toBe(join(root, 'src'));
  });

  it.each([
    ['outside FileCabinet', 'src/lib/a.js'],
    ['of the File Cabinet’s own folder', 'src/FileCabinet/a.js'],
    ['of no project', 'elsewhere/FileCabinet/SuiteScripts/a.js'],
  ])('is not known %s', async (_, path) => {
    await put({ [path]: '', 'src/manifest.xml': '' });
    await expect(findUploadPlace(join(root, path))).rejects.toMatchObject({ code: 'upload-outside-project' });
  });

  it.each([undefined, '{}', '{"defaultAuthId":" "}', '{"defaultAuthId":7}', '[', 'null'])(
    'is not set up with the project.json %s',
    async text => {
      await put(text === undefined ? {} : { 'project.json': text });
      await expect(findAuthId(root)).rejects.toMatchObject({
        code: 'suitecloud-not-set-up',
        data: { folder: root },
      });
      expect(readAuthId(text ?? '')).toBeUndefined();
    },
  );
});

describe('the SuiteCloud CLI', () => {
  const machine = (path = '') => ({ platform: 'linux' as const, env: { PATH: path }, execPath: '/node' });

  it('is the project’s own before the one on the PATH', async () => {
    await put({ 'node_modules/.bin/suitecloud': '', 'bin/suitecloud': '' });
    const path = `:relative:${join(root, 'bin')}/`;
    expect((await findSuiteCloud(join(root, 'a/b'), machine(path))).command).toBe(
      join(root, 'node_modules/.bin/suitecloud'),
    );
    await rm(join(root, 'node_modules'), { recursive: true });
    expect((await findSuiteCloud(root, machine(path))).command).toBe(join(root, 'bin/suitecloud'));
  });

  it('is missing where it is nowhere', async () => {
    await mkdir(join(root, 'bin/suitecloud'), { recursive: true });
    await expect(findSuiteCloud(root, machine(join(root, 'bin')))).rejects.toMatchObject({
      code: 'suitecloud-missing',
      data: { folder: root },
    });
  });

  it.each([
    ['npm', '@ECHO off\r\n"%_prog%"  "%dp0%\\..\\@oracle\\suitecloud-cli\\src\\suitecloud.js" %*', '/p/node_modules'],
    [
      'pnpm',
      '@IF EXIST "%~dp0\\node.exe" (\r\n"%~dp0\\node.exe" "%~dp0\\..\\@oracle\\suitecloud-cli\\src\\suitecloud.js" %*',
      '/p/node_modules',
    ],
  ])('is started on Windows without its batch file, as %s writes it', (_, text, folder) => {
    expect(batchProgram('/p/node_modules/.bin/suitecloud.cmd', text, { ...machine(), platform: 'win32' })).toEqual({
      command: '/node',
      args: [`${folder}/@oracle/suitecloud-cli/src/suitecloud.js`],
      env: { PATH: '', ELECTRON_RUN_AS_NODE: '1' },
    });
  });

  it('is not started from a batch file of another kind', () => {
    expect(() => batchProgram('/p/suitecloud.cmd', 'calc.exe', machine())).toThrow('suitecloud-missing');
  });

  const run = async (text: string, args: readonly string[], signal = new AbortController().signal) => {
    await put({ 'program.mjs': text });
    const said: string[] = [];
    const program = { command: process.execPath, args: [join(root, 'program.mjs')], env: process.env };
    const ended = runProgram(program, args, root, signal, each => void said.push(each));
    return { ended, said };
  };

  it('gets its arguments as they are, whatever a shell would make of them', async () => {
    const path = '/SuiteScripts/a "b" & $(touch x); %PATH%.js';
    const { ended } = await run('console.log(JSON.stringify(process.argv.slice(2)))', uploadArguments(path));
    const { exitCode, output } = await ended;
    expect([exitCode, JSON.parse(output)]).toEqual([0, ['file:upload', '--paths', path]]);
  });

  it('ends with all that it started when it is cancelled', async () => {
    // What it started holds its output open as long as it runs.
    const child = 'console.log("started"); setInterval(() => undefined, 1000)';
    const stop = new AbortController();
    const { ended, said } = await run(
      `import { spawn } from 'node:child_process';
      spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' });
      setInterval(() => undefined, 1000);`,
      [],
      stop.signal,
    );
    await expect.poll(() => said.join('')).toBe('started\n');
    stop.abort(new Error('stopped'));
    await expect(ended).rejects.toThrow('stopped');
  });

  it('says that it cannot be started', async () => {
    await put({ suitecloud: 'no program' });
    await chmod(join(root, 'suitecloud'), 0o600);
    const program = { command: join(root, 'suitecloud'), args: [], env: {} };
    await expect(runProgram(program, [], root, new AbortController().signal, () => undefined)).rejects.toMatchObject({
      code: 'suitecloud-not-started',
      data: { reason: 'EACCES' },
    });
  });

  it.each([
    ['uploaded', 0, 'The following files were uploaded:\n/SuiteScripts/a.js\n', { kind: 'uploaded' }],
    [
      'refused in spite of exit code 0',
      0,
      'Not uploaded:\n/SuiteScripts/a.js: Syntax error',
      { kind: 'refused', reason: 'Syntax error' },
    ],
    ['failed', 1, 'No login.\n\n', { kind: 'refused', reason: 'No login.' }],
    ['ended by somebody', null, '', { kind: 'refused', reason: '' }],
    ['another file', 0, '/SuiteScripts/a.js.bak\n', { kind: 'unclear' }],
  ])('tells what became of the file: %s', (_, exitCode, output, outcome) => {
    expect(readUpload(exitCode, output, '/SuiteScripts/a.js')).toEqual(outcome);
  });

  it('is read without colours and spinners', () => {
    expect(withoutColours('\u001b[32m/SuiteScripts/a.js\u001b[39m\r\n|\r\u001b[K/')).toBe('/SuiteScripts/a.js\n|\n/');
  });
});
