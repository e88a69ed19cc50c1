import { describe, expect, it } from 'vitest';
import { modulePath } from '../../../../src/practice/suiteScript/fileCabinet.ts';
import { compareDecimals, decimalText } from '../../../../src/practice/suiteScript/inside/decimals.ts';

describe('modulePath', () => {
  it.each([
    ['./a', '/SuiteScripts/x.js', '/SuiteScripts/a.js'],
    ['../a', '/SuiteScripts/lib/x.js', '/SuiteScripts/a.js'],
    ['/SuiteScripts/a', undefined, '/SuiteScripts/a.js'],
    ['/SuiteScripts//./a.js', undefined, '/SuiteScripts/a.js'],
    ['./a.json', '/x.js', '/a.json'],
    ['./a.min', '/x.js', '/a.min.js'],
    ['./a', undefined, undefined],
    ['../../a', '/SuiteScripts/x.js', undefined],
    ['/../a', undefined, undefined],
    ['a', '/x.js', undefined],
    ['./a\\..\\b', '/x.js', undefined],
    ['./a\0', '/x.js', undefined],
  ])('%s from %s is %s', (name, from, path) => {
    expect(modulePath(name, from)).toBe(path);
  });
});

describe('decimals', () => {
  it.each([
    ['9007199254740993', '9007199254740992', 1],
    ['0.1', '0.10', 0],
    ['-0.2', '-0.1', -1],
    ['-0', '0.00', 0],
    ['10', '9.99', 1],
  ])('%s against %s is %i', (left, right, order) => {
    expect(compareDecimals(left, right)).toBe(order);
  });

  it('are not read into other text', () => {
    expect(compareDecimals('1', 'x')).toBeUndefined();
    expect(['', ' ', '1e5', '0x1', Number.NaN, Number.POSITIVE_INFINITY, {}, true, null].map(decimalText)).toEqual(
      Array(9).fill(undefined),
    );
  });

  it.each([
    [1e21, '1000000000000000000000'],
    [1e-7, '0.0000001'],
    [-1.5e-8, '-0.000000015'],
    [0.1, '0.1'],
    [' 12.30 ', '12.30'],
  ])('%s is %s', (value, text) => {
    expect(decimalText(value)).toBe(text);
  });
});
