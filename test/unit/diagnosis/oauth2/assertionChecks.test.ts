import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAccessToken } from '../../../../src/diagnosis/oauth2/accessTokenChecks.ts';
import { checkAssertion, type AssertionContext } from '../../../../src/diagnosis/oauth2/assertionChecks.ts';

const now = 1_800_000_000;
const aud = 'https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token';
const header = { alg: 'PS256', typ: 'JWT', kid: 'cert1' };
const claims = { iss: 'client', scope: 'restlets rest_webservices', aud, iat: now - 5, exp: now + 300 };

function check(
  change: { readonly header?: object; readonly claims?: object } = {},
  context: Partial<AssertionContext> = {},
) {
  const parts = { header: { ...header, ...change.header }, claims: { ...claims, ...change.claims } };
  return checkAssertion(parts, { now, ...context });
}

const verdicts = (...of: Parameters<typeof check>) =>
  check(...of)
    .filter(({ verdict }) => verdict === 'bad' || verdict === 'odd')
    .map(({ id, verdict, cause }) => [id, verdict, cause ?? '']);

describe('an assertion', () => {
  it('that is right has nothing against it; what cannot be told from here is open', () => {
    expect(check().map(({ id, verdict }) => [id, verdict])).toEqual([
      ['algorithm', 'good'],
      ['type', 'good'],
      ['certificate', 'open'],
      ['issuer', 'open'],
      ['audience', 'good'],
      ['scope', 'good'],
      ['issued', 'good'],
      ['expiry', 'good'],
      ['lifetime', 'good'],
    ]);
  });

  it('says nothing of the time where nobody knows it', () => {
    const open = check({}, { now: undefined }).filter(({ verdict }) => verdict === 'open');
    expect(open.map(({ id }) => id)).toEqual(['certificate', 'issuer', 'issued', 'expiry']);
  });

  it.each<[string, Parameters<typeof check>[0], string[]]>([
    ['RS256', { header: { alg: 'RS256' } }, ['algorithm', 'bad', 'algorithm-refused']],
    ['HS256', { header: { alg: 'HS256' } }, ['algorithm', 'bad', 'algorithm-refused']],
    ['no algorithm', { header: { alg: undefined } }, ['algorithm', 'bad', 'algorithm-refused']],
    ['another type', { header: { typ: 'at+jwt' } }, ['type', 'bad', 'type-wrong']],
    ['no kid', { header: { kid: '' } }, ['certificate', 'bad', 'certificate-unknown']],
    ['no issuer', { claims: { iss: undefined } }, ['issuer', 'bad', 'client-unknown']],
    ['no audience', { claims: { aud: undefined } }, ['audience', 'bad', 'audience-wrong']],
    ['the underscore form', { claims: { aud: aud.replace('-sb1', '_SB1') } }, ['audience', 'bad', 'audience-wrong']],
    ['a stroke too much', { claims: { aud: `${aud}/` } }, ['audience', 'bad', 'audience-wrong']],
    ['http', { claims: { aud: aud.replace('https', 'http') } }, ['audience', 'bad', 'audience-wrong']],
    [
      'the RESTlet host of Oracle’s sample',
      { claims: { aud: aud.replace('suitetalk', 'restlets') } },
      ['audience', 'odd', ''],
    ],
    ['a list of one audience', { claims: { aud: [aud] } }, ['audience', 'odd', '']],
    ['several audiences', { claims: { aud: [aud, aud] } }, ['audience', 'bad', 'audience-wrong']],
    ['an unknown scope', { claims: { scope: ['restlets', 'mcp'] } }, ['scope', 'bad', 'scope-refused']],
    ['commas between scopes', { claims: { scope: 'restlets,rest_webservices' } }, ['scope', 'odd', 'scope-refused']],
    ['no scope', { claims: { scope: undefined } }, ['scope', 'bad', 'scope-refused']],
    ['a clock ahead', { claims: { iat: now + 61 } }, ['issued', 'bad', 'clock-skew']],
    ['milliseconds', { claims: { exp: (now + 300) * 1000 } }, ['expiry', 'bad', 'times-malformed']],
    ['a text for a time', { claims: { exp: String(now + 300) } }, ['expiry', 'bad', 'times-malformed']],
    ['no end', { claims: { exp: undefined } }, ['expiry', 'bad', 'times-malformed']],
    ['the end that is now', { claims: { exp: now } }, ['expiry', 'bad', 'assertion-expired']],
    ['an hour', { claims: { iat: now, exp: now + 3600 } }, ['lifetime', 'bad', 'assertion-too-long']],
    ['a time from which it holds', { claims: { nbf: now + 100 } }, ['not-before', 'bad', 'clock-skew']],
  ])('with %s', (_, change, expected) => {
    expect(verdicts(change)).toEqual([expected]);
  });

  it('is held against what is known', () => {
    const known = { accountId: '1234567', clientId: 'client', certificateId: 'cert2', certificateUntil: now - 1 };
    expect(verdicts({}, { known })).toEqual([
      ['certificate', 'odd', 'certificate-unknown'],
      ['audience', 'bad', 'audience-wrong'],
    ]);
    expect(verdicts({ header: { kid: 'cert2' }, claims: { iss: 'other' } }, { known, endpoints: [aud] })).toEqual([
      ['certificate', 'bad', 'certificate-expired'],
      ['issuer', 'odd', 'client-unknown'],
    ]);
  });

  it('may say anything at all, and is judged', () => {
    const anything = fc.object({
      key: fc.constantFrom('alg', 'typ', 'kid', 'iss', 'aud', 'scope', 'iat', 'exp', 'nbf'),
    });
    fc.assert(
      fc.property(anything, anything, (some, others) => {
        for (const { text, data } of checkAssertion({ header: some, claims: others }, { now })) {
          const places = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
          expect(places.every(name => typeof data[name] === 'string')).toBe(true);
        }
      }),
    );
  });
});

describe('an access token', () => {
  const token = { header: {}, claims: { exp: now + 60, scope: ['restlets'] } };
  it.each([
    [now, 'restlet', ['good', 'good']],
    [now, 'rest', ['good', 'bad']],
    [now + 60, 'restlet', ['bad', 'good']],
    [undefined, undefined, ['open', 'good']],
  ] as const)('at %s, shown to %s', (time, surface, expected) => {
    expect(checkAccessToken(token, time, surface).map(({ verdict }) => verdict)).toEqual(expected);
  });

  it('that says nothing is left open', () => {
    const checks = checkAccessToken({ header: {}, claims: {} }, now, 'rest');
    expect(checks.map(({ verdict }) => verdict)).toEqual(['open', 'open']);
  });
});
