import { createHmac } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountState } from '../../../src/practice/state/model.ts';
import { printHeader } from '../support/independentSigner.ts';
import {
  allowed,
  answerConsent,
  callback,
  carried,
  expectRefused,
  requestToken,
  secretsOf,
  setApplication,
  stepOne,
  stepThree,
} from './flowSteps.ts';
import { call, errorCode, send, startFixture } from './practiceFixture.ts';
import type { Answer, Fixture } from './practiceFixture.ts';

let practice: Fixture;
beforeEach(async () => {
  practice = await startFixture();
});
afterEach(() => practice.stop());

const hex = /^[0-9a-f]{64}$/;
const state = () => practice.account.store.current();

/** Calls a RESTlet with the token that step three gave. */
async function works(fixture: Fixture, answer: Answer): Promise<Answer> {
  return call(fixture, { credentials: { ...fixture.credentials, ...secretsOf(answer) } });
}

describe('2 three-step flow', () => {
  it('gives a token that works, from a callback on this machine', async () => {
    const { token, tokenSecret } = await requestToken(practice);
    const answer = await answerConsent(practice, token, 'allow', { state: 'nnbs6b8n0zjlmhrlisv' });
    expect(answer.headers.location).toMatch(/^http:\/\/localhost:7777\/tba\?oauth_token=/);
    const verifier = carried(answer).get('oauth_verifier') ?? '';
    expect(Object.fromEntries(carried(answer))).toEqual({
      oauth_token: token,
      oauth_verifier: expect.stringMatching(hex) as string,
      company: 'TSTDRV0000001_SB1',
      role: '1001',
      entity: '42',
      state: 'nnbs6b8n0zjlmhrlisv',
    });
    const access = await stepThree(practice, { token, tokenSecret, verifier });
    expect(secretsOf(access)).toEqual({
      token: expect.stringMatching(hex) as string,
      tokenSecret: expect.stringMatching(hex) as string,
    });
    expect((await works(practice, access)).status).toBe(200);
    expect(state().tokens.at(-1)).toMatchObject({
      name: 'Orders hub - Jane Doe, Integration Clerk',
      applicationId: 1,
      employeeId: 42,
      roleId: 1001,
      state: 'active',
    });
    expect(state().requestTokens).toEqual([]);
  });

  it('leaves a row for each step in the audit trail', async () => {
    await stepThree(practice, await allowed(practice));
    const rows = practice.account.loginAudit
      .rows()
      .map(({ status, surface, employeeId }) => [status, surface, employeeId]);
    expect(rows).toEqual([
      ['Success', 'request-token', 0],
      ['Success', 'page', 42],
      ['Success', 'access-token', 42],
    ]);
  });
});

describe('2 step 1, request token', () => {
  it('answers form-encoded with oauth_token, oauth_token_secret and oauth_callback_confirmed=true', async () => {
    const { status, headers, body } = await stepOne(practice);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'application/x-www-form-urlencoded',
      'no-store',
    ]);
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      oauth_token: expect.stringMatching(hex) as string,
      oauth_token_secret: expect.stringMatching(hex) as string,
      oauth_callback_confirmed: 'true',
    });
  });

  it('answers role if it was sent', async () => {
    const { body } = await stepOne(practice, { role: '45678' });
    expect(new URLSearchParams(body).get('role')).toBe('45678');
  });

  it('signs role too', async () => {
    const tampered = await stepOne(practice, {
      role: '1001',
      tamper: ({ parameters }) => ({
        authorization: printHeader(parameters.map(([name, value]) => [name, name === 'role' ? '3' : value])),
      }),
    });
    expectRefused(practice, tampered, 'InvalidSignature');
  });

  it('takes realm as optional', async () => {
    expect((await stepOne(practice, { replace: { realm: undefined } })).status).toBe(200);
  });

  it('takes oauth_version as optional', async () => {
    expect((await stepOne(practice, { replace: { oauth_version: undefined } })).status).toBe(200);
  });

  it.each(['GET', 'PUT', 'DELETE'])('takes POST, as step 3 does: %s is 405', async method => {
    const answer = await stepOne(practice, { method });
    expect([answer.status, answer.headers.allow]).toEqual([405, 'POST']);
    expect((await send(practice, { method, target: '/rest/accesstoken' })).status).toBe(405);
  });

  it.each([
    ['http://localhost:*', 'http://localhost:51234/callback'],
    ['http://localhost:*/tba', 'http://localhost:1/tba'],
    ['https://*.example.com/cb', 'https://tenant-1.example.com/cb'],
  ])('callback: the record has %s, %s matches', async (callbackUrl, url) => {
    await setApplication(practice, { callbackUrl });
    expect((await stepOne(practice, { add: [['oauth_callback', url]] })).status).toBe(200);
  });

  it.each([
    ['https://*.example.com/cb', 'https://example.com/cb'],
    ['https://*.example.com/cb', 'https://a.b.example.com/cb'],
    ['https://my.example.com/cb', 'https://my.example.com/cb/'],
    ['http://localhost:*/tba', 'http://localhost/tba'],
  ])('callback: the record has %s, %s does not match', async (callbackUrl, url) => {
    await setApplication(practice, { callbackUrl });
    const answer = await stepOne(practice, { add: [['oauth_callback', url]] });
    expectRefused(practice, answer, `InvalidCallback ${url}`);
  });

  it('role by its name: refused as malformed (assumed)', async () => {
    expectRefused(practice, await stepOne(practice, { role: 'Clerk' }), 'MissingRequiredParameter', 400);
  });

  it('forgets expired request tokens, and the oldest when there are too many', async () => {
    const first = await requestToken(practice);
    const filler = Array.from({ length: 250 }, (_, index) => ({
      ...state().requestTokens[0]!,
      token: `filler-${index}`,
    }));
    await practice.setState(current => ({ ...current, requestTokens: [...current.requestTokens, ...filler] }));
    const second = await requestToken(practice);
    expect(state().requestTokens).toHaveLength(200);
    expect(state().requestTokens.some(({ token }) => token === first.token)).toBe(false);
    expect(state().requestTokens.at(-1)?.token).toBe(second.token);
    practice.clock.seconds += 3601;
    await requestToken(practice);
    expect(state().requestTokens).toHaveLength(1);
  });
});

