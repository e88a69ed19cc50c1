// What the tests of generated code send, and what must come back.
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import { expect } from 'vitest';
import type { CodeCall } from '../../../src/formats/code/codeCall.ts';
import type { Finished } from '../../host/processes.ts';
import type { Fixture } from '../practice/practiceFixture.ts';
import { obstacleOf, type RunLanguage } from './codeRunner.ts';

export const accountId = 'TSTDRV0000001_SB1';
export const json = { name: 'Content-Type', value: 'application/json' };
export const restlet = '/app/site/hosting/restlet.nl?script=1&deploy=1';
const awkwardQuery =
  '&name=Zo%C3%AB+%26+%E6%97%A5%E6%9C%AC&plus=a%2Bb&twice=2&twice=10&twice=&empty=&%C3%BC=%F0%9F%98%80&a-b=1&a=2' +
  "&marks=!'()*~_.-&quote=%22%27%60%24%7Bx%7D%5C&constructor=1";
const awkwardText =
  'Zoë "q" \'s\' `t` $HOME ${x} #{y} \\n \\u0041 </script> */ ?> %s 日本 😀 \u202eabc\u2069 \u0001 end';

export interface Expected {
  readonly call: Omit<CodeCall, 'accountId' | 'url'> & { readonly path: string };
  /** What the answer's JSON must hold; its status is 200. */
  readonly answer: object;
}

export const calls: Readonly<Record<string, Expected>> = {
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

/** NetSuite takes no forms: it says so after a login, for which the form's pairs were signed where code signs. */
export const form: Expected['call'] = {
  method: 'POST',
  path: `${restlet}&b=1`,
  headers: [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }],
  body: 'b=0&a=x+y&a=%2B&empty=&%C3%BC=*&bare',
};

export const languages: readonly RunLanguage[] = ['curl', 'node', 'python', 'php'];

export type Skip = (condition: boolean, note?: string) => void;

/** Why languages cannot be run here; those that can are not in it. Once on a machine, Debian's packages are fetched. */
export async function findObstacles(): Promise<ReadonlyMap<RunLanguage, string>> {
  const obstacles = new Map<RunLanguage, string>();
  for (const language of languages) {
    const obstacle = await obstacleOf(language);
    if (obstacle !== undefined) {
      obstacles.set(language, obstacle);
    }
  }
  return obstacles;
}

export function callOf({ path, ...call }: Expected['call'], base: string): CodeCall {
  return { ...call, accountId, url: base + path, title: 'It\'s "a" test */ ?> \\ \n</script> $(exit 3)' };
}

/** The body of an answer 200: curl prints nothing else, the others the status before it. */
export function bodyOf(language: RunLanguage, { code, output }: Finished): unknown {
  expect(code, output).toBe(0);
  if (language !== 'curl') {
    expect(output).toMatch(/^HTTP 200\n/);
  }
  return JSON.parse(output.replace(/^HTTP 200\n/, ''));
}

/** Hands everything under /netsuite on to the practice account, under the account's own name. */
export async function startGateway(practice: Fixture): Promise<Server> {
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
