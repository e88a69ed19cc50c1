import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const cli = join(root, 'dist/cli.js');
const credentials = {
  NETSUITE_ACCOUNT_ID: '1234567-sb1',
  NETSUITE_CONSUMER_KEY: 'consumer-key',
  NETSUITE_CONSUMER_SECRET: 'canary-consumer-secret',
  NETSUITE_TOKEN_ID: 'token-id',
  NETSUITE_TOKEN_SECRET: 'canary-token-secret',
};

interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function tba(args: readonly string[], input = '', env: Record<string, string> = credentials): Promise<Result> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, ['--', cli, ...args], { env: { PATH: process.env['PATH'], ...env } });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('close', code => resolve({ code, out, err }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

describe('tba sign', () => {
  it('prints the header and no secret', async () => {
    const { code, out, err } = await tba([
      'sign',
      'GET',
      'https://1234567-sb1.restlets.api.netsuite.com/rest/tokeninfo',
    ]);
    expect(code).toBe(0);
    expect(out).toMatch(/^OAuth realm="1234567_SB1", oauth_consumer_key="consumer-key", .*oauth_signature="[^"]+"/);
    expect(out + err).not.toContain('canary');
  });

  it('shows every step and still no secret', async () => {
    const { out } = await tba(['sign', 'get', 'https://1234567-sb1.app.netsuite.com/x?b=2&a=1', '--show']);
    expect(out).toMatch(/query +a=1\n +query +b=2\n +oauth +oauth_consumer_key/);
    expect(out).toContain('GET&https%3A%2F%2F1234567-sb1.app.netsuite.com%2Fx&a%3D1%26b%3D2');
    expect(out).toContain('consumer secret (22 characters) & token secret (19 characters)');
    expect(out).not.toContain('canary');
  });

  it('says which URL to send when it is not the one given', async () => {
    const { err } = await tba(['sign', 'GET', 'https://1.app.netsuite.com/?q=a+b']);
    expect(err).toContain('https://1.app.netsuite.com/?q=a%20b');
  });

  it.each([
    [['sign'], 'sign takes a method and a URL'],
    [['sign', 'GET', 'nonsense'], 'URL cannot be read'],
    [['sign', 'GET', 'https://a/', '--what'], '--what'],
    [['sign', 'GET', 'https://a/', '--env-file', '/does/not/exist'], 'ENOENT'],
    [['frobnicate'], "There is no command 'frobnicate'. See 'tba help'."],
  ])('%j is refused with exit code 2', async (args, message) => {
    const { code, out, err } = await tba(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  it('names the credential that is missing', async () => {
    const { code, err } = await tba(['sign', 'GET', 'https://a/'], '', { ...credentials, NETSUITE_TOKEN_SECRET: ' ' });
    expect(code).toBe(2);
    expect(err).toContain('NETSUITE_TOKEN_SECRET');
  });

  describe('with --env-file', () => {
    let folder = '';
    beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'tba '))));
    afterAll(() => rm(folder, { recursive: true }));

    it('reads credentials from it and from nowhere else', async () => {
      const file = join(folder, '.env');
      const lines = Object.entries({ ...credentials, NETSUITE_CONSUMER_KEY: 'from-file' }).map(
        ([name, value]) => `${name}="${value}"`,
      );
      await writeFile(file, `\ufeff# mine\r\n${lines.join('\r\n')}`);
      expect((await tba(['sign', 'GET', 'https://a/', '--env-file', file])).out).toContain(
        'oauth_consumer_key="from-file"',
      );
      await writeFile(file, 'NETSUITE_ACCOUNT_ID=1');
      expect((await tba(['sign', 'GET', 'https://a/', '--env-file', file])).err).toContain('NETSUITE_CONSUMER_KEY');
    });
  });
});

interface Vector {
  readonly id: string;
  readonly expected: { readonly baseString: string; readonly signature: string };
}

describe('tba sign --batch', () => {
  it('agrees with every vector, in order', async () => {
    const file = join(root, 'test/fixtures/vectors/rfc5849.json');
    const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: Vector[] };
    const { code, out } = await tba(
      ['sign', '--batch'],
      vectors.map(vector => JSON.stringify({ ...vector, expected: undefined })).join('\n'),
      {},
    );
    const answers = out
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as { id: string; baseString: string; signature: string });
    expect(code).toBe(0);
    expect(answers.map(({ id, baseString, signature }) => ({ id, expected: { baseString, signature } }))).toEqual(
      vectors.map(({ id, expected: { baseString, signature } }) => ({ id, expected: { baseString, signature } })),
    );
  });

  const line = {
    id: 1,
    method: 'GET',
    url: 'https://a/',
    realm: '1',
    consumerKey: 'k',
    consumerSecret: 'canary',
    token: 't',
    tokenSecret: 'canary',
    nonce: 'abcdef',
    timestamp: '1',
  };

  it.each([
    ['not json', 'line-not-json'],
    ['[1]', 'line-not-json'],
    ['{"a":1,"a":2', 'line-not-json'],
    [JSON.stringify({ ...line, url: 'canary' }), 'url-invalid'],
    [JSON.stringify({ ...line, url: 'https://a/?%6fauth_token=1' }), 'url-oauth-parameter'],
    [JSON.stringify({ ...line, timestamp: 1 }), 'field-type'],
    [JSON.stringify({ ...line, nonce: undefined }), 'field-missing'],
    [JSON.stringify({ ...line, params: [1] }), 'params-shape'],
    [JSON.stringify({ ...line, url: 'https://a/?\ud800' }), 'url-not-unicode'],
  ])('refuses %s and goes on', async (bad, code) => {
    const { out } = await tba(['sign', '--batch'], `${bad}\n\n${JSON.stringify(line)}\n`, {});
    const [first, second, ...rest] = out
      .trimEnd()
      .split('\n')
      .map(text => JSON.parse(text) as Record<string, unknown>);
    expect(first).toMatchObject({ error: { code, message: expect.any(String) as string } });
    expect(second).toMatchObject({ id: 1, url: 'https://a/' });
    expect(rest).toEqual([]);
    expect(out).not.toContain('canary');
  });

  it('hands an ID back digit for digit', async () => {
    const { out } = await tba(
      ['sign', '--batch'],
      JSON.stringify(line).replace('"id":1', '"id":12345678901234567890'),
      {},
    );
    expect(out).toMatch(/^\{"id":12345678901234567890,/);
  });

  it('answers each line before the next one comes', async () => {
    const child = spawn(process.execPath, [cli, 'sign', '--batch']);
    const answers = child.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    for (const id of ['one', 'two']) {
      child.stdin.write(`${JSON.stringify({ ...line, id })}\n`);
      const { value } = (await answers.next()) as { value: Buffer };
      expect(JSON.parse(value.toString())).toMatchObject({ id });
    }
    child.stdin.end();
  });

  it("signs SOAP passports as Oracle's example has it", async () => {
    const file = join(root, 'test/fixtures/vectors/oracle.json');
    const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as {
      vectors: (Record<string, string> & { id: string })[];
    };
    const vector = vectors.find(({ id }) => id === 'ORA-SOAP');
    const { out } = await tba(['sign', '--soap', '--batch'], JSON.stringify(vector), {});
    expect(JSON.parse(out)).toEqual({
      id: 'ORA-SOAP',
      baseString: vector?.['baseString'],
      signature: vector?.['signatureBase64'],
    });
  });
});
