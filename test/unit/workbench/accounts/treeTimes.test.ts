import { describe, expect, it } from 'vitest';
import { absoluteTime, ageOf, timeAgo, timeUntil } from '../../../../src/workbench/accounts/tree/times.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = Date.UTC(2026, 10, 24);

describe('timeAgo', () => {
  it.each([
    [0, 'now'],
    [59_999, 'now'],
    [minute, '1 minute ago'],
    [59 * minute, '59 minutes ago'],
    [hour, '1 hour ago'],
    [23 * hour, '23 hours ago'],
    [day, 'yesterday'],
    [29 * day, '29 days ago'],
    [30 * day, 'last month'],
    [800 * day, '2 years ago'],
  ])('%i ms after it says %s', (passed, words) => {
    expect(timeAgo(now - passed, now, 'en', 'long')).toBe(words);
  });

  it('takes a moment in the future for now', () => {
    expect(timeAgo(now + day, now, 'en', 'long')).toBe('now');
  });

  it('speaks the language asked for, and English where that is none', () => {
    expect(timeAgo(now - 2 * minute, now, 'de', 'long')).toBe('vor 2 Minuten');
    expect(timeAgo(now - 2 * minute, now, 'not a language', 'short')).toBe('2 min. ago');
  });
});

describe('absoluteTime', () => {
  it('says date and time, and throws for no number', () => {
    expect(absoluteTime(now, 'en')).toMatch(/^Nov 2[34], 2026, /);
    expect(absoluteTime(8.64e15, 'en')).toMatch(/275760/);
    for (const at of [8.64e15 + 1, -1e16, 1e300, NaN, Infinity]) {
      expect(absoluteTime(at, 'en')).toBe('?');
    }
    for (const at of [1e300, -1e300, NaN]) {
      expect([timeAgo(at, now, 'en', 'long'), timeUntil(at, now, 'en', 'long')]).not.toContain('');
    }
  });
});

describe('ageOf', () => {
  it.each([
    [0, { count: 0, unit: 'day' }],
    [30 * day, { count: 30, unit: 'day' }],
    [31 * day, { count: 1, unit: 'month' }],
    [365 * day, { count: 12, unit: 'month' }],
    [-day, { count: 0, unit: 'day' }],
  ] as const)('counts whole months, and days before the first', (passed, age) => {
    expect(ageOf(now - passed, now)).toEqual(age);
  });
});