describe('2 step 3, access token', () => {
  it('answers form-encoded with oauth_token and oauth_token_secret', async () => {
    const { status, headers, body } = await stepThree(practice, await allowed(practice));
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'application/x-www-form-urlencoded',
      'no-store',
    ]);
    expect([...new URLSearchParams(body).keys()]).toEqual(['oauth_token', 'oauth_token_secret']);
  });

  it('refuses more tokens than a user may have, without using up the request', async () => {
    const secrets = await allowed(practice);
    const one = state().tokens[0]!;
    const many = Array.from({ length: 25 }, (_, index) => ({ ...one, id: 100 + index }));
    await practice.setState(current => ({ ...current, tokens: many }));
    const answer = await stepThree(practice, secrets);
    expect([answer.status, errorCode(answer)]).toEqual([400, 'USER_ERROR']);
    await practice.setState(current => ({ ...current, tokens: [] }));
    expect((await stepThree(practice, secrets)).status).toBe(200);
  });
});

describe('5.2 in step one', () => {
  it('UnknownIntegration', async () => {
    const key = { consumerKey: 'f'.repeat(64), consumerSecret: 'f'.repeat(64) };
    expectRefused(practice, await stepOne(practice, { key }), 'UnknownIntegration');
  });

  it('IntegrationBlocked if the company was given, and only then', async () => {
    await setApplication(practice, { state: 'blocked' });
    expectRefused(practice, await stepOne(practice), 'IntegrationBlocked');
    expect((await stepOne(practice, { replace: { realm: undefined } })).status).toBe(200);
  });

  it('AuthorizationFlowRequired', async () => {
    await setApplication(practice, { authorizationFlow: false });
    expectRefused(practice, await stepOne(practice), 'AuthorizationFlowRequired');
  });

  it.each(['https://my.example.com/cb', 'http://localhost.evil.example:7777/', 'http://127.0.0.1:7777/tba', 'oob'])(
    'InvalidCallback %s',
    async url =>
      expectRefused(practice, await stepOne(practice, { add: [['oauth_callback', url]] }), `InvalidCallback ${url}`),
  );

  it('MissingRequiredParameter', async () => {
    expectRefused(practice, await stepOne(practice, { add: [] }), 'MissingRequiredParameter', 400);
    expectRefused(
      practice,
      await stepOne(practice, { replace: { oauth_nonce: undefined } }),
      'MissingRequiredParameter',
      400,
    );
    expectRefused(
      practice,
      await stepOne(practice, { add: [['oauth_callback', '']] }),
      'MissingRequiredParameter',
      400,
    );
    expectRefused(
      practice,
      await send(practice, { method: 'POST', target: '/rest/requesttoken' }),
      'MissingRequiredParameter',
    );
  });

  it('MissingRequiredParameter for a parameter of another step', async () => {
    const add = [
      ['oauth_callback', callback],
      ['oauth_verifier', 'x'],
    ] as const;
    expectRefused(practice, await stepOne(practice, { add }), 'MissingRequiredParameter');
  });

  it('InvalidTimestamp', async () => {
    expectRefused(
      practice,
      await stepOne(practice, { timestamp: practice.clock.seconds - 301 }),
      'InvalidTimestamp',
      400,
    );
  });

  it('InvalidSignature: also without the & at the end of the key, and with a token secret after it', async () => {
    const { account, consumerKey, consumerSecret } = practice.credentials;
    const credentials = { account, consumerKey, consumerSecret, token: '', tokenSecret: 'x' };
    expectRefused(practice, await stepOne(practice, { credentials }), 'InvalidSignature');
    expectRefused(
      practice,
      await stepOne(practice, { credentials: { ...credentials, consumerSecret: 'x', tokenSecret: '' } }),
      'InvalidSignature',
    );
    const withKey = (key: string) =>
      stepOne(practice, {
        tamper: ({ baseString, parameters }) => ({
          authorization: printHeader(
            parameters.map(([name, value]) => [
              name,
              name === 'oauth_signature' ? createHmac('sha256', key).update(baseString).digest('base64') : value,
            ]),
          ),
        }),
      });
    expectRefused(practice, await withKey(consumerSecret), 'InvalidSignature');
    expect((await withKey(`${consumerSecret}&`)).status).toBe(200);
  });

  it('NonceRejected', async () =>
    expectRefused(practice, await stepOne(practice, { nonce: 'short' }), 'NonceRejected'));

  it('NonceUsed', async () => {
    expect((await stepOne(practice, { nonce: 'abcdefghij' })).status).toBe(200);
    expectRefused(practice, await stepOne(practice, { nonce: 'abcdefghij' }), 'NonceUsed');
  });

  it.each(['HMAC-SHA1', 'PLAINTEXT'])('UnknownAlgorithm: %s', async oauth_signature_method => {
    expectRefused(practice, await stepOne(practice, { replace: { oauth_signature_method } }), 'UnknownAlgorithm', 400);
  });

  it('VersionRejected', async () => {
    expectRefused(practice, await stepOne(practice, { replace: { oauth_version: '1.0a' } }), 'VersionRejected', 400);
  });

  it('FeatureDisabled', async () => {
    await practice.setState(current => ({ ...current, features: [] }));
    expectRefused(practice, await stepOne(practice), 'FeatureDisabled');
  });
});

