import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrameReader, encodeFrame } from '../../../../src/practice/workers/frames.ts';

describe('frames', { timeout: 30_000 }, () => {
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

  it('takes a large message in small pieces', () => {
    const bytes = encodeFrame({ text: 'x'.repeat(10_000_000) });
    let length = 0;
    const read = createFrameReader(message => (length = (message as { text: string }).text.length));
    for (let at = 0; at < bytes.length; at += 65_536) {
      read(bytes.subarray(at, at + 65_536));
    }
    expect(length).toBe(10_000_000);
  });
});
