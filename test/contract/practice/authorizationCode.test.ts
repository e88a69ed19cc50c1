import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountState } from '../../../src/practice/state/model.ts';
import {
  ask,
  basic,
  carried,
  codeFor,
  expectRefused,
  open,
  press,
  redeem,
  redirectUri,
  signedIn,
  tokensOf,
} from './codeSteps.ts';
import { jane, setApplication } from './flowSteps.ts';
import { callWithBearer, restTarget } from './oauth2.ts';
import { send, startFixture } from './practiceFixture.ts';
import type { Fixture } from './practiceFixture.ts';

let practice: Fixture;
beforeEach(async () => {
  practice = await startFixture();
});
afterEach(() => practice.stop());

const locationOf = ({ headers }: { readonly headers: { readonly location?: string | undefined } }) => headers.location;

const withoutFeature = (state: AccountState): AccountState => ({
  ...state,
  features: state.features.filter(each => each !== 'OAUTH2'),
});

const play2027 = (state: AccountState): AccountState => ({
  ...state,
  preferences: { ...state.preferences, release: '2027.1' },
});

describe('the authorization code grant, step one', () => {
  it('shows who asks, for what, and where the answer goes, and lets a form lead there', async () => {
    const { status, body, headers } = await open(practice, ask(practice).parameters);
    expect(status).toBe(200);
    expect(body).toContain('<strong><bdi>Orders hub</bdi></strong>');
    expect(body).toContain('RESTlets, REST Web Services');
    expect(body).toContain(redirectUri);
    expect(headers['content-security-policy']).toContain("form-action 'self' vscode:;");
  });

  it('sends code, state, role, entity and company to the redirect URI', async () => {
    const { parameters } = ask(practice);
    const { fields } = await open(practice, parameters);
    const answer = await press(practice, { ...fields, as: jane, answer: 'allow' });
    expect(locationOf(answer)).toMatch(/^vscode:\/\/tba-workbench\.tba-workbench\/oauth2\?/);
    expect(carried(answer)).toEqual({
      state: parameters['state'],
      role: '1001',
      entity: '42',
      company: 'TSTDRV0000001_SB1',
      code: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });

  it('sends access_denied and the state after Deny, and no code', async () => {
    const { parameters } = ask(practice);
    const { fields } = await open(practice, parameters);
    const answer = await press(practice, { ...fields, answer: 'deny' });
    expect(carried(answer)).toEqual({ error: 'access_denied', state: parameters['state'] });
  });

  it.each<[string, Readonly<Record<string, string | undefined>>, string, string]>([
    ['no response_type', { response_type: undefined }, 'invalid_request', 'MissingRequiredParameter'],
    ['another response_type', { response_type: 'token' }, 'unsupported_response_type', 'MissingRequiredParameter'],
    ['no scope', { scope: undefined }, 'invalid_request', 'MissingRequiredParameter'],
    ['an unknown scope', { scope: 'restlets mcp' }, 'invalid_scope', 'ScopeMismatched'],
    ['a scope that is not ticked', { scope: 'suite_analytics' }, 'invalid_scope', 'ScopeMismatched'],
    ['no challenge of a public client', { code_challenge: undefined }, 'invalid_request', 'MissingRequiredParameter'],
    ['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request', 'MissingRequiredParameter'],
    ['a challenge without method', { code_challenge_method: undefined }, 'invalid_request', 'MissingRequiredParameter'],
    ['a challenge that is no hash', { code_challenge: 'abc' }, 'invalid_request', 'MissingRequiredParameter'],
    ['an unknown prompt', { prompt: 'select_account' }, 'invalid_request', 'MissingRequiredParameter'],
    ['prompt none', { prompt: 'none' }, 'consent_required', 'MissingRequiredParameter'],
  ])('sends %s back as an error, with the state', async (_, change, error, detail) => {
    const { parameters } = ask(practice, change);
    expect(carried(await open(practice, parameters))).toEqual({ error, state: parameters['state'] });
    expect(practice.lastDetail()).toBe(detail);
  });

  it.each([
    ['none', undefined],
    ['one of 21 characters', 'a'.repeat(21)],
    ['one of 1025 characters', 'a'.repeat(1025)],
    ['one with other characters', `${'a'.repeat(30)}ä`],
  ])('refuses a state: %s', async (_, state) => {
    expect(carried(await open(practice, ask(practice, { state }).parameters))).toEqual({ error: 'invalid_request' });
    expect(practice.lastDetail()).toBe('InvalidState');
  });

  it.each(['a'.repeat(22), `~ !"#$%&'()*+,-./:;<=>?@[]^_\`{|}`, 'a'.repeat(1024)])(
    'sends a state back as it came (%#)',
    async state => {
      const { parameters } = ask(practice, { state });
      const { fields } = await open(practice, parameters);
      expect(carried(await press(practice, { ...fields, as: jane, answer: 'allow' }))['state']).toBe(state);
    },
  );

  it('takes a state for one flow alone', async () => {
    const { parameters } = ask(practice);
    await codeFor(practice, { parameters, verifier: '' });
    expect(carried(await open(practice, parameters))).toEqual({ error: 'invalid_request' });
    expect(practice.lastDetail()).toBe('InvalidState');
  });

  it.each<[string, Readonly<Record<string, string | undefined>>, string]>([
    ['no client', { client_id: undefined }, 'UnknownIntegration'],
    ['an unknown client', { client_id: '0'.repeat(64) }, 'UnknownIntegration'],
    ['no redirect URI', { redirect_uri: undefined }, 'InvalidRedirectURI'],
    ['another redirect URI', { redirect_uri: `${redirectUri}/` }, 'InvalidRedirectURI'],
    ['a redirect URI with a query', { redirect_uri: `${redirectUri}?a=b` }, 'InvalidRedirectURI'],
    ['a redirect URI in upper case', { redirect_uri: redirectUri.toUpperCase() }, 'InvalidRedirectURI'],
  ])('answers %s with a page, never a redirect', async (_, change, detail) => {
    const { status, headers } = await open(practice, ask(practice, change).parameters);
    expect([status, headers.location, practice.lastDetail()]).toEqual([400, undefined, detail]);
  });

  it('answers parameters that come twice with a page or an error', async () => {
    const query = new URLSearchParams(ask(practice).parameters).toString();
    const { consumerKey } = practice.credentials;
    const twice = await open(practice, `${query}&client_id=${consumerKey}`);
    expect([twice.status, twice.headers.location]).toEqual([400, undefined]);
    expect(carried(await open(practice, `${query}&scope=restlets`))['error']).toBe('invalid_request');
  });

  it('answers with the feature off by a page, with the record off by unauthorized_client', async () => {
    const { parameters } = ask(practice);
    await setApplication(practice, { state: 'blocked' });
    expect(carried(await open(practice, parameters))['error']).toBe('unauthorized_client');
    expect(practice.lastDetail()).toBe('IntegrationBlocked');
    await setApplication(practice, { state: 'enabled', authorizationCode: false });
    expect(carried(await open(practice, parameters))['error']).toBe('unauthorized_client');
    expect(practice.lastDetail()).toBe('AuthorizationCodeGrantRequired');
    await practice.setState(withoutFeature);
    const { status, headers } = await open(practice, parameters);
    expect([status, headers.location, practice.lastDetail()]).toEqual([400, undefined, 'FeatureDisabled']);
  });

  it.each([
    ['nobody', ''],
    ['a role without the permission', '43-1002'],
    ['a role that the person does not have', '42-3'],
  ])('asks again when %s was chosen', async (_, as) => {
    const { fields } = await open(practice, ask(practice).parameters);
    const answer = await press(practice, { ...fields, as, answer: 'allow' });
    expect([answer.status, locationOf(answer)]).toEqual([400, undefined]);
    expect(answer.body).toContain('Choose a person and a role');
  });

  it('refuses a form that is not its own, or that was changed', async () => {
    const { fields } = await open(practice, ask(practice).parameters);
    const form = { ...fields, as: jane, answer: 'allow' };
    expect((await press(practice, form, { Origin: 'https://evil.example' })).status).toBe(403);
    await setApplication(practice, { redirectUris: [redirectUri, 'https://other.example/cb'] });
    for (const change of [
      { formToken: '' },
      { scope: 'restlets' },
      { redirect_uri: 'https://other.example/cb' },
      { code_challenge: 'A'.repeat(43) },
      { state: 'a'.repeat(30) },
    ]) {
      const answer = await press(practice, { ...form, ...change });
      expect([answer.status, locationOf(answer)]).toEqual([400, undefined]);
    }
  });

  it('takes the first answer: the same again leads to the same place, another one nowhere', async () => {
    const { fields } = await open(practice, ask(practice).parameters);
    const first = await press(practice, { ...fields, as: jane, answer: 'allow' });
    expect(locationOf(await press(practice, { ...fields, as: jane, answer: 'allow' }))).toBe(locationOf(first));
    const denied = await press(practice, { ...fields, answer: 'deny' });
    expect([denied.status, locationOf(denied)]).toEqual([400, undefined]);
    expect(denied.body).toContain('answered already');
  });

  it('leads to no code that was used', async () => {
    const asked = ask(practice);
    const { fields } = await open(practice, asked.parameters);
    const form = { ...fields, as: jane, answer: 'allow' };
    const { code = '' } = carried(await press(practice, form));
    tokensOf(await redeem(practice, asked, code));
    const again = await press(practice, form);
    expect([again.status, locationOf(again)]).toEqual([400, undefined]);
  });

  it('shows hostile names and states as text', async () => {
    await setApplication(practice, { name: '"><script>alert(1)</script>', description: '<img src=x>' });
    const { body } = await open(practice, ask(practice, { state: '"><script>alert(2)</script>' }).parameters);
    expect(body).not.toMatch(/<script|<img/);
  });

  it('selects who is signed in, but not with prompt=login', async () => {
    const signIn = await send(practice, {
      method: 'POST',
      target: '/practice/sign-in',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'as=44-1001',
    });
    const cookie = signIn.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const checkedIn = (body: string) => /id="as-([0-9-]+)"[^>]*\schecked/.exec(body)?.[1];
    expect(checkedIn((await open(practice, ask(practice).parameters, cookie)).body)).toBe('44-1001');
    const { parameters } = ask(practice, { prompt: 'login' });
    expect(checkedIn((await open(practice, parameters, cookie)).body)).toBeUndefined();
  });
});

describe('the authorization code grant, step two', () => {
  it('gives a public client tokens for code and verifier, which act as the user in the role', async () => {
    const asked = ask(practice);
    const answer = await redeem(practice, asked, await codeFor(practice, asked));
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(JSON.parse(answer.body)).toEqual({
      access_token: expect.any(String) as string,
      refresh_token: expect.any(String) as string,
      expires_in: '3600',
      token_type: 'bearer',
    });
    const tokens = tokensOf(answer);
    const { seconds } = practice.clock;
    expect(decodeProtectedHeader(tokens.access_token)).toMatchObject({ typ: 'JWT', alg: 'PS256' });
    expect(decodeJwt(tokens.access_token)).toMatchObject({
      sub: '1001;42',
      aud: [expect.stringMatching(/^[0-9A-F-]{36};TSTDRV0000001_SB1$/), practice.credentials.consumerKey],
      scope: ['restlets', 'rest_webservices'],
      iss: 'https://system.netsuite.com',
      oit: seconds,
      iat: seconds,
      exp: seconds + 3600,
    });
    expect((await callWithBearer(practice, tokens.access_token)).status).toBe(200);
    expect((await callWithBearer(practice, tokens.access_token, restTarget)).status).toBe(200);
    expect(practice.account.loginAudit.rows().at(-1)).toMatchObject({
      status: 'Success',
      employeeId: 42,
      roleId: 1001,
    });
    expect((await callWithBearer(practice, tokens.refresh_token)).status).toBe(401);
    expect(practice.lastDetail()).toBe('TokenRejected');
  });

  it.each<[string, Readonly<Record<string, string | undefined>>, string, string]>([
    ['another verifier', { code_verifier: 'a'.repeat(43) }, 'invalid_grant', 'TokenRejected'],
    ['no verifier', { code_verifier: undefined }, 'invalid_grant', 'TokenRejected'],
    ['another redirect URI', { redirect_uri: 'https://other.example' }, 'invalid_grant', 'InvalidRedirectURI'],
    ['no redirect URI', { redirect_uri: undefined }, 'invalid_request', 'MissingRequiredParameter'],
    ['no code', { code: undefined }, 'invalid_request', 'MissingRequiredParameter'],
    ['an unknown code', { code: '0'.repeat(64) }, 'invalid_grant', 'TokenRejected'],
    ['an unknown client', { client_id: '0'.repeat(64) }, 'invalid_client', 'ClientAuthenticationFailed'],
    ['no client', { client_id: undefined }, 'invalid_request', 'MissingRequiredParameter'],
    ['a secret in the body', { client_secret: 'x' }, 'invalid_request', 'MissingRequiredParameter'],
  ])('refuses %s', async (_, change, error, detail) => {
    const asked = ask(practice);
    expectRefused(practice, await redeem(practice, asked, await codeFor(practice, asked), change), error, detail);
  });

  it('takes a code once: a wrong request uses it up, a second one ends what came of it', async () => {
    const asked = ask(practice);
    const spoilt = await codeFor(practice, asked);
    await redeem(practice, asked, spoilt, { code_verifier: 'a'.repeat(43) });
    expectRefused(practice, await redeem(practice, asked, spoilt), 'invalid_grant', 'TokenRejected');

    const again = ask(practice);
    const code = await codeFor(practice, again);
    const { access_token } = tokensOf(await redeem(practice, again, code));
    const other = await signedIn(practice);
    expectRefused(practice, await redeem(practice, again, code), 'invalid_grant', 'TokenRejected');
    expect((await callWithBearer(practice, access_token)).status).toBe(401);
    expect((await callWithBearer(practice, other.access_token)).status).toBe(200);
  });

  it('gives two requests at once one set of tokens', async () => {
    const asked = ask(practice);
    const code = await codeFor(practice, asked);
    const answers = await Promise.all([redeem(practice, asked, code), redeem(practice, asked, code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  it('refuses a code after five minutes', async () => {
    const asked = ask(practice);
    const code = await codeFor(practice, asked);
    practice.clock.seconds += 300;
    expectRefused(practice, await redeem(practice, asked, code), 'invalid_grant', 'TokenRejected');
  });

  it('refuses what was changed on the account since: the box, the scope, the role', async () => {
    const asked = ask(practice);
    const codes = [await codeFor(practice, asked)];
    for (let count = 0; count < 3; count++) {
      codes.push(
        await codeFor(practice, { ...asked, parameters: { ...asked.parameters, state: `${'s'.repeat(30)}${count}` } }),
      );
    }
    const [box = '', blocked = '', scope = '', role = ''] = codes;
    await setApplication(practice, { authorizationCode: false });
    const detail = 'AuthorizationCodeGrantRequired';
    expectRefused(practice, await redeem(practice, asked, box), 'unauthorized_client', detail);
    await setApplication(practice, { authorizationCode: true, state: 'blocked' });
    expectRefused(practice, await redeem(practice, asked, blocked), 'invalid_client', 'IntegrationBlocked');
    await setApplication(practice, { state: 'enabled', scopes: ['restlets'] });
    expectRefused(practice, await redeem(practice, asked, scope), 'invalid_scope', 'ScopeMismatched');
    await setApplication(practice, { scopes: ['restlets', 'rest_webservices'] });
    await practice.setState(state => ({
      ...state,
      employees: state.employees.map(each => ({ ...each, roleIds: [] })),
    }));
    expectRefused(practice, await redeem(practice, asked, role), 'invalid_grant', 'EntityOrRoleDisabled');
  });
});

describe('a confidential client', () => {
  beforeEach(() => setApplication(practice, { publicClient: false }));

  it('shows its secret in a Basic header, with PKCE or, before 2027.1, without', async () => {
    const { consumerKey, consumerSecret } = practice.credentials;
    const secret = basic(consumerKey, consumerSecret);
    const asked = ask(practice);
    const code = await codeFor(practice, asked);
    tokensOf(await redeem(practice, asked, code, { client_id: undefined }, secret));
    const plain = ask(practice, { code_challenge: undefined, code_challenge_method: undefined });
    const leave = { client_id: undefined, code_verifier: undefined };
    tokensOf(await redeem(practice, plain, await codeFor(practice, plain), leave, secret));
    await practice.setState(play2027);
    const late = ask(practice, { code_challenge: undefined, code_challenge_method: undefined });
    expect(carried(await open(practice, late.parameters))['error']).toBe('invalid_request');
  });

  it('is refused without its secret, with another one, or in two ways', async () => {
    const { consumerKey } = practice.credentials;
    const asked = ask(practice);
    const code = await codeFor(practice, asked);
    expectRefused(practice, await redeem(practice, asked, code), 'invalid_client', 'ClientAuthenticationFailed');
    const wrong = basic(consumerKey, '0'.repeat(64));
    const answer = await redeem(practice, asked, code, { client_id: undefined }, wrong);
    expectRefused(practice, answer, 'invalid_client', 'ClientAuthenticationFailed');
    expect(answer.headers['www-authenticate']).toBe('Basic realm="TSTDRV0000001_SB1"');
    const { consumerSecret } = practice.credentials;
    const both = await redeem(practice, asked, code, { client_id: 'other' }, basic(consumerKey, consumerSecret));
    expectRefused(practice, both, 'invalid_request', 'MissingRequiredParameter');
    tokensOf(await redeem(practice, asked, code, {}, basic(consumerKey, consumerSecret)));
  });
});
