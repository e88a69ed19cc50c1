import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountState, Application, Employee, Role } from '../../../src/practice/state/model.ts';
import { printHeader } from '../support/independentSigner.ts';
import { call, errorCode, restletPath, startFixture } from './practiceFixture.ts';
import type { Answer, CallOptions, Fixture } from './practiceFixture.ts';

let practice: Fixture;
let asNew: AccountState;
beforeAll(async () => {
  practice = await startFixture();
  asNew = practice.account.store.current();
});
afterAll(() => practice.stop());
beforeEach(() => {
  practice.clock.seconds += 3600;
});
afterEach(() => practice.setState(() => asNew));

const janeId = 42;
const clerkId = 1001;
const application = (change: Partial<Application>) => (state: AccountState) => ({
  ...state,
  applications: state.applications.map(each => (each.id === 1 ? { ...each, ...change } : each)),
});
const jane = (change: Partial<Employee>) => (state: AccountState) => ({
  ...state,
  employees: state.employees.map(each => (each.id === janeId ? { ...each, ...change } : each)),
});
const clerk = (change: Partial<Role>) => (state: AccountState) => ({
  ...state,
  roles: state.roles.map(each => (each.id === clerkId ? { ...each, ...change } : each)),
});
const tokens = (state: 'inactive' | 'revoked') => (current: AccountState) => ({
  ...current,
  tokens: current.tokens.map(each => ({ ...each, state })),
});

interface Row {
  readonly why: string;
  readonly given?: (state: AccountState) => AccountState;
  readonly options?: (practice: Fixture) => CallOptions;
  readonly status?: 400;
}

