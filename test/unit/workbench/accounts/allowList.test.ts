import { describe, expect, it, vi } from 'vitest';
import { readAllowLists } from '../../../../src/workbench/accounts/allowList.ts';

vi.mock('vscode', () => ({}));

const production = { accountId: '7654321' };
const sandbox = { accountId: '7654321_SB1' };

describe('the allow list of accounts', () => {
  it.each([[[]], [[undefined, [], null]]])('restricts nothing where there is none: %j', lists => {
    const list = readAllowLists(lists);
    expect([list.restricts, list.allows(production), list.unreadable]).toEqual([false, true, []]);
  });

  it('knows an account ID however it is spelled', () => {
    const list = readAllowLists([['7654321-sb1']]);
    expect([list.restricts, list.allows(sandbox), list.allows(production)]).toEqual([true, true, false]);
  });

  it.each([[[['no/id']]], [['7654321 or so']], [[{ id: '7654321' }]], [[7654321]], [[[7654321, null]]]])(
    'allows nothing by an entry that cannot be read, and names it: %j',
    lists => {
      const list = readAllowLists(lists);
      expect([list.restricts, list.allows(production)]).toEqual([true, false]);
      expect(list.unreadable.length).toBeGreaterThan(0);
    },
  );

  it('lets the readable entries beside an unreadable one stand', () => {
    const list = readAllowLists([['7654321', '?']]);
    expect([list.allows(production), list.unreadable]).toEqual([true, ['?']]);
  });

  it('only ever takes away: what the person has ruled out no workspace brings back', () => {
    const list = readAllowLists([['7654321_SB1'], ['7654321'], undefined]);
    expect([list.allows(production), list.allows(sandbox)]).toEqual([false, false]);
  });
});
