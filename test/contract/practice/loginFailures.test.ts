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
  /** The Detail, which is the same for RESTlets and SuiteTalk. */
  readonly value: string;
  readonly why: string;
  readonly given?: (state: AccountState) => AccountState;
  readonly options?: (practice: Fixture) => CallOptions;
  readonly status?: 400;
}

const without = (name: string) => () => ({ replace: { [name]: undefined } });
const method = (name: string) => () => ({ replace: { oauth_signature_method: name } });

/** Each row of the Detail column for calls with a token, with what triggers it; but for those of the nonce. */
const rows: readonly Row[] = [
  {
    value: 'InvalidSignature',
    why: 'a wrong token secret',
    options: ({ credentials }) => ({ credentials: { ...credentials, tokenSecret: 'f'.repeat(64) } }),
  },
  {
    value: 'InvalidSignature',
    why: 'a wrong consumer secret',
    options: ({ credentials }) => ({ credentials: { ...credentials, consumerSecret: 'f'.repeat(64) } }),
  },
  {
    value: 'InvalidSignature',
    why: 'the realm in lower case',
    options: () => ({ replace: { realm: 'TSTDRV0000001_sb1' } }),
  },
  {
    value: 'InvalidTimestamp',
    why: 'five minutes and a second ago',
    status: 400,
    options: ({ clock }) => ({ timestamp: clock.seconds - 301 }),
  },
  {
    value: 'InvalidTimestamp',
    why: 'five minutes and a second ahead',
    status: 400,
    options: ({ clock }) => ({ timestamp: clock.seconds + 301 }),
  },
  {
    value: 'InvalidTimestamp',
    why: 'no whole number of seconds',
    status: 400,
    options: ({ clock }) => ({ timestamp: `${clock.seconds}.0` }),
  },
  {
    value: 'parameter_rejected',
    why: 'a parameter twice',
    status: 400,
    options: () => ({ add: [['oauth_version', '1.0']] }),
  },
  {
    value: 'parameter_rejected',
    why: 'an empty parameter',
    status: 400,
    options: () => ({ replace: { oauth_version: '' } }),
  },
  {
    value: 'parameter_rejected',
    why: 'malformed: an unquoted value',
    status: 400,
    options: () => ({
      tamper: ({ parameters }) => ({ authorization: printHeader(parameters).replaceAll('"', '') }),
    }),
  },
  {
    value: 'parameter_rejected',
    why: 'a parameter of another step',
    options: () => ({ add: [['oauth_verifier', 'x']] }),
  },
  { value: 'MissingTokenPassportRequiredFields', why: 'no oauth_nonce', status: 400, options: without('oauth_nonce') },
  {
    value: 'MissingTokenPassportRequiredFields',
    why: 'no oauth_timestamp',
    status: 400,
    options: without('oauth_timestamp'),
  },
  {
    value: 'MissingTokenPassportRequiredFields',
    why: 'no oauth_consumer_key',
    status: 400,
    options: without('oauth_consumer_key'),
  },
  { value: 'MissingTokenPassportRequiredFields', why: 'no oauth_token', status: 400, options: without('oauth_token') },
  {
    value: 'MissingTokenPassportRequiredFields',
    why: 'no oauth_signature_method',
    status: 400,
    options: without('oauth_signature_method'),
  },
  { value: 'VersionRejected', why: '2.0', status: 400, options: () => ({ replace: { oauth_version: '2.0' } }) },
  { value: 'UnknownAlgorithm', why: 'HMAC-SHA1', status: 400, options: method('HMAC-SHA1') },
  { value: 'UnknownAlgorithm', why: 'HMAC-SHA512', status: 400, options: method('HMAC-SHA512') },
  { value: 'UnknownAlgorithm', why: 'PLAINTEXT', status: 400, options: method('PLAINTEXT') },
  { value: 'UnknownAlgorithm', why: 'RSA-SHA1', status: 400, options: method('RSA-SHA1') },
  {
    value: 'consumer_key_unknown',
    why: 'no such record',
    options: () => ({ replace: { oauth_consumer_key: 'f'.repeat(64) } }),
  },
  { value: 'consumer_key_refused', why: 'the record is blocked', given: application({ state: 'blocked' }) },
  {
    value: 'consumer_key_refused',
    why: 'the record waits for approval',
    given: application({ state: 'waiting-for-approval' }),
  },
  { value: 'consumer_key_refused', why: 'its TBA box is not ticked', given: application({ tba: false }) },
  { value: 'token_rejected', why: 'no such token', options: () => ({ replace: { oauth_token: 'f'.repeat(64) } }) },
  { value: 'token_rejected', why: 'inactive', given: tokens('inactive') },
  { value: 'token_rejected', why: 'revoked', given: tokens('revoked') },
  {
    value: 'token_rejected',
    why: 'of another application',
    options: ({ credentials: { blocked, ...credentials } }) => ({
      credentials: { ...credentials, token: blocked.token, tokenSecret: blocked.tokenSecret },
    }),
  },
  { value: 'permission_denied', why: 'the user is inactive', given: jane({ isInactive: true }) },
  { value: 'permission_denied', why: 'the role was taken from the user', given: jane({ roleIds: [] }) },
  { value: 'permission_denied', why: 'the user hid the role', given: jane({ hiddenRoleIds: [clerkId] }) },
  { value: 'permission_denied', why: 'the role is inactive', given: clerk({ isInactive: true }) },
  {
    value: 'permission_denied',
    why: 'the role lacks every TBA permission',
    given: clerk({ permissions: { ADMI_RESTWEBSERVICES: 'FULL' } }),
  },
  {
    value: 'permission_denied',
    why: 'the role only manages tokens',
    given: clerk({ permissions: { ADMI_MANAGE_OAUTH_TOKENS: 'FULL', ADMI_RESTWEBSERVICES: 'FULL' } }),
  },
  { value: 'temporary_locked', why: 'the user is locked', given: jane({ lockedUntil: Number.MAX_SAFE_INTEGER }) },
  {
    value: 'FeatureDisabled',
    why: 'Token-based Authentication is off',
    given: state => ({ ...state, features: state.features.filter(id => id !== 'TBA') }),
  },
  {
    value: 'FeatureDisabled',
    why: 'support for TBA has ended',
    given: state => ({ ...state, preferences: { ...state.preferences, release: 'end-of-tba' } }),
  },
];

