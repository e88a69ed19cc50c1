import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printHeader, sign } from '../support/independentSigner.ts';
import type { Pairs } from '../support/independentSigner.ts';
import { call, echoQuery, errorCode, restletPath, send, startFixture } from './practiceFixture.ts';
import type { CallOptions, Fixture } from './practiceFixture.ts';
import { restletLogins } from './restletLogins.ts';

let practice: Fixture;
beforeAll(async () => {
  practice = await startFixture();
});
afterAll(() => practice.stop());

const { accepted, refused, resend } = restletLogins(() => practice);

describe('1.1 Authorization header', () => {
  it('shape: the documented one is accepted', () => accepted());

  it('shape: the order of parameters is free', () => accepted(resend(all => printHeader([...all].reverse()))));

  it('separator: a comma, with or without a space', async () => {
    await accepted(resend(all => printHeader(all).replaceAll(', ', ',')));
  });

  it.each([
    ['another word', (text: string) => text.replace('OAuth', 'Basic')],
    ['the word in lower case', (text: string) => text.replace('OAuth', 'oauth')],
  ])('scheme: %s is malformed', async (_, change) => {
    await refused(
      'parameter_rejected',
      400,
      resend(all => change(printHeader(all))),
    );
  });

  it.each([
    ['unquoted values', (text: string) => text.replaceAll('"', '')],
    ['single quotes', (text: string) => text.replaceAll('"', "'")],
    ['a trailing comma', (text: string) => `${text},`],
    ['semicolons', (text: string) => text.replaceAll(',', ';')],
    ['a signature that is not percent-encoded', (text: string) => text.replaceAll(/%3D/g, '=')],
    ['a broken escape', (text: string) => text.replaceAll(/%3D/g, '%3')],
  ])('shape: %s: malformed', async (_, change) => {
    await refused(
      'parameter_rejected',
      400,
      resend(all => change(printHeader(all))),
    );
  });

  it('shape: two Authorization headers are refused', async () => {
    await refused(
      'parameter_rejected',
      400,
      resend(all => [printHeader(all), printHeader(all)]),
    );
  });

  it('shape: a call without the header is no valid login', async () => {
    const answer = await send(practice, { target: `${restletPath}?script=1&deploy=1` });
    expect([answer.status, errorCode(answer)]).toEqual([401, 'INVALID_LOGIN_ATTEMPT']);
  });

  it('realm: it is in the header, but not in the base string', async () => {
    const { baseString } = sign({
      method: 'GET',
      baseUri: 'http://h/',
      credentials: practice.credentials,
      timestamp: practice.clock.seconds,
    });
    expect(baseString).not.toContain('realm');
    await accepted();
  });

  it.each(['TSTDRV0000001_sb1', 'TSTDRV0000001-SB1', 'TSTDRV0000001-sb1'])(
    'sandbox form: realm %s, the account ID is TSTDRV0000001_SB1: InvalidSignature',
    realm => refused('InvalidSignature', 401, { replace: { realm } }),
  );

  it('letters of the account ID in lower case, realm tstdrv0000001_SB1: InvalidSignature', () =>
    refused('InvalidSignature', 401, { replace: { realm: 'tstdrv0000001_SB1' } }));

  it.each(['TSTDRV0000001', '1234567'])('realm: %s, another account: InvalidSignature', realm =>
    refused('InvalidSignature', 401, { replace: { realm } }),
  );

  it('oauth_version: optional', () => accepted({ replace: { oauth_version: undefined } }));

  it.each(['1', '1.0a', '2.0', '1.00'])('oauth_version: %s is not exactly 1.0: VersionRejected', oauth_version =>
    refused('VersionRejected', 400, { replace: { oauth_version } }),
  );

  it.each(['realm', 'oauth_consumer_key', 'oauth_token', 'oauth_nonce', 'oauth_timestamp', 'oauth_signature_method'])(
    'no parameter missing: without %s',
    name => refused('MissingTokenPassportRequiredFields', 400, { replace: { [name]: undefined } }),
  );

  it('no parameter missing: without oauth_signature', () =>
    refused(
      'MissingTokenPassportRequiredFields',
      400,
      resend(all => printHeader(all.filter(([name]) => name !== 'oauth_signature'))),
    ));

  it.each([
    'realm',
    'oauth_consumer_key',
    'oauth_token',
    'oauth_nonce',
    'oauth_timestamp',
    'oauth_signature_method',
    'oauth_version',
  ])('no parameter empty: %s: parameter_rejected', name =>
    refused('parameter_rejected', 400, { replace: { [name]: '' } }),
  );

  it.each(['realm', 'oauth_nonce', 'oauth_signature'])('no parameter repeated: %s: parameter_rejected', name =>
    refused(
      'parameter_rejected',
      400,
      resend(all => printHeader([...all, all.find(([each]) => each === name)!])),
    ),
  );

  it('query parameters are signed, not copied into the header: limit="1" there is 401', async () => {
    const query: Pairs = [...echoQuery, ['limit', '1']];
    await accepted({ query });
    await refused('parameter_rejected', 401, { query, add: [['limit', '1']] });
  });

  it('no parameter of another step in the header', () =>
    refused('parameter_rejected', 401, { add: [['oauth_callback', 'https://example.com/']] }));

  it.each([
    ['alone', 'JSESSIONID=abc'],
    ['among others', 'a=b; jsessionid="abc"; c=d'],
  ])('header or session cookies, never both (that it is refused, assumed): a session %s', async (_, cookie) => {
    await refused('parameter_rejected', 401, { headers: { Cookie: cookie } });
    const rest = await call(practice, { path: '/services/rest/record/v1/customer/101', headers: { Cookie: cookie } });
    expect([rest.status, practice.lastDetail()]).toEqual([401, 'parameter_rejected']);
  });

  it('header or session cookies, never both: a cookie that is no session of NetSuite’s is none', () =>
    accepted({ headers: { Cookie: 'NOTJSESSIONID=abc; a=JSESSIONID=abc' } }));

  it.each(['oauth_token', 'oauth%5Fnonce', 'oauth_anything'])(
    'OAuth parameters in the query or body: %s in the query',
    async name => {
      await refused('parameter_rejected', 400, {
        tamper: ({ query }) => ({ query: `${query}&${name}=x` }),
      });
    },
  );

  it('OAuth parameters in the query or body: one in a form body', () =>
    refused('parameter_rejected', 400, {
      method: 'POST',
      contentType: 'application/x-www-form-urlencoded',
      body: 'a=1&oauth_version=1.0',
      form: [
        ['a', '1'],
        ['oauth_version', '1.0'],
      ],
    }));

  it('OAuth parameters in the query or body: all in the query instead of the header', async () => {
    const { parameters } = sign({
      method: 'GET',
      baseUri: `${practice.baseUrl}${restletPath}`,
      query: echoQuery,
      credentials: practice.credentials,
      timestamp: practice.clock.seconds,
    });
    const query = new URLSearchParams(Object.fromEntries([...echoQuery, ...parameters])).toString();
    expect((await send(practice, { target: `${restletPath}?${query}` })).status).toBe(401);
  });
});

