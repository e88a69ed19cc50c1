// Logins by OAuth 2.0 that the practice account really refuses, signed by another library than ours, held against what is
// said of them: with what another program's log shows, and with the row that they leave in the Login Audit Trail.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loginOfCall } from '../../../src/cli/explain/explainOAuth2.ts';
import type { OAuth2Known } from '../../../src/diagnosis/oauth2/evidence.ts';
import { explainOAuth2 } from '../../../src/diagnosis/oauth2/explainOAuth2.ts';
import { readSentCalls } from '../../../src/formats/sentCall/readSentCalls.ts';
import { revokeMapping } from '../../../src/practice/access/certificates.ts';
import type { AccountState, Application, Role } from '../../../src/practice/state/model.ts';
import {
  accessTokenFor,
  askWithAssertion,
  assertionOf,
  callWithBearer,
  mapCertificate,
  restletTarget,
  restTarget,
  type AssertionOptions,
} from '../practice/oauth2.ts';
import { startFixture, type Answer, type Fixture } from '../practice/practiceFixture.ts';

let practice: Fixture;
let kid: string;
beforeEach(async () => {
  practice = await startFixture();
  kid = await mapCertificate(practice);
});
afterEach(() => practice.stop());

type Change = (state: AccountState) => AccountState;

const withApplication =
  (change: Partial<Application>): Change =>
  state => ({
    ...state,
    applications: state.applications.map(each => (each.id === 1 ? { ...each, ...change } : each)),
  });
const withRole =
  (change: Partial<Role>): Change =>
  state => ({
    ...state,
    roles: state.roles.map(each => (each.id === 1001 ? { ...each, ...change } : each)),
  });
const withoutFeature: Change = state => ({ ...state, features: state.features.filter(each => each !== 'OAUTH2') });
const revoked: Change = state => revokeMapping(state, kid);

/** Request and answer as `curl -v` and proxies print them; the date is that of the fixture's clock, as its checks are. */
function logOf(head: string, body: string, { status, headers, body: answered }: Answer): string {
  const date = new Date(practice.clock.seconds * 1000).toUTCString();
  const lines = Object.entries({ ...headers, date }).map(([name, value]) => `${name}: ${String(value)}`);
  return `${head}\nHost: 127.0.0.1:${practice.port}\n\n${body}\n\nHTTP/1.1 ${status} X\n${lines.join('\n')}\n\n${answered}\n`;
}

function explained(log: string, known: OAuth2Known, trail: 'seen' | 'unseen') {
  const [call] = readSentCalls(log);
  const { evidence } = loginOfCall(call!, undefined, known);
  const detail = practice.lastDetail();
  return explainOAuth2({ ...evidence, ...(trail === 'seen' && detail !== undefined && { detail }) });
}

async function refusedAssertion(options: Partial<AssertionOptions>, known: OAuth2Known, trail: 'seen' | 'unseen') {
  const assertion = assertionOf(practice, { kid, ...options });
  const answer = await askWithAssertion(practice, assertion);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  const form = `grant_type=client_credentials&client_assertion=${assertion}`;
  const head = 'POST /services/rest/auth/oauth2/v1/token HTTP/1.1\nContent-Type: application/x-www-form-urlencoded';
  return explained(logOf(head, form, answer), known, trail);
}

async function refusedCall(token: string, target: string, trail: 'seen' | 'unseen') {
  const answer = await callWithBearer(practice, token, target);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  return explained(logOf(`GET ${target} HTTP/1.1\nAuthorization: Bearer ${token}`, '', answer), {}, trail);
}

const summary = (ranked: ReturnType<typeof explainOAuth2>, certainty: string) =>
  ranked.filter(each => each.certainty === certainty).map(({ code }) => code);

/** The fixture's clock stands at 1,800,000,000. */
const now = 1_800_000_000;

