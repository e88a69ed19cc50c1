import { spawn } from 'node:child_process';
import { join } from 'node:path';
import jsonwebtoken from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { pemOf } from '../practice/oauth2.ts';
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

describe('tba explain, of OAuth 2.0', () => {
  const now = 1_700_000_000;
  const endpoint = 'https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token';
  const claims = { iss: 'client', scope: 'restlets', aud: endpoint, iat: now, exp: now + 300 };
  const assertion = (change: object = {}, algorithm: 'ES256' | 'RS256' = 'ES256') =>
    jsonwebtoken.sign({ ...claims, ...change }, pemOf(algorithm === 'ES256' ? 'p256' : 'rsa3072', 'key'), {
      algorithm,
      keyid: 'cert1',
    });
  const form = (jwt: string) =>
    `grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=${jwt}`;
  const answered = `< HTTP/1.1 401 Unauthorized\n< Date: Tue, 14 Nov 2023 22:13:25 GMT\n< Content-Type: application/json\n< \n{ [75 bytes data]\n{"error":"invalid_client","error_description":"No."}* Connection #0 to host x left intact\n`;
  const log = (jwt: string) =>
    `curl -v '${endpoint}' -d '${form(jwt)}'\n* Connected\n> POST /services/rest/auth/oauth2/v1/token HTTP/1.1\n> Host: 1234567-sb1.suitetalk.api.netsuite.com\n> \n${answered}`;

  it('reads a command with what curl -v printed, and names what can be seen', async () => {
    const jwt = assertion({}, 'RS256');
    const { code, out, err } = await explain([], log(jwt));
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain('The login was refused (401 invalid_client). Why, the likeliest first:');
    expect(out).toContain('[algorithm-refused] (certain)');
    expect(out).toContain('✗ algorithm: RS256 is RSA with PKCS#1 v1.5 padding.');
    expect(out).toContain('✓ audience: aud is the token endpoint of account 1234567_SB1.');
    expect(out).not.toContain(jwt.split('.')[2]);
  });

  it('answers programs, by the time of the answer and with what the environment knows', async () => {
    const env = { ...environment, NETSUITE_CLIENT_ID: 'client', NETSUITE_CERTIFICATE_ID: 'cert2' };
    const { code, out } = await explain(['--json'], log(assertion()), env);
    expect(code).toBe(1);
    const answer = JSON.parse(out) as { causes: { code: string; certainty: string }[]; checks: { check: string }[] };
    expect(answer).toMatchObject({ scheme: 'oauth2', valid: false, call: `POST ${endpoint}` });
    expect(answer.causes[0]).toMatchObject({ code: 'certificate-unknown', certainty: 'likely' });
    expect(answer.checks).toContainEqual({
      check: 'issuer',
      verdict: 'good',
      text: 'iss is the client ID that is kept here.',
    });
    expect(answer.checks).toContainEqual(expect.objectContaining({ check: 'expiry', verdict: 'good' }));
  });

  it('reads a call with an access token, in HAR', async () => {
    const token = jsonwebtoken.sign({ sub: '3;42', scope: ['restlets'], iat: now - 4000, exp: now - 400 }, 'x');
    const request = {
      method: 'GET',
      url: 'https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/record/v1/customer/1',
      headers: [{ name: 'Authorization', value: `Bearer ${token}` }],
    };
    const headers = [
      { name: 'date', value: 'Tue, 14 Nov 2023 22:13:25 GMT' },
      { name: 'www-authenticate', value: 'Bearer realm="1", error="invalid_token"' },
    ];
    const har = JSON.stringify({ log: { entries: [{ request, response: { status: 401, headers } }] } });
    const { code, out } = await explain(['--json'], har);
    expect(code).toBe(1);
    const { causes } = JSON.parse(out) as { causes: { code: string }[] };
    expect(causes.map(each => each.code)).toEqual(['access-token-expired', 'scope-insufficient']);
    expect(out).not.toContain(token.split('.')[2]);
  });

  it('takes an assertion alone, whose time is judged only where one is given', async () => {
    const [untimed, timed] = await Promise.all([
      explain([], assertion()),
      explain(['--server-time', String(now + 301)], assertion()),
    ]);
    expect([untimed.code, timed.code]).toEqual([0, 1]);
    expect(untimed.out).toContain('Nothing that can be seen here is wrong.');
    expect(timed.out).toContain('[assertion-expired] (certain)');
  });

  it('says what is the matter with a token that cannot be read', async () => {
    const { code, err } = await explain([], 'eyJhbGciOiJFUzI1NiJ9.eyJub3Q.x');
    expect([code, err]).toEqual([2, expect.stringContaining('The claims of the token cannot be read')]);
  });
});
