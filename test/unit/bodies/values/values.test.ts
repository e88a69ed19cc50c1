import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sniffImage } from '../../../../src/bodies/imageKind.ts';
import { indexJson } from '../../../../src/bodies/jsonIndex.ts';
import { parseStackFrame } from '../../../../src/bodies/stackFrame.ts';
import { decodeBase64 } from '../../../../src/bodies/values/base64.ts';
import { readDates } from '../../../../src/bodies/values/dates.ts';
import { decodeEmbedded, readEmbedded } from '../../../../src/bodies/values/embeddedFile.ts';

const encode = (text: string) => new TextEncoder().encode(text);

describe('readDates', () => {
  it.each([
    ['2026-01-31', [['iso-day', '2026-01-31']]],
    ['2026-01-31T10:20:30', [['iso-local', '2026-01-31T10:20:30']]],
    ['2026-01-31T10:20:30.5+02:00', [['iso', '2026-01-31T08:20:30.500Z']]],
    ['2026-01-31T10:20Z', [['iso', '2026-01-31T10:20:00.000Z']]],
    ['1769853600', [['epoch-s', '2026-01-31T10:00:00.000Z']]],
    ['1769853600000', [['epoch-ms', '2026-01-31T10:00:00.000Z']]],
    ['1/31/2026', [['month-first', '2026-01-31']]],
    ['31.1.2026', [['day-first', '2026-01-31']]],
    [
      '2/1/2026 3:05 pm',
      [
        ['month-first', '2026-02-01T15:05:00'],
        ['day-first', '2026-01-02T15:05:00'],
      ],
    ],
    ['31-Jan-2026', [['day-first', '2026-01-31']]],
    ['31 JANUARY, 2026', [['day-first', '2026-01-31']]],
    ['2026/1/31', [['year-first', '2026-01-31']]],
    ['2026-02-30', []],
    ['13/13/2026', []],
    ['12345678', []],
    ['1.2.3', []],
    ['2026-01-31T25:00:00Z', []],
    ['12345678901', []],
  ])('reads %s', (text, expected) => {
    expect(readDates(text, 'string').map(({ form, iso }) => [form, iso])).toEqual(expected);
  });

  it('takes numbers for epochs only', () => {
    expect(readDates('1769853600', 'number')).toMatchObject([{ epochMs: 1_769_853_600_000 }]);
    expect(readDates('2026.0131', 'number')).toEqual([]);
  });
});

describe('decodeBase64', () => {
  it('reads back any bytes, both alphabets, with and without padding, escapes and line ends', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.boolean(), fc.boolean(), (bytes, url, padded) => {
        let text = Buffer.from(bytes)
          .toString(url ? 'base64url' : 'base64')
          .replaceAll('=', '');
        text = (padded ? text.padEnd(Math.ceil(text.length / 4) * 4, '=') : text).replace(/^(.{8})/, '$1\\r\\n');
        const spelled = encode(text.replaceAll('/', '\\/'));
        expect(decodeBase64(spelled, 0, spelled.length)).toEqual(bytes);
      }),
    );
  });

  it.each(['a', 'ab!d', 'ab=c', 'größe', 'abcde'])('refuses %s', text => {
    expect(decodeBase64(encode(text), 0, encode(text).length)).toBeUndefined();
  });
});

describe('readEmbedded', () => {
  const value = (bytes: Buffer, prefix = '') => indexJson(encode(JSON.stringify(prefix + bytes.toString('base64'))));
  const zip = (name: string) =>
    Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(22), Buffer.from(name), Buffer.alloc(40)]);

  it.each([
    ['pdf', Buffer.from(`%PDF-1.4${' '.repeat(60)}`)],
    ['png', Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), Buffer.alloc(40)])],
    ['jpeg', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(40)])],
    ['webp', Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBP'), Buffer.alloc(40)])],
    ['xlsx', zip('xl/workbook.xml')],
    ['docx', zip('word/document.xml')],
    ['zip', zip('readme.txt')],
  ])('recognises %s', (kind, bytes) => {
    expect(readEmbedded(value(bytes), 0)).toMatchObject({ kind });
    expect(readEmbedded(value(bytes, 'data:application/x;base64,'), 0)).toMatchObject({ kind });
    expect(Buffer.from(decodeEmbedded(value(bytes), 0) ?? [])).toEqual(bytes);
  });

  it('sees the directory at the end of a large ZIP', () => {
    const large = Buffer.concat([
      zip('a.txt'),
      Buffer.alloc(200_000),
      Buffer.from('xl/workbook.xml'),
      Buffer.alloc(30),
    ]);
    expect(readEmbedded(value(large), 0)).toMatchObject({ kind: 'xlsx' });
  });

  it.each(['"short"', '"QklUVEUgbmljaHQgdmVyd2VjaHNlbG4sIG51ciBUZXh0LCBzb25zdCBuaWNodHM="', '12', '{}'])(
    'is none: %s',
    text => {
      expect(readEmbedded(indexJson(encode(text)), 0)).toBeUndefined();
    },
  );
});

describe('parseStackFrame', () => {
  it.each([
    ['post(/SuiteScripts/orders.js:12)', { function: 'post', file: '/SuiteScripts/orders.js', line: 12 }],
    [
      'at Object.post (/SuiteScripts/my orders.js:12:5)',
      { function: 'Object.post', file: '/SuiteScripts/my orders.js', line: 12, column: 5 },
    ],
    ['    at /SuiteScripts/a.js:3:1', { file: '/SuiteScripts/a.js', line: 3, column: 1 }],
    ['anonymous(N/serverRecordService)', {}],
    ['Error', {}],
    ['', {}],
  ])('takes %s apart', (text, expected) => {
    expect(parseStackFrame(text)).toEqual({ text, ...expected });
  });
});

describe('sniffImage', () => {
  it('goes by the first bytes', () => {
    expect(sniffImage(encode('GIF89a.'))).toBe('gif');
    expect(sniffImage(encode('<?xml version="1.0"?>\n<!-- x --><svg xmlns="y"/>'))).toBe('svg');
    expect(sniffImage(encode('{"a":1}'))).toBeUndefined();
  });
});