describe('what can be seen in an assertion is certain, and nothing else is', () => {
  it.each<[string, Partial<AssertionOptions>, readonly string[], RegExp]>([
    [
      'an expired one',
      { claims: { iat: now - 600, exp: now - 300 } },
      ['assertion-expired'],
      /ended at .* 5 min before/,
    ],
    [
      'another audience',
      { claims: { aud: 'https://example.com/token' } },
      ['audience-wrong'],
      /aud is \{aud\}|not the account/,
    ],
    ['RS256', { key: 'rsa3072', algorithm: 'RS256' }, ['algorithm-refused'], /PKCS#1 v1\.5/],
    ['a clock ahead', { claims: { iat: now + 400, exp: now + 900 } }, ['clock-skew'], /clock that signed it is ahead/],
    ['60 minutes', { claims: { iat: now, exp: now + 3600 } }, ['assertion-too-long'], /60 minutes/],
    ['another type', { header: { typ: 'at+jwt' } }, ['type-wrong'], /JWT/],
    ['an unknown scope', { claims: { scope: 'mcp' } }, ['scope-refused'], /restlets/],
    ['no end', { claims: { exp: undefined } }, ['times-malformed'], /There is no/],
  ])('%s', async (_, options, codes, evidence) => {
    for (const trail of ['unseen', 'seen'] as const) {
      const ranked = await refusedAssertion(options, {}, trail);
      expect(summary(ranked, 'shown')).toEqual(codes);
      expect(summary(ranked, 'likely')).toEqual([]);
      const [first] = ranked;
      const filled = first?.supports.map(({ text, data }) =>
        text.replaceAll(/\{(\w+)\}/g, (_all, name: string) => data[name] ?? ''),
      );
      expect(filled?.join('\n')).toMatch(evidence);
    }
  });
});

describe('what only NetSuite knows is never certain', () => {
  it('a wrong kid is the first thing to look at where nothing else is known', async () => {
    const ranked = await refusedAssertion({ kid: 'nobodys' }, {}, 'unseen');
    expect([ranked[0]?.code, ranked[0]?.certainty]).toEqual(['certificate-unknown', 'possible']);
    expect(summary(ranked, 'shown')).toEqual([]);
  });

  it('a wrong kid is likely where another one is known', async () => {
    const ranked = await refusedAssertion({ kid: 'nobodys' }, { certificateId: kid }, 'unseen');
    expect(summary(ranked, 'likely')).toEqual(['certificate-unknown']);
    expect(ranked[0]?.supports[0]?.data).toEqual({ kid: 'nobodys', known: kid });
  });

  it('a revoked certificate is likely where it worked before, and first with the trail', async () => {
    await accessTokenFor(practice, { kid });
    const known = { certificateId: kid, lastSuccess: now, isSandbox: false, isKeyOfCertificate: true };
    await practice.setState(revoked);
    const ranked = await refusedAssertion({}, known, 'unseen');
    expect(ranked[0]?.code).toBe('certificate-revoked');
    expect(summary(ranked, 'shown')).toEqual([]);
    expect(summary(await refusedAssertion({}, known, 'seen'), 'likely')).toEqual(['certificate-revoked']);
  });

  it('the key of another certificate is likely where the pair is known not to belong together', async () => {
    const known = { certificateId: kid, isKeyOfCertificate: false };
    expect(summary(await refusedAssertion({ key: 'tenYears' }, known, 'seen'), 'likely')).toEqual(['key-mismatch']);
  });

  it.each<[string, Change, string, string]>([
    ['a blocked application', withApplication({ state: 'blocked' }), 'integration-blocked', 'likely'],
    ['a box not ticked', withApplication({ clientCredentials: false }), 'grant-not-allowed', 'likely'],
    ['a role without permission', withRole({ permissions: {} }), 'role-permission-missing', 'likely'],
    ['an inactive role', withRole({ isInactive: true }), 'user-or-role-unusable', 'likely'],
    ['the feature off', withoutFeature, 'feature-off', 'shown'],
    ['a scope not ticked', withApplication({ scopes: [] }), 'scope-refused', 'likely'],
  ])('%s is among the likely with the trail', async (_, change, code, certainty) => {
    await practice.setState(change);
    const ranked = await refusedAssertion({}, {}, 'seen');
    expect(summary(ranked, certainty)).toContain(code);
    const others = summary(ranked, 'shown').filter(each => each !== code);
    expect(others).toEqual([]);
  });
});

describe('calls with an access token', () => {
  it('that has expired', async () => {
    const token = await accessTokenFor(practice, { kid });
    practice.clock.seconds += 3601;
    expect(summary(await refusedCall(token, restletTarget, 'unseen'), 'shown')).toEqual(['access-token-expired']);
  });

  it.each([
    ['restlets', restTarget],
    ['rest_webservices', restletTarget],
  ])('with the scope %s only, for the other', async (scope, target) => {
    const token = await accessTokenFor(practice, { kid, claims: { scope } });
    expect(summary(await refusedCall(token, target, 'unseen'), 'shown')).toEqual(['scope-insufficient']);
  });

  it('of a role without REST Web Services', async () => {
    await practice.setState(withRole({ permissions: { ADMI_LOGIN_OAUTH2: 'FULL' } }));
    const token = await accessTokenFor(practice, { kid });
    expect((await refusedCall(token, restTarget, 'unseen'))[0]?.code).toBe('rest-permission-missing');
    expect(summary(await refusedCall(token, restTarget, 'seen'), 'likely')).toEqual(['rest-permission-missing']);
  });

  it.each<[string, Change, string]>([
    ['a revoked certificate', revoked, 'certificate-revoked'],
    ['a blocked application', withApplication({ state: 'blocked' }), 'integration-blocked'],
    ['a role without permission', withRole({ permissions: {} }), 'role-permission-missing'],
    ['the feature off', withoutFeature, 'feature-off'],
  ])('after %s', async (_, change, code) => {
    const token = await accessTokenFor(practice, { kid });
    practice.clock.seconds += 600;
    await practice.setState(change);
    const ranked = await refusedCall(token, restletTarget, 'seen');
    const best = [...summary(ranked, 'shown'), ...summary(ranked, 'likely')];
    expect(best).toContain(code);
    expect(ranked.map(each => each.code)).not.toContain('access-token-expired');
  });

  it('whose signature was changed', async () => {
    const token = await accessTokenFor(practice, { kid });
    const ranked = await refusedCall(`${token.slice(0, -4)}AAAA`, restletTarget, 'seen');
    expect(summary(ranked, 'shown')).toEqual(['access-token-foreign']);
  });
});
