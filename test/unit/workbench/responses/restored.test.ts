import { describe, expect, it } from 'vitest';
import { readKeptPanel } from '../../../../src/workbench/responses/restored.ts';

const restore = { key: 'file:///a.http 0 ', title: 'Orders', file: 'x.har' };

describe('what a panel kept of itself', () => {
  it('is read', () => {
    expect(readKeptPanel({ restore, pinned: true, bodyId: 3, tab: 'raw' })).toEqual({
      restore,
      pinned: true,
      bodyId: 3,
    });
    const without = { key: restore.key, title: restore.title };
    expect(readKeptPanel({ restore: without })).toEqual({ restore: without, pinned: false, bodyId: 1 });
  });

  it.each([
    undefined,
    null,
    7,
    'x',
    [],
    {},
    { restore: null },
    { restore: { key: '', title: 'x' } },
    { restore: { key: 'a' } },
  ])('is refused when it is something else: %j', saved => {
    expect(readKeptPanel(saved)).toBeUndefined();
  });

  it('does not believe what it is not', () => {
    expect(readKeptPanel({ restore: { ...restore, file: 7 }, pinned: 'yes', bodyId: -1 })).toEqual({
      restore: { key: restore.key, title: restore.title },
      pinned: false,
      bodyId: 1,
    });
    expect(readKeptPanel({ restore: { ...restore, key: 'x'.repeat(5000) } })).toBeUndefined();
  });
});
