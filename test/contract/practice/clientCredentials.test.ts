import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { revokeMapping } from '../../../src/practice/access/certificates.ts';
import type { AccountState, Application, Role } from '../../../src/practice/state/model.ts';
import {
  accessTokenFor,
  askWithAssertion,
  assertionOf,
  callWithBearer,
  mapCertificate,
  pemOf,
  postForm,
  restletTarget,
  restTarget,
} from './oauth2.ts';
import type { AssertionOptions } from './oauth2.ts';
import { call, send, startFixture, startFixturePair } from './practiceFixture.ts';
import type { Fixture } from './practiceFixture.ts';

let fixture: Fixture;
beforeEach(async () => {
  fixture = await startFixture();
});
afterEach(() => fixture.stop());

const errorOf = (body: string) => (JSON.parse(body) as { readonly error: string }).error;

function withApplication(change: Partial<Application>) {
  return (state: AccountState): AccountState => ({
    ...state,
    applications: state.applications.map(each => (each.id === 1 ? { ...each, ...change } : each)),
  });
}

function withRole(change: Partial<Role>) {
  return (state: AccountState): AccountState => ({
    ...state,
    roles: state.roles.map(each => (each.id === 1001 ? { ...each, ...change } : each)),
  });
}

const withoutFeature = (state: AccountState): AccountState => ({
  ...state,
  features: state.features.filter(each => each !== 'OAUTH2'),
});

