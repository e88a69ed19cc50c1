import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modulePath } from '../../../../src/practice/suiteScript/fileCabinet.ts';
import { createFrameReader, encodeFrame } from '../../../../src/practice/suiteScript/frames.ts';
import { compareDecimals, decimalText } from '../../../../src/practice/suiteScript/inside/decimals.ts';
import { workerPath } from '../../../../src/practice/suiteScript/workerPath.ts';

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

describe('frames', () => {
  it('come out as they went in, however they are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), fc.array(fc.integer({ min: 1, max: 9 })), (texts, cuts) => {
        const got: unknown[] = [];
        const read = createFrameReader(message => got.push(message));
        const bytes = Buffer.concat(texts.map(text => encodeFrame({ text })));
        for (let at = 0, turn = 0; at < bytes.length; turn++) {
          const size = cuts[turn % Math.max(1, cuts.length)] ?? bytes.length;
          read(bytes.subarray(at, at + size));
          at += size;
        }
        // A lone surrogate survives, because JSON escapes it.
        expect(got).toEqual(texts.map(text => ({ text })));
      }),
    );
  });

  it('takes a large message in small pieces quickly', () => {
    const bytes = encodeFrame({ text: 'x'.repeat(10_000_000) });
    let length = 0;
    const read = createFrameReader(message => (length = (message as { text: string }).text.length));
    const started = performance.now();
    for (let at = 0; at < bytes.length; at += 65_536) {
      read(bytes.subarray(at, at + 65_536));
    }
    expect(length).toBe(10_000_000);
    expect(performance.now() - started).toBeLessThan(2000);
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

describe('workerPath', () => {
  it.each([
    ['file:///x/dist/practice.js', '/x/dist/scriptWorker.js'],
    ['file:///x/dist/chunks/run-AB.js', '/x/dist/scriptWorker.js'],
    ['file:///x%20y/src/practice/suiteScript/workers.ts', '/x y/src/practice/suiteScript/scriptWorker.ts'],
  ])('of %s is %s', (from, path) => {
    expect(workerPath(from)).toBe(path);
  });
});