describe('1.2 signature method', () => {
  it('only HMAC-SHA256 is accepted: HMAC-SHA1 gets UnknownAlgorithm, and 400 “malformed syntax”', async () => {
    const sha1: CallOptions = { hash: 'sha1', replace: { oauth_signature_method: 'HMAC-SHA1' } };
    await refused('UnknownAlgorithm', 400, sha1);
    expect((await call(practice, sha1)).body).toContain('malformed syntax');
  });

  it('HMAC-SHA512, though it was signed with it: UnknownAlgorithm', () =>
    refused('UnknownAlgorithm', 400, { hash: 'sha512', replace: { oauth_signature_method: 'HMAC-SHA512' } }));

  it.each(['PLAINTEXT', 'RSA-SHA1', 'hmac-sha256', 'HMAC_SHA256'])('%s: UnknownAlgorithm', method =>
    refused('UnknownAlgorithm', 400, { replace: { oauth_signature_method: method } }),
  );

  it('44 characters of base64: the 28 of SHA-1 that claim to be SHA-256 are wrong', () =>
    refused('InvalidSignature', 401, { hash: 'sha1' }));

  it('key: both secrets are percent-encoded', async () => {
    const secrets = { consumerSecret: 'a&b c/+%', tokenSecret: "!'()*~=" };
    const before = practice.account.store.current();
    await practice.setState(state => ({
      ...state,
      applications: state.applications.map(each => ({ ...each, consumerSecret: secrets.consumerSecret })),
      tokens: state.tokens.map(each => ({ ...each, tokenSecret: secrets.tokenSecret })),
    }));
    await accepted({ credentials: { ...practice.credentials, ...secrets } }).finally(() =>
      practice.setState(() => before),
    );
  });

  it.each(['consumerSecret', 'tokenSecret'] as const)('key: a wrong %s: InvalidSignature', name =>
    refused('InvalidSignature', 401, { credentials: { ...practice.credentials, [name]: '0'.repeat(64) } }),
  );

  it('key: the token id in place of the token secret: InvalidSignature', () =>
    refused('InvalidSignature', 401, {
      credentials: { ...practice.credentials, tokenSecret: practice.credentials.token },
    }));

  it('44 characters of base64: one changed is wrong', () =>
    refused(
      'InvalidSignature',
      401,
      resend(all =>
        printHeader(all.map(([name, value]) => [name, name === 'oauth_signature' ? flip(value) : value] as const)),
      ),
    ));

  it('44 characters of base64: the padding belongs to them', () =>
    refused(
      'InvalidSignature',
      401,
      resend(all => printHeader(all.map(([name, value]) => [name, value.replace(/=$/, '')] as const))),
    ));
});

