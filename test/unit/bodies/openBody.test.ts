import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBody, readCharset, toUtf8 } from '../../../src/bodies/charset.ts';
import { indexLines, pageLines, SEGMENT_BYTES } from '../../../src/bodies/lines.ts';
import { openBody } from '../../../src/bodies/openBody.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const open = (text: string | Uint8Array, contentType?: string, status = 200) =>
  openBody({ status, contentType, body: typeof text === 'string' ? encode(text) : text });

describe('charset', () => {
  it.each([
    ['application/json; charset=ISO-8859-1', [0xe9], 'é'],
    ['text/plain;charset="windows-1252"', [0x80], '€'],
    ["text/plain; charset='utf-8'", [0xc3, 0xa9], 'é'],
    ['text/plain', [0xc3, 0xa9], 'é'],
    ['text/plain; charset=ISO-8859-1', [0xef, 0xbb, 0xbf, 0xc3, 0xa9], 'é'],
    ['application/json', [0xff, 0xfe, 0xe9, 0x00], 'é'],
    ['application/json', [0xfe, 0xff, 0x00, 0xe9], 'é'],
    ['text/plain; charset=Shift_JIS', [0x93, 0xfa], '日'],
  ])('of %s decodes the body', (contentType, bytes, text) => {
    const body = new Uint8Array(bytes);
    expect(decodeBody(body, contentType)).toBe(text);
    expect(new TextDecoder().decode(toUtf8(body, readCharset(contentType, body)))).toBe(text);
  });

  it('comes from an XML declaration when the header names none', () => {
    const body = new Uint8Array([...encode('<?xml version="1.0" encoding="ISO-8859-1"?><a>'), 0xe9]);
    expect(readCharset('application/xml', body)).toMatchObject({ label: 'windows-1252', from: 'xml' });
    expect(readCharset('application/xml; charset=utf-8', body).label).toBe('utf-8');
  });

  it('that nobody knows is named and read as UTF-8', () => {
    expect(readCharset('text/plain; charset=klingon', encode('x'))).toEqual({
      label: 'utf-8',
      from: 'default',
      bomBytes: 0,
      unknown: 'klingon',
    });
  });

  it('conversion does not cut a character at a megabyte', () => {
    const body = new Uint8Array(2_100_001).fill(0x20);
    body.set([0x93, 0xfa], (1 << 20) - 1);
    const text = new TextDecoder().decode(toUtf8(body, readCharset('text/plain; charset=shift_jis', body)));
    expect(text.trim().startsWith('日')).toBe(true);
  });
});

describe('lines', () => {
  it('join to the text they were cut from', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'é', '😀'.repeat(700), '\n', '\r\n', '\r', 'x'.repeat(1999))),
        parts => {
          const text = parts.join('');
          const lines = indexLines(encode(text));
          const page = pageLines(lines, 0, lines.total);
          const joined = page.map((line, i) => (i > 0 && !line.continued ? '\n' : '') + line.text).join('');
          expect(joined).toBe(text.replaceAll('\r\n', '\n').replace(/\n$/, ''));
          expect(page.every(line => encode(line.text).length <= SEGMENT_BYTES + 2)).toBe(true);
        },
      ),
    );
  });

  it('number the lines, not the rows', () => {
    const lines = indexLines(encode(`a\n${'b'.repeat(SEGMENT_BYTES * 2.5)}\nc`));
    expect(pageLines(lines, 0, 9).map(line => [line.number, line.continued])).toEqual([
      [1, false],
      [2, false],
      [2, true],
      [2, true],
      [3, false],
    ]);
  });

  it('page one huge line', () => {
    const lines = indexLines(new Uint8Array(10_000_000).fill(0x61));
    expect(lines.total).toBe(5000);
    expect(pageLines(lines, 4999, 5)).toHaveLength(1);
  });
});

describe('openBody', () => {
  it('shows JSON as JSON, whatever its type says', () => {
    expect(open('{"a":1}', 'application/json').summary).toMatchObject({ kind: 'json', rows: 3, lines: 1 });
    expect(open('{"a":1}', 'text/plain; charset=utf-8').summary).toMatchObject({ kind: 'json', declared: 'text' });
    expect(open('[1]').summary).toMatchObject({ kind: 'json' });
    expect(open('"alone"', 'application/json').summary.kind).toBe('json');
    expect(open('{"a":1}', 'application/vnd.oracle.resource+json; type=singular').summary.kind).toBe('json');
  });

  it('leaves text that only begins like JSON alone', () => {
    expect(open('{not json', 'text/plain').summary).toMatchObject({ kind: 'text' });
    expect(open('{not json', 'text/plain').summary.problem).toBeUndefined();
    expect(open('"quoted"', 'text/plain').summary.kind).toBe('text');
  });

  it('shows how far a broken JSON body could be read, and where it broke', () => {
    const { summary } = open('{"a": 1,\n "é": oops}', 'application/json');
    expect(summary).toMatchObject({ kind: 'json', rows: 3, problem: { code: 'expected-value', line: 2, column: 7 } });
  });

  it('shows HTML that came as JSON as HTML', () => {
    const { summary } = open('<!DOCTYPE html><html></html>', 'application/json');
    expect(summary).toMatchObject({ kind: 'html', declared: 'json', problem: { code: 'expected-value' } });
  });

  it.each([
    ['<a/>', 'application/xml', 'xml'],
    ['<soap:Envelope/>', 'text/xml; charset=utf-8', 'xml'],
    ['<?xml version="1.0"?><a/>', undefined, 'xml'],
    ['<html>', undefined, 'html'],
    ['hello', undefined, 'text'],
    ['', 'application/json', 'empty'],
    ['%PDF-1.4', 'application/pdf', 'binary'],
    ['PK\x03\x04\0\0', undefined, 'binary'],
  ])('takes %j of type %s for %s', (text, contentType, kind) => {
    expect(open(text, contentType).summary.kind).toBe(kind);
  });

  it('takes bytes that are no text for binary', () => {
    const bytes = new Uint8Array(1000).map((_, i) => (i * 151 + 128) % 256 || 1);
    expect(open(bytes, undefined).summary.kind).toBe('binary');
  });

  it('never throws, whatever bytes come under whatever type', () => {
    const types = fc.constantFrom(
      undefined,
      '',
      ';',
      'application/json',
      'text/xml',
      'text/plain; charset=utf-16',
      'text/html; charset=nope',
    );
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        types,
        fc.integer({ min: 100, max: 599 }),
        (body, type, status) => {
          expect(() => open(body, type, status)).not.toThrow();
        },
      ),
    );
  });

  it('finds the error in a body of another charset', () => {
    const body = new Uint8Array([...encode('{"error":{"code":"X","message":"'), 0xe9, ...encode('"}}')]);
    expect(open(body, 'application/json; charset=iso-8859-1', 400).summary.error?.message).toBe('é');
  });
});
