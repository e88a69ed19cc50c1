import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printHeader, sign } from '../support/independentSigner.ts';
import type { Pairs } from '../support/independentSigner.ts';
import { call, echoQuery, restletPath, sendRaw, startFixture } from './practiceFixture.ts';
import type { CallOptions, Fixture } from './practiceFixture.ts';
import { restletLogins } from './restletLogins.ts';

let practice: Fixture;
beforeAll(async () => {
  practice = await startFixture();
});
afterAll(() => practice.stop());

const { accepted, refused } = restletLogins(() => practice);

/** Signs a changed base string, as a program would that makes the mistake. */
function resigned(change: (baseString: string) => string): CallOptions {
  return {
    tamper: ({ baseString, parameters }) => {
      const { consumerSecret, tokenSecret } = practice.credentials;
      const signature = createHmac('sha256', `${consumerSecret}&${tokenSecret}`)
        .update(change(baseString))
        .digest('base64');
      const changed = parameters.map(
        ([name, value]) => [name, name === 'oauth_signature' ? signature : value] as const,
      );
      return { authorization: printHeader(changed) };
    },
  };
}

describe('1.3 base string', () => {
  it('host in lower case: whatever the Host header says', async () => {
    const { port } = practice;
    await accepted({ baseUri: `http://localhost:${port}${restletPath}`, headers: { Host: `LOCALHOST:${port}` } });
  });

  it('URI: another host, scheme, port, or a trailing slash: InvalidSignature', async () => {
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

  it.each(['POST', 'get'])('method in upper case: a GET signed as %s: InvalidSignature', async method => {
    const signed = sign({
      method,
      baseUri: `${practice.baseUrl}${restletPath}`,
      query: echoQuery,
      credentials: practice.credentials,
      timestamp: practice.clock.seconds,
    });
    await refused('InvalidSignature', 401, { tamper: () => ({ authorization: signed.authorization }) });
  });

  it('path case is kept', async () => {
    const path = '/services/rest/record/v1/salesOrder/501';
    expect((await call(practice, { path })).status).not.toBe(401);
    expect((await call(practice, { path, baseUri: `${practice.baseUrl}${path.toLowerCase()}` })).status).toBe(401);
    expect(practice.lastDetail()).toBe('InvalidSignature');
  });

  it('dot segments are signed as they are sent', async () => {
    const path = '/services/rest/record/v1/./customer/x/../101';
    expect((await call(practice, { path })).status).not.toBe(401);
    expect(practice.lastDetail()).toBeUndefined();
    const baseUri = `${practice.baseUrl}/services/rest/record/v1/customer/101`;
    expect((await call(practice, { path, baseUri })).status).toBe(401);
    expect(practice.lastDetail()).toBe('InvalidSignature');
  });

  it('a fragment that is sent though it was not signed: InvalidSignature', () =>
    refused('InvalidSignature', 401, { tamper: ({ query }) => ({ query: `${query}#part` }) }));

  it('URI without query: signed with it: InvalidSignature', () =>
    refused('InvalidSignature', 401, { baseUri: `${practice.baseUrl}${restletPath}?script=1&deploy=1` }));

  it('signed parameters: with realm among them: InvalidSignature', async () => {
    const query: Pairs = [...echoQuery, ['realm', practice.credentials.account]];
    await refused('InvalidSignature', 401, { query, tamper: () => ({ query: '?script=1&deploy=1' }) });
  });

  it('every query parameter is signed', async () => {
    await refused('InvalidSignature', 401, { tamper: ({ query }) => ({ query: `${query}&limit=1` }) });
    await refused('InvalidSignature', 401, {
      query: [...echoQuery, ['limit', '1']],
      tamper: () => ({ query: '?script=1&deploy=1' }),
    });
    await refused('InvalidSignature', 401, { query: [], tamper: () => ({ query: '?script=1&deploy=1' }) });
  });

  it("! ' ( ) * and everything else that is not unreserved is encoded", async () => {
    const awkward: Pairs = [
      ["q!'()*", "it's (50%) = a/b?c&d;e,f+g #1*!"],
      ['~-._', '~-._'],
      ['ünï', '日本 🚀'],
    ];
    const { parameters } = await accepted({ query: [...echoQuery, ...awkward] });
    expect(parameters).toEqual(Object.fromEntries(awkward));
  });

  it("! ' ( ) * in the path too", async () => {
    const path = "/services/rest/record/v1/customer/101/!transform/a'b(c)*";
    expect((await call(practice, { path })).status).not.toBe(401);
    expect(practice.lastDetail()).toBeUndefined();
    const unencoded = await call(practice, { path, ...resigned(text => text.replace('%21transform', '!transform')) });
    expect([unencoded.status, practice.lastDetail()]).toEqual([401, 'InvalidSignature']);
  });

  it.each([
    ['lower-case hex', (text: string) => text.replaceAll(/%[0-9A-F]{2}/g, each => each.toLowerCase())],
    ['+ for a space', (text: string) => text.replace('a%2520b', 'a%2Bb')],
    ['a base string that is not encoded once more', (text: string) => decodeURIComponent(text)],
    ["encodeURIComponent, which leaves ! ' ( ) *", (text: string) => text.replaceAll('%2521', '!')],
  ])('percent-encoding: signed with %s: InvalidSignature', async (_, change) => {
    const query: Pairs = [...echoQuery, ['q', 'a b!']];
    await accepted({ query, ...resigned(text => text) });
    await refused('InvalidSignature', 401, { query, ...resigned(change) });
  });

  it('decode first: the same pairs may be sent less encoded than they are signed', async () => {
    const { parameters } = await accepted({
      query: [...echoQuery, ['q', "a!b'c(d)e*f=g"]],
      tamper: () => ({ query: "?script=1&deploy=1&q=a!b'c(d)e*f=g" }),
    });
    expect(parameters).toEqual({ q: "a!b'c(d)e*f=g" });
  });

  it('decode first: lower-case escapes are the same text', async () => {
    await accepted({ query: [...echoQuery, ['q', '/ü']], tamper: () => ({ query: '?script=1&deploy=1&q=%2f%c3%bc' }) });
  });

  it('the same key twice: every occurrence is signed, sorted by value, and the script sees the first', async () => {
    const query: Pairs = [...echoQuery, ['a', '9'], ['a', '10'], ['a', '']];
    const { parameters } = await accepted({ query });
    expect(parameters).toEqual({ a: '9' });
    await refused('InvalidSignature', 401, { query, tamper: sent => ({ query: sent.query.replace('&a=10', '') }) });
  });

  it('= stays for an empty value: sent with or without it', async () => {
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

  it('encode before sorting: encoded text is sorted, where raw text would sort differently', async () => {
    await accepted({
      query: [...echoQuery, ['a:', '1'], ['a0', '2'], ['a z', '3'], ['Z', '4'], ['é', '5'], ['😀', '6'], ['ﬀ', '7']],
    });
  });

  it('every query parameter is signed: names of JavaScript objects are only names', async () => {
    const query: Pairs = [...echoQuery, ['constructor', '1'], ['__proto__', '2'], ['toString', '3']];
    const answer = await call(practice, { query });
    expect(answer.body).toContain('"parameters":{"toString":"3","__proto__":"2","constructor":"1"}');
  });

  it.each(['application/json', 'text/plain'])('a body of %s is not signed', async contentType => {
    await accepted({ method: 'POST', contentType, body: '{"a":"b"}' });
  });

  it('a form body is signed, and then refused by RESTlets with 415', async () => {
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

describe('1.3 base string, raw bytes', () => {
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
