// What `npm pack` makes, installed for everybody as a stranger would, without a network.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { npm } from '../../host/npm.ts';
import { sign } from '../support/independentSigner.ts';
import { credentials } from './tba.ts';

const root = join(import.meta.dirname, '../../..');
const run = promisify(execFile);
let folder = '';
let prefix = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tba-pack-'));
  prefix = join(folder, 'prefix');
  // Built already; building it again would pull the rug from under other tests.
  await npm(root, ['pack', '--ignore-scripts', '--pack-destination', folder]);
  const [tarball = ''] = (await readdir(folder)).filter(name => name.endsWith('.tgz'));
  await npm(folder, ['install', '--global', '--prefix', prefix, '--offline', join(folder, tarball)]);
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const modules = () => join(prefix, process.platform === 'win32' ? 'node_modules' : 'lib/node_modules');

describe('the package', () => {
  it('brings the command line, and nothing else', async () => {
    expect(await readdir(modules())).toEqual(['tba-workbench']);
    expect(await readdir(join(modules(), 'tba-workbench'))).not.toContain('node_modules');
    const tba = join(prefix, process.platform === 'win32' ? 'tba.cmd' : 'bin/tba');
    const env = { PATH: process.env['PATH'], ...credentials };
    const signed = await run(tba, ['sign', 'GET', 'https://1234567-sb1.app.netsuite.com/'], { env });
    expect(signed.stdout).toMatch(/^OAuth realm="1234567_SB1"/);
    await expect(run(tba, ['send', 'nowhere.http'], { env })).rejects.toMatchObject({ code: 2 });
  });

  it('holds no source, no test and nothing of a source map', async () => {
    const installed = join(modules(), 'tba-workbench');
    const files = (await readdir(installed, { recursive: true, withFileTypes: true }))
      .filter(entry => entry.isFile())
      .map(entry => relative(installed, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
    expect(files).toContain('dist/cli.js');
    expect(files.filter(name => /\.map$|(?<!\.d)\.ts$|^(?:src|test|node_modules|\..*)\/|\.env/.test(name))).toEqual([]);
    const scripts = files.filter(name => /^dist\/.*\.c?js$/.test(name));
    const texts = await Promise.all(scripts.map(name => readFile(join(installed, name), 'utf8')));
    expect(scripts.filter((_, index) => texts[index]?.includes('//# sourceMappingURL'))).toEqual([]);
  });

  it('is in the extension as well, whole', async () => {
    const { listFiles, PackageManager } = await import('@vscode/vsce');
    const packed = await listFiles({ cwd: root, packageManager: PackageManager.None });
    const { outputs } = JSON.parse(await readFile(join(root, 'dist/meta.json'), 'utf8')) as {
      outputs: Record<string, { imports: { path: string; external?: boolean }[] }>;
    };
    const commands = ['cli.js', 'sign.cjs', 'send.cjs', 'explain.js', 'practiceCommand.js'];
    const wanted = [...commands, 'shared.cjs', 'oauth2Causes.js', 'undici.js', 'practice.js'];
    const chunks = ['dist/explain.js', 'dist/oauth2Causes.js', 'dist/practiceCommand.js'].flatMap(file =>
      (outputs[file]?.imports ?? []).filter(({ external }) => !external).map(({ path }) => path),
    );
    expect(packed).toEqual(expect.arrayContaining([...wanted.map(name => `dist/${name}`), ...chunks]));
  });

  it('brings a library with types, for a program of one’s own', async () => {
    const url = 'https://1234567-sb1.app.netsuite.com/x';
    await mkdir(join(folder, 'program'));
    await symlink(modules(), join(folder, 'program/node_modules'), 'junction');
    await writeFile(join(folder, 'program/package.json'), '{"type":"module"}');
    await writeFile(
      join(folder, 'program/program.ts'),
      `import { explainRequest, readAccount, signPassport, signRequest, TbaError, type Cause } from 'tba-workbench/tba';
      const credentials = { account: '1234567-sb1', consumerKey: 'k', consumerSecret: 's', token: 't', tokenSecret: 'u' };
      const fixed = { nonce: 'abcdefghij', timestamp: '1700000000' };
      const signed = signRequest({ method: 'get', url: '${url}?b=2&a=1#x', ...fixed }, credentials);
      const { url } = signed;
      const right = await explainRequest({ method: 'GET', url, authorization: signed.headers.Authorization }, credentials);
      const wrong = await explainRequest(
        { method: 'GET', url: url + '&c=3', authorization: signed.headers.Authorization },
        credentials,
      );
      const codes: Cause['code'][] = wrong.causes.map(({ code }) => code);
      let error: unknown;
      try {
        signRequest({ method: 'GET', url: 'http://example.com' }, credentials);
      } catch (thrown) {
        error = thrown instanceof TbaError ? [thrown.code, thrown.message] : thrown;
      }
      const passport: string = signPassport(credentials, fixed).signature;
      // @ts-expect-error a method is needed
      const misuse = () => signRequest({ url }, credentials);
      console.log(JSON.stringify({ url, signature: signed.signature, right, codes, error, passport,
        hosts: readAccount('https://1234567-sb1.app.netsuite.com/x').hosts, misuse: typeof misuse }));
      `,
    );
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const options = ['--strict', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2022,dom'];
    const check = run(process.execPath, [tsc, ...options, 'program.ts'], { cwd: join(folder, 'program') });
    expect(await check.catch((error: unknown) => error)).toMatchObject({ stdout: '' });
    const { stdout } = await run('node', ['program.js'], { cwd: join(folder, 'program') });
    const query = [
      ['b', '2'],
      ['a', '1'],
    ] as const;
    const independent = sign({
      method: 'GET',
      baseUri: url,
      query,
      credentials: { account: '1234567_SB1', consumerKey: 'k', consumerSecret: 's', token: 't', tokenSecret: 'u' },
      nonce: 'abcdefghij',
      timestamp: 1_700_000_000,
    });
    const { signature, ...said } = JSON.parse(stdout) as { signature: string };
    expect(signature).toBe(independent.signature);
    expect(said).toMatchObject({
      url: `${url}?b=2&a=1`,
      right: { valid: true, signature: 'right', causes: [] },
      codes: [expect.any(String) as string],
      error: ['url-http-not-loopback', 'Plain http is only signed for this machine, not for example.com. Use https.'],
      passport: expect.stringMatching(/^[\w+/]{43}=$/) as string,
      hosts: { restlets: '1234567-sb1.restlets.api.netsuite.com' },
    });
  });
});
