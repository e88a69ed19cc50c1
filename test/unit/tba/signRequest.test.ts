import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemNonceSource } from '../../../src/tba/nonce.ts';
import { encodePairs, percentEncode, type Pair } from '../../../src/tba/percentEncoding.ts';
import { signRequest, type SignableRequest } from '../../../src/tba/signRequest.ts';
import { readHeader, verifySignature } from './verifySignature.ts';

const secrets = { consumerKey: 'ck', consumerSecret: 'cs+/ é', token: 'tk', tokenSecret: 'ts%&' };
const base = 'https://1234567-sb1.restlets.api.netsuite.com/app/site/hosting/restlet.nl';
const request = (changes: Partial<SignableRequest> = {}): SignableRequest => ({
  method: 'GET',
  url: `${base}?script=1&deploy=1`,
  realm: '1234567_SB1',
  nonce: 'abcdefghij0123456789',
  timestamp: '1700000000',
  ...changes,
});

const text = fc.string({ unit: 'binary', maxLength: 12 });
const name = fc
  .oneof(text, fc.constantFrom('__proto__', 'constructor', 'a', 'é', 'a[b]'))
  .filter(n => !n.startsWith('oauth_'));
const pairs = fc.array(fc.record({ name, value: text }), { maxLength: 8 });

describe('signRequest', () => {
  it('sends a URL that decodes to the very pairs that were asked for, in ASCII', () => {
    fc.assert(
      fc.property(pairs, list => {
        const { url } = signRequest(request({ url: `${base}?${encodePairs(list)}` }), secrets);
        expect([...new URL(url.wire).searchParams].map(([n, v]) => ({ name: n, value: v }))).toEqual(list);
        expect(url.query).toEqual(list);
        expect(url.wire).toMatch(/^[\x21-\x7e]+$/);
        expect(url.wire).not.toContain('+');
      }),
    );
  });

  it('signs the same whatever order the pairs come in', () => {
    fc.assert(
      fc.property(
        pairs.chain(list => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          const sign = (order: Pair[]) => signRequest(request({ url: `${base}?${encodePairs(order)}` }), secrets);
          expect(sign(shuffled).signature).toBe(sign(list).signature);
        },
      ),
    );
  });

  it('verifies what it signed, and not once any character is changed', () => {
    fc.assert(
      fc.property(pairs, fc.nat(), fc.nat(61), (list, at, pick) => {
        const { url, authorization } = signRequest(request({ url: `${base}?${encodePairs(list)}` }), secrets);
        const sent = { method: 'GET', url: url.wire, authorization };
        expect(verifySignature(sent, secrets)).toBe(true);

        const signed = changeable(authorization);
        const [start, end] = signed[at % signed.length] ?? [0, 0];
        const position = start + (at % (end - start));
        const other = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'.charAt(pick);
        fc.pre(authorization.charAt(position) !== other);
        const changed = authorization.slice(0, position) + other + authorization.slice(position + 1);
        expect(verifySignature({ ...sent, authorization: changed }, secrets)).toBe(false);
        expect(verifySignature({ ...sent, method: 'POST' }, secrets)).toBe(false);
        expect(verifySignature({ ...sent, url: `${url.wire}${list.length > 0 ? '&' : '?'}x=${other}` }, secrets)).toBe(
          false,
        );
        expect(verifySignature(sent, { ...secrets, tokenSecret: `${secrets.tokenSecret}${other}` })).toBe(false);
      }),
    );
  });

  it('ties every parameter to its place in the base string', () => {
    fc.assert(
      fc.property(pairs, list => {
        const { parameters, baseString, normalizedParameters, url } = signRequest(
          request({ url: `${base}?${encodePairs(list)}` }),
          secrets,
        );
        const cut = ({ start, end }: { start: number; end: number }) => baseString.text.slice(start, end);
        for (const parameter of parameters) {
          expect(decodeURIComponent(cut(parameter.nameRange))).toBe(parameter.encodedName);
          expect(decodeURIComponent(cut(parameter.valueRange))).toBe(parameter.encodedValue);
        }
        expect(cut(baseString.method)).toBe('GET');
        expect(cut(baseString.uri)).toBe(percentEncode(url.baseUri));
        expect(cut(baseString.parameters)).toBe(percentEncode(normalizedParameters));
      }),
    );
  });

  it('signs a form body and leaves JSON alone', () => {
    const sources = (contentType: string, body: string) =>
      signRequest(request({ method: 'POST', contentType, body }), secrets).parameters.filter(p => p.source === 'form');
    expect(sources('Application/X-WWW-Form-Urlencoded; charset=UTF-8', 'a=1+2&a=&b')).toMatchObject([
      { name: 'a', value: '' },
      { name: 'a', value: '1 2' },
      { name: 'b', value: '' },
    ]);
    expect(sources('application/json', '{"a":"b=c"}')).toEqual([]);
  });

  it('leaves oauth_token out and ends the key in & when there is no token', () => {
    const steps = signRequest(request(), { ...secrets, token: '', tokenSecret: 'ignored' });
    expect(steps.authorization).not.toContain('oauth_token');
    expect(steps.key.tokenSecret).toEqual({ length: 0 });
    expect(
      verifySignature(
        { method: 'GET', url: steps.url.wire, authorization: steps.authorization },
        { ...secrets, tokenSecret: '' },
      ),
    ).toBe(true);
  });

  it('signs further header parameters and prints them', () => {
    const params = [
      { name: 'oauth_callback', value: 'http://localhost:1/?a=b' },
      { name: 'role', value: '45 678' },
    ];
    const steps = signRequest(request({ params }), secrets);
    expect(readHeader(steps.authorization)).toEqual(expect.arrayContaining(params));
    expect(steps.normalizedParameters).toContain('role=45%20678');
  });

  it('encodes the realm in the header and keeps it out of the base string', () => {
    const steps = signRequest(request({ realm: 'a"b, c' }), secrets);
    expect(steps.authorization).toContain('realm="a%22b%2C%20c"');
    expect(readHeader(steps.authorization)?.[0]).toEqual({ name: 'realm', value: 'a"b, c' });
    expect(steps.baseString.text).not.toContain('realm');
  });

  it.each([
    ['fragment-dropped', `${base}?a=1#x`, `${base}?a=1`],
    ['default-port-dropped', 'https://1.app.netsuite.com:443/', 'https://1.app.netsuite.com/'],
    ['host-lowercased', 'https://1.APP.netsuite.com/a', 'https://1.app.netsuite.com/a'],
    ['path-normalised', 'https://1.app.netsuite.com/a/../b', 'https://1.app.netsuite.com/b'],
    ['query-re-encoded', `${base}?q=a+b`, `${base}?q=a%20b`],
  ] as const)('says %s', (note, given, wire) => {
    const { url } = signRequest(request({ url: given }), secrets);
    expect(url.wire).toBe(wire);
    expect(url.notes).toEqual([note]);
  });

  it.each([
    ['url-invalid', { url: 'not a url' }],
    ['url-scheme', { url: 'ftp://1.app.netsuite.com/' }],
    ['url-http-not-loopback', { url: 'http://1.app.netsuite.com/' }],
    ['url-userinfo', { url: 'https://me:you@1.app.netsuite.com/' }],
    ['url-oauth-parameter', { url: `${base}?oauth_token=x` }],
    ['url-oauth-parameter', { url: `${base}?%6fauth_nonce=x` }],
    ['url-not-unicode', { url: `${base}?a=\ud800` }],
    ['form-not-utf8', { url: `${base}?a=%ff` }],
    [
      'form-oauth-parameter',
      { method: 'POST', contentType: 'application/x-www-form-urlencoded', body: 'oauth_token=1' },
    ],
    ['method-invalid', { method: 'GET /' }],
    ['timestamp-invalid', { timestamp: '17e8' }],
    ['nonce-empty', { nonce: '' }],
    ['parameter-repeated', { params: [{ name: 'oauth_token', value: 'x' }] }],
    ['parameter-repeated', { params: [{ name: 'realm', value: 'x' }] }],
    ['parameter-name', { params: [{ name: '__proto__', value: 'x' }] }],
    ['text-not-unicode', { nonce: '\udfff' }],
  ] as const)('refuses %s', (code, changes) => {
    expect(() => signRequest(request(changes), secrets)).toThrow(expect.objectContaining({ code }));
  });

  it('signs plain http on the loopback address, its port included', () => {
    const { url } = signRequest(request({ url: 'http://127.0.0.1:8080/app?x=1' }), secrets);
    expect(url.baseUri).toBe('http://127.0.0.1:8080/app');
  });

  it('changes nothing of the caller', () => {
    const frozen = Object.freeze(request({ params: Object.freeze([Object.freeze({ name: 'role', value: '1' })]) }));
    expect(() => signRequest(frozen, Object.freeze({ ...secrets }))).not.toThrow();
  });

  it('holds no secret in its steps', () => {
    const long = { ...secrets, consumerSecret: 'canaryConsumerSecret', tokenSecret: 'canaryTokenSecret' };
    const steps = JSON.stringify(signRequest(request(), long));
    expect(steps).not.toContain('canary');
    expect(steps).toContain('{"length":20,"ends":{"first":"ca","last":"et"}}');
  });
});

