import { describe, expect, it } from 'vitest';
import { mergeLines, orderTotal, readLines } from '../../../../src/practice/records/orderLines.ts';
import type { OrderLine } from '../../../../src/practice/state/model.ts';

const old: readonly OrderLine[] = [
  { item: 'Bolt', description: '', quantity: '10', rate: '12.50', amount: '125.00' },
  { item: 'Nut', description: 'M8', quantity: '4', rate: '13.00', amount: '52.00' },
];

describe('lines of an order', () => {
  it('work out the amount from quantity and rate, to the last digit', () => {
    const [line] = readLines([{ item: 'Bolt', quantity: '3', rate: '1234567890123.456789' }], []);
    expect(line).toMatchObject({ quantity: '3', amount: '3703703670370.370367' });
  });

  it('count one piece when no quantity is given', () => {
    expect(readLines([{ item: 'Bolt', rate: '2.50' }], [])[0]).toMatchObject({ quantity: '1', amount: '2.50' });
  });

  it('work out the rate from an amount', () => {
    expect(readLines([{ item: 'Bolt', quantity: '4', amount: '10.00' }], [])[0]).toMatchObject({
      rate: '2.50',
      amount: '10.00',
    });
    expect(readLines([{ item: 'Bolt', quantity: '3', amount: '10.00' }], [])[0]?.rate).toBe('3.3333333333');
  });

  it('keep an amount that is the product rounded to cents, and refuse one that is not', () => {
    expect(readLines([{ item: 'Bolt', quantity: '3', rate: '0.333', amount: '1.00' }], [])[0]?.amount).toBe('1.00');
    expect(() => readLines([{ item: 'Bolt', quantity: '3', rate: '0.333', amount: '1' }], [])).toThrow(
      expect.objectContaining({
        code: 'record-field-invalid',
        data: expect.objectContaining({ field: 'amount' }) as object,
      }),
    );
    expect(() => readLines([{ item: 'Bolt', quantity: '2', rate: '5', amount: '11.00' }], [])).toThrow(
      expect.objectContaining({ code: 'record-field-invalid' }),
    );
  });

  it('need an item and a price, and a quantity above nothing', () => {
    const field = (name: string) => expect.objectContaining({ field: name, sublist: 'item', index: 0 }) as object;
    expect(() => readLines([{ rate: '1' }], [])).toThrow(
      expect.objectContaining({ code: 'record-field-missing', data: field('item') }),
    );
    expect(() => readLines([{ item: 'Bolt' }], [])).toThrow(
      expect.objectContaining({ code: 'record-field-missing', data: field('rate') }),
    );
    for (const quantity of ['0', '-1']) {
      expect(() => readLines([{ item: 'Bolt', rate: '1', quantity }], [])).toThrow(
        expect.objectContaining({ code: 'record-field-invalid', data: field('quantity') }),
      );
    }
  });

  it('refuse an order without any, and one with too many', () => {
    expect(() => readLines([], [])).toThrow(expect.objectContaining({ code: 'record-field-missing' }));
    const many = Array.from({ length: 501 }, () => ({ item: 'Bolt', rate: '1' }));
    expect(() => readLines(many, [])).toThrow(expect.objectContaining({ code: 'record-too-many' }));
  });

  it('take what they do not say from the line they were, and drop an amount that no longer fits', () => {
    const [line] = readLines([{ line: 2, quantity: '8', rate: '13.00', amount: '52.00' }], old);
    expect(line).toEqual({ item: 'Nut', description: 'M8', quantity: '8', rate: '13.00', amount: '104.00' });
  });

  it('change the rate when only the amount was changed', () => {
    expect(readLines([{ line: 1, amount: '100.00' }], old)[0]).toMatchObject({ rate: '10.00', amount: '100.00' });
  });

  it('refuse to be the same line twice', () => {
    expect(() => readLines([{ line: 1 }, { line: 1 }], old)).toThrow(
      expect.objectContaining({
        code: 'record-field-invalid',
        data: expect.objectContaining({ field: 'line' }) as object,
      }),
    );
  });

  it('merge by line number and append the rest, or replace all', () => {
    const current = [{ line: 1 }, { line: 2 }];
    const given = [{ line: 2, quantity: '9' }, { item: 'New' }];
    expect(mergeLines(current, given, false)).toEqual([{ line: 1 }, { line: 2, quantity: '9' }, { item: 'New' }]);
    expect(mergeLines(current, given, true)).toEqual(given);
  });

  it('add up to a total with every digit', () => {
    expect(orderTotal(old)).toBe('177.00');
    const cents = { item: '', description: '', quantity: '1', rate: '0' };
    expect(
      orderTotal([
        { ...cents, amount: '0.1' },
        { ...cents, amount: '9007199254740993' },
      ]),
    ).toBe('9007199254740993.1');
  });
});
