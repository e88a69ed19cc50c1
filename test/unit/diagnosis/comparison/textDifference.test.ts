import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textDifference, type Stretch } from '../../../../src/diagnosis/comparison/textDifference.ts';

/** What differs in brackets. */
const marked = (stretches: readonly Stretch[]) =>
  stretches.map(({ text, same }) => (same ? text : `[${text}]`)).join('');
const both = (mine: string, theirs: string) => {
  const difference = textDifference(mine, theirs);
  return [marked(difference.mine), marked(difference.theirs), difference.first];
};

describe('textDifference', () => {
  it('shows a missing parameter as one stretch', () => {
    expect(both('GET&x&a%3D1%26deploy%3D2%26id%3D3', 'GET&x&a%3D1%26id%3D3')).toEqual([
      'GET&x&a%3D1%26[deploy%3D2%26]id%3D3',
      'GET&x&a%3D1%26id%3D3',
      14,
    ]);
  });

  it('shows a changed character as one character', () => {
    expect(both('a=%2Fx&b=1', 'a=%2fx&b=1')).toEqual(['a=%2[F]x&b=1', 'a=%2[f]x&b=1', 4]);
  });

  it('finds nothing in equal texts, and all of it where the other is empty', () => {
    expect(both('a=1', 'a=1')).toEqual(['a=1', 'a=1', undefined]);
    expect(both('a=1', '')).toEqual(['[a=1]', '', 0]);
  });

  it('stays quick with two long texts that have nothing in common', () => {
    const long = (text: string) => Array.from({ length: 5000 }, (_, at) => `${text}${at}=${text}`).join('&');
    const { mine, theirs } = textDifference(`same&${long('x')}`, `same&${long('y')}`);
    expect(mine[0]).toEqual({ text: 'same&', same: true });
    expect(theirs.map(({ text }) => text).join('')).toBe(`same&${long('y')}`);
  });

  it('loses nothing: the stretches are the texts, and what is the same is the same in both', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '=', '&', '%3D', '%26', '\n') });
    fc.assert(
      fc.property(text, text, (mine, theirs) => {
        const difference = textDifference(mine, theirs);
        const whole = (stretches: readonly Stretch[]) => stretches.map(each => each.text).join('');
        const common = (stretches: readonly Stretch[]) => whole(stretches.filter(({ same }) => same));
        expect(whole(difference.mine)).toBe(mine);
        expect(whole(difference.theirs)).toBe(theirs);
        expect(common(difference.mine)).toBe(common(difference.theirs));
        expect(difference.first === undefined).toBe(mine === theirs);
      }),
    );
  });
});
