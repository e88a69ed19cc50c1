import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountState } from '../../../../src/practice/state/model.ts';
import { stepOne, stepThree } from '../flowSteps.ts';
import { call, echoQuery, restletPath, send, startFixturePair } from '../practiceFixture.ts';
import type { CallOptions, Fixture, FixturePair } from '../practiceFixture.ts';
import { sign } from '../../support/independentSigner.ts';
import type { Pairs } from '../../support/independentSigner.ts';
import { baseStringOf, changesOf, lastAttempt, lastRow, trail } from './attempts.ts';
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

const { hub, clerk } = changesOf(() => practice);

describe('what the server computed', () => {
  it('opens for a success too, and says that the signature is right', async () => {
    await call(practice);
    const shown = await lastAttempt(practice, alex);
    expect(shown.notices).toEqual(['Success This request was logged in.']);
    expect(shown.main).toContain('Both are the same: the signature is right.');
  });

  it('says that an attempt is gone', async () => {
    const shown = await alex.get(`${trail}/attempt?id=nonsense`);
    expect([shown.status, shown.title]).toEqual([404, 'This attempt is not in the trail']);
  });

  const awkward: Pairs = [
    ['script', '1'],
    ['deploy', '1'],
    ['q', 'a=b&c?d + e'],
    ["!'()*", ''],
    ['ключ', '値 🚚'],
    ['id', '9'],
    ['id', '10'],
  ];

  it('shows the base string that an independent signer signs', async () => {
    const nonce = 'independent-nonce';
    const timestamp = practice.clock.seconds;
    const baseUri = `${practice.baseUrl}${restletPath}`;
    const right = sign({ method: 'GET', baseUri, query: awkward, credentials: practice.credentials, timestamp, nonce });
    await call(practice, {
      query: awkward,
      nonce,
      credentials: { ...practice.credentials, tokenSecret: 'f'.repeat(64) },
    });
    const shown = await lastAttempt(practice, alex);
    expect(baseStringOf(shown)).toBe(right.baseString);
    expect(shown.main).toContain(right.signature);
    expect(shown.main).toContain('ключ 値 🚚 query');
  });

  it('tells parameters of a form body from those of the query', async () => {
    const form: Pairs = [['from', 'the body']];
    await call(practice, {
      method: 'POST',
      form,
      contentType: 'application/x-www-form-urlencoded',
      body: 'from=the+body',
    });
    expect((await lastAttempt(practice, alex)).main).toContain('from the body form body from=the%20body');
  });

  it('shows of the secrets their length, two characters in front and two at the end', async () => {
    await call(practice);
    const { consumerSecret, tokenSecret } = practice.credentials;
    const shown = await lastAttempt(practice, alex);
    for (const secret of [consumerSecret, tokenSecret]) {
      expect(shown.main).toContain(`${secret.slice(0, 2)}…${secret.slice(-2)} , 64 characters`);
      expect(shown.text).not.toContain(secret);
      expect(shown.text).not.toContain(secret.slice(0, 8));
    }
  });

  it('says so when the secrets of then are gone', async () => {
    await call(practice);
    await hub({ consumerSecret: 'a'.repeat(64) });
    expect((await lastAttempt(practice, alex)).main).toContain('The secrets of then are no longer here');
  });

  const mistakes: readonly (readonly [what: string, options: () => CallOptions, says: string])[] = [
    [
      'a query that is not signed',
      () => ({ query: [], tamper: () => ({ query: '?script=1&deploy=1' }) }),
      'the parameters of the query are not signed',
    ],
    [
      'https',
      () => ({ baseUri: `https://127.0.0.1:${practice.port}${restletPath}` }),
      'the address is signed with https:// instead of http://',
    ],
    ['no port', () => ({ baseUri: `http://127.0.0.1${restletPath}` }), 'the address is signed without its port'],
    [
      'NetSuite’s own host',
      () => ({ baseUri: `https://tstdrv0000001-sb1.restlets.api.netsuite.com${restletPath}` }),
      'the address is signed with NetSuite’s host tstdrv0000001-sb1.restlets.api.netsuite.com',
    ],
    [
      'secrets in each other’s place',
      () => {
        const { consumerSecret, tokenSecret } = practice.credentials;
        return { credentials: { ...practice.credentials, consumerSecret: tokenSecret, tokenSecret: consumerSecret } };
      },
      'consumer secret and token secret are in each other’s place',
    ],
    [
      'a token ID for a secret',
      () => ({ credentials: { ...practice.credentials, tokenSecret: practice.credentials.token } }),
      'the token ID is used where the token secret belongs',
    ],
    [
      'a line end behind the secret',
      () => ({ credentials: { ...practice.credentials, tokenSecret: `${practice.credentials.tokenSecret}\n` } }),
      'a space or line end follows the token secret',
    ],
    [
      'the secret of another token',
      () => ({ credentials: { ...practice.credentials, tokenSecret: pair.production.credentials.tokenSecret } }),
      'the token secret is the one of the token “Orders hub - Jane Doe, Integration Clerk” of TSTDRV0000001',
    ],
    [
      'SHA-1 under another name',
      () => ({ hash: 'sha1' as const }),
      'the signature was made by HMAC-SHA1 instead of HMAC-SHA256',
    ],
    [
      'two mistakes at once',
      () => ({
        query: [],
        baseUri: `https://127.0.0.1:${practice.port}${restletPath}`,
        tamper: () => ({ query: '?script=1&deploy=1' }),
      }),
      'the parameters of the query are not signed the address is signed with https:// instead of http://',
    ],
    [
      'a raw + in the query',
      () => ({
        query: [...echoQuery, ['q', 'a+b']] as Pairs,
        tamper: () => ({ query: '?script=1&deploy=1&q=a+b' }),
      }),
      'a + in the query is signed as a plus sign',
    ],
  ];

  it.each(mistakes)('proves from the signature: %s', async (_, options, says) => {
    await call(practice, options());
    expect(practice.lastDetail()).toBe('InvalidSignature');
    const shown = await lastAttempt(practice, alex);
    expect(shown.notices.find(each => each.startsWith('Found'))).toContain(says);
  });

  it('tells a right signature behind a failure of another kind from one that would fail next', async () => {
    await call(practice, { timestamp: 1 });
    expect((await lastAttempt(practice, alex)).main).not.toContain('Once the failure above is mended');
    await call(practice, { timestamp: 1, hash: 'sha512' });
    expect((await lastAttempt(practice, alex)).main).toMatch(
      /Once the failure above is mended.*HMAC-SHA512 instead of/,
    );
  });

  describe('the comparison', () => {
    // The form leads back to its own place on the page, which only browsers keep to themselves.
    async function compare(theirs: string) {
      const { fields } = await alex.open(await lastAttempt(practice, alex), { form: 'Compare' });
      const formToken = fields.find(({ name }) => name === 'formToken')?.value;
      return alex.post(`${trail}/attempt?id=${lastRow(practice).id}`, { formToken, theirs });
    }

    it('names what differs between the program’s base string and the server’s', async () => {
      await call(practice, { credentials: { ...practice.credentials, tokenSecret: 'x' } });
      const right = baseStringOf(await lastAttempt(practice, alex));
      const theirs = right
        .replace('GET&http', 'POST&https')
        .replace('deploy%3D1%26', '')
        .replace('script%3D1', 'script%3D2%26realm%3DX');
      const shown = await compare(`  ${theirs}\n`);
      expect(shown.status).toBe(200);
      expect(shown.main).toContain('Method GET POST');
      expect(shown.main).toContain('The scheme is the one that the request was sent with.');
      expect(shown.main).toContain('deploy deploy=1 Yours lacks this parameter.');
      expect(shown.main).toContain('script script=1 script=2');
      expect(shown.main).toContain('realm realm=X realm is never signed.');
    });

    it('says when they are the same', async () => {
      await call(practice, { credentials: { ...practice.credentials, tokenSecret: 'x' } });
      const shown = await compare(baseStringOf(await lastAttempt(practice, alex)));
      expect(shown.main).toContain('the same to the last character');
    });
  });

  it('shows every recorded text as text', async () => {
    const evil = `<script>alert('x')</script>"&\u202E`;
    const bytes = Buffer.from(evil).toString('latin1');
    const name = evil.replace('\u202E', '');
    await practice.setState(state => ({
      ...state,
      applications: state.applications.map(each => ({ ...each, name, callbackUrl: evil })),
      tokens: state.tokens.map(each => ({ ...each, name })),
      employees: state.employees.map(each => (each.id === 42 ? { ...each, firstName: name } : each)),
      roles: state.roles.map(each => (each.id === 1001 ? { ...each, name } : each)),
    }));
    const query: Pairs = [...echoQuery, [evil, evil]];
    const headers = { 'User-Agent': bytes };
    const attempts: readonly (() => Promise<unknown>)[] = [
      () =>
        call(practice, {
          query,
          headers,
          contentType: bytes,
          credentials: { ...practice.credentials, tokenSecret: evil },
        }),
      () => call(practice, { query, headers, add: [[evil, evil]] }),
      () => call(practice, { headers, credentials: { ...practice.credentials, consumerKey: evil, token: evil } }),
      () => call(practice, { headers, credentials: { ...practice.credentials, account: evil.replace('"', '') } }),
      () => call(practice, { headers, nonce: evil, timestamp: evil }),
      () => call(practice, { headers, replace: { oauth_version: evil } }),
      () => call(practice, { headers, replace: { oauth_signature_method: evil } }),
      () => send(practice, { target: restletPath, headers: { Authorization: `OAuth ${bytes}`, ...headers } }),
      () => send(practice, { target: restletPath, headers: { Authorization: bytes, ...headers } }),
      () => stepOne(practice, { add: [['oauth_callback', evil]] }),
      () => stepThree(practice, { token: evil, tokenSecret: evil, verifier: evil }),
      async () => {
        await clerk({ permissions: {} });
        await call(practice, { headers });
      },
    ];
    for (const attempt of attempts) {
      await attempt();
      for (const { text } of [await lastAttempt(practice, alex), await alex.get(trail)]) {
        expect(text).toContain('&lt;script&gt;');
        expect(text).not.toMatch(/<script/);
        expect(text).not.toContain('\u202E');
      }
    }
  });

  it('shows octets that are not UTF-8 as they are', async () => {
    await call(practice, {
      tamper: ({ authorization }) => ({ authorization: authorization.replace('realm="', 'realm="\u00e9\u00ff') }),
    });
    expect((await lastAttempt(practice, alex)).main).toContain('\\xE9\\xFFTSTDRV0000001_SB1');
  });

  it.each([
    ['many', 500],
    ['as many as are tried in pairs', 38],
  ])('answers for a request with parameters: %s', async (_, count) => {
    const many: Pairs = Array.from({ length: count }, (__, index) => [`parameter-${index}`, 'a value of some length']);
    await call(practice, {
      query: [...echoQuery, ...many],
      credentials: { ...practice.credentials, tokenSecret: 'x' },
    });
    expect((await lastAttempt(practice, alex)).status).toBe(200);
  });
});
