import { describe, expect, it } from 'vitest';
import { definitionOf } from '../../../../src/practice/records/definitions.ts';
import { listRecords } from '../../../../src/practice/records/store.ts';
import { parseFilter } from '../../../../src/practice/restServices/filterGrammar.ts';
import { filterTest } from '../../../../src/practice/restServices/filterRecords.ts';
import { seedState } from '../../../../src/practice/state/seed.ts';

const state = seedState().sandbox;

function find(type: 'customer' | 'salesorder', q: string): number[] {
  const test = filterTest(parseFilter(q), definitionOf(type));
  return listRecords(state, type)
    .filter(test)
    .map(({ id }) => id);
}

describe('filters of a record collection', () => {
  it.each([
    ['companyName IS "acme corporation"', [101]],
    ["companyName START_WITH 'mü'", [102]],
    ['companyName CONTAIN rocket', [107]],
    ['companyName END_WITH "Ltd!*"', [103]],
    ['companyName ENDWITH_NOT ".example" AND email ENDWITH ".example" AND id LESS 103', [101, 102]],
    [String.raw`companyName CONTAIN "O'Brien"`, [103]],
    [String.raw`companyName CONTAIN 'O\'Brien'`, [103]],
    ['currency ANY_OF [USD, "JPY"]', [101, 104]],
    ['currency IS_NOT EUR AND NOTHING', 'refused'],
    ['id ANY_OF [101, 107]', [101, 107]],
    ['id ANY_OF_NOT [101,102,103,104,105]', [106, 107]],
    ['balance EQUAL 12345678901234567.89', [104]],
    ['balance EQUAL 12345678901234568', []],
    ['balance LESS 0', [103]],
    ['balance LESS_OR_EQUAL 0.00', [103, 107]],
    ['balance GREATER 999999999999999.98', [104, 106]],
    ['balance BETWEEN [0.1, 1]', [102, 105]],
    ['balance GREATER_OR_EQUAL_NOT 0', [103]],
    ['dateCreated ON "2/29/2020"', [102]],
    ['dateCreated ON_OR_AFTER "1/1/2024"', [104, 107]],
    ['dateCreated BEFORE 2000-01-01', [103]],
    ['isInactive IS false AND id EQUAL 101', [101]],
    ['isInactive IS_NOT false', []],
    ['email EMPTY', []],
    ['email EMPTY_NOT AND id EQUAL 101', [101]],
    ['id EQUAL 101 OR id EQUAL 102 AND currency IS USD', [101]],
    ['(id EQUAL 101 OR id EQUAL 102) AND currency IS EUR', [102]],
    ['((companyname IS "Acme Corporation"))', [101]],
  ] as const)('%s', (q, expected) => {
    if (expected === 'refused') {
      expect(() => find('customer', q)).toThrow(expect.objectContaining({ code: 'rest-filter' }));
    } else {
      expect(find('customer', q)).toEqual(expected);
    }
  });

  it('compares references by id, and an empty field with nothing', () => {
    expect(find('salesorder', 'entity EQUAL 101')).toEqual([501, 505]);
    expect(find('salesorder', 'memo EMPTY')).toEqual([503]);
    expect(find('salesorder', 'memo CONTAIN_NOT x')).not.toContain(503);
    expect(find('salesorder', 'orderStatus ANY_OF [A, G]')).toEqual([502, 503]);
  });

  it.each([
    ['', 1, 'a field'],
    ['companyName', 12, 'an operator'],
    ['companyName IS', 13, 'one value'],
    ['companyName EMPTY x', 13, 'no value'],
    ['companyName LIKE "A%"', 13, "'LIKE' is no operator for companyName"],
    ['companyName GREATER 1', 13, 'START_WITH'],
    ['balance BETWEEN [1]', 9, '2 values'],
    ['balance EQUAL much', 9, 'no number'],
    ['dateCreated ON 31.12.2020', 13, 'M/D/YYYY'],
    ['isInactive IS maybe', 12, 'neither true nor false'],
    ['name IS "x"', 1, "'name' is no field of customer"],
    ['id EQUAL 101 and id EQUAL 102', 14, 'AND, OR'],
    ['(id EQUAL 101', 14, "')'"],
    ['id ANY_OF [1, ', 15, 'a value'],
    ['companyName IS "open', 16, 'no end'],
    [`${'('.repeat(60)}id EQUAL 1`, 51, 'parentheses'],
    [`companyName IS "${'x'.repeat(4_000)}"`, 4_001, 'longer than 4000'],
  ])('says what is wrong with %s', (q, position, problem) => {
    expect(() => find('customer', q)).toThrow(
      expect.objectContaining({
        code: 'rest-filter',
        data: { position, problem: expect.stringContaining(problem) as string },
      }),
    );
  });
});
