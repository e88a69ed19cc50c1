import { describe, expect, it } from 'vitest';
import { compare } from '../../bench/compared/comparison.ts';

describe('compare', () => {
  it('judges by the median, by the ratio round by round, or by the highest', () => {
    const runs = { here: [10, 12, 60], there: [10, 6, 20] };
    expect(compare('x', 'ms', runs, [{ atMost: 2, times: 'there' }, { atMost: 12 }])).toMatchObject([
      { own: 12, beside: 'there', ratio: 2, reached: true },
      { own: 12, reached: true },
    ]);
    expect(compare('x', 'ms', { here: runs.here }, [{ atMost: 50, by: 'highest' }])).toMatchObject([
      { own: 60, by: 'highest', toReach: '≤ 50 ms in every round', reached: false },
    ]);
  });
});