function flip(signature: string): string {
  return `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
}

describe('1.4 nonce and timestamp', () => {
  it.each(['abcdef', 'a'.repeat(64), 'with-dash_and.dot~', 'a b/c=+ü'])(
    'nonce of 6 characters or more: %s is accepted',
    async nonce => {
      await accepted({ nonce });
    },
  );

  it.each(['a', 'abcde'])('nonce under 6 characters: %s: nonce_rejected', nonce =>
    refused('nonce_rejected', 401, { nonce }),
  );

  it('nonce over 64 characters (the limit in a header assumed): nonce_rejected', () =>
    refused('nonce_rejected', 401, { nonce: 'a'.repeat(65) }));

  it('nonce and timestamp must be a new pair: nonce_used', async () => {
    await accepted({ nonce: 'once-only' });
    await refused('nonce_used', 401, { nonce: 'once-only' });
    await accepted({ nonce: 'once-only', timestamp: practice.clock.seconds + 1 });
  });

  it('nonce and timestamp must be a new pair per user: also with another token, not for another user', async () => {
    const before = practice.account.store.current();
    const [first] = before.tokens;
    const own = { id: 90, token: 'a'.repeat(64), tokenSecret: 'b'.repeat(64) };
    const others = { id: 91, token: 'c'.repeat(64), tokenSecret: 'd'.repeat(64), employeeId: 44 };
    const added = [own, others].map(each => ({ ...first!, ...each }));
    await practice.setState(state => ({ ...state, tokens: [...state.tokens, ...added] }));
    try {
      const nonce = 'once-for-each-user';
      await accepted({ nonce });
      await accepted({ nonce, credentials: { ...practice.credentials, ...others } });
      await refused('nonce_used', 401, { nonce, credentials: { ...practice.credentials, ...own } });
    } finally {
      await practice.setState(() => before);
    }
  });

  it('every retry must be re-signed: the header of a call that was throttled is 401', async () => {
    const { authorization, query } = sign({
      method: 'GET',
      baseUri: `${practice.baseUrl}${restletPath}`,
      query: echoQuery,
      credentials: practice.credentials,
      timestamp: practice.clock.seconds,
    });
    const again = { target: `${restletPath}${query}`, headers: { Authorization: authorization } };
    const places = Array.from({ length: 5 }, () => practice.account.calls.enter());
    const throttled = await send(practice, again);
    places.forEach(leave => leave?.());
    expect([throttled.status, errorCode(throttled)]).toEqual([400, 'SSS_REQUEST_LIMIT_EXCEEDED']);
    expect((await send(practice, again)).status).toBe(401);
    await accepted();
  });

  it('every retry must be re-signed: the same header sent again is 401', async () => {
    const { authorization } = sign({
      method: 'GET',
      baseUri: `${practice.baseUrl}${restletPath}`,
      query: echoQuery,
      credentials: practice.credentials,
      timestamp: practice.clock.seconds,
    });
    const sent = { target: `${restletPath}?script=1&deploy=1`, headers: { Authorization: authorization } };
    expect((await send(practice, sent)).status).toBe(200);
    expect((await send(practice, sent)).status).toBe(401);
    expect(practice.lastDetail()).toBe('nonce_used');
  });

  it.each([-300, -1, 300])('timestamp within 5 minutes: %i s off is accepted', async offset => {
    await accepted({ timestamp: practice.clock.seconds + offset });
  });

  it.each([-301, 301, -86_400])('timestamp within 5 minutes: %i s off: InvalidTimestamp', offset =>
    refused('InvalidTimestamp', 400, { timestamp: practice.clock.seconds + offset }),
  );

  it.each(['abc', '-1800000000', '1800000000.5', '1800000000000', '0', '01800000000', '+1800000000', '1.8e9'])(
    'timestamp in seconds, a positive integer: %s: InvalidTimestamp',
    timestamp => refused('InvalidTimestamp', 400, { timestamp }),
  );

  it('earlier timestamps: they need not rise', async () => {
    await accepted({ timestamp: practice.clock.seconds + 60 });
    await accepted({ timestamp: practice.clock.seconds - 60 });
  });
});

describe('5.1 keys and tokens', () => {
  it('consumer_key_unknown: no such key', () =>
    refused('consumer_key_unknown', 401, { replace: { oauth_consumer_key: 'f'.repeat(64) } }));

  it('consumer_key_refused: application in state Blocked', () => {
    const { blocked, account } = practice.credentials;
    return refused('consumer_key_refused', 401, { credentials: { account, ...blocked } });
  });

  it('token_rejected: unknown', () => refused('token_rejected', 401, { replace: { oauth_token: 'f'.repeat(64) } }));

  it('token_rejected: of another application', () => {
    const { token, tokenSecret } = practice.credentials.blocked;
    return refused('token_rejected', 401, { credentials: { ...practice.credentials, token, tokenSecret } });
  });

  it('token_rejected: inactive, until it is active again', async () => {
    const setAll = (state: 'active' | 'inactive') =>
      practice.setState(current => ({ ...current, tokens: current.tokens.map(each => ({ ...each, state })) }));
    await setAll('inactive');
    await refused('token_rejected', 401, {});
    await setAll('active');
    await accepted();
  });
});
