// The code signs by itself; the practice account checks the signature with a verifier of its own.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeCall } from '../../../src/formats/code/codeCall.ts';
import { writeCurlOnce } from '../../../src/formats/code/curlOnce.ts';
import { writeCode } from '../../../src/formats/code/writeCode.ts';
import { signRequest } from '../../../src/tba/signRequest.ts';
import type { Finished } from '../../host/processes.ts';
import { startFixture, type Fixture } from '../practice/practiceFixture.ts';
import { obstacleOf, startCodeRunner, type CodeRunner, type RunLanguage } from './codeRunner.ts';

const accountId = 'TSTDRV0000001_SB1';
const json = { name: 'Content-Type', value: 'application/json' };
const restlet = '/app/site/hosting/restlet.nl?script=1&deploy=1';
const awkwardQuery =
  '&name=Zo%C3%AB+%26+%E6%97%A5%E6%9C%AC&plus=a%2Bb&twice=2&twice=10&twice=&empty=&%C3%BC=%F0%9F%98%80&a-b=1&a=2' +
  "&marks=!'()*~_.-&quote=%22%27%60%24%7Bx%7D%5C&constructor=1";
const awkwardText =
  'Zoë "q" \'s\' `t` $HOME ${x} #{y} \\n \\u0041 </script> */ ?> %s 日本 😀 \u202eabc\u2069 \u0001 end';

interface Expected {
  readonly call: Omit<CodeCall, 'accountId' | 'url'> & { readonly path: string };
  /** What the answer's JSON must hold; its status is 200. */
  readonly answer: object;
}

const calls: Readonly<Record<string, Expected>> = {
  'a RESTlet GET with unicode, plus, repeated and empty parameters': {
    call: { method: 'GET', path: restlet + awkwardQuery, headers: [json] },
    answer: {
      method: 'GET',
      parameters: {
        name: 'Zoë & 日本',
        plus: 'a+b',
        twice: '2',
        empty: '',
        ü: '😀',
        'a-b': '1',
        a: '2',
        marks: "!'()*~_.-",
        quote: '"\'`${x}\\',
        constructor: '1',
      },
    },
  },
  'a RESTlet POST of JSON': {
    call: {
      method: 'POST',
      path: `${restlet}&memo=x`,
      headers: [json, { name: 'X-Empty', value: '' }, { name: 'X-Quote', value: `it's "$HOME" \\ \`x\`` }],
      body: JSON.stringify({ memo: awkwardText, lines: [1, 2] }, null, 2),
    },
    answer: { method: 'POST', body: { memo: awkwardText, lines: [1, 2] } },
  },
  'a RESTlet PUT of JSON in one line': {
    call: { method: 'PUT', path: restlet, headers: [json], body: '{"memo":"it\'s"}' },
    answer: { method: 'PUT', body: { memo: "it's" } },
  },
  'a SuiteQL POST': {
    call: {
      method: 'POST',
      path: '/services/rest/query/v1/suiteql?limit=2&offset=0',
      headers: [json, { name: 'Prefer', value: 'transient' }],
      body: '{\n  "q": "SELECT id\\nFROM customer WHERE companyname LIKE \'%a%\' ORDER BY id"\n}',
    },
    answer: { count: 2 },
  },
  'a REST GET with a q filter': {
    call: {
      method: 'GET',
      path: `/services/rest/record/v1/customer?q=${encodeURIComponent('companyName CONTAIN "a"')}&limit=1`,
      headers: [{ name: 'Accept', value: 'application/json' }],
    },
    answer: { count: 1 },
  },
};

/** NetSuite takes no forms: it says so after a login, for which the form's pairs were signed. */
const form: Expected['call'] = {
  method: 'POST',
  path: `${restlet}&b=1`,
  headers: [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }],
  body: 'b=0&a=x+y&a=%2B&empty=&%C3%BC=*&bare',
};

const languages: readonly RunLanguage[] = ['curl', 'node', 'python', 'php'];
const obstacles = new Map<RunLanguage, string>();
type Skip = (condition: boolean, note?: string) => void;

let practice: Fixture;
let runner: CodeRunner;

beforeAll(async () => {
  practice = await startFixture();
  runner = await startCodeRunner();
  for (const language of languages) {
    const obstacle = await obstacleOf(language);
    if (obstacle !== undefined) {
      obstacles.set(language, obstacle);
    }
  }
  // Once on a machine, Debian's packages are fetched.
}, 300_000);

afterAll(async () => {
  await runner.stop();
  await practice.stop();
});

function credentials(): Record<string, string> {
  const { consumerKey, consumerSecret, token, tokenSecret } = practice.credentials;
  return {
    NETSUITE_CONSUMER_KEY: consumerKey,
    NETSUITE_CONSUMER_SECRET: consumerSecret,
    NETSUITE_TOKEN_ID: token,
    NETSUITE_TOKEN_SECRET: tokenSecret,
  };
}

