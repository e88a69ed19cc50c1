import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OAuth2Detail } from '../../../../src/practice/oauth2/refusals.ts';
import { ask, codeFor, open, redeem, refresh, signedIn } from '../codeSteps.ts';
import { setApplication } from '../flowSteps.ts';
import { callWithBearer } from '../oauth2.ts';
import { startFixture } from '../practiceFixture.ts';
import type { Fixture } from '../practiceFixture.ts';
import { lastAttempt } from './attempts.ts';
import { signIn } from './browser.ts';

let practice: Fixture;
beforeEach(async () => {
  practice = await startFixture();
});
afterEach(() => practice.stop());

/** Each failure of the authorization code grant, and what its page says about it. */
const rows: readonly (readonly [detail: OAuth2Detail, fail: () => Promise<unknown>, says: RegExp])[] = [
  ['UnknownIntegration', () => open(practice, ask(practice, { client_id: 'x' }).parameters), /has the client ID/],
  [
    'InvalidRedirectURI',
    () => open(practice, ask(practice, { redirect_uri: 'a://b' }).parameters),
    /same redirect URI/,
  ],
  ['InvalidState', () => open(practice, ask(practice, { state: 'short' }).parameters), /22 characters or more/],
  ['ScopeMismatched', () => open(practice, ask(practice, { scope: 'mcp' }).parameters), /tick each of them/],
  [
    'MissingRequiredParameter',
    () => open(practice, ask(practice, { code_challenge_method: 'plain' }).parameters),
    /code_challenge_method=S256/,
  ],
  [
    'AuthorizationCodeGrantRequired',
    async () => {
      await setApplication(practice, { authorizationCode: false });
      await open(practice, ask(practice).parameters);
    },
    /Authorization Code Grant ticked/,
  ],
  [
    'IntegrationBlocked',
    async () => {
      await setApplication(practice, { state: 'blocked' });
      await open(practice, ask(practice).parameters);
    },
    /Set its state to Enabled/,
  ],
  [
    'ClientAuthenticationFailed',
    async () => {
      await setApplication(practice, { publicClient: false });
      const asked = ask(practice);
      await redeem(practice, asked, await codeFor(practice, asked));
    },
    /box Public Client ticked/,
  ],
  ['TokenRejected', () => redeem(practice, ask(practice), '0'.repeat(64)), /A code works once/],
  [
    'RefreshTokenExpired',
    async () => {
      const { refresh_token } = await signedIn(practice);
      practice.clock.seconds += 48 * 3600;
      await refresh(practice, refresh_token);
    },
    /allow the application again/,
  ],
  [
    'AccessTokenExpired',
    async () => {
      const { access_token } = await signedIn(practice);
      practice.clock.seconds += 3600;
      await callWithBearer(practice, access_token);
    },
    /it works for 60 minutes/,
  ],
];

test.each(rows)('%s is explained', async (detail, fail, says) => {
  const alex = await signIn(practice, 'alex');
  await fail();
  expect(practice.lastDetail()).toBe(detail);
  const { main } = await lastAttempt(practice, alex);
  expect(main).toMatch(says);
  expect(main).not.toContain('there is nothing to compute');
});