describe('the client credentials grant', () => {
  it.each([
    ['ES256', 'p256'],
    ['ES384', 'p384'],
    ['PS256', 'rsa3072'],
    ['PS384', 'rsa3072'],
    ['PS512', 'rsa3072'],
    ['ES512', 'p521'],
  ] as const)('gives an access token for an assertion signed with %s', async (algorithm, key) => {
    const kid = await mapCertificate(fixture, key);
    const { status, headers, body } = await askWithAssertion(fixture, assertionOf(fixture, { kid, key, algorithm }));
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(JSON.parse(body)).toEqual({
      access_token: expect.any(String) as string,
      expires_in: '3600',
      token_type: 'bearer',
    });
    expect(fixture.account.loginAudit.rows().at(-1)).toMatchObject({
      status: 'Success',
      surface: 'oauth2-token',
      applicationId: 1,
      employeeId: 42,
      roleId: 1001,
    });
  });

  it.each<[what: string, options: Omit<AssertionOptions, 'kid'> & { readonly kid?: string }, string, string]>([
    ['an expired one', { claims: { iat: 1_799_996_000, exp: 1_800_000_000 } }, 'invalid_client', 'InvalidTimestamp'],
    ['one of 60 minutes', { claims: { exp: 1_800_003_600 } }, 'invalid_client', 'InvalidTimestamp'],
    ['one from the future', { claims: { iat: 1_800_000_061 } }, 'invalid_client', 'InvalidTimestamp'],
    ['one without an end', { claims: { exp: undefined } }, 'invalid_client', 'InvalidTimestamp'],
    ['one for another audience', { claims: { aud: 'https://example.com/token' } }, 'invalid_client', 'TokenRejected'],
    ['an unknown certificate', { kid: 'nobodys' }, 'invalid_client', 'InvalidSignature'],
    ['the key of another certificate', { key: 'tenYears' }, 'invalid_client', 'InvalidSignature'],
    ['another curve than the algorithm', { key: 'p384', algorithm: 'ES384' }, 'invalid_client', 'InvalidSignature'],
    ['RS256', { key: 'rsa3072', algorithm: 'RS256' }, 'invalid_client', 'UnknownAlgorithm'],
    ['another typ', { header: { typ: 'at+jwt' } }, 'invalid_client', 'UnknownAlgorithm'],
    ['an unknown client ID', { claims: { iss: '0'.repeat(64) } }, 'invalid_client', 'InvalidIntegration'],
    ['a scope that is not ticked', { claims: { scope: 'suite_analytics' } }, 'invalid_scope', 'TokenRejected'],
    ['an unknown scope', { claims: { scope: ['restlets', 'mcp'] } }, 'invalid_scope', 'TokenRejected'],
    ['no scope', { claims: { scope: undefined } }, 'invalid_scope', 'TokenRejected'],
  ])('refuses %s, and says why in the trail alone', async (_, options, error, detail) => {
    const kid = await mapCertificate(fixture);
    const answer = await askWithAssertion(fixture, assertionOf(fixture, { kid, ...options }));
    expect(answer.status).toBe(error === 'invalid_client' ? 401 : 400);
    expect(errorOf(answer.body)).toBe(error);
    expect(answer.body).not.toContain(detail);
    expect(fixture.lastDetail()).toBe(detail);
  });

  it.each([
    ['HS256', Buffer.from('{"alg":"HS256","typ":"JWT","kid":"k"}').toString('base64url')],
    ['none', Buffer.from('{"alg":"none","typ":"JWT","kid":"k"}').toString('base64url')],
  ])('refuses the algorithm %s', async (_, header) => {
    const kid = await mapCertificate(fixture);
    const [, claims = ''] = assertionOf(fixture, { kid }).split('.');
    await askWithAssertion(fixture, `${header}.${claims}.`);
    expect(fixture.lastDetail()).toBe('UnknownAlgorithm');
  });

  it('takes NetSuite’s own URL as audience, a list of scopes, and a clock a minute ahead', async () => {
    const kid = await mapCertificate(fixture);
    const aud = 'https://tstdrv0000001-sb1.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token';
    const claims = {
      aud,
      scope: ['rest_webservices'],
      iat: fixture.clock.seconds + 60,
      exp: fixture.clock.seconds + 3659,
    };
    const token = await accessTokenFor(fixture, { kid, claims });
    expect((await callWithBearer(fixture, token, restTarget)).status).toBe(200);
  });

  it.each<[string, (state: AccountState) => AccountState, string, string]>([
    ['a blocked application', withApplication({ state: 'blocked' }), 'invalid_client', 'InvalidIntegration'],
    ['a box not ticked', withApplication({ clientCredentials: false }), 'unauthorized_client', 'InvalidIntegration'],
    ['a role without permission', withRole({ permissions: {} }), 'invalid_grant', 'EntityOrRoleDisabled'],
    ['an inactive role', withRole({ isInactive: true }), 'invalid_grant', 'EntityOrRoleDisabled'],
    ['the feature off', withoutFeature, 'unauthorized_client', 'FeatureDisabled'],
  ])('refuses %s', async (_, change, error, detail) => {
    const kid = await mapCertificate(fixture);
    await fixture.setState(change);
    expect(errorOf((await askWithAssertion(fixture, assertionOf(fixture, { kid }))).body)).toBe(error);
    expect(fixture.lastDetail()).toBe(detail);
  });

  it('refuses a certificate that was revoked, and one that has expired', async () => {
    const kid = await mapCertificate(fixture);
    const ten = await mapCertificate(fixture, 'tenYears', { employeeId: 7, roleId: 3 });
    await fixture.setState(state => revokeMapping(state, kid));
    await askWithAssertion(fixture, assertionOf(fixture, { kid }));
    expect(fixture.lastDetail()).toBe('InvalidSignature');
    fixture.clock.seconds += 2 * 366 * 86_400;
    await askWithAssertion(fixture, assertionOf(fixture, { kid: ten, key: 'tenYears' }));
    expect(fixture.lastDetail()).toBe('InvalidSignature');
  });

  it.each([
    ['oneDay', 'certificate-expired'],
    ['rsa2048', 'certificate-key'],
  ])('maps no certificate such as %s', async (name, problem) => {
    await expect(mapCertificate(fixture, name)).rejects.toMatchObject({ problem });
  });

  it('maps one certificate for an application, entity and role, and each once', async () => {
    await mapCertificate(fixture);
    await expect(mapCertificate(fixture, 'p384')).rejects.toMatchObject({ problem: 'certificate-pair-taken' });
    await expect(mapCertificate(fixture, 'p256', { employeeId: 7, roleId: 3 })).rejects.toMatchObject({
      problem: 'certificate-in-use',
    });
  });

  it.each([
    ['no grant type', 'invalid_request', 'a=b'],
    ['a parameter twice', 'invalid_request', 'grant_type=client_credentials&grant_type=client_credentials'],
    ['another grant type', 'invalid_request', 'grant_type=password'],
    ['no assertion', 'invalid_request', 'grant_type=client_credentials'],
  ])('refuses %s', async (_, error, form) => {
    const { status, body } = await postForm(fixture, 'token', form);
    expect([status, errorOf(body)]).toEqual([400, error]);
  });
});

