import { describe, expect, it } from 'vitest';
import { previewText } from '../../../src/bodies/previewText.ts';

const preview = (text: string | Uint8Array, contentType = 'application/json') =>
  previewText(contentType, typeof text === 'string' ? new TextEncoder().encode(text) : text);

describe('the preview of a body', () => {
  it('is JSON indented, wherever it is cut', () => {
    const whole = '[{"id":1,"name":"Größe"},{"id":12345678901234567890,"tags":["a","b"]}]';
    const bytes = new TextEncoder().encode(whole);
    for (let end = 10; end < bytes.length; end++) {
      expect(preview(bytes.subarray(0, end))).toMatch(/^\[\n {2}\{\n {4}"id": 1/);
    }
    expect(preview(whole)).toContain('"id": 12345678901234567890,');
  });

  it('is text as it is, in its charset', () => {
    expect(preview('a\r\nb', 'text/plain')).toBe('a\nb');
    expect(preview(Uint8Array.of(0x47, 0xf6), 'text/plain; charset=iso-8859-1')).toBe('Gö');
    expect(preview('[1, oops', 'application/json')).toBe('[1, oops');
  });

  it('is short', () => {
    const lines = preview(`[${'1,'.repeat(5000)}`).split('\n');
    expect(lines).toHaveLength(60);
    expect(preview('x'.repeat(5000), 'text/plain')).toBe(`${'x'.repeat(400)}…`);
  });

  it('is nothing for what is no text', () => {
    expect(preview(new Uint8Array(2000), 'application/octet-stream')).toBe('');
    expect(preview('', 'application/json')).toBe('');
  });
});
