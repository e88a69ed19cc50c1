import { describe, expect, it } from 'vitest';
import { compareBaseStrings } from '../../../../src/practice/pages/audit/compareBaseStrings.ts';
import { markedPair } from '../../../../src/practice/pages/audit/difference.ts';
import { readable } from '../../../../src/practice/pages/audit/readable.ts';

const server = 'GET&http%3A%2F%2Fh%2Fp&a%3D1%26a%3D2%26b%3Dx%2520y';

describe('the comparison of two base strings', () => {
  it('finds nothing between equal ones', () => {
    expect(compareBaseStrings(server, server)).toEqual([]);
  });

  it.each([
    ['another method', 'POST&http%3A%2F%2Fh%2Fp&a%3D1%26a%3D2%26b%3Dx%2520y', ['Method']],
    ['the query in the address', 'GET&http%3A%2F%2Fh%2Fp%3Fa%3D1&a%3D1%26a%3D2%26b%3Dx%2520y', ['Address']],
    ['one of two twins missing', 'GET&http%3A%2F%2Fh%2Fp&a%3D1%26b%3Dx%2520y', ['a']],
    ['another value', 'GET&http%3A%2F%2Fh%2Fp&a%3D1%26a%3D2%26b%3Dx%2By', ['b']],
    ['one too many', 'GET&http%3A%2F%2Fh%2Fp&a%3D1%26a%3D2%26b%3Dx%2520y%26c%3D', ['c']],
    ['another order', 'GET&http%3A%2F%2Fh%2Fp&a%3D2%26a%3D1%26b%3Dx%2520y', ['Order']],
    ['lower-case escapes', 'GET&http%3a%2f%2fh%2fp&a%3D1%26a%3D2%26b%3Dx%2520y', ['Encoding']],
    ['parameters that are not encoded again', 'GET&http%3A%2F%2Fh%2Fp&a=1&a=2&b=x%20y', ['Parts']],
    ['nonsense', 'nonsense', ['Parts']],
  ])('names %s', (_, theirs, parts) => {
    expect(compareBaseStrings(server, theirs).map(({ part }) => part)).toEqual(parts);
  });
});

describe('a pair of texts', () => {
  it.each([
    ['abcdef', 'abXdef', 'ab<mark>c</mark>def', 'ab<mark>X</mark>def'],
    ['abc', 'abcd', 'abc', 'abc<mark>d</mark>'],
    ['aaa', 'aa', 'aa<mark>a</mark>', 'aa'],
    ['', 'x', '', '<mark>x</mark>'],
    ['same', 'same', 'same', 'same'],
    ['<b>', '<i>', '&lt;<mark>b</mark>&gt;', '&lt;<mark>i</mark>&gt;'],
  ])('%j and %j are marked where they differ', (one, other, markedOne, markedOther) => {
    expect(markedPair(one, other).map(({ text }) => text)).toEqual([markedOne, markedOther]);
  });
});

describe('octets as text', () => {
  const octets = (text: string) => Buffer.from(text).toString('latin1');

  it.each([
    [octets('Zürich 値'), 'Zürich 値'],
    ['caf\xE9', 'caf\\xE9'],
    [octets('a\u200Bb\u202Ec\u00A0d\tе'), 'a\\u{200B}b\\u{202E}c\\u{A0}d\\u{9}е'],
    [octets('\uFEFFx'), '\\u{FEFF}x'],
    [`${octets('é')}…`, 'é…'],
    ['', ''],
    [octets('line\nline'), 'line\\u{A}line'],
  ])('%j', (given, shown) => {
    expect(readable(given)).toBe(shown);
  });
});
