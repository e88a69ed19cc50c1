import { decodeJwt } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, basic, codeFor, expectRefused, redeem, refresh, signedIn, tokensOf } from './codeSteps.ts';
import { setApplication } from './flowSteps.ts';
import { callWithBearer, postForm } from './oauth2.ts';
import { send, startFixture } from './practiceFixture.ts';
import type { Answer, Fixture } from './practiceFixture.ts';

let practice: Fixture;
beforeEach(async () => {
  practice = await startFixture();
});
afterEach(() => practice.stop());

const hour = 3600;
const clientId = () => practice.credentials.consumerKey;

function revoke(token: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return postForm(
    practice,
    'revoke',
    { token, ...('Authorization' in headers ? {} : { client_id: clientId() }) },
    headers,
  );
}

describe('the refresh token of a public client', () => {
  it('works once, and gives an access token and its own successor', async () => {
    const first = await signedIn(practice);
    const second = tokensOf(await refresh(practice, first.refresh_token));
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await callWithBearer(practice, second.access_token)).status).toBe(200);
    expect((await callWithBearer(practice, first.access_token)).status).toBe(200);
    tokensOf(await refresh(practice, second.refresh_token));
  });

  it('ends everything of the same consent when it is used again, and nothing else', async () => {
    const other = await signedIn(practice);
    const first = await signedIn(practice);
    const second = tokensOf(await refresh(practice, first.refresh_token));
    expectRefused(practice, await refresh(practice, first.refresh_token), 'invalid_grant', 'TokenRejected');
    expect((await callWithBearer(practice, second.access_token)).status).toBe(401);
    expectRefused(practice, await refresh(practice, second.refresh_token), 'invalid_grant', 'TokenRejected');
    expect((await callWithBearer(practice, other.access_token)).status).toBe(200);
    tokensOf(await refresh(practice, other.refresh_token));
  });

  it('used by two at once, lets one in', async () => {
    const { refresh_token } = await signedIn(practice);
    const answers = await Promise.all([refresh(practice, refresh_token), refresh(practice, refresh_token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  it('lives as long as the record says, each of a chain anew', async () => {
    await setApplication(practice, { refreshTokenHours: 2 });
    const first = await signedIn(practice);
    practice.clock.seconds += 2 * hour - 1;
    const second = tokensOf(await refresh(practice, first.refresh_token));
    practice.clock.seconds += 2 * hour - 1;
    const third = tokensOf(await refresh(practice, second.refresh_token));
    practice.clock.seconds += 2 * hour;
    expectRefused(practice, await refresh(practice, third.refresh_token), 'invalid_grant', 'RefreshTokenExpired');
  });

  it('knows when its chain began, even when the first of it is forgotten', async () => {
    const { seconds } = practice.clock;
    let { refresh_token } = await signedIn(practice);
    for (let day = 0; day < 5; day++) {
      practice.clock.seconds += 47 * hour;
      ({ refresh_token } = tokensOf(await refresh(practice, refresh_token)));
    }
    expect(practice.account.store.current().oauth2Tokens.every(({ createdAt }) => createdAt > seconds * 1000)).toBe(
      true,
    );
    expect(decodeJwt(refresh_token)).toMatchObject({ oit: seconds });
  });

  it.each([
    ['an unknown one', () => 'x.y.z', {}, 'invalid_grant', 'TokenRejected'],
    [
      'an access token',
      (tokens: { access_token: string }) => tokens.access_token,
      {},
      'invalid_grant',
      'TokenRejected',
    ],
    [
      'another scope',
      (tokens: { refresh_token: string }) => tokens.refresh_token,
      { scope: 'restlets' },
      'invalid_scope',
      'ScopeMismatched',
    ],
    ['none', () => '', {}, 'invalid_request', 'MissingRequiredParameter'],
  ] as const)('is refused: %s', async (_, which, change, error, detail) => {
    const tokens = await signedIn(practice);
    const answer = await refresh(practice, which(tokens), { client_id: clientId(), ...change });
    expectRefused(practice, answer, error, detail);
  });

  it('is refused when user or role may no longer log in, and stays good for when they may', async () => {
    const { refresh_token } = await signedIn(practice);
    const setRole = (isInactive: boolean) =>
      practice.setState(state => ({ ...state, roles: state.roles.map(each => ({ ...each, isInactive })) }));
    await setRole(true);
    expectRefused(practice, await refresh(practice, refresh_token), 'invalid_grant', 'EntityOrRoleDisabled');
    await setRole(false);
    tokensOf(await refresh(practice, refresh_token));
  });

  it('is of no use to another application', async () => {
    const { refresh_token } = await signedIn(practice);
    await practice.setState(state => ({
      ...state,
      applications: state.applications.map(each => ({ ...each, state: 'enabled' as const })),
    }));
    const other = practice.credentials.blocked.consumerKey;
    const answer = await refresh(practice, refresh_token, { client_id: other });
    expectRefused(practice, answer, 'invalid_grant', 'TokenRejected');
    tokensOf(await refresh(practice, refresh_token));
  });
});

describe('the refresh token of a confidential client', () => {
  it('works again and again for seven days, and no other one comes with it', async () => {
    await setApplication(practice, { publicClient: false });
    const { consumerKey, consumerSecret } = practice.credentials;
    const secret = basic(consumerKey, consumerSecret);
    const asked = ask(practice);
    const code = await codeFor(practice, asked);
    const { refresh_token } = tokensOf(await redeem(practice, asked, code, {}, secret));
    for (const count of [1, 2]) {
      const { status, body } = await refresh(practice, refresh_token, {}, secret);
      expect([count, status, Object.keys(JSON.parse(body) as object)]).toEqual([
        count,
        200,
        ['access_token', 'expires_in', 'token_type'],
      ]);
    }
    const without = await refresh(practice, refresh_token);
    expectRefused(practice, without, 'invalid_client', 'ClientAuthenticationFailed');
    practice.clock.seconds += 7 * 24 * hour;
    const late = await refresh(practice, refresh_token, {}, secret);
    expectRefused(practice, late, 'invalid_grant', 'RefreshTokenExpired');
  });
});

describe('the revocation endpoint', () => {
  it('ends a refresh token and the access tokens that came with it, by client ID or by secret', async () => {
    const { consumerKey, consumerSecret } = practice.credentials;
    for (const headers of [{}, basic(consumerKey, consumerSecret)]) {
      const { access_token, refresh_token } = await signedIn(practice);
      expect((await revoke(refresh_token, headers)).status).toBe(200);
      expect((await callWithBearer(practice, access_token)).status).toBe(401);
      expect(practice.lastDetail()).toBe('TokenRejected');
      expectRefused(practice, await refresh(practice, refresh_token), 'invalid_grant', 'TokenRejected');
    }
  });

  it('answers a token that is not known as if it were, and an unknown client not', async () => {
    expect((await revoke('x.y.z')).status).toBe(200);
    const { access_token } = await signedIn(practice);
    const answer = await postForm(practice, 'revoke', { token: 'x', client_id: '0'.repeat(64) });
    expectRefused(practice, answer, 'invalid_client', 'ClientAuthenticationFailed');
    expect((await revoke('')).status).toBe(400);
    expect((await callWithBearer(practice, access_token)).status).toBe(200);
  });
});

describe('what is kept of codes and tokens', () => {
  it('has neither in the trail', async () => {
    const asked = ask(practice);
    const code = await codeFor(practice, asked);
    const tokens = tokensOf(await redeem(practice, asked, code));
    await callWithBearer(practice, tokens.access_token);
    const trail = JSON.stringify(practice.account.loginAudit.rows());
    for (const secret of [code, tokens.access_token, tokens.refresh_token, asked.verifier]) {
      expect(trail).not.toContain(secret);
    }
    expect(JSON.stringify(practice.account.store.current())).not.toContain(code);
  });
});

describe('the control of a running account', () => {
  const control = (target: string, body = '', secret = 'secret') =>
    send(practice, { method: 'POST', target: `/.practice/${target}`, headers: { 'X-Practice-Control': secret }, body });
  const changed = async (target: string, body = '') => {
    const answer = await control(target, body);
    return [answer.status, (JSON.parse(answer.body) as { readonly changed: number }).changed];
  };

  it('lets one token expire, or all of a kind', async () => {
    const first = await signedIn(practice);
    const second = await signedIn(practice);
    expect(await changed('expire-oauth2', first.access_token)).toEqual([200, 1]);
    expect((await callWithBearer(practice, first.access_token)).status).toBe(401);
    expect(practice.lastDetail()).toBe('AccessTokenExpired');
    expect((await callWithBearer(practice, second.access_token)).status).toBe(200);
    expect(await changed('expire-oauth2?kind=access')).toEqual([200, 1]);
    expect((await callWithBearer(practice, second.access_token)).status).toBe(401);
    tokensOf(await refresh(practice, first.refresh_token));
    expect(await changed('expire-oauth2?kind=refresh')).toEqual([200, 2]);
    expectRefused(practice, await refresh(practice, second.refresh_token), 'invalid_grant', 'RefreshTokenExpired');
  });

  it('revokes what came of one consent, or everything', async () => {
    const first = await signedIn(practice);
    const second = await signedIn(practice);
    expect(await changed('revoke-oauth2', first.access_token)).toEqual([200, 2]);
    expectRefused(practice, await refresh(practice, first.refresh_token), 'invalid_grant', 'TokenRejected');
    expect((await callWithBearer(practice, second.access_token)).status).toBe(200);
    expect(await changed('revoke-oauth2')).toEqual([200, 2]);
    expect((await callWithBearer(practice, second.access_token)).status).toBe(401);
    expect(practice.lastDetail()).toBe('TokenRejected');
  });

  it('needs the secret of the run file', async () => {
    await signedIn(practice);
    for (const target of ['expire-oauth2', 'revoke-oauth2']) {
      expect((await control(target, '', 'guess')).status).toBe(403);
    }
  });
});
