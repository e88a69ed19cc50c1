import { describe, expect, it } from 'vitest';
import {
  baseStringUri,
  equalInConstantTime,
  signatureBaseString,
} from '../../../src/practice/authentication/baseString.ts';
import { decodeFormText, percentEncodeOctets, utf8Text } from '../../../src/practice/authentication/octets.ts';
import { parseFormParameters, splitTarget } from '../../../src/practice/authentication/parameters.ts';

const pairs = (text: string) => parseFormParameters(text).map(({ name, value }) => [name, value]);

describe('parameters of a raw query', () => {
  it('keeps order, duplicates and empty values, and drops nothing but empty pieces', () => {
    expect(pairs('b=2&a=1&&a=0&c=&d&=e&f=g=h?i')).toEqual([
      ['b', '2'],
      ['a', '1'],
      ['a', '0'],
      ['c', ''],
      ['d', ''],
      ['', 'e'],
      ['f', 'g=h?i'],
    ]);
  });

  it('reads + as a space, an encoded plus as a plus, and a lone % as itself', () => {
    expect(pairs('a+b=c%2Bd+e&p=100%&q=%zz')).toEqual([
      ['a b', 'c+d e'],
      ['p', '100%'],
      ['q', '%zz'],
    ]);
  });

  it('keeps octets that are not UTF-8 through decoding and encoding', () => {
    expect(percentEncodeOctets(decodeFormText('%ff%C3%BC'))).toBe('%FF%C3%BC');
    expect(utf8Text(decodeFormText('%C3%BC%E2%82%AC'))).toBe('ü€');
  });

  it('cuts the target at its first question mark', () => {
    expect(splitTarget('/a?b?c')).toEqual({ path: '/a', query: 'b?c' });
    expect(splitTarget('/a')).toEqual({ path: '/a', query: '' });
  });
});

describe('percent-encoding', () => {
  it('encodes what encodeURIComponent leaves', () => {
    expect(percentEncodeOctets("!'()*-._~ +\n")).toBe('%21%27%28%29%2A-._~%20%2B%0A');
  });
});

describe('the base string', () => {
  it('reproduces the RFC 5849 example (3.4.1.1)', () => {
    const header = pairs(
      'oauth_consumer_key=9djdj82h48djs9d2&oauth_token=kkk9d7dh3k39sjv7&oauth_signature_method=HMAC-SHA1&oauth_timestamp=137131201&oauth_nonce=7d8f3e4a',
    );
    const all = [...header, ...pairs('b5=%3D%253D&a3=a&c%40=&a2=r%20b'), ...pairs('c2&a3=2+q')];
    const parameters = all.map(([name = '', value = '']) => ({ name, value }));
    expect(signatureBaseString('post', baseStringUri('EXAMPLE.COM:80', '/request'), parameters)).toBe(
      'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
    );
  });

  it('sorts by encoded bytes: names first, equal names by value, numbers as text', () => {
    const parameters = parseFormParameters('a=10&a=9&a%2Bb=1&a!=1&A=1&%C3%A9=1');
    const [, , normalized] = signatureBaseString('GET', 'http://h/', parameters).split('&');
    expect(decodeURIComponent(normalized ?? '')).toBe('%C3%A9=1&A=1&a=10&a=9&a%21=1&a%2Bb=1');
  });

  it('keeps other ports and the case and escapes of the path', () => {
    expect(baseStringUri('LocalHost:8080', '/A/!b%20c/')).toBe('http://localhost:8080/A/!b%20c/');
  });

  it('compares texts of any length', () => {
    expect(equalInConstantTime('abc', 'abc')).toBe(true);
    expect(equalInConstantTime('abc', 'abd')).toBe(false);
    expect(equalInConstantTime('abc', 'abcd')).toBe(false);
  });
});
