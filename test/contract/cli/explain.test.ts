import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sign } from '../support/independentSigner.ts';

const cli = join(import.meta.dirname, '../../../dist/cli.js');
const credentials = {
  account: '1234567_SB1',
  consumerKey: 'consumer-key',
  consumerSecret: 'canary-consumer-secret',
  token: 'token-id',
  tokenSecret: 'canary-token-secret',
};
const environment = {
  NETSUITE_ACCOUNT_ID: '1234567-sb1',
  NETSUITE_CONSUMER_KEY: credentials.consumerKey,
  NETSUITE_CONSUMER_SECRET: credentials.consumerSecret,
  NETSUITE_TOKEN_ID: credentials.token,
  NETSUITE_TOKEN_SECRET: credentials.tokenSecret,
};
const baseUri = 'https://1234567-sb1.restlets.api.netsuite.com/app/site/hosting/restlet.nl';
const query = [
  ['script', '42'],
  ['deploy', '1'],
] as const;
const url = `${baseUri}?script=42&deploy=1`;
const right = sign({ method: 'GET', baseUri, query, credentials, timestamp: 1_700_000_000 });
const wrong = sign({ method: 'GET', baseUri, credentials, timestamp: 1_700_000_000 });

interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function explain(args: readonly string[], input: string, env: Record<string, string> = environment): Promise<Result> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, ['--', cli, 'explain', ...args], {
      env: { PATH: process.env['PATH'], ...env },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('close', code => resolve({ code, out, err }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

const curl = (authorization: string) => `curl -X GET '${url}' \\\n  -H 'Authorization: ${authorization}'`;

describe('tba explain', () => {
  it('names the bug, shows both base strings where they part, and exits with 1', async () => {
    const { code, out } = await explain([], curl(wrong.authorization));
    expect(code).toBe(1);
    expect(out).toContain('[query-omitted]');
    expect(out).toContain('proved by the signature');
    const lines = out.split('\n');
    const theirs = lines.findIndex(line => line.startsWith('  theirs '));
    const at = lines[theirs + 2]!.indexOf('▲');
    expect(lines[theirs]!.slice(10, at)).toBe(lines[theirs + 1]!.slice(10, at));
    expect(lines[theirs]![at]).not.toBe(lines[theirs + 1]![at]);
    expect(out).not.toContain('canary');
  });

  it('says that a right call is right, and exits with 0', async () => {
    const { code, out } = await explain([], curl(right.authorization));
    expect([code, out]).toEqual([0, expect.stringContaining('Valid: the signature is right')]);
  });

  it('answers as JSON', async () => {
    const { code, out } = await explain(['--json', '-'], curl(wrong.authorization));
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      method: 'GET',
      url,
      valid: false,
      causes: [{ code: 'query-omitted' }],
      expected: { baseString: expect.stringContaining('script%3D42') as string },
    });
  });

  it('takes an Authorization header with method and URL, and a server’s time', async () => {
    const args = ['--method', 'GET', '--url', url, '--server-time', '2023-11-14T23:13:20Z'];
    const { code, out } = await explain(args, right.authorization);
    expect(code).toBe(1);
    expect(out).toContain('[timestamp-skew: -3600]');
  });

  it('looks at the header alone where a secret is missing', async () => {
    const { code, out } = await explain([], curl(right.authorization), { ...environment, NETSUITE_TOKEN_SECRET: '' });
    expect([code, out]).toEqual([1, expect.stringContaining('was not judged')]);
  });

  it.each([
    [['/does/not/exist'], '', 'ENOENT'],
    [[], 'no call at all', 'No request with an Authorization header'],
    [['a', 'b'], '', 'one file'],
    [['--batch', 'a'], '', '--batch takes its calls'],
    [['--server-time', 'noon'], curl(right.authorization), 'server time'],
  ])('%j with %j is refused with exit code 2', async (args, input, message) => {
    const { code, out, err } = await explain(args, input);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });
});

describe('tba explain --batch', () => {
  it('answers each line in order, and refuses what it cannot read', async () => {
    const lines = [
      { id: 1, method: 'GET', url, authorization: right.authorization, credentials },
      { id: 'two', method: 'GET', url, authorization: wrong.authorization, credentials, serverTime: 1_700_000_000 },
      { id: 3, method: 'GET', url, authorization: right.authorization, credentials, serverTime: '1700003600' },
      { id: 4, method: 'GET', url, credentials },
      { id: 5, method: 'GET', url: 'nonsense', authorization: 'OAuth', credentials },
      { id: 6, method: 'GET', url, authorization: 'OAuth', credentials: { ...credentials, consumerSecret: 7 } },
    ].map(line => JSON.stringify(line));
    const { code, out } = await explain(['--batch'], [...lines, 'no JSON'].join('\n'), {});
    const answers = out
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as Record<string, unknown>);
    expect(code).toBe(0);
    expect(answers).toMatchObject([
      { id: 1, valid: true, causes: [], expected: { baseString: right.baseString, signature: right.signature } },
      {
        id: 'two',
        valid: false,
        causes: [
          {
            code: 'query-omitted',
            explanation: expect.any(String) as string,
            fix: expect.stringContaining('Node: ') as string,
          },
        ],
      },
      { id: 3, valid: false, causes: [{ code: 'timestamp-skew', detail: '-3600' }] },
      { id: 4, error: { code: 'field-missing' } },
      { id: 5, error: { code: 'url-invalid' } },
      { id: 6, error: { code: 'field-type' } },
      { id: null, error: { code: 'line-not-json' } },
    ]);
    expect(out).not.toContain('canary');
  });
});
