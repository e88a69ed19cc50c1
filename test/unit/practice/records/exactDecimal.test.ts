import { describe, expect, it } from 'vitest';
import {
  addExact,
  compareExact,
  divideExact,
  multiplyExact,
  parseExact,
  printExact,
  roundExact,
} from '../../../../src/practice/records/exactDecimal.ts';

const exact = (text: string) => parseExact(text) ?? expect.fail(`${text} is no decimal`);

describe('exact decimals', () => {
  it.each([
    ['0', '0'],
    ['12.50', '12.50'],
    ['-0.05', '-0.05'],
    ['+7', '7'],
    ['007.10', '7.10'],
    ['5.', '5'],
    ['1e3', '1000'],
    ['1.5E-3', '0.0015'],
    ['12345678901234567890.12345678901234567890', '12345678901234567890.12345678901234567890'],
  ])('reads %s as %s', (given, printed) => {
    expect(printExact(exact(given))).toBe(printed);
  });

  it.each([
    '',
    ' 1',
    '1 ',
    '.5',
    '1,5',
    '1e',
    '0x1',
    'NaN',
    '--1',
    '123456789012345678901',
    '0.123456789012345678901',
    '1e999',
    '1e-999',
  ])('refuses "%s"', given => {
    expect(parseExact(given)).toBeUndefined();
  });

  it('adds and multiplies where a double would round', () => {
    expect(printExact(addExact(exact('0.1'), exact('0.2')))).toBe('0.3');
    expect(printExact(addExact(exact('9007199254740993'), exact('0.01')))).toBe('9007199254740993.01');
    expect(printExact(multiplyExact(exact('3'), exact('0.1'), 1))).toBe('0.3');
  });

  it('keeps as many places in a product as are asked for, and no more zeros than that', () => {
    expect(printExact(multiplyExact(exact('1.5'), exact('80.00'), 2))).toBe('120.00');
    expect(printExact(multiplyExact(exact('1.5'), exact('0.333'), 3))).toBe('0.4995');
  });

  it('rounds half away from zero', () => {
    expect(printExact(roundExact(exact('0.125'), 2))).toBe('0.13');
    expect(printExact(roundExact(exact('-0.125'), 2))).toBe('-0.13');
    expect(printExact(divideExact(exact('10'), exact('3'), 4))).toBe('3.3333');
    expect(printExact(divideExact(exact('-2'), exact('3'), 0))).toBe('-1');
  });

  it('compares by value and not by spelling', () => {
    expect(compareExact(exact('1.0'), exact('1'))).toBe(0);
    expect(compareExact(exact('-2'), exact('1'))).toBeLessThan(0);
  });
});
