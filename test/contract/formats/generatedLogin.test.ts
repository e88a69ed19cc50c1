// The code makes its own assertion; the practice account checks it with code of its own, and gives an access token or not.
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeCall, CodeLogin } from '../../../src/formats/code/codeCall.ts';
import { writeCode } from '../../../src/formats/code/writeCode.ts';
import { tokenPath } from '../../../src/oauth2/endpoints.ts';
import { revokeMapping } from '../../../src/practice/access/certificates.ts';
import type { Finished } from '../../host/processes.ts';
import { mapCertificate } from '../practice/oauth2.ts';
import { startFixture, type Fixture } from '../practice/practiceFixture.ts';
import {
  bodyOf,
  callOf,
  calls,
  findObstacles,
  form,
  json,
  languages,
  restlet,
  startGateway,
  type Expected,
  type Skip,
} from './codeCalls.ts';
import { startCodeRunner, type CodeRunner, type RunLanguage } from './codeRunner.ts';

const keys = ['p256', 'p384', 'p521', 'rsa3072'] as const;
type Key = (typeof keys)[number];
const post = calls['a RESTlet POST of JSON']!;

let practice: Fixture;
let runner: CodeRunner;
let obstacles: ReadonlyMap<RunLanguage, string>;
const certificateIds = new Map<Key, string>();

beforeAll(async () => {
  practice = await startFixture();
  // An application has one certificate for a user and role: each is revoked until all are there, and none expires.
  for (const key of keys) {
    const id = await mapCertificate(practice, key);
    await practice.setState(state => revokeMapping(state, id));
    certificateIds.set(key, id);
  }
  await practice.setState(state => ({
    ...state,
    certificateMappings: state.certificateMappings.map(each => ({
      ...each,
      isRevoked: false,
      validFrom: 0,
      validUntil: Number.MAX_SAFE_INTEGER,
    })),
  }));
  runner = await startCodeRunner();
  obstacles = await findObstacles();
}, 300_000);

afterAll(async () => {
  await runner.stop();
  await practice.stop();
});

function environment(key: Key): Record<string, string> {
  return {
    NETSUITE_CLIENT_ID: practice.credentials.consumerKey,
    NETSUITE_CERTIFICATE_ID: certificateIds.get(key) ?? '',
    NETSUITE_PRIVATE_KEY_FILE: join(import.meta.dirname, `../../fixtures/certificates/${key}.key.pem`),
  };
}

function loginAt(base: string): CodeLogin {
  return {
    tokenUrl: base + tokenPath,
    audience: practice.baseUrl + tokenPath,
    scopes: ['restlets', 'rest_webservices'],
    isPersonal: false,
  };
}

function withLogin(call: Expected['call']): CodeCall {
  return { ...callOf(call, practice.baseUrl), oauth2: loginAt(practice.baseUrl) };
}

async function run(
  language: RunLanguage,
  call: CodeCall,
  env: Readonly<Record<string, string>>,
  skip: Skip,
): Promise<{ readonly finished: Finished; readonly rows: readonly unknown[] }> {
  skip(obstacles.has(language), obstacles.get(language));
  practice.clock.seconds = Math.floor(Date.now() / 1000);
  const before = practice.account.loginAudit.rows().length;
  const finished = await runner.run(language, writeCode(language, call), env);
  return { finished, rows: practice.account.loginAudit.rows().slice(before) };
}

/** Code that must log in: the Login Audit Trail has the access token, and no failure. */
async function logIn(language: RunLanguage, call: CodeCall, key: Key, skip: Skip): Promise<Finished> {
  const { finished, rows } = await run(language, call, environment(key), skip);
  expect(rows, finished.output).toContainEqual(expect.objectContaining({ surface: 'oauth2-token' }));
  expect(rows, finished.output).not.toContainEqual(expect.objectContaining({ status: 'Failure' }));
  return finished;
}

