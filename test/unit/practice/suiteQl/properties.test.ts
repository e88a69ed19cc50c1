import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../../src/codedError.ts';
import { translate } from '../../../../src/practice/suiteQl/answerQuery.ts';
import {
  add,
  compare,
  divide,
  integer,
  multiply,
  parseDecimal,
  toText,
} from '../../../../src/practice/suiteQl/decimal.ts';
import { isLike } from '../../../../src/practice/suiteQl/like.ts';
import { fromKey, keyToCell, numberToKey, toKey } from '../../../../src/practice/suiteQl/numberKey.ts';
import { queryError } from '../../../../src/practice/suiteQl/queryErrors.ts';
import { now, refusal, tables } from './sampleTables.ts';

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 38n), max: 10n ** 38n }), fc.integer({ min: -20, max: 60 }))
  .map(([digits, scale]) => fromKey(toKey({ digits, scale })));

const words = (
  "SELECT FROM WHERE GROUP BY HAVING ORDER customer transaction c t id entity companyname balance datecreated status * , . ( ) = <> < || + - / ? 'x' '' 1 2.5 " +
  'AND OR NOT IN EXISTS BETWEEN LIKE ESCAPE IS NULL CASE WHEN THEN ELSE END AS DISTINCT TOP JOIN LEFT OUTER ON UNION ALL MINUS ROWNUM COUNT SUM MAX NVL DECODE ' +
  'TO_CHAR TO_DATE TRUNC BUILTIN DF CF (+) OVER ROW_NUMBER PARTITION FETCH FIRST ROWS ONLY OFFSET DUAL SYSDATE EXTRACT TRIM "id" -- /* LIMIT WITH'
).split(' ');

/** What came of translating: nothing, or what was thrown. */
function thrownBy(query: string): unknown {
  try {
    translate({ query, params: [], now }, (name, position) => {
      const table = tables.find(each => each.name.toLowerCase() === name.toLowerCase());
      if (!table) {
        throw queryError('suiteql-unknown-table', { table: name, position });
      }
      return { table, name: 'x1', spelled: new Set([0]) };
    });
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('the translator', { timeout: 30_000 }, () => {
  it('refuses any text with a coded error, or takes it', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(fc.constantFrom(...words), { maxLength: 40 }).map(list => list.join(' ')),
      fc
        .array(fc.constantFrom(...words), { maxLength: 20 })
        .map(list => `SELECT id FROM customer c WHERE ${list.join(' ')}`),
      fc.array(fc.constantFrom(...words), { maxLength: 12 }).map(list => `SELECT ${list.join(' ')} FROM customer c`),
    );
    fc.assert(
      fc.property(texts, text => {
        const thrown = thrownBy(text);
        expect(thrown === undefined || thrown instanceof CodedError ? undefined : thrown).toBeUndefined();
        expect(thrown instanceof CodedError ? thrown.code : '').not.toBe('suiteql-failed');
      }),
      { numRuns: 3000 },
    );
  });

  it('makes only what SQLite takes', async () => {
    const operand = fc.constantFrom(
      'id',
      "'a'",
      '1',
      'NULL',
      'companyname',
      'balance',
      'datecreated',
      'isinactive',
      'ROWNUM',
      'SYSDATE',
    );
    const { expression } = fc.letrec<{ expression: string }>(tie => ({
      expression: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        operand,
        fc
          .tuple(tie('expression'), fc.constantFrom('+', '-', '*', '||'), tie('expression'))
          .map(parts => parts.join(' ')),
        fc
          .tuple(
            fc.constantFrom('NVL', 'SUBSTR', 'DECODE', 'TO_CHAR', 'MOD', 'NULLIF', 'COALESCE'),
            fc.array(tie('expression'), { minLength: 1, maxLength: 4 }),
          )
          .map(([name, list]) => `${name}(${list.join(', ')})`),
        fc.tuple(fc.constantFrom('COUNT', 'SUM', 'MAX'), tie('expression')).map(([name, inner]) => `${name}(${inner})`),
        fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `CASE WHEN ${a} > ${b} THEN ${a} END`),
        tie('expression').map(inner => `(SELECT MAX(${inner}) FROM transaction)`),
        tie('expression').map(inner => `(${inner})`),
      ),
    }));
    const tails = fc.constantFrom(
      '',
      ' WHERE ROWNUM < 3',
      ' GROUP BY id',
      ' ORDER BY 1 DESC',
      ' GROUP BY id, companyname ORDER BY id',
    );
    await fc.assert(
      fc.asyncProperty(expression, tails, async (selected, tail) => {
        const { code, thrown, what } = await refusal(`SELECT ${selected} FROM customer${tail}`);
        expect({ thrown, what: code === 'suiteql-failed' ? what : undefined }).toEqual({
          thrown: undefined,
          what: undefined,
        });
      }),
      // Node loses what a function throws while two aggregates are under way.
      { numRuns: 400, examples: [['SUM(id) + SUM(companyname)', '']] },
    );
  });
});

describe('numbers in the database', () => {
  it('sort as text the way they sort as numbers, and come back', () => {
    fc.assert(
      fc.property(decimals, decimals, (left, right) => {
        const [a, b] = [toKey(left), toKey(right)];
        expect(a < b ? -1 : a > b ? 1 : 0).toBe(compare(left, right));
        expect(fromKey(a)).toEqual(left);
      }),
    );
  });

  it('give back every double and every exact decimal', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e20, max: 1e20 }), number => {
        fc.pre(number === 0 || Math.abs(number) > 1e-20);
        expect(Number(keyToCell(numberToKey(number) ?? ''))).toBe(number === 0 ? 0 : number);
      }),
    );
    fc.assert(
      fc.property(decimals, value => {
        const cell = keyToCell(toKey(value));
        expect(toText(parseDecimal(String(cell)) ?? integer(0))).toBe(toText(value));
      }),
    );
  });

  it('obey the rules of arithmetic on whole numbers', () => {
    const whole = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        expect(toText(add(integer(a), integer(b)))).toBe(String(a + b));
        expect(toText(multiply(integer(a), integer(b)))).toBe(String(a * b));
        fc.pre(b !== 0n);
        expect(toText(divide(multiply(integer(a), integer(b)), integer(b)))).toBe(String(a));
      }),
    );
  });
});

describe('LIKE', () => {
  it('agrees with a regular expression', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', '%', '_'), { maxLength: 8 }).map(list => list.join(''));
    fc.assert(
      fc.property(letters, letters, (text, pattern) => {
        const expected = new RegExp(`^${pattern.replaceAll('%', '[^]*').replaceAll('_', '[^]')}$`).test(text);
        expect(isLike(text, pattern)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('does not hang on a pattern of many signs', () => {
    expect(isLike('a'.repeat(4000), '%a'.repeat(200) + 'b')).toBe(false);
  });
});