describe('the control of a running account', () => {
  const control = (target: string, body: string, secret = 'secret') =>
    send(fixture, { method: 'POST', target: `/.practice/${target}`, headers: { 'X-Practice-Control': secret }, body });

  it('maps a certificate, and revokes it', async () => {
    const mapped = await control('certificate?application=1&employee=42&role=1001', pemOf('p256', 'cert'));
    const { certificateId: kid } = JSON.parse(mapped.body) as { readonly certificateId: string };
    await accessTokenFor(fixture, { kid });
    expect((await control(`revoke-certificate?certificate=${kid}`, '')).status).toBe(200);
    expect((await askWithAssertion(fixture, assertionOf(fixture, { kid }))).status).toBe(401);
  });

  it('says why a certificate cannot be mapped, and needs the secret of the run file', async () => {
    const target = 'certificate?application=1&employee=42&role=1001';
    const { status, body } = await control(target, pemOf('rsa2048', 'cert'));
    expect([status, JSON.parse(body)]).toEqual([
      400,
      { error: { code: 'certificate-invalid', data: { problem: 'certificate-key' } } },
    ]);
    expect((await control(target, pemOf('p256', 'cert'), 'guess')).status).toBe(403);
  });
});

describe('an access token of OAuth 2.0', () => {
  it('lets in to RESTlets and SuiteTalk REST, as the entity and role of the certificate', async () => {
    const token = await accessTokenFor(fixture, { kid: await mapCertificate(fixture) });
    expect((await callWithBearer(fixture, token)).status).toBe(200);
    expect((await callWithBearer(fixture, token, restTarget)).status).toBe(200);
    expect(fixture.account.loginAudit.rows().at(-1)).toMatchObject({
      status: 'Success',
      surface: 'rest',
      employeeId: 42,
    });
  });

  it('is refused by its scope', async () => {
    const token = await accessTokenFor(fixture, { kid: await mapCertificate(fixture), claims: { scope: 'restlets' } });
    expect((await callWithBearer(fixture, token, restTarget)).status).toBe(401);
    expect(fixture.lastDetail()).toBe('TokenRejected');
  });

  it.each<[string, (fixture: Fixture, kid: string) => unknown, string]>([
    ['it has expired', each => (each.clock.seconds += 3600), 'AccessTokenExpired'],
    ['its certificate was revoked', (each, kid) => each.setState(state => revokeMapping(state, kid)), 'TokenRejected'],
    ['the application is blocked', each => each.setState(withApplication({ state: 'blocked' })), 'InvalidIntegration'],
    ['the role lost its permission', each => each.setState(withRole({ permissions: {} })), 'EntityOrRoleDisabled'],
    [
      'the role is for web services',
      each => each.setState(withRole({ webServicesOnly: true })),
      'EntityOrRoleDisabled',
    ],
    ['the feature is off', each => each.setState(withoutFeature), 'FeatureDisabled'],
  ])('is refused after %s, with a Bearer challenge that does not say why', async (_, change, detail) => {
    const kid = await mapCertificate(fixture);
    const token = await accessTokenFor(fixture, { kid });
    await change(fixture, kid);
    const { status, headers, body } = await callWithBearer(fixture, token);
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe(
      'Bearer realm="TSTDRV0000001_SB1", error="invalid_token", error_description="Invalid login attempt."',
    );
    expect(body).not.toContain(detail);
    expect(fixture.lastDetail()).toBe(detail);
  });

  it('is refused when changed, by the other account, and by tokeninfo', async () => {
    const token = await accessTokenFor(fixture, { kid: await mapCertificate(fixture) });
    expect((await callWithBearer(fixture, `${token.slice(0, -4)}AAAA`)).status).toBe(401);
    expect(fixture.lastDetail()).toBe('InvalidSignature');
    expect((await callWithBearer(fixture, token, '/rest/tokeninfo')).status).toBe(401);
    const other = await startFixturePair();
    expect((await callWithBearer(other.production, token)).status).toBe(401);
    expect(other.production.lastDetail()).toBe('TokenRejected');
    await other.sandbox.stop();
  });

  it.each([
    ['nothing behind the word', 'Bearer'],
    ['a comma', 'Bearer a, b'],
    ['the word in lower case', 'bearer abc'],
  ])('is malformed with %s', async (_, authorization) => {
    const { status, headers } = await send(fixture, {
      target: restletTarget,
      headers: { Authorization: authorization },
    });
    expect(status).toBe(400);
    expect(headers['www-authenticate']).toContain('Bearer realm="TSTDRV0000001_SB1", error="invalid_request"');
  });

  it('is refused beside a signature', async () => {
    const token = await accessTokenFor(fixture, { kid: await mapCertificate(fixture) });
    const { status } = await call(fixture, {
      tamper: ({ authorization }) => ({ authorization: [authorization, `Bearer ${token}`] }),
    });
    expect(status).toBe(400);
  });
});
