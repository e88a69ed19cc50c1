import { formatDate, parseDate } from './dateFormat.ts';
import { addMonths, fromSeconds, lastDay, momentOf, toSeconds, truncate, writeMoment, type Moment } from './dates.ts';
import * as decimal from './decimal.ts';
import { isLike } from './like.ts';
import { formatNumber, numberText } from './numberFormat.ts';
import { fromKey, toKey } from './numberKey.ts';
import { badValue } from './queryErrors.ts';
import * as text from './textFunctions.ts';

/** A value inside the database: text as it is, a number as its key, a date as ISO text; '' does not occur. */
export type Stored = string | null;
export type ValueType = 'text' | 'number' | 'date';

export interface ScalarFunction {
  readonly parameters: readonly ValueType[];
  readonly required: number;
  readonly result: ValueType;
  /** Whether it sees nulls; otherwise one makes the result null, as in most of Oracle's functions. */
  readonly seesNull?: boolean;
  readonly run: (values: readonly Stored[], today: Moment) => Stored;
}

type Given<T> = (...values: T[]) => T;

function number(run: Given<decimal.Decimal>, required: number, most = required): ScalarFunction {
  return {
    parameters: Array<ValueType>(most).fill('number'),
    required,
    result: 'number',
    run: values => toKey(run(...values.map(value => fromKey(value ?? '')))),
  };
}

/** A function of texts and whole numbers. */
function ofText(
  parameters: readonly ValueType[],
  required: number,
  result: 'text' | 'number',
  run: (texts: readonly string[], numbers: readonly (number | undefined)[]) => string | number,
): ScalarFunction {
  return {
    parameters,
    required,
    result,
    run: values => {
      const texts = values.map(value => value ?? '');
      const numbers = texts.map((value, index) => (parameters[index] === 'number' ? whole(value) : undefined));
      const answer = run(texts, numbers);
      return typeof answer === 'number' ? toKey(decimal.integer(answer)) : answer;
    },
  };
}

/** Oracle cuts a fraction off where it wants a whole number. */
function whole(key: string): number {
  const value = decimal.toInteger(decimal.toPlaces(fromKey(key), 0, 'truncate'));
  if (value === undefined) {
    throw badValue('number-too-large');
  }
  return value;
}

function ofDate(
  parameters: readonly ValueType[],
  run: (date: Moment, values: readonly string[]) => Moment,
): ScalarFunction {
  return {
    parameters,
    required: parameters.length,
    result: 'date',
    run: values => {
      const given = values.map(value => value ?? '');
      return writeMoment(run(momentOf(given[0] ?? ''), given));
    },
  };
}

const secondsInDay = decimal.integer(86_400);

function secondsOf(days: decimal.Decimal): number {
  const seconds = decimal.toInteger(decimal.toPlaces(decimal.multiply(days, secondsInDay), 0, 'round'));
  if (seconds === undefined) {
    throw badValue('date-out-of-range');
  }
  return seconds;
}

function daysBetween(left: Moment, right: Moment): decimal.Decimal {
  return decimal.divide(decimal.integer(toSeconds(left) - toSeconds(right)), secondsInDay);
}

/** Whole months between the same days or last days of months; else a 31st of a month for each day. */
function monthsBetween(left: Moment, right: Moment): decimal.Decimal {
  const months = (left.year - right.year) * 12 + left.month - right.month;
  const bothLast = left.day === lastDay(left).day && right.day === lastDay(right).day;
  if (left.day === right.day || bothLast) {
    return decimal.integer(months);
  }
  const inMonth = ({ day, hour, minute, second }: Moment): number => day * 86_400 + hour * 3600 + minute * 60 + second;
  const part = decimal.divide(decimal.integer(inMonth(left) - inMonth(right)), decimal.integer(31 * 86_400));
  return decimal.add(decimal.integer(months), part);
}

function places(value: decimal.Decimal | undefined): number {
  const count = value && decimal.toInteger(decimal.toPlaces(value, 0, 'truncate'));
  return Math.max(-200, Math.min(200, count ?? 0));
}

const one: decimal.Decimal = decimal.integer(1);
const zero: decimal.Decimal = decimal.integer(0);

