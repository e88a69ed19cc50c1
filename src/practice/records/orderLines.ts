import { CodedError } from '../../codedError.ts';
import type { OrderLine } from '../state/model.ts';
import type { Fields } from '../suiteScript/port.ts';
import { definitionOf, mostLines } from './definitions.ts';
import { addExact, compareExact, divideExact, fits, multiplyExact, parseExact } from './exactDecimal.ts';
import { printExact, roundExact, trimmed } from './exactDecimal.ts';
import type { ExactDecimal } from './exactDecimal.ts';
import { fieldError, isEmpty, readFields } from './values.ts';
import type { Place } from './values.ts';

/** Places of a rate that is computed from an amount (assumed). */
const ratePlaces = 10;

export function lineFields({ item, description, quantity, rate, amount }: OrderLine, index: number): Fields {
  return { line: index + 1, item, description, quantity, rate, amount };
}

/** The sum of the lines, with every digit. */
export function orderTotal(lines: readonly OrderLine[]): string {
  return printExact(lines.map(({ amount }) => exact(amount)).reduce(addExact, { digits: 0n, scale: 0 }));
}

/**
 * The lines of an order from all lines that were given. A line that says which one it was (`line`, counted from 1) takes
 * from it what it does not say itself, and an amount or rate that it merely repeats gives way to what was changed.
 *
 * @param old the lines that the order has now
 * @throws CodedError as readFields does; `record-too-many` (type, most)
 */
export function readLines(given: readonly Fields[], old: readonly OrderLine[]): readonly OrderLine[] {
  if (given.length > mostLines) {
    throw new CodedError('record-too-many', { type: 'salesorder', sublist: 'item', most: mostLines });
  }
  if (given.length === 0) {
    // NetSuite asks for at least one line item.
    throw fieldError('record-field-missing', { type: 'salesorder' }, 'item');
  }
  const taken = new Set<OrderLine>();
  return given.map((fields, index) => {
    const place = { type: 'salesorder', sublist: 'item', index };
    const before = isEmpty(fields['line']) ? undefined : old[Number(fields['line']) - 1];
    if (before && taken.has(before)) {
      throw fieldError('record-field-invalid', place, 'line', fields['line'] ?? null);
    }
    if (before) {
      taken.add(before);
    }
    return readLine(fields, before, place);
  });
}

function readLine(given: Fields, old: OrderLine | undefined, place: Place): OrderLine {
  const current = old && lineFields(old, 0);
  const read = { ...current, ...readFields(definitionOf('salesorder').sublists['item'] ?? [], given, current, place) };
  const text = (name: string) => (isEmpty(read[name]) ? undefined : String(read[name]));
  const quantity = exact(text('quantity') ?? '1');
  if (quantity.digits <= 0n) {
    // Assumed: an order sells, it does not take back.
    throw fieldError('record-field-invalid', place, 'quantity', printExact(quantity));
  }
  const rate = parsed(text('rate'));
  const amount = parsed(text('amount'));
  const settled = settle(quantity, rate, amount, old);
  if (!settled) {
    throw rate || amount
      ? fieldError('record-field-invalid', place, 'amount', amount ? printExact(amount) : null)
      : // There are no item records that a price could come from.
        fieldError('record-field-missing', place, 'rate');
  }
  if (!fits(settled.rate) || !fits(settled.amount)) {
    throw fieldError('record-field-invalid', place, 'amount', printExact(settled.amount));
  }
  return {
    item: text('item') ?? '',
    description: text('description') ?? '',
    quantity: printExact(quantity),
    rate: printExact(settled.rate),
    amount: printExact(settled.amount),
  };
}

interface Price {
  readonly rate: ExactDecimal;
  readonly amount: ExactDecimal;
}

/**
 * An amount is quantity times rate, exactly. One that was given wins when it is that product, or the product rounded to
 * the places of the amount, of which there are at least two (assumed); one that does not fit is refused.
 */
function settle(
  quantity: ExactDecimal,
  rate: ExactDecimal | undefined,
  amount: ExactDecimal | undefined,
  old: OrderLine | undefined,
): Price | undefined {
  const byRate = (known: ExactDecimal) => ({ rate: known, amount: multiplyExact(quantity, known, known.scale) });
  const byAmount = (known: ExactDecimal) => ({
    rate: trimmed(divideExact(known, quantity, Math.max(ratePlaces, known.scale)), known.scale),
    amount: known,
  });
  if (!rate || !amount) {
    return rate ? byRate(rate) : amount && byAmount(amount);
  }
  const { amount: product } = byRate(rate);
  const isRounded = amount.scale >= 2 && compareExact(roundExact(product, amount.scale), amount) === 0;
  if (isRounded || compareExact(product, amount) === 0) {
    return { rate, amount };
  }
  if (old && compareExact(amount, exact(old.amount)) === 0) {
    return byRate(rate);
  }
  return old && compareExact(rate, exact(old.rate)) === 0 ? byAmount(amount) : undefined;
}

/**
 * The lines of a sublist after an update over REST: lines that carry a key (`line`) change the line that has it, the
 * others are added; with `replace` the lines that are not given go (ORA:section_1545295601, ORA:section_1545297048).
 */
export function mergeLines(current: readonly Fields[], given: readonly Fields[], replace: boolean): readonly Fields[] {
  if (replace) {
    return given;
  }
  const key = ({ line }: Fields) => (isEmpty(line) ? undefined : String(line));
  const known = new Set(current.map(key));
  const changed = current.map(old => given.find(each => key(each) === key(old)) ?? { line: old['line'] ?? null });
  return [...changed, ...given.filter(each => !known.has(key(each)))];
}

function parsed(text: string | undefined): ExactDecimal | undefined {
  return text === undefined ? undefined : exact(text);
}

/** A decimal that was checked when it came in; one that is none counts as 0. */
function exact(text: string): ExactDecimal {
  return parseExact(text) ?? { digits: 0n, scale: 0 };
}
