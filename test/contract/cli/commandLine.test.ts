// What every command of `tba` has in common: help, colours, exit codes, streams that end.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { cli, credentials, start, tba } from './tba.ts';

const url = 'https://1234567-sb1.restlets.api.netsuite.com/rest/tokeninfo';
const root = join(import.meta.dirname, '../../..');

describe('tba', () => {
  it('tells its version', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(await tba(['--version'], '', {})).toMatchObject({ code: 0, out: `${version}\n`, err: '' });
  });

  it.each([
    [['help'], /^tba signs, sends and explains/],
    [['--help'], /^tba signs, sends and explains/],
    [['help', 'sign'], /^tba sign METHOD URL/],
    [['sign', '--help'], /^tba sign METHOD URL/],
    [['explain', '--help'], /^tba explain \[FILE/],
    [['send', 'orders.http', '--all', '--help'], /^tba send FILE.*--parallel.*--report junit=FILE/s],
    [['practice', '-h'], /^tba practice \[--port N\]/],
  ])('%j tells how it is used, on standard output', async (args, text) => {
    const { code, out, err } = await tba(args, '', {});
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(text);
    expect(Math.max(...out.split('\n').map(line => line.length))).toBeLessThanOrEqual(120);
  });

  it.each([
    [[], /^tba signs, sends/],
    [['frobnicate\u001b[2J'], /^tba: There is no command 'frobnicate\\x1b\[2J'\. See 'tba help'\.\n$/],
    [['help', 'toString'], /^tba: There is no command 'toString'/],
    [['sign', 'GET'], /^tba: sign takes a method and a URL\. See 'tba sign --help'\.\n$/],
    [['sign', 'GET', url, '--nope'], /^tba: Unknown option '--nope'\. See 'tba sign --help'\.\n$/],
    [['sign', '--soap'], /^tba: --soap goes with --batch\./],
    [['sign', 'GET', url, '--env-file', root], /^tba: Cannot read .* \(EISDIR\)\. Check the path, .*\n$/],
    [['explain', 'a', 'b'], /^tba: explain takes one file\./],
    [['explain', '/does/not/exist'], /^tba: Cannot read \/does\/not\/exist \(ENOENT\)\. Check the path, .*\n$/],
    [['explain', '-'], /^tba: No request with an Authorization header .*\n$/],
    [['send'], /^tba: send takes one request file\. See 'tba send --help'\.\n$/],
    [['send', root], /^tba: Cannot read .* \(EISDIR\)\. Check the path, .*\n$/],
    [['send', 'a.http', '--parallel', '0'], /^tba: --parallel takes a number from 1 to 50\. /],
    [['send', 'a.http', '--repeat', '1.5'], /^tba: --repeat takes a number from 1 to 1000000\. /],
    [['send', 'a.http', '--report', 'html=a'], /^tba: Write --report as --report junit=FILE or/],
    [['practice', '--workspace', ''], /^tba: --workspace takes a folder\. /],
  ])('%j is refused with exit code 2', async (args, message) => {
    const { code, out, err } = await tba(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  it.each([['sign'], ['explain']])('%s --batch says that standard input cannot be read', async command => {
    const child = spawn(process.execPath, [cli, command, '--batch'], { stdio: [openSync(root, 'r'), 'pipe', 'pipe'] });
    let err = '';
    child.stderr!.on('data', (chunk: Buffer) => (err += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    expect([code, err]).toEqual([2, 'tba: Cannot read standard input (EISDIR).\n']);
  });

  it('has colours where they are wanted, and none where nobody asks', async () => {
    const show = async (env: Record<string, string>) =>
      (await tba(['sign', 'GET', url, '--show'], '', { ...credentials, ...env })).out;
    expect(await show({})).not.toContain('\u001b');
    expect(await show({ FORCE_COLOR: '1' })).toContain('\u001b[1mSignature       \u001b[22m');
    expect((await tba(['sign'], '', { FORCE_COLOR: '1' })).err).toMatch(/^\u001b\[31mtba:\u001b\[39m sign takes/);
  });

  it('loads neither undici nor more than it needs for --version and sign', () => {
    const { outputs } = JSON.parse(readFileSync(join(root, 'dist/meta.json'), 'utf8')) as {
      outputs: Record<string, { bytes: number; imports: { path: string }[]; inputs: Record<string, unknown> }>;
    };
    for (const [file, budget] of [
      ['dist/cli.js', 15_000],
      ['dist/sign.cjs', 50_000],
    ] as const) {
      const { bytes, imports, inputs } = outputs[file]!;
      expect(bytes).toBeLessThan(budget);
      expect(Object.keys(inputs).filter(input => /undici|src\/exchange/.test(input))).toEqual([]);
      const loaded = imports.map(({ path }) => relative('dist', join(dirname(file), path)));
      expect(loaded.filter(path => path.includes('undici'))).toEqual([]);
    }
    expect(outputs['dist/send.cjs']?.imports.map(({ path }) => path)).toContain('./undici.js');
  });
});

const line = (id: number, query = '') =>
  `${JSON.stringify({ id, method: 'GET', url: `https://a/?${query}`, realm: '1', consumerKey: 'k', consumerSecret: 's', token: 't', tokenSecret: 's', nonce: 'abcdef', timestamp: '1' })}\n`;

describe('a batch', () => {
  it('takes no more in than it gets rid of', async () => {
    const child = start(['sign', '--batch'], {});
    let taken = 0;
    const input = Readable.from(
      (function* () {
        for (let id = 0; id < 300; id++) {
          taken = id;
          yield line(id, 'a'.repeat(20_000));
        }
      })(),
    );
    const written = pipeline(input, child.stdin);
    // Nobody reads the answers: the writer has to wait.
    await expect.poll(() => taken).toBeGreaterThan(1);
    for (let before = -1; before !== taken;) {
      before = taken;
      await sleep(300);
    }
    expect(taken).toBeLessThan(100);
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('latin1')));
    await written;
    const { code } = await child.ended;
    const ids = out
      .trimEnd()
      .split('\n')
      .map(text => (JSON.parse(text) as { id: number }).id);
    expect([code, ids]).toEqual([0, Array.from({ length: 300 }, (_, id) => id)]);
  });

  it.each([['sign'], ['explain']])('%s ends by itself when nobody reads the answers any more', async command => {
    const child = start([command, '--batch'], {});
    const feed = setInterval(() => {
      child.stdin.write(line(1).repeat(100));
    }, 5);
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const { code, err } = await child.ended;
    clearInterval(feed);
    expect([code, err]).toEqual([141, '']);
  });

  it('says that a full disk is full', async () => {
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [cli, 'sign', '--batch'], { stdio: ['pipe', full, 'pipe'] });
    let err = '';
    child.stderr!.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.stdin!.on('error', () => undefined);
    child.stdin!.end(line(1));
    const [code] = (await once(child, 'close')) as [number];
    expect([code, err]).toEqual([2, 'tba: Cannot write the output (ENOSPC).\n']);
  });
});
