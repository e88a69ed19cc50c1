import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountState, Application, Role } from '../../../src/practice/state/model.ts';
import { seedState } from '../../../src/practice/state/seed.ts';
import { nlAuthChecks } from '../../../src/practice/tokens/nlAuthChecks.ts';
import { encode } from '../support/independentSigner.ts';
import { call, errorCode, send, startFixture, startFixturePair } from './practiceFixture.ts';
import type { Answer, Fixture } from './practiceFixture.ts';

let practice: Fixture;
beforeEach(async () => {
  practice = await startFixture();
});
afterEach(() => practice.stop());

const state = () => practice.account.store.current();
const employee = (id: number) => state().employees.find(each => each.id === id)!;

/** Somebody with a role, as NLAuth names them. */
interface Who {
  readonly id?: number;
  readonly role?: number | string;
  readonly account?: string;
  readonly email?: string;
  readonly password?: string;
}

/** Omar Haddad as SuiteScript Developer, who may make tokens for himself, unless told otherwise. */
function nlAuth({ id = 43, role = 1002, account = practice.credentials.account, email, password }: Who = {}): string {
  const person = employee(id);
  const fields = [
    `nlauth_account=${encode(account)}`,
    `nlauth_email=${encode(email ?? person.email)}`,
    `nlauth_signature=${encode(password ?? person.password)}`,
    `nlauth_role=${role}`,
  ];
  return `NLAuth ${fields.join(', ')}`;
}

interface Issue {
  readonly who?: Who;
  readonly header?: string | string[];
  readonly consumerKey?: string;
  readonly name?: string;
}

function issue({ who, header, consumerKey = practice.credentials.consumerKey, name }: Issue = {}): Promise<Answer> {
  const query = `consumerKey=${encode(consumerKey)}${name === undefined ? '' : `&name=${encode(name)}`}`;
  return send(practice, {
    target: `/rest/issuetoken?${query}`,
    headers: { Authorization: header ?? nlAuth(who) },
  });
}

function refused(answer: Answer, code: string, detail: string): void {
  expect([answer.status, errorCode(answer), practice.lastDetail()]).toEqual([401, code, detail]);
  expect(answer.headers['www-authenticate']).toMatch(/^NLAuth realm=/);
  expect(practice.account.loginAudit.rows().at(-1)).toMatchObject({ surface: 'nlauth', status: 'Failure' });
}

function secretsOf(answer: Answer): { readonly token: string; readonly tokenSecret: string } {
  expect([answer.status, answer.body]).toEqual([200, expect.stringContaining('tokenId')]);
  const { tokenId, tokenSecret } = JSON.parse(answer.body) as { tokenId: string; tokenSecret: string };
  return { token: tokenId, tokenSecret };
}

function setApplication(change: Partial<Application>): Promise<void> {
  return practice.setState(current => ({
    ...current,
    applications: current.applications.map(each => (each.id === 1 ? { ...each, ...change } : each)),
  }));
}

function setRole(id: number, change: Partial<Role>): Promise<void> {
  return practice.setState(current => ({
    ...current,
    roles: current.roles.map(each => (each.id === id ? { ...each, ...change } : each)),
  }));
}

function setRelease(release: AccountState['preferences']['release']): Promise<void> {
  return practice.setState(current => ({ ...current, preferences: { ...current.preferences, release } }));
}

describe('2 tokeninfo', () => {
  it('answers JSON with company, role and entity of the token', async () => {
    const answer = await call(practice, { path: '/rest/tokeninfo' });
    expect([answer.status, JSON.parse(answer.body)]).toEqual([
      200,
      {
        companyName: 'Practice Trading Company',
        companyId: 'TSTDRV0000001_SB1',
        roleName: 'Integration Clerk',
        roleId: 1001,
        entityName: 'Jane Doe',
        entityId: 42,
      },
    ]);
  });

  it('needs no RESTlet and no REST web services permission', async () => {
    await setRole(1001, { permissions: { ADMI_LOGIN_OAUTH: 'FULL' }, webServicesOnly: true });
    expect((await call(practice, { path: '/rest/tokeninfo' })).status).toBe(200);
  });

  it('refuses a token that may not log in, as JSON', async () => {
    const credentials = { ...practice.credentials, tokenSecret: 'x' };
    const answer = await call(practice, { path: '/rest/tokeninfo', credentials });
    expect([answer.status, JSON.parse(answer.body)]).toEqual([
      401,
      { error: { code: 'INVALID_LOGIN_ATTEMPT', message: 'Invalid login attempt.' } },
    ]);
  });
});

