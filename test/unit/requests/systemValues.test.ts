import { expect, test } from 'vitest';
import { isSystemValue, systemValue } from '../../../src/requests/systemValues.ts';
import { fixedSources } from './sample.ts';

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
  '$datetime "YYYY"',
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