describe('system nonce source', () => {
  it('gives letters and digits, never the same twice, and seconds', () => {
    const source = systemNonceSource();
    const nonces = Array.from({ length: 1000 }, () => source.nonce());
    expect(new Set(nonces).size).toBe(1000);
    expect(nonces.every(nonce => /^[0-9a-f]{32}$/.test(nonce))).toBe(true);
    expect(Number(source.timestamp())).toBeCloseTo(Date.now() / 1000, -1);
    expect(Number(systemNonceSource(-3600).timestamp())).toBeCloseTo(Date.now() / 1000 - 3600, -1);
  });

  it('leaves all of a nonce to chance but what marks a UUID', () => {
    const source = systemNonceSource();
    const nonces = Array.from({ length: 1000 }, () => source.nonce());
    const seen = Array.from({ length: 32 }, (_, at) => new Set(nonces.map(nonce => nonce[at])).size);
    expect(seen).toEqual([...Array<number>(12).fill(16), 1, 16, 16, 16, 4, ...Array<number>(15).fill(16)]);
  });
});

/** Spans of an Authorization header whose change must break the signature: everything signed, and the signature itself. */
function changeable(authorization: string): [number, number][] {
  return [...authorization.matchAll(/oauth_(?!signature_method)[a-z_]+="([^"]+)"/g)].map(match => {
    const start = match.index + match[0].indexOf('"') + 1;
    // Base64's last character before the padding holds bits that decode to nothing; it is compared all the same.
    return [start, start + (match[1] ?? '').length];
  });
}