describe('2 issuetoken', () => {
  it('own tokens only: gives one for oneself in the role of the header, and it works', async () => {
    const secrets = secretsOf(await issue({ name: 'Désk 1 & +more' }));
    expect(state().tokens.at(-1)).toMatchObject({
      name: 'Désk 1 & +more',
      employeeId: 43,
      roleId: 1002,
      applicationId: 1,
      state: 'active',
    });
    const info = await call(practice, {
      path: '/rest/tokeninfo',
      credentials: { ...practice.credentials, ...secrets },
    });
    expect(JSON.parse(info.body)).toMatchObject({ entityId: 43, roleId: 1002 });
    expect(practice.account.loginAudit.rows()[0]).toMatchObject({
      status: 'Success',
      surface: 'nlauth',
      employeeId: 43,
      roleId: 1002,
    });
  });

  it('takes the name as optional', async () => {
    secretsOf(await issue());
    expect(state().tokens.at(-1)?.name).toBe('Orders hub - Omar Haddad, SuiteScript Developer');
  });

  it('NLAuth: takes the email with its @ as it is, in any case, and a one-time password (nlauth_otp)', async () => {
    const header = nlAuth().replace('%40', '@').replace('omar', 'OMAR');
    secretsOf(await issue({ header }));
    secretsOf(await issue({ header: `${header}, nlauth_otp=123456, nlauth_application_id=A-1` }));
    secretsOf(await issue({ header: header.replaceAll(', ', ',') }));
  });

  it('takes a password that must be escaped', async () => {
    const password = 'pä ss"=,%&+@😀';
    await practice.setState(current => ({
      ...current,
      employees: current.employees.map(each => (each.id === 43 ? { ...each, password } : each)),
    }));
    secretsOf(await issue());
    refused(await issue({ header: nlAuth().replace('%3D', '=') }), 'INVALID_LOGIN_ATTEMPT', 'parameter_rejected');
  });

  it.each([
    ['no header', undefined],
    ['another scheme', (text: string) => text.replace('NLAuth', 'Basic')],
    ['the scheme in lower case', (text: string) => text.replace('NLAuth', 'nlauth')],
    ['quoted values', (text: string) => text.replaceAll(/=([^,]*)/g, '="$1"')],
    ['an empty password', (text: string) => text.replace(/nlauth_signature=[^,]*/, 'nlauth_signature=')],
    ['no password', (text: string) => text.replace(/nlauth_signature=[^,]*, /, '')],
    ['no account', (text: string) => text.replace(/nlauth_account=[^,]*, /, '')],
    ['no email', (text: string) => text.replace(/nlauth_email=[^,]*, /, '')],
    ['no role', (text: string) => text.replace(/, nlauth_role=\d+/, '')],
    ['a role by name', (text: string) => text.replace(/nlauth_role=\d+/, 'nlauth_role=Developer')],
    ['a field twice', (text: string) => `${text}, nlauth_role=3`],
    ['an unknown field', (text: string) => `${text}, nlauth_more=1`],
    ['a trailing comma', (text: string) => `${text},`],
    ['a broken escape', (text: string) => `${text}, nlauth_otp=%2`],
    ['semicolons', (text: string) => text.replaceAll(', ', '; ')],
  ])('refuses %s with INVALID_LOGIN_ATTEMPT', async (_, change) => {
    const answer = change
      ? await issue({ header: change(nlAuth()) })
      : await send(practice, { target: `/rest/issuetoken?consumerKey=${practice.credentials.consumerKey}` });
    refused(answer, 'INVALID_LOGIN_ATTEMPT', 'parameter_rejected');
  });

  it('refuses two headers', async () => {
    refused(await issue({ header: [nlAuth(), nlAuth()] }), 'INVALID_LOGIN_ATTEMPT', 'parameter_rejected');
  });

  it('refuses an OAuth header', async () => {
    const answer = await call(practice, {
      path: '/rest/issuetoken',
      query: [['consumerKey', practice.credentials.consumerKey]],
    });
    refused(answer, 'INVALID_LOGIN_ATTEMPT', 'parameter_rejected');
  });

  it('refuses a locked user, with the right password too', async () => {
    const lockedUntil = practice.clock.seconds * 1000 + 1;
    await practice.setState(current => ({
      ...current,
      employees: current.employees.map(each => ({ ...each, lockedUntil })),
    }));
    refused(await issue(), 'INVALID_LOGIN_CREDENTIALS', 'temporary_locked');
    practice.clock.seconds += 1;
    secretsOf(await issue());
  });

  it('refuses an unknown consumer key, one left out, and two', async () => {
    refused(await issue({ consumerKey: 'f'.repeat(64) }), 'INVALID_LOGIN_ATTEMPT', 'consumer_key_unknown');
    const { consumerKey } = practice.credentials;
    for (const target of [
      '/rest/issuetoken',
      `/rest/issuetoken?consumerKey=${consumerKey}&consumerKey=${consumerKey}`,
    ]) {
      const answer = await send(practice, { target, headers: { Authorization: nlAuth() } });
      refused(answer, 'INVALID_LOGIN_ATTEMPT', 'consumer_key_unknown');
    }
  });

  it.each([{ issueToken: false }, { tba: false }, { state: 'blocked' }, { state: 'waiting-for-approval' }] as const)(
    'needs TBA: IssueToken Endpoint ticked on an enabled record: %j',
    async change => {
      await setApplication(change);
      refused(await issue(), 'INVALID_LOGIN_ATTEMPT', 'consumer_key_refused');
    },
  );

  it('needs the feature', async () => {
    await practice.setState(current => ({ ...current, features: [] }));
    refused(await issue(), 'INVALID_LOGIN_ATTEMPT', 'FeatureDisabled');
  });

  it('refuses a longer name than a token can have, and more tokens than a user can have', async () => {
    const long = await issue({ name: 'x'.repeat(201) });
    expect([long.status, errorCode(long)]).toEqual([400, 'USER_ERROR']);
    const many = Array.from({ length: 25 }, (_, id) => ({ ...state().tokens[0]!, id: id + 10, employeeId: 43 }));
    await practice.setState(current => ({ ...current, tokens: many }));
    const answer = await issue();
    expect([answer.status, errorCode(answer)]).toEqual([400, 'USER_ERROR']);
    expect(state().tokens).toHaveLength(25);
  });

  it('takes GET only', async () => {
    for (const path of ['issuetoken', 'revoketoken', 'tokeninfo', 'datacenterurls']) {
      const answer = await send(practice, { method: 'POST', target: `/rest/${path}` });
      expect([answer.status, answer.headers.allow]).toEqual([405, 'GET']);
    }
  });

  it('is closed to new integrations from 2027.1, and open to those that have used it', async () => {
    secretsOf(await issue());
    await practice.setState(current => ({
      ...current,
      applications: current.applications.map(each => ({ ...each, state: 'enabled' as const, issueToken: true })),
      tokens: current.tokens.filter(({ applicationId }) => applicationId === 1),
    }));
    await setRelease('2027.1');
    secretsOf(await issue());
    const { consumerKey } = state().applications[1]!;
    refused(await issue({ consumerKey }), 'INVALID_LOGIN_ATTEMPT', 'consumer_key_refused');
  });

  it('ends with TBA', async () => {
    await setRelease('end-of-tba');
    refused(await issue(), 'INVALID_LOGIN_ATTEMPT', 'FeatureDisabled');
  });

  it('installs the record of the other account, unless that is a new integration of 2027.1', async () => {
    const pair = await startFixturePair(seedState());
    await practice.stop();
    practice = pair.sandbox;
    const key = { ...state().applications[0]!, id: 3, name: 'New hub', consumerKey: 'a'.repeat(64) };
    await pair.production.setState(current => ({ ...current, applications: [...current.applications, key] }));
    await setRelease('2027.1');
    refused(await issue({ consumerKey: key.consumerKey }), 'INVALID_LOGIN_ATTEMPT', 'consumer_key_unknown');
    await setRelease('2026.2');
    await practice.setState(current => ({
      ...current,
      preferences: { ...current.preferences, requireApproval: true },
    }));
    secretsOf(await issue({ consumerKey: key.consumerKey }));
    expect(state().applications.at(-1)).toMatchObject({ name: 'New hub', state: 'waiting-for-approval' });
    refused(await issue({ consumerKey: key.consumerKey }), 'INVALID_LOGIN_ATTEMPT', 'consumer_key_refused');
  });
});