describe.each(languages)('code for %s', language => {
  it.for(keys)('logs in with the key %s', async (key, { skip }) => {
    expect(bodyOf(language, await logIn(language, withLogin(post.call), key, skip))).toMatchObject(post.answer);
  });

  it('asks a gateway for the token, which the account gives out', async ({ skip }) => {
    const gateway = await startGateway(practice);
    try {
      const base = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/netsuite`;
      const call = callOf({ method: 'GET', path: `${restlet}&plus=a%2Bb`, headers: [json] }, base);
      const finished = await logIn(language, { ...call, oauth2: loginAt(base) }, 'p256', skip);
      expect(bodyOf(language, finished)).toMatchObject({ parameters: { plus: 'a+b' } });
    } finally {
      gateway.close();
    }
  });

  it('says why there is no access token, and calls nobody', async ({ skip }) => {
    const wrong = { ...environment('p256'), NETSUITE_CERTIFICATE_ID: `no "such" \\ one` };
    const { finished, rows } = await run(language, withLogin(post.call), wrong, skip);
    expect(finished.code).not.toBe(0);
    expect(finished.output).toMatch(/There is no access token: .*invalid_client/s);
    expect(rows).toMatchObject([{ surface: 'oauth2-token', detail: 'InvalidSignature' }]);
  });

  it('says which variable is missing, and calls nobody', async ({ skip }) => {
    const without = { ...environment('p256'), NETSUITE_PRIVATE_KEY_FILE: '' };
    const { finished, rows } = await run(language, withLogin(post.call), without, skip);
    expect(finished.code).not.toBe(0);
    expect(finished.output).toMatch(
      /NETSUITE_PRIVATE_KEY_FILE: Set this environment variable|Set the environment variable NETSUITE_PRIVATE_KEY_FILE/,
    );
    expect(rows).toEqual([]);
  });
});

/** Its way to send with a token is its own; that of the others is the one of generatedCode.test.ts. */
describe('code for curl', () => {
  it.for(Object.entries(calls).filter(([, each]) => each !== post))('sends %s', async ([, each], { skip }) => {
    expect(bodyOf('curl', await logIn('curl', withLogin(each.call), 'p256', skip))).toMatchObject(each.answer);
  });

  it('sends a form', async ({ skip }) => {
    expect((await logIn('curl', withLogin(form), 'p256', skip)).output).toContain('UNSUPPORTED_MEDIA_TYPE');
  });
});

/** An EC signature in ASN.1 whose numbers are shorter and longer than the key, and what a JWT has in its place. */
const short = { asn1: `3026020101022100${'ff'.repeat(32)}`, sideBySide: `${'00'.repeat(31)}01${'ff'.repeat(32)}` };

describe('an EC signature', () => {
  it('is as long as its key in a shell, whatever its numbers are', async ({ skip }) => {
    skip(obstacles.has('curl'), obstacles.get('curl'));
    const sign = /^sign\(\) \{\n.*?^\}\n/ms.exec(writeCode('curl', withLogin(post.call)))?.[0] ?? '';
    const octets = short.asn1.replace(/../g, each => `\\0${parseInt(each, 16).toString(8)}`);
    const openssl = `openssl() { if [ "$1" = dgst ]; then printf '%b' '${octets}'; else command openssl "$@"; fi; }\n`;
    const given = 'algorithm=ES256 digits=64 NETSUITE_PRIVATE_KEY_FILE=none\n';
    const { output } = await runner.run('curl', `${openssl}${sign}${given}sign | od -An -v -tx1 | tr -d ' \\n'\n`);
    expect(output).toBe(short.sideBySide);
  });

  it('is as long as its key in PHP, whatever its numbers are', async ({ skip }) => {
    skip(obstacles.has('php'), obstacles.get('php'));
    const convert = /^function sideBySide.*?^\}\n/ms.exec(writeCode('php', withLogin(post.call)))?.[0] ?? '';
    const { output } = await runner.run(
      'php',
      `<?php\n${convert}echo bin2hex(sideBySide(hex2bin('${short.asn1}'), 32));\n`,
    );
    expect(output).toBe(short.sideBySide);
  });
});