describe('5.2 in step three', () => {
  it('UnknownIntegration', async () => {
    const key = { consumerKey: 'f'.repeat(64), consumerSecret: 'f'.repeat(64) };
    expectRefused(practice, await stepThree(practice, await allowed(practice), { key }), 'UnknownIntegration');
  });

  it.each(['blocked', 'waiting-for-approval'] as const)('IntegrationBlocked: %s', async value => {
    const secrets = await allowed(practice);
    await setApplication(practice, { state: value });
    expectRefused(practice, await stepThree(practice, secrets), 'IntegrationBlocked');
  });

  it('AuthorizationFlowRequired', async () => {
    const secrets = await allowed(practice);
    await setApplication(practice, { authorizationFlow: false });
    expectRefused(practice, await stepThree(practice, secrets), 'AuthorizationFlowRequired');
  });

  it('MissingRequiredParameter', async () => {
    const secrets = await allowed(practice);
    expectRefused(practice, await stepThree(practice, secrets, { add: [] }), 'MissingRequiredParameter', 400);
    expectRefused(
      practice,
      await stepThree(practice, secrets, { replace: { oauth_token: undefined } }),
      'MissingRequiredParameter',
      400,
    );
  });

  it('InvalidTimestamp, and the request token is not used up by it', async () => {
    const secrets = await allowed(practice);
    const late = practice.clock.seconds + 301;
    expectRefused(practice, await stepThree(practice, secrets, { timestamp: late }), 'InvalidTimestamp', 400);
    expect((await stepThree(practice, secrets)).status).toBe(200);
  });

  it('InvalidSignature: also with the key of step one, and with the secret of no token', async () => {
    const secrets = await allowed(practice);
    for (const tokenSecret of ['', 'f'.repeat(64)]) {
      expectRefused(practice, await stepThree(practice, { ...secrets, tokenSecret }), 'InvalidSignature');
    }
    expect((await stepThree(practice, secrets)).status).toBe(200);
  });

  it('NonceRejected', async () => {
    const secrets = await allowed(practice);
    expectRefused(practice, await stepThree(practice, secrets, { nonce: 'short' }), 'NonceRejected');
  });

  it('UnknownAlgorithm', async () => {
    const sha1 = { replace: { oauth_signature_method: 'HMAC-SHA1' }, hash: 'sha1' } as const;
    expectRefused(practice, await stepThree(practice, await allowed(practice), sha1), 'UnknownAlgorithm', 400);
  });

  it('VersionRejected', async () => {
    const replace = { oauth_version: '2.0' };
    expectRefused(practice, await stepThree(practice, await allowed(practice), { replace }), 'VersionRejected', 400);
  });

  it('NonceUsed, with that of step one', async () => {
    const secrets = await allowed(practice, { nonce: 'abcdefghij' });
    expectRefused(practice, await stepThree(practice, secrets, { nonce: 'abcdefghij' }), 'NonceUsed');
  });

  it('FeatureDisabled', async () => {
    const secrets = await allowed(practice);
    await practice.setState(current => ({ ...current, features: [] }));
    expectRefused(practice, await stepThree(practice, secrets), 'FeatureDisabled');
  });

  it('TokenRejected: an unknown request token, an access token, and one that has expired', async () => {
    const secrets = await allowed(practice);
    expectRefused(practice, await stepThree(practice, { ...secrets, token: '0'.repeat(64) }), 'TokenRejected');
    const { token, tokenSecret } = practice.credentials;
    expectRefused(
      practice,
      await stepThree(practice, { token, tokenSecret, verifier: secrets.verifier }),
      'TokenRejected',
    );
    practice.clock.seconds += 3601;
    expectRefused(practice, await stepThree(practice, secrets), 'TokenRejected');
  });

  it('TokenRejected: a request token of another application', async () => {
    const secrets = await allowed(practice);
    const other = { state: 'enabled', authorizationFlow: true, callbackUrl: 'http://localhost:*' } as const;
    await practice.setState(current => ({
      ...current,
      applications: current.applications.map(each => (each.id === 2 ? { ...each, ...other } : each)),
    }));
    const key = state().applications[1]!;
    expectRefused(practice, await stepThree(practice, secrets, { key }), 'TokenRejected');
  });

  it('TokenRejected: used again', async () => {
    const secrets = await allowed(practice);
    expect((await stepThree(practice, secrets)).status).toBe(200);
    expectRefused(practice, await stepThree(practice, secrets), 'TokenRejected');
    expect(state().tokens).toHaveLength(3);
  });

  it('TokenRejected: all but one when it is used many times at once', async () => {
    const secrets = await allowed(practice);
    const { store } = practice.account;
    const { update } = store;
    // As slow as a disk, so that the requests meet.
    Object.assign(store, {
      update: (...change: Parameters<typeof update>) => setTimeout(20).then(() => update(...change)),
    });
    const answers = await Promise.all(Array.from({ length: 8 }, () => stepThree(practice, secrets)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 401)]);
    expect(state().tokens).toHaveLength(3);
    const rows = practice.account.loginAudit.rows().filter(({ surface }) => surface === 'access-token');
    expect(rows.map(({ detail }) => detail).sort()).toEqual(['', ...Array.from({ length: 7 }, () => 'TokenRejected')]);
  });

  const entityChanges: readonly (readonly [string, (current: AccountState) => AccountState])[] = [
    ['the entity is inactive', current => withJane(current, { isInactive: true })],
    ['the role was taken away', current => withJane(current, { roleIds: [] })],
    ['the user hid the role', current => withJane(current, { hiddenRoleIds: [1001] })],
    ['the user is locked (assumed)', current => withJane(current, { lockedUntil: Number.MAX_SAFE_INTEGER })],
    [
      'the role lost its permission',
      current => ({
        ...current,
        roles: current.roles.map(each => (each.id === 1001 ? { ...each, permissions: {} } : each)),
      }),
    ],
  ];
  it.each(entityChanges)('EntityOrRoleDisabled: %s', async (_, change) => {
    const secrets = await allowed(practice);
    await practice.setState(change);
    expectRefused(practice, await stepThree(practice, secrets), 'EntityOrRoleDisabled');
  });

  it('InvalidVerifier: also before anybody has allowed it too', async () => {
    const secrets = await allowed(practice);
    expectRefused(practice, await stepThree(practice, { ...secrets, verifier: '0'.repeat(64) }), 'InvalidVerifier');
    const waiting = await requestToken(practice);
    expectRefused(practice, await stepThree(practice, { ...waiting, verifier: secrets.verifier }), 'InvalidVerifier');
  });
});

function withJane(current: AccountState, change: Partial<AccountState['employees'][number]>): AccountState {
  return { ...current, employees: current.employees.map(each => (each.id === 42 ? { ...each, ...change } : each)) };
}
