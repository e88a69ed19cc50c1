import { expect, test } from 'vitest';
import { callbackProblem } from '../../../../src/practice/access/callbackUrl.ts';
import { callbackMatches } from '../../../../src/practice/authentication/callback.ts';

test.each([
  ['https://app.example.com', 'https://app.example.com'],
  ['https://app.example.com/cb', 'https://app.example.com/cb'],
  ['https://app.example.com:8443/cb?x=1&y=%20', 'https://app.example.com:8443/cb?x=1&y=%20'],
  ['https://[2001:db8::1]/cb', 'https://[2001:db8::1]/cb'],
  ['https://xn--bcher-kva.example/cb', 'https://xn--bcher-kva.example/cb'],
  ['https://localhost/cb', 'https://localhost/cb'],
  ['http://localhost:1', 'http://localhost:1'],
  ['http://localhost:65535/cb', 'http://localhost:65535/cb'],
  ['http://localhost:*', 'http://localhost:49152/any/path'],
  ['http://localhost:*/cb', 'http://localhost:49152/cb'],
  ['https://*.example.com', 'https://tenant.example.com/any'],
  ['https://*.example.com/cb', 'https://tenant.example.com/cb'],
  ['https://*.example.com:8443/cb', 'https://tenant.example.com:8443/cb'],
])('%s can be the callback URL of a record, and the flow lets %s pass', (registered, callback) => {
  expect(callbackProblem(registered)).toBeUndefined();
  expect(callbackMatches(registered, callback)).toBe(true);
});

test.each([
  ['', 'callback-missing'],
  [`https://a.example/${'x'.repeat(2000)}`, 'callback-too-long'],
  ['app.example.com/cb', 'callback-not-a-url'],
  ['https://', 'callback-not-a-url'],
  ['https:///cb', 'callback-not-a-url'],
  ['https://a.example/two words', 'callback-not-a-url'],
  ['https://a.example/cb\n', 'callback-not-a-url'],
  ['https://a.example/\\evil', 'callback-not-a-url'],
  ['https://a.example/\u00e9', 'callback-not-a-url'],
  ['https://[nonsense]/cb', 'callback-not-a-url'],
  ['https://a.example:99999/cb', 'callback-not-a-url'],
  ['javascript:alert(1)', 'callback-not-a-url'],
  ['javascript://a.example/%0aalert(1)', 'callback-scheme'],
  ['vscode://publisher.extension/cb', 'callback-scheme'],
  ['HTTPS://a.example/cb', 'callback-scheme'],
  ['http://a.example/cb', 'callback-scheme'],
  ['http://127.0.0.1:8080/cb', 'callback-scheme'],
  ['http://localhost.example:8080/cb', 'callback-scheme'],
  ['http://LOCALHOST:8080/cb', 'callback-scheme'],
  ['http://localhost', 'callback-localhost-port'],
  ['http://localhost/cb', 'callback-localhost-port'],
  ['http://localhost:/cb', 'callback-localhost-port'],
  ['http://localhost:0/cb', 'callback-localhost-port'],
  ['http://localhost:65536/cb', 'callback-localhost-port'],
  ['http://localhost:8*/cb', 'callback-localhost-port'],
  ['http://localhost:*?x=1', 'callback-wildcard'],
  ['https://*', 'callback-wildcard'],
  ['https://*.com', 'callback-wildcard'],
  ['https://*.*.example.com', 'callback-wildcard'],
  ['https://a.*.example.com', 'callback-wildcard'],
  ['https://a*.example.com', 'callback-wildcard'],
  ['https://a.example:*/cb', 'callback-wildcard'],
  ['https://a.example/*', 'callback-wildcard'],
  ['https://*.user@evil.example/', 'callback-user'],
  ['https://user:pass@a.example/cb', 'callback-user'],
  ['https://a.example/cb#part', 'callback-fragment'],
  ['https://A.example/cb', 'callback-spelling'],
  ['https://*.Example.com/cb', 'callback-spelling'],
  ['https://a.example:443/cb', 'callback-spelling'],
  ['https://b\u00fccher.example/cb', 'callback-spelling'],
  ['https://0x7f.1/cb', 'callback-spelling'],
])('"%s" is refused as a callback URL: %s', (text, problem) => {
  expect(callbackProblem(text)).toBe(problem);
});