/** Each row of the Detail column for calls with a token: its value for RESTlets, for SuiteTalk, and what triggers it. */
const rows: readonly (readonly [restlet: string, suiteTalk: string, rows: readonly Row[]])[] = [
  [
    'InvalidSignature',
    'InvalidSignature',
    [
      {
        why: 'a wrong token secret',
        options: ({ credentials }) => ({ credentials: { ...credentials, tokenSecret: 'f'.repeat(64) } }),
      },
      {
        why: 'a wrong consumer secret',
        options: ({ credentials }) => ({ credentials: { ...credentials, consumerSecret: 'f'.repeat(64) } }),
      },
      { why: 'the realm in lower case', options: () => ({ replace: { realm: 'TSTDRV0000001_sb1' } }) },
    ],
  ],
  [
    'InvalidTimestamp',
    'InvalidTimestamp',
    [
      {
        why: 'five minutes and a second ago',
        status: 400,
        options: ({ clock }) => ({ timestamp: clock.seconds - 301 }),
      },
      {
        why: 'five minutes and a second ahead',
        status: 400,
        options: ({ clock }) => ({ timestamp: clock.seconds + 301 }),
      },
    ],
  ],
  ['nonce_rejected', 'NonceRejected', [{ why: 'five characters', options: () => ({ nonce: 'abcde' }) }]],
  [
    'parameter_rejected',
    'parameter_rejected',
    [
      { why: 'a parameter twice', status: 400, options: () => ({ add: [['oauth_version', '1.0']] }) },
      { why: 'an empty parameter', status: 400, options: () => ({ replace: { oauth_version: '' } }) },
      {
        why: 'an unquoted value',
        status: 400,
        options: () => ({
          tamper: ({ parameters }) => ({ authorization: printHeader(parameters).replaceAll('"', '') }),
        }),
      },
    ],
  ],
  [
    'MissingTokenPassportRequiredFields',
    'MissingTokenPassportRequiredFields',
    ['oauth_nonce', 'oauth_timestamp', 'oauth_consumer_key', 'oauth_token', 'oauth_signature_method'].map(name => ({
      why: `no ${name}`,
      status: 400,
      options: () => ({ replace: { [name]: undefined } }),
    })),
  ],
  [
    'VersionRejected',
    'VersionRejected',
    [{ why: '2.0', status: 400, options: () => ({ replace: { oauth_version: '2.0' } }) }],
  ],
  [
    'UnknownAlgorithm',
    'UnknownAlgorithm',
    ['HMAC-SHA1', 'HMAC-SHA512', 'PLAINTEXT', 'RSA-SHA1'].map(method => ({
      why: method,
      status: 400,
      options: () => ({ replace: { oauth_signature_method: method } }),
    })),
  ],
  [
    'consumer_key_unknown',
    'consumer_key_unknown',
    [{ why: 'no such record', options: () => ({ replace: { oauth_consumer_key: 'f'.repeat(64) } }) }],
  ],
  [
    'consumer_key_refused',
    'consumer_key_refused',
    [
      { why: 'the record is blocked', given: application({ state: 'blocked' }) },
      { why: 'the record waits for approval', given: application({ state: 'waiting-for-approval' }) },
      { why: 'its TBA box is not ticked', given: application({ tba: false }) },
    ],
  ],
  [
    'token_rejected',
    'token_rejected',
    [
      { why: 'no such token', options: () => ({ replace: { oauth_token: 'f'.repeat(64) } }) },
      { why: 'inactive', given: tokens('inactive') },
      { why: 'revoked', given: tokens('revoked') },
      {
        why: 'of another application',
        options: ({ credentials }) => ({
          credentials: {
            ...credentials,
            token: credentials.blocked.token,
            tokenSecret: credentials.blocked.tokenSecret,
          },
        }),
      },
    ],
  ],
  [
    'permission_denied',
    'permission_denied',
    [
      { why: 'the user is inactive', given: jane({ isInactive: true }) },
      { why: 'the role was taken from the user', given: jane({ roleIds: [] }) },
      { why: 'the user hid the role', given: jane({ hiddenRoleIds: [clerkId] }) },
      { why: 'the role is inactive', given: clerk({ isInactive: true }) },
      { why: 'the role lacks every TBA permission', given: clerk({ permissions: { ADMI_RESTWEBSERVICES: 'FULL' } }) },
      {
        why: 'the role only manages tokens',
        given: clerk({ permissions: { ADMI_MANAGE_OAUTH_TOKENS: 'FULL', ADMI_RESTWEBSERVICES: 'FULL' } }),
      },
    ],
  ],
  [
    'temporary_locked',
    'temporary_locked',
    [{ why: 'five failed logins', given: jane({ lockedUntil: Number.MAX_SAFE_INTEGER }) }],
  ],
  [
    'FeatureDisabled',
    'FeatureDisabled',
    [
      {
        why: 'Token-based Authentication is off',
        given: state => ({ ...state, features: state.features.filter(id => id !== 'TBA') }),
      },
      {
        why: 'support for TBA has ended',
        given: state => ({ ...state, preferences: { ...state.preferences, release: 'end-of-tba' } }),
      },
    ],
  ],
];

const restPath = '/services/rest/record/v1/customer/101';
const lines = (column: 0 | 1) => rows.flatMap(row => row[2].map(each => ({ value: row[column], ...each })));

async function attempt({ given, options }: Row, path: string): Promise<Answer> {
  if (given) {
    await practice.setState(given);
  }
  return call(practice, { path, ...options?.(practice) });
}

describe('5.1 Detail, RESTlet', () => {
  it.each(lines(0))('$value: $why', async row => {
    const answer = await attempt(row, restletPath);
    expect(practice.lastDetail()).toBe(row.value);
    expect(answer.status).toBe(row.status ?? 401);
    expect(errorCode(answer)).toBe(row.status === 400 ? 'INVALID_REQUEST' : 'INVALID_LOGIN_ATTEMPT');
  });

  it('nonce_used: the pair of nonce and timestamp comes again', async () => {
    const again = { nonce: 'again-and-again', timestamp: practice.clock.seconds };
    expect((await call(practice, again)).status).toBe(200);
    expect((await call(practice, again)).status).toBe(401);
    expect(practice.lastDetail()).toBe('nonce_used');
  });

  it('permission_denied: a Web Services Only role, for RESTlets alone', async () => {
    await practice.setState(clerk({ webServicesOnly: true }));
    expect((await call(practice)).status).toBe(401);
    expect(practice.lastDetail()).toBe('permission_denied');
    expect((await call(practice, { path: '/rest/tokeninfo' })).status).toBe(200);
    expect((await call(practice, { path: restPath })).status).toBe(200);
  });
});

