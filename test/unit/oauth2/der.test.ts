import { describe, expect, it } from 'vitest';
import { der } from '../../../src/oauth2/der.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

// From X.690, and as OpenSSL writes them.
describe('DER', () => {
  it.each([
    ['an object identifier', der.objectIdentifier('1.2.840.113549.1.1.11'), '06092a864886f70d01010b'],
    ['one of a later arc', der.objectIdentifier('2.5.29.14'), '0603551d0e'],
    ['one with a large first part', der.objectIdentifier('2.999.3'), '0603883703'],
    ['zero', der.integer(0), '020100'],
    ['a number below 128', der.integer(0x7f), '02017f'],
    ['a number that would be negative', der.integer(0x80), '02020080'],
    ['true', der.isTrue(), '0101ff'],
    ['nothing', der.nothing(), '0500'],
    ['bits', der.bitString(Uint8Array.of(1, 2)), '0303000102'],
    ['text', der.utf8String('é'), '0c02c3a9'],
    ['an empty sequence', der.sequence(), '3000'],
    ['a place with a number', der.explicit(3, der.nothing()), 'a3020500'],
    [
      'a time until 2049',
      der.time(Date.UTC(2049, 11, 31, 23, 59, 59, 999)),
      `170d${hex(Buffer.from('491231235959Z'))}`,
    ],
    ['a time from 2050 on', der.time(Date.UTC(2050, 0, 1)), `180f${hex(Buffer.from('20500101000000Z'))}`],
  ])('writes %s', (_, written, expected) => {
    expect(hex(written)).toBe(expected);
  });

  it.each([
    [127, '047f'],
    [128, '048180'],
    [255, '0481ff'],
    [256, '04820100'],
    [65_536, '0483010000'],
  ])('tells a length of %i', (length, start) => {
    const written = der.octetString(new Uint8Array(length));
    expect(hex(written).slice(0, start.length)).toBe(start);
    expect(written.length).toBe(start.length / 2 + length);
  });
});