/** Lower-case names are the translation's own: operators, conversions and what a type decides. */
export const scalarFunctions: ReadonlyMap<string, ScalarFunction> = new Map<string, ScalarFunction>([
  ['add', number((a = zero, b = zero) => decimal.add(a, b), 2)],
  ['subtract', number((a = zero, b = zero) => decimal.add(a, decimal.negate(b)), 2)],
  ['multiply', number((a = zero, b = zero) => decimal.multiply(a, b), 2)],
  ['divide', number((a = zero, b = one) => decimal.divide(a, b), 2)],
  ['negate', number((a = zero) => decimal.negate(a), 1)],
  ['ABS', number((a = zero) => (a.digits < 0n ? decimal.negate(a) : a), 1)],
  ['CEIL', number((a = zero) => decimal.negate(decimal.floor(decimal.negate(a))), 1)],
  ['FLOOR', number((a = zero) => decimal.floor(a), 1)],
  ['MOD', number((a = zero, b = zero) => decimal.modulo(a, b), 2)],
  ['POWER', number((a = zero, b = zero) => decimal.power(a, b), 2)],
  ['SIGN', number((a = zero) => decimal.integer(decimal.compare(a, zero)), 1)],
  ['roundNumber', number((a = zero, to) => decimal.toPlaces(a, places(to), 'round'), 1, 2)],
  ['truncNumber', number((a = zero, to) => decimal.toPlaces(a, places(to), 'truncate'), 1, 2)],

  ['concat', { ...ofText([], 0, 'text', () => ''), seesNull: true, run: values => text.concat(...values) }],
  ['UPPER', ofText(['text'], 1, 'text', ([value = '']) => value.toUpperCase())],
  ['LOWER', ofText(['text'], 1, 'text', ([value = '']) => value.toLowerCase())],
  ['INITCAP', ofText(['text'], 1, 'text', ([value = '']) => text.capitalise(value))],
  ['LENGTH', ofText(['text'], 1, 'number', ([value = '']) => text.charactersOf(value).length)],
  [
    'SUBSTR',
    ofText(['text', 'number', 'number'], 2, 'text', ([value = ''], [, from = 1, length]) =>
      text.substring(value, from, length),
    ),
  ],
  [
    'INSTR',
    ofText(['text', 'text', 'number', 'number'], 2, 'number', ([value = '', part = ''], [, , from = 1, nth = 1]) =>
      text.indexOf(value, part, from, nth),
    ),
  ],
  ['LTRIM', ofText(['text', 'text'], 1, 'text', ([value = '', set = ' ']) => text.trimStart(value, set))],
  ['RTRIM', ofText(['text', 'text'], 1, 'text', ([value = '', set = ' ']) => text.trimEnd(value, set))],
  [
    'LPAD',
    ofText(['text', 'number', 'text'], 2, 'text', ([value = '', , fill = ' '], [, width = 0]) =>
      text.pad(value, width, fill, 'left'),
    ),
  ],
  [
    'RPAD',
    ofText(['text', 'number', 'text'], 2, 'text', ([value = '', , fill = ' '], [, width = 0]) =>
      text.pad(value, width, fill, 'right'),
    ),
  ],
  [
    'REPLACE',
    {
      parameters: ['text', 'text', 'text'],
      required: 2,
      result: 'text',
      seesNull: true,
      run: ([value = null, part = null, by = null]) => (value === null ? null : text.replace(value, part, by)),
    },
  ],
  [
    'TRANSLATE',
    ofText(['text', 'text', 'text'], 3, 'text', ([value = '', from = '', to = '']) => text.translate(value, from, to)),
  ],
  ['ASCII', ofText(['text'], 1, 'number', ([value = '']) => value.codePointAt(0) ?? 0)],
  [
    'like',
    {
      ...ofText(['text', 'text', 'text'], 2, 'text', ([value = '', pattern = '', escape]) =>
        isLike(value, pattern, escape) ? 'T' : 'F',
      ),
    },
  ],

  [
    'addDays',
    ofDate(['date', 'number'], (date, [, days]) => fromSeconds(toSeconds(date) + secondsOf(fromKey(days ?? '')))),
  ],
  ['ADD_MONTHS', ofDate(['date', 'number'], (date, [, months]) => addMonths(date, whole(months ?? '')))],
  ['LAST_DAY', ofDate(['date'], date => lastDay(date))],
  [
    'truncDate',
    ofDate(['date', 'text'], (date, [, format = '']) => {
      const cut = truncate(date, format);
      if (!cut) {
        throw badValue('format-of-trunc', format);
      }
      return cut;
    }),
  ],
  [
    'daysBetween',
    {
      parameters: ['date', 'date'],
      required: 2,
      result: 'number',
      run: ([left, right]) => toKey(daysBetween(momentOf(left ?? ''), momentOf(right ?? ''))),
    },
  ],
  [
    'MONTHS_BETWEEN',
    {
      parameters: ['date', 'date'],
      required: 2,
      result: 'number',
      run: ([left, right]) => toKey(monthsBetween(momentOf(left ?? ''), momentOf(right ?? ''))),
    },
  ],
  [
    'extract',
    {
      parameters: ['date', 'text'],
      required: 2,
      result: 'number',
      run: ([date, field]) => {
        const { year, month, day } = momentOf(date ?? '');
        return toKey(decimal.integer(field === 'YEAR' ? year : field === 'MONTH' ? month : day));
      },
    },
  ],

  [
    'numberToText',
    { parameters: ['number'], required: 1, result: 'text', run: ([value]) => numberText(fromKey(value ?? '')) },
  ],
  [
    'numberToFormat',
    {
      parameters: ['number', 'text'],
      required: 2,
      result: 'text',
      run: ([value, format]) => formatNumber(fromKey(value ?? ''), format ?? ''),
    },
  ],
  [
    'dateToFormat',
    {
      parameters: ['date', 'text'],
      required: 2,
      result: 'text',
      run: ([value, format]) => formatDate(momentOf(value ?? ''), format ?? ''),
    },
  ],
  [
    'textToNumber',
    {
      parameters: ['text'],
      required: 1,
      result: 'number',
      run: ([value]) => {
        const found = decimal.parseDecimal(value ?? '');
        if (!found) {
          throw badValue('not-a-number', value ?? '');
        }
        return toKey(found);
      },
    },
  ],
  [
    'TO_DATE',
    {
      parameters: ['text', 'text'],
      required: 2,
      result: 'date',
      run: ([value, format], today) => parseDate(value ?? '', format ?? '', today),
    },
  ],
]);

/** Runs a function as the database does: nulls first, and '' for null, as everywhere in Oracle SQL. */
export function runScalar(scalar: ScalarFunction, values: readonly Stored[], today: Moment): Stored {
  if (!scalar.seesNull && values.includes(null)) {
    return null;
  }
  const result = scalar.run(values, today);
  return result === '' ? null : result;
}