describe('5.1 Detail, REST', () => {
  it.each(lines(1))('$value: $why', async row => {
    const answer = await attempt(row, restPath);
    expect(practice.lastDetail()).toBe(row.value);
    expect(answer.status).toBe(row.status ?? 401);
    const { 'o:errorDetails': details } = JSON.parse(answer.body) as { 'o:errorDetails': { 'o:errorCode': string }[] };
    expect(details.map(each => each['o:errorCode'])).toEqual([
      row.status === 400 ? 'INVALID_REQUEST' : 'INVALID_LOGIN',
    ]);
  });

  it('NonceUsed: the pair of nonce and timestamp comes again', async () => {
    const again = { path: restPath, nonce: 'again-and-again', timestamp: practice.clock.seconds };
    expect((await call(practice, again)).status).toBe(200);
    expect((await call(practice, again)).status).toBe(401);
    expect(practice.lastDetail()).toBe('NonceUsed');
  });

  it('permission_denied: a role without REST Web Services, for REST alone', async () => {
    await practice.setState(clerk({ permissions: { ADMI_LOGIN_OAUTH: 'FULL' } }));
    expect((await call(practice, { path: restPath })).status).toBe(401);
    expect(practice.lastDetail()).toBe('permission_denied');
    expect((await call(practice)).status).toBe(200);
  });
});

describe('what the caller learns', () => {
  it('is the same for every cause: status, code, message and challenge', async () => {
    for (const path of [restletPath, restPath]) {
      const seen = new Set<string>();
      for (const row of lines(0).filter(({ status }) => status === undefined)) {
        const { status, body, headers } = await attempt(row, path);
        seen.add(JSON.stringify([status, body, headers['www-authenticate']]));
        await practice.setState(() => asNew);
      }
      expect([...seen]).toHaveLength(1);
      expect([...seen][0]).toContain('OAuth realm=\\"TSTDRV0000001_SB1\\", error=\\"token_rejected\\"');
    }
  });
});

describe('6.4 events', () => {
  it('a token whose role was taken away works again when the role returns', async () => {
    await practice.setState(jane({ roleIds: [] }));
    expect((await call(practice)).status).toBe(401);
    await practice.setState(jane({ roleIds: [clerkId] }));
    expect((await call(practice)).status).toBe(200);
  });
});

describe('the lock after five failed logins', () => {
  const wrong: CallOptions = { replace: { realm: 'TSTDRV0000001_sb1' } };
  const switchOn = (state: AccountState) => ({
    ...state,
    preferences: { ...state.preferences, lockAfterFailures: true },
  });
  const fail = async (times: number) => {
    for (let index = 0; index < times; index++) {
      await call(practice, wrong);
    }
  };

  it('is off until switched on', async () => {
    await fail(10);
    expect((await call(practice)).status).toBe(200);
  });

  it('holds the user for thirty minutes, whatever the token', async () => {
    await practice.setState(switchOn);
    await fail(5);
    expect((await call(practice)).status).toBe(401);
    expect(practice.lastDetail()).toBe('temporary_locked');
    practice.clock.seconds += 29 * 60;
    expect((await call(practice)).status).toBe(401);
    practice.clock.seconds += 61;
    expect((await call(practice)).status).toBe(200);
  });

  it('counts failures in a row: a success begins anew', async () => {
    await practice.setState(switchOn);
    await fail(4);
    expect((await call(practice)).status).toBe(200);
    await fail(4);
    expect((await call(practice)).status).toBe(200);
  });
});