describe('4.2 code of an NLAuth problem', () => {
  it.each([
    ['a wrong password', { password: 'wrong' }],
    ['an unknown email', { email: 'nobody@practice.example' }],
    ["somebody else's password", { email: 'jane.doe@practice.example' }],
    ['another account', { account: 'TSTDRV0000001' }],
    ['an account ID in the host form', { account: 'tstdrv0000001-sb1' }],
  ])('INVALID_LOGIN_CREDENTIALS: %s, and the audit trail has it', async (_, who) => {
    refused(await issue({ who }), 'INVALID_LOGIN_CREDENTIALS', 'INVALID_LOGIN_CREDENTIALS');
    expect(state().tokens).toHaveLength(2);
  });
});

describe('6.3 for issuetoken', () => {
  it('User Access Tokens: create for self, current user and current role', async () => {
    secretsOf(await issue({ who: { id: 43, role: 1002 } }));
  });

  it('Access Token Management: no', async () => {
    refused(await issue({ who: { id: 43, role: 1003 } }), 'INVALID_LOGIN_ATTEMPT', 'permission_denied');
  });

  it('Log in using Access Tokens: no', async () => {
    refused(await issue({ who: { id: 42, role: 1001 } }), 'INVALID_LOGIN_ATTEMPT', 'permission_denied');
  });

  it('administrators: yes, for the Administrator role', async () => {
    secretsOf(await issue({ who: { id: 7, role: 3 } }));
    expect(state().tokens.at(-1)).toMatchObject({ employeeId: 7, roleId: 3 });
  });

  it.each([
    ['a role that the user does not have', { role: 3 }],
    ['a role that does not exist', { role: 999 }],
  ])('refuses %s', async (_, who) => {
    refused(await issue({ who }), 'INVALID_LOGIN_ATTEMPT', 'permission_denied');
  });

  it('refuses an inactive user, an inactive role and a hidden one', async () => {
    const setOmar = (change: Partial<AccountState['employees'][number]>) =>
      practice.setState(current => ({
        ...current,
        employees: current.employees.map(each => (each.id === 43 ? { ...each, ...change } : each)),
      }));
    await setOmar({ isInactive: true });
    refused(await issue(), 'INVALID_LOGIN_ATTEMPT', 'permission_denied');
    await setOmar({ isInactive: false, hiddenRoleIds: [1002] });
    refused(await issue(), 'INVALID_LOGIN_ATTEMPT', 'permission_denied');
    await setOmar({ hiddenRoleIds: [] });
    await setRole(1002, { isInactive: true });
    refused(await issue(), 'INVALID_LOGIN_ATTEMPT', 'permission_denied');
  });

  it('names a source for every row of its table', () => {
    expect(nlAuthChecks.every(({ source }) => /ORA:|assumed/.test(source))).toBe(true);
    expect(new Set(nlAuthChecks.map(({ id }) => id)).size).toBe(nlAuthChecks.length);
  });
});

