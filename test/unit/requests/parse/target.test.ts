import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCoded } from '../../../../src/codedError.ts';
import { resolveTarget } from '../../../../src/requests/parse/target.ts';

const hosts = {
  restlets: 'https://1234567-sb1.restlets.api.netsuite.com',
  suiteTalk: 'https://1234567-sb1.suitetalk.api.netsuite.com',
};
const RESTLET = `${hosts.restlets}/app/site/hosting/restlet.nl`;

test.each([
  ['https://example.com/a?b=c d', 'https://example.com/a?b=c d', 'absolute'],
  ['HTTP://127.0.0.1:80/x', 'HTTP://127.0.0.1:80/x', 'absolute'],
  ['/app/site/hosting/restlet.nl?script=1', `${RESTLET}?script=1`, 'restlets'],
  ['/rest/tokeninfo', `${hosts.restlets}/rest/tokeninfo`, 'restlets'],
  ['/services/rest/record/v1/customer', `${hosts.suiteTalk}/services/rest/record/v1/customer`, 'suiteTalk'],
  ['restlet:customscript_a/customdeploy_b', `${RESTLET}?script=customscript_a&deploy=customdeploy_b`, 'restlets'],
  ['RESTlet:12/1?id=1&id=2', `${RESTLET}?script=12&deploy=1&id=1&id=2`, 'restlets'],
  [
    'restlet:1/1?a=b c+d%2be&ü=!*=&&flag&e=',
    `${RESTLET}?script=1&deploy=1&a=b%20c%20d%2Be&%C3%BC=%21%2A%3D&flag&e=`,
    'restlets',
  ],
  ['restlet:1/1?p=100%&q=/a/b?c', `${RESTLET}?script=1&deploy=1&p=100%25&q=%2Fa%2Fb%3Fc`, 'restlets'],
  ['restlet:1/1#part', `${RESTLET}?script=1&deploy=1#part`, 'restlets'],
  ['restlet:1/1?x=😀', `${RESTLET}?script=1&deploy=1&x=%F0%9F%98%80`, 'restlets'],
])('%j goes to %j', (target, url, host) => {
  expect(resolveTarget(target, hosts)).toEqual({ url, host });
});

test('one base URL with a path stands in for both hosts', () => {
  const base = 'http://127.0.0.1:8080/gateway/';
  const both = { restlets: base, suiteTalk: base };
  expect(resolveTarget('/services/x', both).url).toBe('http://127.0.0.1:8080/gateway/services/x');
  expect(resolveTarget('restlet:1/1', both).url).toBe(
    'http://127.0.0.1:8080/gateway/app/site/hosting/restlet.nl?script=1&deploy=1',
  );
});

describe('what is not known is refused with a reason', () => {
  test.each([
    ['123.restlets.api.netsuite.com/app/x', 'no-scheme'],
    ['localhost:8080/x', 'no-scheme'],
    ['customer/1', 'no-scheme'],
    ['', 'no-scheme'],
    ['ftp://example.com/', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['https:/example.com', 'url'],
    ['https://', 'url'],
    ['https://a b/', 'url'],
    ['/other/x', 'path'],
    ['//example.com/app/x', 'path'],
    ['/appetite/x', 'path'],
    ['/', 'path'],
    ['restlet:', 'restlet'],
    ['restlet:/customdeploy_a', 'restlet'],
    ['restlet:customscript a/customdeploy_a', 'restlet'],
    ['restlet:a/b/c', 'restlet'],
    ['restlet:a/b&id=1', 'restlet'],
    ['restlet:customscript_a', 'deployment'],
    ['restlet:customscript_a?id=1', 'deployment'],
    ['restlet:customscript_a/', 'deployment'],
    ['restlet:1/1?deploy=2', 'parameter-twice'],
    ['restlet:1/1?a=b&script', 'parameter-twice'],
    ['restlet:1/1?a=\ud800', 'url'],
  ])('%j: %j', (target, reason) => {
    let thrown: unknown;
    try {
      resolveTarget(target, hosts);
    } catch (error) {
      thrown = error;
    }
    expect(isCoded(thrown, 'target-unknown') && thrown.data).toEqual({ target: target.split(/[?#]/)[0], reason });
  });
});

test('a target without a host of its own never leaves the account', () => {
  const tail = fc.string({ unit: fc.constantFrom('/', '\\', '.', '@', ':', '?', '#', '%', 'a', '&', '=') });
  fc.assert(
    fc.property(fc.constantFrom('/app/', '/rest/', '/services/', 'restlet:1/1?'), tail, (start, end) => {
      const { url, host } = resolveTarget(start + end, hosts);
      expect(host === 'absolute' ? '' : new URL(url).origin).toBe(hosts[host as 'restlets']);
    }),
  );
});

test('parameters of the short form are read back as they were meant', () => {
  const word = fc.string({ unit: 'grapheme', minLength: 1 });
  fc.assert(
    fc.property(fc.array(fc.tuple(word, word)), pairs => {
      const query = pairs.map(([name, value]) => `p${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
      const { searchParams, search } = new URL(resolveTarget(`restlet:1/1?${query}`, hosts).url);
      expect([...searchParams].slice(2)).toEqual(pairs.map(([name, value]) => [`p${name}`, value]));
      expect(search).toMatch(/^\?(?:[A-Za-z0-9._~&=_-]|%[0-9A-F]{2})*$/);
    }),
  );
});