const restPath = '/services/rest/record/v1/customer/101';

async function attempt({ given, options }: Row, path: string): Promise<Answer> {
  if (given) {
    await practice.setState(given);
  }
  return call(practice, { path, ...options?.(practice) });
}

describe('5.1 Detail, RESTlet', () => {
  it.each(rows)('$value: $why', async row => {
    const answer = await attempt(row, restletPath);
    expect(practice.lastDetail()).toBe(row.value);
    expect(answer.status).toBe(row.status ?? 401);
    expect(errorCode(answer)).toBe(row.status === 400 ? 'INVALID_REQUEST' : 'INVALID_LOGIN_ATTEMPT');
  });

  it('nonce_rejected: five characters', async () => {
    expect((await call(practice, { nonce: 'abcde' })).status).toBe(401);
    expect(practice.lastDetail()).toBe('nonce_rejected');
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

describe('5.1 Detail, SuiteTalk REST', () => {
  it.each(rows)('$value: $why', async row => {
    const answer = await attempt(row, restPath);
    expect(practice.lastDetail()).toBe(row.value);
    expect(answer.status).toBe(row.status ?? 401);
    const { 'o:errorDetails': details } = JSON.parse(answer.body) as { 'o:errorDetails': { 'o:errorCode': string }[] };
    expect(details.map(each => each['o:errorCode'])).toEqual([
      row.status === 400 ? 'INVALID_REQUEST' : 'INVALID_LOGIN',
    ]);
  });

  it('NonceRejected (assumed, in the manner of NonceUsed): five characters', async () => {
    expect((await call(practice, { path: restPath, nonce: 'abcde' })).status).toBe(401);
    expect(practice.lastDetail()).toBe('NonceRejected');
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

describe('4.5 WWW-Authenticate', () => {
  it('and status, code and message are the same for every cause', async () => {
    for (const path of [restletPath, restPath]) {
      const seen = new Set<string>();
      for (const row of rows.filter(({ status }) => status === undefined)) {
        const { status, body, headers } = await attempt(row, path);
        seen.add(JSON.stringify([status, body, headers['www-authenticate']]));
        await practice.setState(() => asNew);
      }
      expect([...seen]).toHaveLength(1);
      expect([...seen][0]).toContain('OAuth realm=\\"TSTDRV0000001_SB1\\", error=\\"token_rejected\\"');
    }
  });
});

describe('6.4 life of tokens', () => {
  it('role removed from the entity: its token works again when the role returns', async () => {
    await practice.setState(jane({ roleIds: [] }));
    expect((await call(practice)).status).toBe(401);
    await practice.setState(jane({ roleIds: [clerkId] }));
    expect((await call(practice)).status).toBe(200);
  });
});

describe('5.1 Detail, temporary_locked after five failed logins', () => {
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

  it('temporary_locked: never, until it is switched on', async () => {
    await fail(10);
    expect((await call(practice)).status).toBe(200);
  });

  it('temporary_locked: holds the user for thirty minutes, whatever the token', async () => {
    await practice.setState(switchOn);
    await fail(5);
    expect((await call(practice)).status).toBe(401);
    expect(practice.lastDetail()).toBe('temporary_locked');
    practice.clock.seconds += 29 * 60;
    expect((await call(practice)).status).toBe(401);
    practice.clock.seconds += 61;
    expect((await call(practice)).status).toBe(200);
  });

  it('temporary_locked: counts failures in a row, a success begins anew', async () => {
    await practice.setState(switchOn);
    await fail(4);
    expect((await call(practice)).status).toBe(200);
    await fail(4);
    expect((await call(practice)).status).toBe(200);
  });
});
