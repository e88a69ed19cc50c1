import { describe, expect, it } from 'vitest';
import { parseAuthorizationHeader } from '../../../src/practice/authentication/authorizationHeader.ts';

describe('reading the Authorization header', () => {
  it('reads quoted, percent-encoded parameters with or without space after the comma', () => {
    expect(parseAuthorizationHeader('OAuth realm="1_SB1",oauth_token="a%2Bb",  oauth_signature="%2F%3d"')).toEqual({
      ok: true,
      parameters: [
        { name: 'realm', value: '1_SB1' },
        { name: 'oauth_token', value: 'a+b' },
        { name: 'oauth_signature', value: '/=' },
      ],
    });
  });

  it('keeps duplicates and empty values for the checks to find', () => {
    expect(parseAuthorizationHeader('OAuth a="1", a="", a="1"')).toEqual({
      ok: true,
      parameters: [
        { name: 'a', value: '1' },
        { name: 'a', value: '' },
        { name: 'a', value: '1' },
      ],
    });
  });

  it('decodes an encoded name', () => {
    expect(parseAuthorizationHeader('OAuth oauth%5Ftoken="x"')).toEqual({
      ok: true,
      parameters: [{ name: 'oauth_token', value: 'x' }],
    });
  });

  it.each([
    ['scheme', ''],
    ['scheme', 'Bearer abc'],
    ['scheme', 'oauth realm="1"'],
    ['scheme', 'OAuthrealm="1"'],
    ['scheme', ' OAuth realm="1"'],
    ['no-parameters', 'OAuth'],
    ['no-parameters', 'OAuth  '],
    ['quoting', 'OAuth realm=1'],
    ['quoting', "OAuth realm='1'"],
    ['quoting', 'OAuth realm="1'],
    ['quoting', 'OAuth realm = "1"'],
    ['quoting', 'OAuth realm="1",'],
    ['quoting', 'OAuth realm="1",,a="2"'],
    ['quoting', 'OAuth ="1"'],
    ['separator', 'OAuth realm="1" a="2"'],
    ['separator', 'OAuth realm="1"; a="2"'],
    ['separator', 'OAuth realm="1" '],
    ['percent-encoding', 'OAuth a="x+y"'],
    ['percent-encoding', 'OAuth a="x/y="'],
    ['percent-encoding', 'OAuth a="%"'],
    ['percent-encoding', 'OAuth a="%2"'],
    ['percent-encoding', 'OAuth a="%zz"'],
    ['percent-encoding', 'OAuth a="x y"'],
    ['percent-encoding', 'OAuth a="\u00e9"'],
    ['percent-encoding', 'OAuth a%="1"'],
  ])('names the problem %s in %s', (problem, text) => {
    expect(parseAuthorizationHeader(text)).toEqual({ ok: false, problem });
  });

  it('comes to the end of a hostile header of 64 kB', () => {
    expect(parseAuthorizationHeader(`OAuth ${'a="1" , '.repeat(8000)}`).ok).toBe(false);
    expect(parseAuthorizationHeader(`OAuth a="1"${' '.repeat(64_000)}x`).ok).toBe(false);
  });
});