function callOf({ path, ...call }: Expected['call'], base = practice.baseUrl): CodeCall {
  return { ...call, accountId, url: base + path, title: 'It\'s "a" test */ ?> \\ \n</script> $(exit 3)' };
}

/** The body of an answer 200: curl prints nothing else, the others the status before it. */
function bodyOf(language: RunLanguage, { code, output }: Finished): unknown {
  expect(code, output).toBe(0);
  if (language !== 'curl') {
    expect(output).toMatch(/^HTTP 200\n/);
  }
  return JSON.parse(output.replace(/^HTTP 200\n/, ''));
}

/** Runs code that must log in: one new row of the Login Audit Trail, which says so. */
async function logIn(language: RunLanguage, code: string, skip: Skip): Promise<Finished> {
  skip(obstacles.has(language), obstacles.get(language));
  practice.clock.seconds = Math.floor(Date.now() / 1000);
  const before = practice.account.loginAudit.rows().length;
  const finished = await runner.run(language, code, credentials());
  const rows = practice.account.loginAudit.rows().slice(before);
  expect(rows, finished.output).toMatchObject([{ status: 'Success' }]);
  return finished;
}

describe.each(languages)('code for %s', language => {
  it.for(Object.entries(calls))('signs %s', async ([, { call, answer }], { skip }) => {
    const finished = await logIn(language, writeCode(language, callOf(call)), skip);
    expect(bodyOf(language, finished)).toMatchObject(answer);
  });

  it('signs the pairs of a form', async ({ skip }) => {
    const finished = await logIn(language, writeCode(language, callOf(form)), skip);
    expect(finished.output).toContain('error code: UNSUPPORTED_MEDIA_TYPE');
    expect(finished.code).not.toBe(0);
  });

  it('says which variable is missing, and calls nobody', async ({ skip }) => {
    skip(obstacles.has(language), obstacles.get(language));
    const before = practice.account.loginAudit.rows().length;
    const code = writeCode(language, callOf({ method: 'GET', path: restlet, headers: [] }));
    const finished = await runner.run(language, code, { ...credentials(), NETSUITE_TOKEN_SECRET: '' });
    expect(finished.code).not.toBe(0);
    expect(finished.output).toMatch(
      /NETSUITE_TOKEN_SECRET: Set this environment variable|Set the environment variable NETSUITE_TOKEN_SECRET/,
    );
    expect(practice.account.loginAudit.rows().length).toBe(before);
  });

  it('signs what a gateway hands on, not where the call goes', async ({ skip }) => {
    const gateway = await startGateway();
    try {
      const { port } = gateway.address() as AddressInfo;
      const path = `${restlet}&plus=a%2Bb`;
      const call = callOf({ method: 'GET', path, headers: [json] }, `http://127.0.0.1:${port}/netsuite`);
      const code = writeCode(language, { ...call, signedUrl: practice.baseUrl + path });
      expect(bodyOf(language, await logIn(language, code, skip))).toMatchObject({ parameters: { plus: 'a+b' } });
    } finally {
      gateway.close();
    }
  });
});

describe('the practice account', () => {
  it('refuses the same code with the pairs of its form left unsigned', async () => {
    const code = writeCode('node', callOf(form)).replace('...new URLSearchParams(form), ', '');
    practice.clock.seconds = Math.floor(Date.now() / 1000);
    const finished = await runner.run('node', code, credentials());
    expect(finished.output).toMatch(/^HTTP 401\n/);
  });
});

describe('curl with its header made', () => {
  it.for(Object.entries(calls))('sends %s once', async ([, { call, answer }], { skip }) => {
    const code = writeCurlOnce(callOf(call), authorizationOf(callOf(call)));
    const finished = await logIn('curl', code.replace('curl', 'curl --silent'), skip);
    expect(bodyOf('curl', finished)).toMatchObject(answer);
  });

  it('sends a form once', async ({ skip }) => {
    const code = writeCurlOnce(callOf(form), authorizationOf(callOf(form)));
    expect((await logIn('curl', code, skip)).output).toContain('UNSUPPORTED_MEDIA_TYPE');
  });
});

function authorizationOf({ method, url, headers, body }: CodeCall): string {
  const contentType = headers.find(({ name }) => name === 'Content-Type')?.value;
  const nonce = randomUUID().replaceAll('-', '');
  const timestamp = String(Math.floor(Date.now() / 1000));
  const request = { method, url, contentType, body, realm: accountId, nonce, timestamp };
  return signRequest(request, practice.credentials).authorization;
}

/** Hands everything under /netsuite on to the practice account, under the account's own name. */
async function startGateway(): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    const onward = request(
      practice.baseUrl + (incoming.url ?? '').replace(/^\/netsuite/, ''),
      { method: incoming.method, headers: { ...incoming.headers, host: new URL(practice.baseUrl).host } },
      answer => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
