import { findField } from '../records/definitions.ts';
import type { FieldDefinition, RecordDefinition } from '../records/definitions.ts';
import { compareExact, parseExact } from '../records/exactDecimal.ts';
import { isDay, isEmpty } from '../records/values.ts';
import type { FieldValue, PlainRecord } from '../suiteScript/port.ts';
import { filterError } from './filterGrammar.ts';
import type { Comparison, Filter } from './filterGrammar.ts';

type Test = (record: PlainRecord) => boolean;
type Matches = (value: FieldValue) => boolean;

/** What a kind of field can be compared by: how many values an operator takes, and what it asks of them. */
interface Operator {
  readonly values: 0 | 1 | 2 | 'any';
  readonly matches: (comparison: Comparison) => Matches;
}

/** The fields that can be filtered by: all body fields (assumed), and the internal id. Lines cannot. */
export function filterableFields({ fields }: RecordDefinition): readonly FieldDefinition[] {
  return [{ name: 'id', restName: 'id', label: 'Internal ID', kind: 'integer', access: 'read-only' }, ...fields];
}

/**
 * Makes a test of a filter (operators of ORA:section_1545222128). Text is compared without regard to case, and a field
 * that is empty answers no comparison, not even a negated one (both assumed, the latter as in SQL).
 *
 * @throws CodedError `rest-filter` (position, problem)
 */
export function filterTest(filter: Filter, definition: RecordDefinition): Test {
  if (filter.kind !== 'compare') {
    const tests = filter.operands.map(each => filterTest(each, definition));
    return filter.kind === 'and'
      ? record => tests.every(test => test(record))
      : record => tests.some(test => test(record));
  }
  const field = findField(filterableFields(definition), filter.field);
  if (!field) {
    throw filterError(filter.fieldAt, `'${filter.field.slice(0, 60)}' is no field of ${definition.restName}.`);
  }
  const matches = matcher(field, filter);
  return record => matches(field.name === 'id' ? record.id : (record.fields[field.name] ?? null));
}

function matcher(field: FieldDefinition, comparison: Comparison): Matches {
  const { operator } = comparison;
  if (operator === 'EMPTY' || operator === 'EMPTY_NOT') {
    checkCount(comparison, 0);
    return value => isEmpty(value) === (operator === 'EMPTY');
  }
  const ofKind = operators[field.kind];
  const isNegated = operator.endsWith('_NOT');
  const name = isNegated ? operator.slice(0, -'_NOT'.length) : operator;
  const found = Object.hasOwn(ofKind, name) ? ofKind[name] : undefined;
  if (!found) {
    const known = Object.keys(ofKind).flatMap(each => [each, `${each}_NOT`]);
    throw filterError(
      comparison.operatorAt,
      `'${operator.slice(0, 60)}' is no operator for ${field.restName}. It takes ${['EMPTY', 'EMPTY_NOT', ...known].join(', ')}.`,
    );
  }
  checkCount(comparison, found.values);
  const matches = found.matches(comparison);
  return value => !isEmpty(value) && matches(value) !== isNegated;
}

function checkCount({ values, operator, operatorAt }: Comparison, wanted: Operator['values']): void {
  const isRight = wanted === 'any' ? values.length > 0 : values.length === wanted;
  if (!isRight) {
    const many = wanted === 'any' ? 'at least one value' : wanted === 1 ? 'one value' : `${wanted} values`;
    throw filterError(operatorAt, `${operator} takes ${wanted === 0 ? 'no value' : many}.`);
  }
}

function oneText(test: (value: string, given: string) => boolean): Operator {
  return {
    values: 1,
    matches: ({ values: [given = ''] }) => {
      const wanted = given.toLowerCase();
      return value => test(String(value).toLowerCase(), wanted);
    },
  };
}

const text: Readonly<Record<string, Operator>> = {
  IS: oneText((value, given) => value === given),
  CONTAIN: oneText((value, given) => value.includes(given)),
  START_WITH: oneText((value, given) => value.startsWith(given)),
  END_WITH: oneText((value, given) => value.endsWith(given)),
  // Oracle's table has been seen with both spellings.
  ENDWITH: oneText((value, given) => value.endsWith(given)),
};

function numbers(values: Operator['values'], test: (compared: readonly number[]) => boolean): Operator {
  return {
    values,
    matches: comparison => {
      const given = comparison.values.map(each => {
        const number = parseExact(each);
        if (!number) {
          throw filterError(comparison.operatorAt, `'${each.slice(0, 60)}' is no number.`);
        }
        return number;
      });
      return value => {
        const number = parseExact(String(value));
        return number !== undefined && test(given.map(each => compareExact(number, each)));
      };
    },
  };
}

const between = (compared: readonly number[]) => (compared[0] ?? -1) >= 0 && (compared[1] ?? 1) <= 0;

const number: Readonly<Record<string, Operator>> = {
  ANY_OF: numbers('any', compared => compared.includes(0)),
  BETWEEN: numbers(2, between),
  EQUAL: numbers(1, ([sign]) => sign === 0),
  GREATER: numbers(1, ([sign = 0]) => sign > 0),
  GREATER_OR_EQUAL: numbers(1, ([sign = -1]) => sign >= 0),
  LESS: numbers(1, ([sign = 0]) => sign < 0),
  LESS_OR_EQUAL: numbers(1, ([sign = 1]) => sign <= 0),
  WITHIN: numbers(2, between),
};

function oneDate(test: (value: string, given: string) => boolean): Operator {
  return {
    values: 1,
    matches: ({ values: [given = ''], operatorAt }) => {
      const day = readDay(given);
      if (day === undefined) {
        throw filterError(operatorAt, `'${given.slice(0, 60)}' is no date. Write it M/D/YYYY or YYYY-MM-DD.`);
      }
      return value => test(String(value), day);
    },
  };
}

const date: Readonly<Record<string, Operator>> = {
  AFTER: oneDate((value, given) => value > given),
  BEFORE: oneDate((value, given) => value < given),
  ON: oneDate((value, given) => value === given),
  ON_OR_AFTER: oneDate((value, given) => value >= given),
  ON_OR_BEFORE: oneDate((value, given) => value <= given),
};

/** Oracle's examples write M/D/YYYY, a format of the account (section_1545222128); the ISO form is taken too (assumed). */
function readDay(given: string): string | undefined {
  const [, month = '', day = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(given) ?? [];
  const iso = year === '' ? given : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(iso) ? iso : undefined;
}

const yesOrNo: Readonly<Record<string, Operator>> = {
  IS: {
    values: 1,
    matches: ({ values: [given = ''], operatorAt }) => {
      const wanted = given.toLowerCase();
      if (!['true', 'false', 't', 'f'].includes(wanted)) {
        throw filterError(operatorAt, `'${given.slice(0, 60)}' is neither true nor false.`);
      }
      return value => value === wanted.startsWith('t');
    },
  },
};

/** Choices are not in Oracle's table: assumed to take these. */
const choice: Readonly<Record<string, Operator>> = {
  IS: oneText((value, given) => value === given),
  ANY_OF: {
    values: 'any',
    matches: ({ values }) => {
      const wanted = values.map(each => each.toLowerCase());
      return value => wanted.includes(String(value).toLowerCase());
    },
  },
};

/** References are compared by their internal ids (assumed). */
const operators: Readonly<Record<FieldDefinition['kind'], Readonly<Record<string, Operator>>>> = {
  text,
  decimal: number,
  integer: number,
  reference: number,
  date,
  boolean: yesOrNo,
  select: choice,
};
