import { expect, it } from 'vitest';
import { isCoded } from '../../../src/codedError.ts';
import { bodyFileText } from '../../../src/exchange/bodyFile.ts';

function refusal(bytes: Uint8Array, encoding?: string): string {
  try {
    bodyFileText(bytes, { path: 'a', ...(encoding === undefined ? {} : { encoding }) });
  } catch (error) {
    return isCoded(error) ? error.code : 'uncoded';
  }
  return 'taken';
}

it('is read as UTF-8, without a byte order mark', () => {
  expect(bodyFileText(new TextEncoder().encode('\ufeffä東'), { path: 'a' })).toBe('ä東');
});

it('is read in the encoding that the request names', () => {
  expect(bodyFileText(Uint8Array.of(0xe4), { path: 'a', encoding: 'latin1' })).toBe('ä');
});

it('that is no text, or in an encoding that nobody knows, is refused', () => {
  expect(refusal(Uint8Array.of(0xff, 0xfe, 0x00))).toBe('body-file-not-text');
  expect(refusal(Uint8Array.of(0x61), 'klingon')).toBe('body-file-encoding');
  expect(refusal(new Uint8Array(64 * 1024 * 1024 + 1))).toBe('body-file-too-large');
});
