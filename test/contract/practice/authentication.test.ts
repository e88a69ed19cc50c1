import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printHeader, sign } from '../support/independentSigner.ts';
import type { Pairs } from '../support/independentSigner.ts';
import { call, echoQuery, errorCode, restletPath, send, sendRaw, startFixture } from './practiceFixture.ts';
import type { CallOptions, Fixture } from './practiceFixture.ts';

let practice: Fixture;
beforeAll(async () => {
  practice = await startFixture();
});
afterAll(() => practice.stop());

async function accepted(options?: CallOptions): Promise<Record<string, unknown>> {
  const answer = await call(practice, options);
  expect([answer.status, answer.body]).toEqual([200, expect.any(String)]);
  return JSON.parse(answer.body) as Record<string, unknown>;
}

async function refused(detail: string, status: 400 | 401, options: CallOptions): Promise<void> {
  const answer = await call(practice, options);
  const code = status === 401 ? 'INVALID_LOGIN_ATTEMPT' : 'INVALID_REQUEST';
  expect([answer.status, errorCode(answer), practice.lastDetail()]).toEqual([status, code, detail]);
}

/** Sends the signed parameters printed in another way. */
function resend(change: (parameters: Pairs) => string | string[]): CallOptions {
  return { tamper: ({ parameters }) => ({ authorization: change(parameters) }) };
}

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
    const { account } = practice.credentials;
    await refused('InvalidSignature', 401, {
      replace: { realm: undefined },
      add: [['realm_', account]],
      tamper: ({ parameters }) => ({
        authorization: printHeader(
          parameters.map(([name, value]) => [name === 'realm_' ? 'realm' : name, value] as const),
        ),
      }),
    });
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

  it('HMAC-SHA512, correctly signed with: UnknownAlgorithm', () =>
    refused('UnknownAlgorithm', 400, { hash: 'sha512', replace: { oauth_signature_method: 'HMAC-SHA512' } }));

  it.each(['PLAINTEXT', 'RSA-SHA1', 'hmac-sha256', 'HMAC_SHA256'])('%s: UnknownAlgorithm', method =>
    refused('UnknownAlgorithm', 400, { replace: { oauth_signature_method: method } }),
  );

  it('44 characters of base64: the 28 of SHA-1 that claim to be SHA-256 are wrong', () =>
    refused('InvalidSignature', 401, { hash: 'sha1' }));

  it('key: both secrets are percent-encoded', async () => {
    const secrets = { consumerSecret: 'a&b c/+%é', tokenSecret: "!'()*~=" };
    const before = practice.account.store.current();
    await practice.setState(state => ({
      ...state,
      applications: state.applications.map(each => ({ ...each, consumerSecret: secrets.consumerSecret })),
      tokens: state.tokens.map(each => ({ ...each, tokenSecret: secrets.tokenSecret })),
    }));
    const octets = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
    await accepted({ credentials: { ...practice.credentials, ...secrets } }).finally(() =>
      practice.setState(() => before),
    );
    expect(octets('a')).toBe('a');
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

describe('1.3 base string', () => {
  it('host in lower case, whatever the Host header says', async () => {
    const { port } = practice;
    await accepted({ baseUri: `http://localhost:${port}${restletPath}`, headers: { Host: `LOCALHOST:${port}` } });
  });

  it('refuses a base string of another host, scheme, port or path', async () => {
    const { port } = practice;
    for (const base of [
      `http://localhost:${port}${restletPath}`,
      `https://127.0.0.1:${port}${restletPath}`,
      `http://127.0.0.1${restletPath}`,
      `http://127.0.0.1:${port}${restletPath}/`,
      `https://tstdrv0000001-sb1.restlets.api.netsuite.com${restletPath}`,
    ]) {
      await refused('InvalidSignature', 401, { baseUri: base });
    }
  });

  it('refuses a base string of another method', async () => {
    const signed = sign({
      method: 'POST',
      baseUri: `${practice.baseUrl}${restletPath}`,
      query: echoQuery,
      credentials: practice.credentials,
      timestamp: practice.clock.seconds,
    });
    await refused('InvalidSignature', 401, { tamper: () => ({ authorization: signed.authorization }) });
  });

  it('every query parameter is signed', async () => {
    await refused('InvalidSignature', 401, { tamper: ({ query }) => ({ query: `${query}&limit=1` }) });
    await refused('InvalidSignature', 401, {
      query: [...echoQuery, ['limit', '1']],
      tamper: () => ({ query: '?script=1&deploy=1' }),
    });
    await refused('InvalidSignature', 401, { query: [], tamper: () => ({ query: '?script=1&deploy=1' }) });
  });

  it("encodes ! ' ( ) * and everything else that is not unreserved", async () => {
    const awkward: Pairs = [
      ["q!'()*", "it's (50%) = a/b?c&d;e,f+g #1*!"],
      ['~-._', '~-._'],
      ['ünï', '日本 🚀'],
    ];
    const { parameters } = await accepted({ query: [...echoQuery, ...awkward] });
    expect(parameters).toEqual(Object.fromEntries(awkward));
  });

  it('takes the same pairs when they are sent less encoded than they are signed', async () => {
    const { parameters } = await accepted({
      query: [...echoQuery, ['q', "a!b'c(d)e*f=g"]],
      tamper: () => ({ query: "?script=1&deploy=1&q=a!b'c(d)e*f=g" }),
    });
    expect(parameters).toEqual({ q: "a!b'c(d)e*f=g" });
  });

  it('reads lower-case escapes as the same text', async () => {
    await accepted({ query: [...echoQuery, ['q', '/ü']], tamper: () => ({ query: '?script=1&deploy=1&q=%2f%c3%bc' }) });
  });

  it('same key twice: every occurrence is signed, sorted by value, and the script sees the first', async () => {
    const query: Pairs = [...echoQuery, ['a', '9'], ['a', '10'], ['a', '']];
    const { parameters } = await accepted({ query });
    expect(parameters).toEqual({ a: '9' });
    await refused('InvalidSignature', 401, { query, tamper: sent => ({ query: sent.query.replace('&a=10', '') }) });
  });

  it('keeps = for an empty value, written with or without it', async () => {
    await accepted({ query: [...echoQuery, ['empty', '']] });
    await accepted({
      query: [...echoQuery, ['empty', '']],
      tamper: () => ({ query: '?script=1&deploy=1&empty' }),
    });
  });

  it('raw + counts as a space', async () => {
    const { parameters } = await accepted({
      query: [...echoQuery, ['q', 'a b']],
      tamper: () => ({ query: '?script=1&deploy=1&q=a+b' }),
    });
    expect(parameters).toEqual({ q: 'a b' });
    await refused('InvalidSignature', 401, {
      query: [...echoQuery, ['q', 'a+b']],
      tamper: () => ({ query: '?script=1&deploy=1&q=a+b' }),
    });
  });

  it('sorts encoded text, where raw text would sort differently', async () => {
    await accepted({
      query: [...echoQuery, ['a:', '1'], ['a0', '2'], ['a z', '3'], ['Z', '4'], ['é', '5'], ['😀', '6'], ['ﬀ', '7']],
    });
  });

  it('names of JavaScript objects are only names', async () => {
    const query: Pairs = [...echoQuery, ['constructor', '1'], ['__proto__', '2'], ['toString', '3']];
    const answer = await call(practice, { query });
    expect(answer.body).toContain('"parameters":{"toString":"3","__proto__":"2","constructor":"1"}');
  });

  it.each(['application/json', 'text/plain'])('body of %s is not signed', async contentType => {
    await accepted({ method: 'POST', contentType, body: '{"a":"b"}' });
  });

  it('form body is signed, and then refused by RESTlets with 415', async () => {
    const form = {
      method: 'POST',
      contentType: 'application/x-www-form-urlencoded',
      body: 'a=1&b=c+d%21&a=',
    };
    const signedWithForm: CallOptions = {
      ...form,
      form: [
        ['a', '1'],
        ['b', 'c d!'],
        ['a', ''],
      ],
    };
    expect((await call(practice, signedWithForm)).status).toBe(415);
    await refused('InvalidSignature', 401, form);
  });
});

describe('1.4 nonce and timestamp', () => {
  it.each(['abcdef', 'a'.repeat(64), 'with-dash_and.dot~', 'a b/c=+ü'])('accepts nonce %s', async nonce => {
    await accepted({ nonce });
  });

  it.each(['a', 'abcde'])('refuses nonce %s as too short with nonce_rejected', nonce =>
    refused('nonce_rejected', 401, { nonce }),
  );

  it('refuses a nonce over 64 characters (assumed)', () => refused('nonce_rejected', 401, { nonce: 'a'.repeat(65) }));

  it('refuses nonce and timestamp used before with nonce_used', async () => {
    await accepted({ nonce: 'once-only' });
    await refused('nonce_used', 401, { nonce: 'once-only' });
    await accepted({ nonce: 'once-only', timestamp: practice.clock.seconds + 1 });
  });

  it('refuses the same header sent again', async () => {
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

  it.each([-300, -1, 300])('accepts a timestamp %i s off', async offset => {
    await accepted({ timestamp: practice.clock.seconds + offset });
  });

  it.each([-301, 301, -86_400])('refuses a timestamp %i s off with InvalidTimestamp', offset =>
    refused('InvalidTimestamp', 400, { timestamp: practice.clock.seconds + offset }),
  );

  it.each(['abc', '-1800000000', '1800000000.5', '1800000000000', '0', '01800000000', '+1800000000', '1.8e9'])(
    'refuses timestamp %s with InvalidTimestamp',
    timestamp => refused('InvalidTimestamp', 400, { timestamp }),
  );

  it('does not ask timestamps to rise', async () => {
    await accepted({ timestamp: practice.clock.seconds + 60 });
    await accepted({ timestamp: practice.clock.seconds - 60 });
  });
});

describe('5.1 keys and tokens', () => {
  it('unknown consumer key: consumer_key_unknown', () =>
    refused('consumer_key_unknown', 401, { replace: { oauth_consumer_key: 'f'.repeat(64) } }));

  it('application in state Blocked: consumer_key_refused', () => {
    const { blocked, account } = practice.credentials;
    return refused('consumer_key_refused', 401, { credentials: { account, ...blocked } });
  });

  it('unknown token: token_rejected', () =>
    refused('token_rejected', 401, { replace: { oauth_token: 'f'.repeat(64) } }));

  it('token of another application: token_rejected', () => {
    const { token, tokenSecret } = practice.credentials.blocked;
    return refused('token_rejected', 401, { credentials: { ...practice.credentials, token, tokenSecret } });
  });

  it('inactive token: token_rejected until it is active again', async () => {
    const setAll = (state: 'active' | 'inactive') =>
      practice.setState(current => ({ ...current, tokens: current.tokens.map(each => ({ ...each, state })) }));
    await setAll('inactive');
    await refused('token_rejected', 401, {});
    await setAll('active');
    await accepted();
  });
});

describe('raw bytes', () => {
  it('verifies octets that are not UTF-8 as they came', async () => {
    const line = `GET ${restletPath}?script=1&deploy=1&q=%FF HTTP/1.1\r\nHost: 127.0.0.1:${practice.port}\r\nConnection: close\r\nAuthorization: `;
    const signed = sign({
      method: 'GET',
      baseUri: `${practice.baseUrl}${restletPath}`,
      query: [...echoQuery, ['q', '\uFFFD']],
      credentials: practice.credentials,
      timestamp: practice.clock.seconds,
    });
    expect(await sendRaw(practice, `${line}${signed.authorization}\r\n\r\n`)).toContain('HTTP/1.1 401');
    expect(practice.account.loginAudit.rows().at(-1)?.seen?.baseString).toContain('q%3D%25FF');
  });
});
