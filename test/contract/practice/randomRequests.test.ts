import { Agent, request } from 'node:http';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPeer } from '../../bench/peers/peers.ts';
import type { OauthSign } from '../../bench/peers/signers.ts';
import { startFixture } from './practiceFixture.ts';
import type { Fixture } from './practiceFixture.ts';

const runs = 2_000;

let practice: Fixture;
/** The signer of the package `request`. */
let library: OauthSign;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
beforeAll(async () => {
  library = (await loadPeer('oauth-sign', console.error)) as OauthSign;
  practice = await startFixture();
});
afterAll(async () => {
  agent.destroy();
  await practice.stop();
});

interface Random {
  readonly query: readonly (readonly [string, string])[];
  readonly nonce: string;
  readonly skew: number;
  readonly host: string;
  readonly spelling: 'lower-case escapes' | 'plus for space' | 'as encoded';
}

interface Prepared {
  readonly method: string;
  readonly target: string;
  readonly host: string;
  readonly header: Record<string, string>;
}

const awkward = fc.oneof(
  fc.constantFrom(...Array.from("a=&?+%/#!'()*~;:@, \n\t\0"), '%20', '%2B', '%', '__proto__', 'realm', '=='),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 2 }),
  fc.constantFrom('é', 'e\u0301', '東京', '🚀', '\u202E', '\uFFFD', '\u{10FFFF}'),
);
const text = fc.array(awkward, { maxLength: 6 }).map(parts => parts.join(''));
const isWhole = (value: string) => value.isWellFormed();
const name = text.filter(value => isWhole(value) && value !== '' && !value.startsWith('oauth_'));
const randomRequest: fc.Arbitrary<Random> = fc.record({
  query: fc.array(fc.tuple(name, text.filter(isWhole)), { maxLength: 8 }),
  nonce: fc.stringMatching(/^[A-Za-z0-9\-._~]{6,40}$/),
  skew: fc.integer({ min: -299, max: 299 }),
  host: fc.constantFrom('127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'),
  spelling: fc.constantFrom('lower-case escapes', 'plus for space', 'as encoded'),
});

let made = 0;

/** Signs with the library; the nonce gets a number, so that no two requests share one. */
function prepare({ query, nonce, skew, host, spelling }: Random): Prepared {
  const { account, consumerKey, consumerSecret, token, tokenSecret } = practice.credentials;
  made += 1;
  const oauth: Record<string, string> = {
    oauth_consumer_key: consumerKey,
    oauth_token: token,
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: String(practice.clock.seconds + skew),
    oauth_nonce: `${nonce}${made}`,
    ...(made % 2 === 0 ? { oauth_version: '1.0' } : {}),
  };
  // Without a prototype, so that a parameter may be called __proto__.
  const parameters = Object.assign(Object.create(null), oauth) as Record<string, string | string[]>;
  for (const [key, value] of query) {
    const before = parameters[key];
    parameters[key] = before === undefined ? value : [before, value].flat();
  }
  const baseUri = `http://${host.toLowerCase()}:${practice.port}/rest/tokeninfo`;
  const signature = library.hmacsign256('GET', baseUri, parameters, consumerSecret, tokenSecret);
  const encoded = query.map(([key, value]) => `${library.rfc3986(key)}=${library.rfc3986(value)}`).join('&');
  const spelled = {
    'lower-case escapes': encoded.replace(/%[0-9A-F]{2}/g, escape => escape.toLowerCase()),
    'plus for space': encoded.replaceAll('%20', '+'),
    'as encoded': encoded,
  }[spelling];
  return {
    method: 'GET',
    target: `/rest/tokeninfo${spelled === '' ? '' : `?${spelled}`}`,
    host: `${host}:${practice.port}`,
    header: { realm: account, ...oauth, oauth_signature: signature },
  };
}

async function sendPrepared({ method, target, host, header }: Prepared): Promise<number> {
  const authorization = Object.entries(header).map(([key, value]) => `${key}="${library.rfc3986(value)}"`);
  const outgoing = request({
    agent,
    host: '127.0.0.1',
    port: practice.port,
    method,
    path: target,
    headers: { Host: host, Authorization: `OAuth ${authorization.join(', ')}` },
  });
  outgoing.end();
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  response.resume();
  await once(response, 'end');
  return response.statusCode ?? 0;
}

/** One thing wrong with a request that was right. */
const mistakes: Readonly<Record<string, (right: Prepared) => Prepared>> = {
  'a parameter more': right => ({ ...right, target: `${right.target}${right.target.includes('?') ? '&' : '?'}more=1` }),
  'a host that was not signed': right => ({
    ...right,
    host: right.host.toLowerCase().startsWith('localhost')
      ? `127.0.0.1:${practice.port}`
      : `localhost:${practice.port}`,
  }),
  'one character of the signature': right => changed(right, 'oauth_signature', value => flip(value)),
  'another nonce': right => changed(right, 'oauth_nonce', value => `${value}x`),
  'another timestamp': right => changed(right, 'oauth_timestamp', value => String(Number(value) - 1)),
  'a timestamp too old': right => changed(right, 'oauth_timestamp', () => String(practice.clock.seconds - 301)),
  'an unknown consumer key': right => changed(right, 'oauth_consumer_key', flip),
  'an unknown token': right => changed(right, 'oauth_token', flip),
  'the token of another application': right => changed(right, 'oauth_token', () => practice.credentials.blocked.token),
  'the realm in lower case': right => changed(right, 'realm', value => value.toLowerCase()),
  'another signature method': right => changed(right, 'oauth_signature_method', () => 'HMAC-SHA1'),
  'a version of 2.0': right => ({ ...right, header: { ...right.header, oauth_version: '2.0' } }),
  'no nonce': right => without(right, 'oauth_nonce'),
  'no realm': right => without(right, 'realm'),
  'an unsigned header parameter': right => ({ ...right, header: { ...right.header, oauth_extra: '1' } }),
};

function changed(right: Prepared, key: string, change: (value: string) => string): Prepared {
  return { ...right, header: { ...right.header, [key]: change(right.header[key] ?? '') } };
}

function without(right: Prepared, key: string): Prepared {
  const header = Object.fromEntries(Object.entries(right.header).filter(([name]) => name !== key));
  return { ...right, header };
}

function flip(value: string): string {
  return `${value.startsWith('a') ? 'b' : 'a'}${value.slice(1)}`;
}

describe('random awkward requests, signed by an OAuth 1.0 library of other people’s', () => {
  it(`${runs} are let in`, async () => {
    await fc.assert(
      fc.asyncProperty(randomRequest, async random => {
        expect(await sendPrepared(prepare(random))).toBe(200);
      }),
      { numRuns: runs },
    );
  }, 120_000);

  it(`${runs} with one thing wrong are refused`, async () => {
    await fc.assert(
      fc.asyncProperty(randomRequest, fc.constantFrom(...Object.keys(mistakes)), async (random, mistake) => {
        const status = await sendPrepared(mistakes[mistake]!(prepare(random)));
        expect([400, 401], mistake).toContain(status);
      }),
      { numRuns: runs },
    );
  }, 120_000);
});
