import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callbackMatches, callbackOrigin, callbackWith } from '../../../src/practice/authentication/callback.ts';

describe('a callback that must be the one of the record', () => {
  it.each(['https://my.example.com/TBA/?callbackRequest', 'http://localhost:8080/cb', 'https://a.example'])(
    'is accepted letter by letter: %s',
    url => expect(callbackMatches(url, url)).toBe(true),
  );

  it.each([
    ['another path', 'https://my.example.com/cb2'],
    ['a longer path', 'https://my.example.com/cb/'],
    ['a query', 'https://my.example.com/cb?x=1'],
    ['another case', 'https://MY.example.com/cb'],
    ['the default port spelled out', 'https://my.example.com:443/cb'],
    ['http', 'http://my.example.com/cb'],
    ['a user name', 'https://user@my.example.com/cb'],
    ['a fragment', 'https://my.example.com/cb#x'],
    ['an empty fragment', 'https://my.example.com/cb#'],
    ['a look-alike', 'https://my.example.com.evil.example/cb'],
    ['dot segments', 'https://my.example.com/x/../cb'],
    ['a space', 'https://my.example.com/cb '],
    ['nothing', ''],
    ['out of band', 'oob'],
  ])('is refused with %s', (_, given) => expect(callbackMatches('https://my.example.com/cb', given)).toBe(false));

  it.each([
    'https://user:pw@host.example/cb',
    'https://host.example/cb#top',
    'javascript:alert(1)',
    'myapp://cb',
    '',
    '/cb',
  ])('is refused even when the record has it: %s', url => expect(callbackMatches(url, url)).toBe(false));
});

describe('http://localhost:* in the record', () => {
  it.each(['http://localhost:1', 'http://localhost:65535/', 'http://localhost:80/cb', 'http://localhost:7777/tba?x=1'])(
    'takes any port and path: %s',
    given => expect(callbackMatches('http://localhost:*', given)).toBe(true),
  );

  it.each([
    'http://localhost',
    'http://localhost/cb',
    'http://localhost:/cb',
    'http://localhost:*',
    'http://localhost:0/',
    'http://localhost:65536/',
    'http://localhost:080/',
    'https://localhost:8080/',
    'http://LOCALHOST:8080/',
    'http://127.0.0.1:8080/',
    'http://[::1]:8080/',
    'http://localhost.evil.example:8080/',
    'http://localhost:8080.evil.example/',
    'http://localhost:8080@evil.example/',
    'http://localhost:pw@evil.example/',
    'http://evil.example/http://localhost:8080',
    'http://localhost:8080\\@evil.example/',
    'http://localhost:8080\u0000.evil.example/',
    'http://localhost:8080/\r\nSet-Cookie: a=b',
    'http://local\thost:8080/',
    'http://localhost:8080/#x',
    'http://localhost:8080/<script>',
  ])('refuses %j', given => expect(callbackMatches('http://localhost:*', given)).toBe(false));

  it('holds to a path that it names', () => {
    expect(callbackMatches('http://localhost:*/cb', 'http://localhost:5000/cb')).toBe(true);
    expect(callbackMatches('http://localhost:*/cb', 'http://localhost:5000/cb/x')).toBe(false);
    expect(callbackMatches('http://localhost:*/cb', 'http://localhost:5000')).toBe(false);
    expect(callbackMatches('http://localhost:*/', 'http://localhost:5000/x')).toBe(false);
  });
});

describe('a leading * label in the record', () => {
  it.each(['https://a.example.com', 'https://tenant-1.example.com/cb', 'https://A9.example.com/?x=1'])(
    'takes any one label: %s',
    given => expect(callbackMatches('https://*.example.com', given)).toBe(true),
  );

  it.each([
    'https://example.com/',
    'https://.example.com/',
    'https://a.b.example.com/',
    'https://a%2eb.example.com/',
    'https://-a.example.com/',
    'https://a.example.com.evil.example/',
    'https://a.example.community/',
    'https://aexample.com/',
    'https://evil.example/.example.com',
    'https://evil.example?.example.com',
    'https://a@b.example.com/',
    'https://a.example.com@evil.example/',
    'https://a.example.com:8443/',
    'http://a.example.com/',
    'https://*.example.com/',
    'https://a.example.com/#x',
  ])('refuses %s', given => expect(callbackMatches('https://*.example.com', given)).toBe(false));

  it('holds to a port and a path that it names', () => {
    const registered = 'https://*.example.com:8443/cb';
    expect(callbackMatches(registered, 'https://a.example.com:8443/cb')).toBe(true);
    expect(callbackMatches(registered, 'https://a.example.com/cb')).toBe(false);
    expect(callbackMatches(registered, 'https://a.example.com:8443/cb?x')).toBe(false);
  });

  it('does not stand for a domain that anybody can have', () => {
    expect(callbackMatches('https://*.com', 'https://evil.com/')).toBe(false);
  });

  it('is no wildcard anywhere else', () => {
    expect(callbackMatches('https://a.*.com/', 'https://a.evil.com/')).toBe(false);
    expect(callbackMatches('https://a.example.com/*', 'https://a.example.com/x')).toBe(false);
    expect(callbackMatches('http://127.0.0.1:*', 'http://127.0.0.1:80/')).toBe(false);
  });
});

describe('whatever is let through', () => {
  it('leads a browser to the host that the record means', () => {
    const pieces = fc.constantFrom(
      'localhost',
      ':',
      '8080',
      '/',
      '\\',
      '@',
      '.',
      'evil.example',
      '?',
      '#',
      '%2e',
      'a',
      ' ',
      '//',
      '[',
      ']',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), parts => {
        const given = `http://localhost:${parts.join('')}`;
        if (callbackMatches('http://localhost:*', given)) {
          expect([new URL(given).hostname, new URL(given).username, new URL(given).hash]).toEqual([
            'localhost',
            '',
            '',
          ]);
        }
        const other = `https://${parts.join('')}.example.com`;
        if (callbackMatches('https://*.example.com', other)) {
          expect(new URL(other).hostname).toMatch(/^[^.]+\.example\.com$/);
        }
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('the answer to a callback', () => {
  it('keeps the query that the callback has', () => {
    const given = { a: '1', b: 'x y&' };
    expect(callbackWith('https://h.example/TBA/?callbackRequest', given)).toBe(
      'https://h.example/TBA/?callbackRequest&a=1&b=x+y%26',
    );
    expect(callbackWith('http://localhost:1/cb', given)).toBe('http://localhost:1/cb?a=1&b=x+y%26');
    expect(callbackWith('http://localhost:1/cb?', given)).toBe('http://localhost:1/cb?a=1&b=x+y%26');
  });

  it('has an origin that a content security policy can name', () => {
    expect(callbackOrigin('http://localhost:7777/tba')).toBe('http://localhost:7777');
    expect(callbackOrigin('https://[::1]:7777/tba')).toBe('https:');
    expect(callbackOrigin('https://a;sandbox.example.com/tba')).toBe('https:');
    expect(callbackOrigin('https://a,b.example.com/tba')).toBe('https:');
  });
});
