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
  it('accepts the documented shape', () => accepted());

  it('leaves the order of parameters free', () => accepted(resend(all => printHeader([...all].reverse()))));

  it('takes a comma with or without space', async () => {
    await accepted(resend(all => printHeader(all).replaceAll(', ', ',')));
  });

  it.each([
    ['another scheme', (text: string) => text.replace('OAuth', 'Basic')],
    ['the scheme in lower case', (text: string) => text.replace('OAuth', 'oauth')],
    ['unquoted values', (text: string) => text.replaceAll('"', '')],
    ['single quotes', (text: string) => text.replaceAll('"', "'")],
    ['a trailing comma', (text: string) => `${text},`],
    ['semicolons', (text: string) => text.replaceAll(',', ';')],
    ['a signature that is not percent-encoded', (text: string) => text.replaceAll(/%3D/g, '=')],
    ['a broken escape', (text: string) => text.replaceAll(/%3D/g, '%3')],
  ])('refuses %s as malformed', async (_, change) => {
    await refused(
      'parameter_rejected',
      400,
      resend(all => change(printHeader(all))),
    );
  });

  it('refuses two Authorization headers', async () => {
    await refused(
      'parameter_rejected',
      400,
      resend(all => [printHeader(all), printHeader(all)]),
    );
  });

  it('refuses a call without the header as no valid login', async () => {
    const answer = await send(practice, { target: `${restletPath}?script=1&deploy=1` });
    expect([answer.status, errorCode(answer)]).toEqual([401, 'INVALID_LOGIN_ATTEMPT']);
  });

  it('realm is not signed', async () => {
    const { baseString } = sign({
      method: 'GET',
      baseUri: 'http://h/',
      credentials: practice.credentials,
      timestamp: practice.clock.seconds,
    });
    expect(baseString).not.toContain('realm');
    await accepted();
  });

  it.each(['TSTDRV0000001_sb1', 'tstdrv0000001_SB1', 'TSTDRV0000001-SB1', 'TSTDRV0000001', '1234567'])(
    'refuses realm %s with InvalidSignature',
    realm => refused('InvalidSignature', 401, { replace: { realm } }),
  );

  it('takes oauth_version as optional', () => accepted({ replace: { oauth_version: undefined } }));

  it.each(['1', '1.0a', '2.0', '1.00'])('refuses oauth_version %s with VersionRejected', oauth_version =>
    refused('VersionRejected', 400, { replace: { oauth_version } }),
  );

  it.each(['realm', 'oauth_consumer_key', 'oauth_token', 'oauth_nonce', 'oauth_timestamp', 'oauth_signature_method'])(
    'refuses a header without %s',
    name => refused('MissingTokenPassportRequiredFields', 400, { replace: { [name]: undefined } }),
  );

  it('refuses a header without oauth_signature', () =>
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
  ])('refuses an empty %s with parameter_rejected', name =>
    refused('parameter_rejected', 400, { replace: { [name]: '' } }),
  );

  it.each(['realm', 'oauth_nonce', 'oauth_signature'])('refuses %s sent twice with parameter_rejected', name =>
    refused(
      'parameter_rejected',
      400,
      resend(all => printHeader([...all, all.find(([each]) => each === name)!])),
    ),
  );

  it('refuses query parameters copied into the header with 401', async () => {
    const query: Pairs = [...echoQuery, ['limit', '1']];
    await accepted({ query });
    await refused('parameter_rejected', 401, { query, add: [['limit', '1']] });
  });

  it('refuses a header parameter of another step', () =>
    refused('parameter_rejected', 401, { add: [['oauth_callback', 'https://example.com/']] }));

  it.each(['oauth_token', 'oauth%5Fnonce', 'oauth_anything'])('refuses %s in the query', async name => {
    await refused('parameter_rejected', 400, {
      tamper: ({ query }) => ({ query: `${query}&${name}=x` }),
    });
  });

  it('refuses all parameters in the query instead of the header', async () => {
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
  it.each([
    ['HMAC-SHA1', 'sha1'],
    ['HMAC-SHA512', 'sha512'],
  ] as const)('refuses %s with UnknownAlgorithm', (method, hash) =>
    refused('UnknownAlgorithm', 400, { hash, replace: { oauth_signature_method: method } }),
  );

  it.each(['PLAINTEXT', 'RSA-SHA1', 'hmac-sha256', 'HMAC_SHA256'])('refuses %s with UnknownAlgorithm', method =>
    refused('UnknownAlgorithm', 400, { replace: { oauth_signature_method: method } }),
  );

  it('refuses a SHA-1 signature that claims to be SHA-256', () => refused('InvalidSignature', 401, { hash: 'sha1' }));

  it.each(['consumerSecret', 'tokenSecret'] as const)('refuses a wrong %s with InvalidSignature', name =>
    refused('InvalidSignature', 401, { credentials: { ...practice.credentials, [name]: '0'.repeat(64) } }),
  );

  it('refuses the token id used in place of the token secret', () =>
    refused('InvalidSignature', 401, {
      credentials: { ...practice.credentials, tokenSecret: practice.credentials.token },
    }));

  it('refuses a signature with one character changed', () =>
    refused(
      'InvalidSignature',
      401,
      resend(all =>
        printHeader(all.map(([name, value]) => [name, name === 'oauth_signature' ? flip(value) : value] as const)),
      ),
    ));

  it('refuses a signature without its padding', () =>
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
