import { expect, test } from 'vitest';
import { formatDate } from '../../../../src/requests/values/dateFormat.ts';
import { isSystemValue, systemValue } from '../../../../src/requests/values/systemValues.ts';
import { fixedSources } from '../sample.ts';

test.each([
  ['$uuid', '00000000-0000-4000-8000-000000000001'],
  ['$guid', '00000000-0000-4000-8000-000000000001'],
  ['$random.uuid', '00000000-0000-4000-8000-000000000001'],
  ['$timestamp', '1774952430'],
  ['$timestamp -1 d', '1774866030'],
  ['$timestamp 2 h', '1774959630'],
  ['$isoTimestamp', '2026-03-31T10:20:30.400Z'],
  ['$datetime iso8601', '2026-03-31T10:20:30.400Z'],
  ['$datetime rfc1123', 'Tue, 31 Mar 2026 10:20:30 GMT'],
  ['$datetime  iso8601  1  M', '2026-04-30T10:20:30.400Z'],
  ['$datetime iso8601 -1 M', '2026-02-28T10:20:30.400Z'],
  ['$datetime iso8601 1 Q', '2026-06-30T10:20:30.400Z'],
  ['$datetime iso8601 -2 y', '2024-03-31T10:20:30.400Z'],
  ['$datetime iso8601 1 w', '2026-04-07T10:20:30.400Z'],
  ['$datetime iso8601 90 m', '2026-03-31T11:50:30.400Z'],
  ['$datetime iso8601 600 ms', '2026-03-31T10:20:31.000Z'],
  ['$datetime "DD.MM.YY [at] H:mm" -1 d', '30.03.26 at 10:20'],
  [`$datetime 'dddd, D MMMM YYYY hh:mm:ss.SSS A Z'`, 'Tuesday, 31 March 2026 10:20:30.400 AM +00:00'],
  ['$random.integer(1, 11)', '6'],
  ['$random.integer 1 11', '6'],
  ['$random.float(1.5, 2.5)', '2'],
  ['$random.alphabetic(3)', 'aaa'],
  ['$random.numeric(2)', '55'],
  ['$random.hexadecimal( 2 )', '88'],
  ['$random.alphanumeric(1)', 'f'],
  ['$random.email', 'aaaaaaaaaa@example.com'],
  ['$randomInt', '500'],
  ['$randomInt 1 11', '6'],
  ['$randomInt -10 -5', '-8'],
])('%j is %j', (expression, value) => {
  expect(systemValue(expression, fixedSources())).toBe(value);
  expect(isSystemValue(expression)).toBe(true);
});

test.each([
  '$nope',
  'uuid',
  '',
  '$uuid 1',
  '$timestamp 1',
  '$timestamp d 1',
  '$timestamp 999999999 y',
  '$datetime',
  '$datetime "YYY"',
  '$datetime ""',
  '$datetime "YYYY',
  '$localDatetime',
  '$random.integer',
  '$random.integer(2, 2)',
  '$random.integer(1, 2, 3)',
  '$random.integer(1.5, 2)',
  '$random.float(a, b)',
  '$random.alphabetic',
  '$random.alphabetic(0)',
  '$random.alphabetic(99999)',
  '$random.email(1)',
  '$random.name.firstName',
  '$random.constructor(1)',
  '$randomInt 1',
  '$randomInt 2 2',
  '$randomInt 1 2 3',
  '$randomInt a b',
  '$constructor',
  '$timestamp 1 constructor',
])('%j is no value', expression => {
  expect(systemValue(expression, fixedSources())).toBeUndefined();
  expect(isSystemValue(expression)).toBe(false);
});

test('random integers reach the lower bound and stay under the upper one', () => {
  const sources = (random: number) => ({ ...fixedSources(), random: () => random });
  expect(systemValue('$randomInt 3 6', sources(0))).toBe('3');
  expect(systemValue('$randomInt 3 6', sources(1 - Number.EPSILON))).toBe('5');
});

test('$localDatetime is the same time in the zone of this machine', () => {
  const now = fixedSources().now();
  const iso = systemValue('$localDatetime iso8601', fixedSources()) ?? '';
  expect(iso).toMatch(/^2026-0[34]-\d\dT\d\d:\d\d:30[+-]\d\d:\d\d$/);
  expect(Math.floor(now / 1000) * 1000).toBe(Date.parse(iso));
  const rfc1123 = systemValue('$localDatetime rfc1123', fixedSources()) ?? '';
  expect(Date.parse(rfc1123)).toBe(Date.parse(iso));
  expect(systemValue("$localDatetime 'HH'", fixedSources())).toBe(String(new Date(now).getHours()).padStart(2, '0'));
});

test.each([
  [0, '2026-03-31T10:20:30+00:00', '+0000'],
  [330, '2026-03-31T15:50:30+05:30', '+0530'],
  [-720, '2026-03-30T22:20:30-12:00', '-1200'],
])('a zone %i minutes ahead of UTC writes %j', (offset, written, zone) => {
  const now = fixedSources().now();
  expect(formatDate(now, offset, 'YYYY-MM-DDTHH:mm:ssZ')).toBe(written);
  expect(formatDate(now, offset, 'ZZ')).toBe(zone);
});
