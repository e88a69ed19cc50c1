import { describe, expect, it } from 'vitest';
import { paintFor } from '../../../../src/cli/streams/paint.ts';

describe('paintFor', () => {
  it.each<[boolean, Record<string, string>, boolean]>([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [true, { TERM: 'dumb' }, false],
    [false, { FORCE_COLOR: '1' }, true],
    [false, { FORCE_COLOR: '' }, false],
    [true, { FORCE_COLOR: '0' }, false],
    [true, { FORCE_COLOR: 'false' }, false],
    [true, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  ])('terminal %s with %j: %s', (isTTY, environment, isColoured) => {
    expect(paintFor({ isTTY }, environment)('red', 'a')).toBe(isColoured ? '\u001b[31ma\u001b[39m' : 'a');
  });
});
