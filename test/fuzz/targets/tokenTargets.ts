import fc from 'fast-check';
import { checkAccessToken } from '../../../src/diagnosis/oauth2/accessTokenChecks.ts';
import { checkAssertion } from '../../../src/diagnosis/oauth2/assertionChecks.ts';
import { explainOAuth2 } from '../../../src/diagnosis/oauth2/explainOAuth2.ts';
import { readBearerChallenge } from '../../../src/oauth2/challenge.ts';
import { findJwt, isAccessToken } from '../../../src/oauth2/jwt.ts';
import { fuzzTarget, must, orRefuses } from '../fuzzTarget.ts';
import { textOf } from '../texts.ts';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = 1_800_000_000;
const endpoint = 'https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token';
const name = fc.constantFrom('alg', 'typ', 'kid', 'iss', 'aud', 'scope', 'iat', 'exp', 'nbf', 'sub', '__proto__');
const value = fc.oneof(
  fc.constantFrom<unknown>('RS256', 'ES256', 'JWT', endpoint, [endpoint], 'restlets', 'restlets,x', now, now * 1000),
  fc.jsonValue(),
);

/** What is pasted as an assertion or access token: a JWT of whatever, or a text that may look like one. */
export const inspectedToken = fuzzTarget({
  name: 'inspected-token',
  cases: fc.oneof(
    fc
      .tuple(fc.dictionary(name, value), fc.dictionary(name, value))
      .map(([header, claims]) => `${part(header)}.${part(claims)}.x`),
    textOf([
      'eyJ',
      'eyA',
      'ewo',
      '.',
      '..',
      '=',
      '+',
      '-',
      '_',
      ' ',
      '\n',
      part({ alg: 'ES256' }),
      part({ aud: endpoint }),
      'Bearer ',
    ]),
  ),
  check: text => {
    const jwt = orRefuses(() => findJwt(text));
    if (!jwt) {
      return;
    }
    const asked = isAccessToken(jwt) ? 'call' : 'assertion';
    const checks = [...checkAssertion(jwt, { now }), ...checkAccessToken(jwt, now, 'rest')];
    must(
      checks.every(({ text: said, data }) => [...said.matchAll(/\{(\w+)\}/g)].every(([, each = '']) => each in data)),
      'every place of a text has its value',
    );
    const causes = explainOAuth2({ asked, jwt, serverTime: now, answer: { status: 401, error: 'invalid_client' } });
    must(new Set(causes.map(({ code }) => code)).size === causes.length, 'a cause is told once');
  },
});

/** What a server says against an access token. */
export const bearerChallenge = fuzzTarget({
  name: 'bearer-challenge',
  cases: textOf([
    'Bearer ',
    'OAuth ',
    'realm="1"',
    'error=',
    'error_description=',
    '"',
    '\\',
    ',',
    ' ',
    '=',
    'invalid_token',
  ]),
  check: header => {
    const challenge = readBearerChallenge(header);
    must(challenge === undefined || challenge.error.length <= 100, 'an error is short');
  },
});
