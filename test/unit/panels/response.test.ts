import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  laidOutHeight,
  lastTop,
  rowWindow,
  scrollFromTop,
  TALLEST,
  topFromScroll,
  topToShow,
} from '../../../src/panels/response/scrollMap.ts';
import { fill, formatBytes, formatDuration } from '../../../src/panels/shared/format.ts';
import { visibleLine, visibleText } from '../../../src/panels/shared/visibleText.ts';

const geometry = fc.record({
  total: fc.integer({ min: 1, max: 20_000_000 }),
  rowHeight: fc.integer({ min: 12, max: 60 }),
  viewport: fc.integer({ min: 100, max: 3000 }),
});

describe('scroll map', () => {
  it('shows the first row at the top of the bar and the last at its end, however many there are', () => {
    fc.assert(
      fc.property(geometry, map => {
        const end = Math.max(0, laidOutHeight(map) - map.viewport);
        expect(rowWindow(topFromScroll(0, map), map).first).toBe(0);
        const window = rowWindow(topFromScroll(end, map), map);
        expect(window.end).toBe(map.total);
        expect(window.end - window.first).toBeLessThanOrEqual(Math.ceil(map.viewport / map.rowHeight) + 2);
      }),
    );
  });

  it('never lays out more than a browser can', () => {
    expect(laidOutHeight({ total: 50_000_000, rowHeight: 20, viewport: 500 })).toBe(TALLEST);
  });

  it('goes to the bar and back without losing the place', () => {
    fc.assert(
      fc.property(geometry, fc.double({ min: 0, max: 1, noNaN: true }), (map, share) => {
        const top = share * lastTop(map);
        expect(Math.abs(topFromScroll(scrollFromTop(top, map), map) - top)).toBeLessThan(1e-3);
      }),
    );
  });

  it('brings a row into sight whole, and moves nothing that already is', () => {
    fc.assert(
      fc.property(geometry, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (map, pick, share) => {
        const row = pick % map.total;
        const top = topToShow(row, share * lastTop(map), map);
        const window = rowWindow(top, map);
        expect(row).toBeGreaterThanOrEqual(window.first);
        expect(row).toBeLessThan(window.end);
        expect(topToShow(row, top, map)).toBe(top);
      }),
    );
  });
});

describe('text for people', () => {
  it('makes control and direction characters visible', () => {
    expect(visibleText('a\0b\u202ec\u200bd\x7f\n\t')).toBe('a␀b⟨U+202E⟩c⟨U+200B⟩d␡\n\t');
    expect(visibleLine('a\nb\rc')).toBe('a␊b␍c');
  });

  it('leaves ordinary text of any script alone', () => {
    expect(visibleText('Größe 日本 שלום 😀 é')).toBe('Größe 日本 שלום 😀 é');
  });

  it('writes sizes and durations', () => {
    expect(formatBytes(512, 'en')).toBe('512 bytes');
    expect(formatBytes(48_230, 'en')).toBe('48.2 kB');
    expect(formatBytes(999_600, 'en')).toBe('1 MB');
    expect(formatDuration(312.4, 'en')).toBe('312 ms');
    expect(formatDuration(1254, 'en')).toBe('1.25 sec');
    expect(formatDuration(123_000, 'en')).toBe('2 min 3 sec');
  });

  it('fills in values as they are', () => {
    expect(fill('{1} of {0}, {2}', '$&', '{0}')).toBe('{0} of $&, {2}');
  });
});
