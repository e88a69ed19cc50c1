import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { authenticationChecks } from '../../../../src/practice/authentication/checks.ts';
import { causes } from '../../../../src/practice/pages/audit/causes.ts';
import type { AccountState } from '../../../../src/practice/state/model.ts';
import { requestToken, stepOne, stepThree } from '../flowSteps.ts';
import { call, echoQuery, restletPath, send, startFixturePair } from '../practiceFixture.ts';
import type { CallOptions, Fixture, FixturePair } from '../practiceFixture.ts';
import { soapCaller } from '../soapCalls.ts';
import { changesOf, lastAttempt, lastRow, trail } from './attempts.ts';
import { signIn } from './browser.ts';
import type { BrowserPage } from './browser.ts';

let pair: FixturePair;
let practice: Fixture;
let asNew: AccountState;
let alex: BrowserPage;
beforeAll(async () => {
  pair = await startFixturePair();
  practice = pair.sandbox;
  asNew = practice.account.store.current();
  alex = await signIn(practice, 'alex');
});
afterAll(() => practice.stop());
beforeEach(() => {
  practice.clock.seconds += 3600;
});
afterEach(() => practice.setState(() => asNew));

const soap = soapCaller(() => practice);
const { hub, jane, clerk } = changesOf(() => practice);
const prefer = (change: object) =>
  practice.setState(state => ({ ...state, preferences: { ...state.preferences, ...change } }));

interface Row {
  readonly why: string;
  readonly detail: string;
  readonly do: () => Promise<unknown>;
  /** What the page must say: the cause as it shows in this attempt, and what to do. */
  readonly says: readonly RegExp[];
}

const calls = (options: () => CallOptions) => () => call(practice, options());
const withCredentials = (change: () => object) =>
  calls(() => ({ credentials: { ...practice.credentials, ...change() } }));

