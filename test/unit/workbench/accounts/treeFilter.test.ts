import { describe, expect, it } from 'vitest';
import { filterRows, fold, wordsOf } from '../../../../src/workbench/accounts/tree/filterRows.ts';

interface Row {
  readonly text: string;
  readonly below?: readonly Row[];
}

const tree: readonly Row[] = [
  {
    text: 'Ácme 7654321 production',
    below: [{ text: 'Orders hub', below: [{ text: 'jane Clerk' }, { text: 'bot' }] }],
  },
  { text: 'Acme Sandbox', below: [{ text: 'Invoicing', below: [{ text: 'jane Clerk refused' }] }] },
];

function left(filter: string): string[] {
  const rows = filterRows(wordsOf(filter), {
    roots: tree,
    childrenOf: row => row.below ?? [],
    textOf: row => fold(row.text),
  });
  return [...rows].map(row => row.text).sort();
}

describe('the filter of the tree', () => {
  it('keeps what stands above a match, and nothing beside it', () => {
    expect(left('bot')).toEqual(['Orders hub', 'bot', 'Ácme 7654321 production']);
  });

  it('keeps everything below a match', () => {
    expect(left('sandbox')).toEqual(['Acme Sandbox', 'Invoicing', 'jane Clerk refused']);
  });

  it('finds words on different levels of one branch, in any order', () => {
    expect(left('clerk 7654321')).toEqual(['Orders hub', 'jane Clerk', 'Ácme 7654321 production']);
    expect(left('bot sandbox')).toEqual([]);
  });

  it('takes no notice of case, accents and compatible forms', () => {
    expect(left('ACME ORDERS')).toContain('Ácme 7654321 production');
    expect(fold('ÁÉ ﬁ Ｔ')).toBe('ae fi t');
    expect(left('áçmé sandbox')).toContain('Acme Sandbox');
  });

  it('leaves all when there is nothing to look for', () => {
    expect(left('  ')).toHaveLength(7);
  });
});
