import { needText } from '../args.ts';
import type { Options } from '../args.ts';
import { fieldType } from '../fieldTypes.ts';
import type { Host } from '../host.ts';
import { decimalText } from '../decimals.ts';
import { dayOf } from '../values.ts';
import { checkField } from './columns.ts';
import { operatorFor, operators, valuesWanted } from './operators.ts';
import type { SearchRow } from './rows.ts';
import { rowText } from './rows.ts';

export interface Filters {
  readonly accepts: (row: SearchRow) => boolean;
  /** As the script gave it. */
  readonly expression: unknown;
}

type Accepts = Filters['accepts'];

/** search.Filter. */
export class SearchFilter {
  readonly name: string;
  readonly operator: string;
  readonly values: readonly unknown[];

  constructor(host: Host, options: Options) {
    this.name = needText(host, 'search.createFilter', options, 'name').toLowerCase();
    this.operator = needText(host, 'search.createFilter', options, 'operator').toLowerCase();
    for (const part of ['join', 'summary', 'formula']) {
      if (options[part] !== undefined && options[part] !== null && options[part] !== '') {
        throw host.error(
          'PRACTICE_ACCOUNT_UNSUPPORTED',
          `The practice account does not have ${part} in search filters.`,
        );
      }
    }
    const { values } = options;
    this.values = Array.isArray(values) ? values : values === undefined ? [] : [values];
  }
}

/**
 * Filters as objects, which must all accept, or as a filter expression: terms `[name, operator, ...values]` with
 * `'and'`, `'or'` and `'not'` between and before them, nested at will. `not` binds closest, then `and`, then `or`.
 *
 * @throws ScriptError SSS_INVALID_SRCH_FILTER_EXPR, SSS_INVALID_SRCH_FILTER, SSS_INVALID_SRCH_OPERATOR,
 *   SSS_INVALID_SRCH_FILTER_VALUE (assumed)
 */
export function readFilters(host: Host, recordType: string, given: unknown): Filters {
  const bad = () => host.error('SSS_INVALID_SRCH_FILTER_EXPR', 'The filters are no filter expression.');
  const wrap = (options: Options) => term(host, recordType, new SearchFilter(host, options));

  const expression = (value: unknown): Accepts => {
    if (value instanceof SearchFilter) {
      return term(host, recordType, value);
    }
    if (!Array.isArray(value)) {
      if (typeof value === 'object' && value !== null) {
        return wrap(value as Options);
      }
      throw bad();
    }
    const list: readonly unknown[] = value;
    const [name, operator] = list;
    if (typeof name === 'string' && !isWord(name, 'not')) {
      if (typeof operator !== 'string') {
        throw bad();
      }
      return wrap({ name, operator, values: list.slice(2).flat() });
    }
    // Filter objects stand side by side, terms of an expression have words between them.
    return list.length > 1 && list.every(each => typeof each === 'object') ? all(list.map(expression)) : anyOf(list);
  };

  const anyOf = (list: readonly unknown[]): Accepts => {
    const parts = split(list, 'or').map(each => all(split(each, 'and').map(negatable)));
    return row => parts.some(accepts => accepts(row));
  };

  const negatable = (list: readonly unknown[]): Accepts => {
    const [head, ...rest] = list;
    if (isWord(head, 'not')) {
      const accepts = negatable(rest);
      return row => !accepts(row);
    }
    if (list.length !== 1) {
      throw bad();
    }
    return expression(head);
  };

  const isEmpty = given === undefined || given === null || (Array.isArray(given) && given.length === 0);
  return { accepts: isEmpty ? () => true : expression(given), expression: given ?? [] };
}

const all =
  (parts: readonly Accepts[]): Accepts =>
  row =>
    parts.every(accepts => accepts(row));

function isWord(value: unknown, word: string): boolean {
  return typeof value === 'string' && value.toLowerCase() === word;
}

function split(list: readonly unknown[], word: string): readonly (readonly unknown[])[] {
  const parts: unknown[][] = [[]];
  for (const each of list) {
    if (isWord(each, word)) {
      parts.push([]);
    } else {
      parts.at(-1)?.push(each);
    }
  }
  return parts;
}

function term(host: Host, recordType: string, { name, operator, values }: SearchFilter): Accepts {
  checkField(host, recordType, name, 'SSS_INVALID_SRCH_FILTER');
  const type = fieldType(recordType, name);
  const test = operatorFor(type, operator);
  if (!test) {
    const why = operators.includes(operator) ? `does not fit the field ${name}` : 'is unknown';
    throw host.error('SSS_INVALID_SRCH_OPERATOR', `The search operator ${operator} ${why}.`);
  }
  const wanted = values.map(value => filterText(value));
  if (wanted.length < valuesWanted(operator) || wanted.some(text => !fits(type, text))) {
    throw host.error('SSS_INVALID_SRCH_FILTER_VALUE', `The values of the filter on ${name} do not fit ${operator}.`);
  }
  return row => test(rowText(row, name), wanted);
}

/** Dates are days in the account's format, YYYY-MM-DD (assumed); relative dates such as `today` are not known. */
function fits(type: string, text: string | undefined): text is string {
  return (
    text !== undefined &&
    (type !== 'number' || decimalText(text) !== undefined) &&
    (type !== 'date' || /^\d{4}-\d\d-\d\d$/.test(text)) &&
    (type !== 'checkbox' || text === 'T' || text === 'F')
  );
}

function filterText(value: unknown): string {
  return value instanceof Date
    ? dayOf(value)
    : typeof value === 'boolean'
      ? value
        ? 'T'
        : 'F'
      : (decimalText(value) ?? String(value));
}