const rows: readonly Row[] = [
  {
    why: 'a wrong secret',
    detail: 'InvalidSignature',
    do: withCredentials(() => ({ tokenSecret: '0'.repeat(64) })),
    says: [/not the one that the server computed/, /None of the usual mistakes/, /Compare your base string/],
  },
  {
    why: 'a realm in lower case',
    detail: 'InvalidSignature',
    do: withCredentials(() => ({ account: 'tstdrv0000001_sb1' })),
    says: [/realm is not the ID of this account/, /the right account, spelled as its host/, /upper case/],
  },
  {
    why: 'the realm of the other account',
    detail: 'InvalidSignature',
    do: withCredentials(() => ({ account: 'TSTDRV0000001' })),
    says: [/the other account of the pair/],
  },
  {
    why: 'a clock that is behind',
    detail: 'InvalidTimestamp',
    do: calls(() => ({ timestamp: practice.clock.seconds - 3723 })),
    says: [/1 h 2 min 3 s behind/, /Set the clock/],
  },
  {
    why: 'milliseconds',
    detail: 'InvalidTimestamp',
    do: calls(() => ({ timestamp: practice.clock.seconds * 1000 })),
    says: [/milliseconds were sent instead of seconds/],
  },
  {
    why: 'a timestamp that is no number',
    detail: 'InvalidTimestamp',
    do: calls(() => ({ timestamp: 'now' })),
    says: [/not a whole number of seconds/],
  },
  {
    why: 'a nonce twice',
    detail: 'nonce_used',
    do: async () => {
      const nonce = 'the-same-nonce';
      await call(practice, { nonce });
      await call(practice, { nonce });
    },
    says: [/came with the same timestamp before/, /First used .* 0 s before/, /new nonce for every request/],
  },
  {
    why: 'a short nonce',
    detail: 'nonce_rejected',
    do: calls(() => ({ nonce: 'ab12' })),
    says: [/ab12 , 4 characters/, /20 to 32 random/],
  },
  {
    why: 'an empty parameter',
    detail: 'parameter_rejected',
    do: calls(() => ({ replace: { oauth_token: '' } })),
    says: [/Empty oauth_token/],
  },
  {
    why: 'a parameter twice',
    detail: 'parameter_rejected',
    do: calls(() => ({ add: [['oauth_version', '1.0']] })),
    says: [/Sent more than once oauth_version/, /sent more than once/],
  },
  {
    why: 'a parameter of the query in the header',
    detail: 'parameter_rejected',
    do: calls(() => ({ add: [['limit', '1']] })),
    says: [/Not expected limit/, /do not copy them into the header/],
  },
  {
    why: 'an oauth_ parameter in the query',
    detail: 'parameter_rejected',
    do: calls(() => ({ query: [...echoQuery, ['oauth_version', '1.0']] })),
    says: [/In the query oauth_version/, /Move every oauth_ parameter/],
  },
  {
    why: 'a header without quotes',
    detail: 'parameter_rejected',
    do: () =>
      send(practice, {
        target: restletPath,
        headers: { Authorization: 'OAuth realm="TSTDRV0000001_SB1", oauth_token=abc' },
      }),
    says: [/not written as name="value"/, /double quotes/],
  },
  {
    why: 'a header of another scheme',
    detail: 'parameter_rejected',
    do: () => send(practice, { target: restletPath, headers: { Authorization: 'Basic abc' } }),
    says: [/begins with “Basic”/],
  },
  {
    why: 'a value that is not percent-encoded',
    detail: 'parameter_rejected',
    do: () => send(practice, { target: restletPath, headers: { Authorization: 'OAuth oauth_signature="a+b/c="' } }),
    says: [/not percent-encoded: only/, /%2B %2F %3D/],
  },
  {
    why: 'two headers',
    detail: 'parameter_rejected',
    do: calls(() => ({ tamper: ({ authorization }) => ({ authorization: [authorization, authorization] }) })),
    says: [/several Authorization headers/],
  },
  {
    why: 'a session cookie beside the header',
    detail: 'parameter_rejected',
    do: calls(() => ({ headers: { Cookie: 'JSESSIONID=abc' } })),
    says: [/session cookie/, /switch the cookie jar off/],
  },
  {
    why: 'no header',
    detail: 'MissingTokenPassportRequiredFields',
    do: () => send(practice, { target: restletPath }),
    says: [/no Authorization header/, /Add the Authorization header/],
  },
  {
    why: 'a missing parameter',
    detail: 'MissingTokenPassportRequiredFields',
    do: calls(() => ({ replace: { oauth_nonce: undefined } })),
    says: [/Missing oauth_nonce/, /missing/],
  },
  {
    why: 'version 2.0',
    detail: 'VersionRejected',
    do: calls(() => ({ replace: { oauth_version: '2.0' } })),
    says: [/Sent 2 ?\.0/, /not 1\.0/],
  },
  {
    why: 'HMAC-SHA1',
    detail: 'UnknownAlgorithm',
    do: calls(() => ({ replace: { oauth_signature_method: 'HMAC-SHA1' }, hash: 'sha1' })),
    says: [/not HMAC-SHA256/, /28 characters: this is the length/, /made by HMAC-SHA1 instead of HMAC-SHA256/],
  },
  {
    why: 'a consumer key of nowhere',
    detail: 'consumer_key_unknown',
    do: withCredentials(() => ({ consumerKey: 'abc' })),
    says: [/No integration record/, /have 64 characters/],
  },
  {
    why: 'a token ID for a consumer key',
    detail: 'consumer_key_unknown',
    do: withCredentials(() => ({ consumerKey: practice.credentials.token })),
    says: [/What it is the token ID of “Orders hub - Jane Doe, Integration Clerk” in this account/],
  },
  {
    why: 'a blocked record',
    detail: 'consumer_key_refused',
    do: withCredentials(() => practice.credentials.blocked),
    says: [/not enabled/, /State now Blocked/, /Set its state to Enabled/],
  },
  {
    why: 'a record without the TBA box',
    detail: 'consumer_key_refused',
    do: async () => {
      await hub({ tba: false });
      await call(practice);
    },
    says: [/ticked now No/, /Tick Token-Based Authentication/],
  },
  {
    why: 'a token of the production account',
    detail: 'token_rejected',
    do: withCredentials(() => ({ token: pair.production.credentials.token })),
    says: [/in the account TSTDRV0000001/, /create a new one/],
  },
  {
    why: 'a token secret for a token',
    detail: 'token_rejected',
    do: withCredentials(() => ({ token: practice.credentials.tokenSecret.toUpperCase() })),
    says: [/the token secret of .*, but with spaces or in upper case/],
  },
  {
    why: 'an inactive token',
    detail: 'token_rejected',
    do: async () => {
      await practice.setState(state => ({
        ...state,
        tokens: state.tokens.map(each => ({ ...each, state: 'inactive' as const })),
      }));
      await call(practice);
    },
    says: [/Its state now inactive/, /make it active again/],
  },
  {
    why: 'an inactive user',
    detail: 'permission_denied',
    do: async () => {
      await jane({ isInactive: true });
      await call(practice);
    },
    says: [/User active now No/, /user and role are active/],
  },
  {
    why: 'a role without the permission',
    detail: 'permission_denied',
    do: async () => {
      await clerk({ permissions: { ADMI_MANAGE_OAUTH_TOKENS: 'FULL' } });
      await call(practice);
    },
    says: [/may log in with tokens now No/, /Log in using Access Tokens or User Access Tokens/],
  },
  {
    why: 'a Web Services Only role',
    detail: 'permission_denied',
    do: async () => {
      await clerk({ webServicesOnly: true });
      await call(practice);
    },
    says: [/not Web Services Only now No/, /clear Web Services Only/],
  },
  {
    why: 'a locked user',
    detail: 'temporary_locked',
    do: async () => {
      await jane({ lockedUntil: practice.account.now() + 60_000 });
      await call(practice);
    },
    says: [/locked after five failed logins/, /Locked until/, /unlock the user under Practice controls/],
  },
  {
    why: 'the feature off',
    detail: 'FeatureDisabled',
    do: async () => {
      await practice.setState(state => ({ ...state, features: [] }));
      await call(practice);
    },
    says: [/not enabled in this account/, /Enable Features/],
  },
  {
    why: 'the end of TBA',
    detail: 'FeatureDisabled',
    do: async () => {
      await prefer({ release: 'end-of-tba' });
      await call(practice);
    },
    says: [/time after TBA/, /OAuth 2\.0/],
  },
  {
    why: 'another callback',
    detail: 'InvalidCallback https://elsewhere.example/',
    do: () => stepOne(practice, { add: [['oauth_callback', 'https://elsewhere.example/']] }),
    says: [/callback URL of the request is not the one/, /http:\/\/localhost:\*/, /On the record now/],
  },
  {
    why: 'a role by its name',
    detail: 'MissingRequiredParameter',
    do: () => stepOne(practice, { role: 'customrole_clerk' }),
    says: [/not an internal ID/, /Sent customrole_clerk/],
  },
  {
    why: 'a record without the flow box',
    detail: 'AuthorizationFlowRequired',
    do: async () => {
      await hub({ authorizationFlow: false });
      await stepOne(practice);
    },
    says: [/TBA: Authorization Flow ticked now No/],
  },
  {
    why: 'step three before step two',
    detail: 'InvalidVerifier',
    do: async () => stepThree(practice, { ...(await requestToken(practice)), verifier: 'guess' }),
    says: [/Step three cannot come before step two/, /nobody has allowed the application yet/],
  },
  {
    why: 'a request token of nowhere',
    detail: 'TokenRejected',
    do: () => stepThree(practice, { token: 'abc', tokenSecret: 'abc', verifier: 'guess' }),
    says: [/not known, or used already/],
  },
  {
    why: 'a passport with a used nonce',
    detail: 'NonceUsed',
    do: async () => {
      await soap.ask(undefined, { nonce: 'abcdef123456' });
      await soap.ask(undefined, { nonce: 'abcdef123456' });
    },
    says: [/First used/, /five values that SOAP signs/],
  },
];

it.each(rows)('names cause and fix for $why ($detail)', async ({ detail, do: act, says }) => {
  await act();
  expect(practice.lastDetail()).toBe(detail);
  const shown = await lastAttempt(practice, alex);
  expect([shown.status, shown.title]).toEqual([200, 'What the server computed']);
  for (const pattern of says) {
    expect(shown.main).toMatch(pattern);
  }
  const { cause, fixes } = causes[lastRow(practice).check]!;
  expect(shown.notices[0]).toBe(`${detail} ${cause}`);
  expect(shown.main).toContain(fixes[0]);
  const list = await alex.get(trail);
  expect(list.text).toContain(`/practice/login-audit/attempt?id=${lastRow(practice).id}`);
});

it('has a cause and a fix for every check', () => {
  expect(Object.keys(causes).sort()).toEqual(authenticationChecks.map(({ id }) => id).sort());
  expect(Object.values(causes).every(({ cause, fixes }) => cause !== '' && fixes.length > 0)).toBe(true);
});