describe('2 revoketoken', () => {
  const stateOf = (token: string) => state().tokens.find(each => each.token === token)?.state;

  function revoke(token: string, consumerKey = practice.credentials.consumerKey): Promise<Answer> {
    return call(practice, {
      path: '/rest/revoketoken',
      query: [
        ['consumerKey', consumerKey],
        ['token', token],
      ],
    });
  }

  function revokeWithPassword(token: string, who: Who, consumerKey = practice.credentials.consumerKey) {
    const target = `/rest/revoketoken?consumerKey=${consumerKey}&token=${token}`;
    return send(practice, { target, headers: { Authorization: nlAuth(who) } });
  }

  it('revokes the token that signs, for good', async () => {
    const { token } = practice.credentials;
    expect((await revoke(token)).status).toBe(200);
    expect(stateOf(token)).toBe('revoked');
    expect((await call(practice)).status).toBe(401);
    expect(practice.lastDetail()).toBe('token_rejected');
    expect((await revoke(token)).status).toBe(401);
  });

  it('revokes with an NLAuth header', async () => {
    const { token } = practice.credentials;
    expect((await revokeWithPassword(token, { id: 42, role: 1001 })).status).toBe(200);
    expect(stateOf(token)).toBe('revoked');
    const again = await revokeWithPassword(token, { id: 42, role: 1001 });
    expect([again.status, errorCode(again)]).toEqual([400, 'INVALID_REQUEST']);
  });

  it('own tokens only: nobody revokes those of others', async () => {
    const { token } = secretsOf(await issue());
    for (const answer of [await revoke(token), await revokeWithPassword(token, { id: 7, role: 3 })]) {
      expect([answer.status, errorCode(answer)]).toEqual([400, 'INVALID_REQUEST']);
    }
    expect(stateOf(token)).toBe('active');
  });

  it('gives one answer for a token that is unknown, of another application, or not given', async () => {
    const other = practice.credentials.blocked;
    const answers = [
      await revoke('0'.repeat(64)),
      await revoke(other.token, other.consumerKey),
      await revoke(other.token),
      await revoke(''),
    ];
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(400);
    expect(stateOf(other.token)).toBe('active');
  });

  it('refuses a wrong signature and a wrong password', async () => {
    const { token } = practice.credentials;
    const query = [['token', token]] as const;
    const credentials = { ...practice.credentials, tokenSecret: 'x' };
    const signed = await call(practice, { path: '/rest/revoketoken', query, credentials });
    expect([signed.status, practice.lastDetail()]).toEqual([401, 'InvalidSignature']);
    refused(
      await revokeWithPassword(token, { id: 42, role: 1001, password: 'x' }),
      'INVALID_LOGIN_CREDENTIALS',
      'INVALID_LOGIN_CREDENTIALS',
    );
    expect(stateOf(token)).toBe('active');
  });

  it('revokes with NLAuth a token of a blocked record', async () => {
    const { token, consumerKey } = practice.credentials.blocked;
    expect((await revokeWithPassword(token, { id: 42, role: 1001 }, consumerKey)).status).toBe(200);
  });

  it('takes no NLAuth from 2027.1, but for integrations that use issuetoken; OAuth goes on', async () => {
    await setRelease('2027.1');
    const { blocked, token } = practice.credentials;
    refused(
      await revokeWithPassword(blocked.token, { id: 42, role: 1001 }, blocked.consumerKey),
      'INVALID_LOGIN_ATTEMPT',
      'consumer_key_refused',
    );
    expect((await revoke(token)).status).toBe(200);
  });

  it('revokes once when asked twice at once', async () => {
    const { token } = practice.credentials;
    const answers = await Promise.all([1, 2].map(() => revokeWithPassword(token, { id: 42, role: 1001 })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  });
});

describe('3 discovery, /rest/datacenterurls', () => {
  it('answers without authentication where either account is', async () => {
    const pair = await startFixturePair(seedState());
    for (const from of [pair.sandbox, pair.production]) {
      for (const asked of [pair.sandbox, pair.production]) {
        const { account } = asked.credentials;
        const { status, headers, body } = await send(from, {
          target: `/rest/datacenterurls?account=${account}&c=${account}`,
        });
        expect([status, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
        const url = asked.baseUrl;
        expect(JSON.parse(body)).toEqual({ restDomain: url, webservicesDomain: url, systemDomain: url });
      }
    }
    await pair.sandbox.stop();
  });

  it.each([
    '',
    '?account=',
    '?account=1234567',
    '?account=tstdrv0000001-sb1',
    '?account=TSTDRV0000001_sb1',
    '?account=%ff',
  ])('refuses an account that is not known as it is spelled: %s', async query => {
    const answer = await send(practice, { target: `/rest/datacenterurls${query}` });
    expect([answer.status, errorCode(answer)]).toEqual([400, 'INVALID_REQUEST']);
  });
});
