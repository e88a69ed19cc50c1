import { compareDecimals } from '../decimals.ts';
import type { FieldType } from '../fieldTypes.ts';

type Test = (value: string, wanted: readonly string[]) => boolean;
type Tests = Readonly<Record<string, Test>>;

const first = (wanted: readonly string[]) => wanted[0] ?? '';

/** Every operator, with its opposite under a name of its own. */
function withOpposites(tests: Tests, opposites: Readonly<Record<string, string>>): Tests {
  const negated = Object.entries(opposites).map(([name, of]): [string, Test] => [
    name,
    (value, wanted) => !(tests[of]?.(value, wanted) ?? false),
  ]);
  return { ...tests, ...Object.fromEntries(negated) };
}

const emptiness: Tests = { isempty: value => value === '', isnotempty: value => value !== '' };

/** Text is compared without regard to case. */
const low = (text: string) => text.toLowerCase();
const text = withOpposites(
  {
    ...emptiness,
    any: () => true,
    is: (value, wanted) => low(value) === low(first(wanted)),
    contains: (value, wanted) => low(value).includes(low(first(wanted))),
    startswith: (value, wanted) => low(value).startsWith(low(first(wanted))),
    haskeywords: (value, wanted) =>
      low(first(wanted))
        .split(/\s+/)
        .every(word => low(value).includes(word)),
  },
  { isnot: 'is', doesnotcontain: 'contains', doesnotstartwith: 'startswith' },
);

/** Tests of order over values that can be compared; an empty value passes none of them. */
function ordered(compare: (left: string, right: string) => number | undefined, names: readonly string[]): Tests {
  const against = (accepts: (order: number) => boolean): Test => {
    return (value, wanted) => {
      const order = value === '' ? undefined : compare(value, first(wanted));
      return order !== undefined && accepts(order);
    };
  };
  const between: Test = (value, [from = '', to = '']) => {
    const [low_, high] = [compare(value, from), compare(value, to)];
    return value !== '' && low_ !== undefined && high !== undefined && low_ >= 0 && high <= 0;
  };
  const [equal = '', after = '', orAfter = '', before = '', orBefore = '', within = ''] = names;
  const tests: Tests = {
    [equal]: against(order => order === 0),
    [after]: against(order => order > 0),
    [orAfter]: against(order => order >= 0),
    [before]: against(order => order < 0),
    [orBefore]: against(order => order <= 0),
    [within]: between,
  };
  const opposites = Object.fromEntries(names.map(name => [name === 'equalto' ? 'notequalto' : `not${name}`, name]));
  return { ...emptiness, ...withOpposites(tests, opposites) };
}

const number = ordered(compareDecimals, [
  'equalto',
  'greaterthan',
  'greaterthanorequalto',
  'lessthan',
  'lessthanorequalto',
  'between',
]);

const date = ordered(
  (left, right) => (left.slice(0, 10) < right ? -1 : left.slice(0, 10) > right ? 1 : 0),
  ['on', 'after', 'onorafter', 'before', 'onorbefore', 'within'],
);

/** `@NONE@` stands for no value. */
const isOneOf: Test = (value, wanted) => wanted.includes(value === '' ? '@NONE@' : value);
const choice = withOpposites({ ...emptiness, anyof: isOneOf, is: isOneOf }, { noneof: 'anyof', isnot: 'is' });

const checkbox: Tests = {
  is: (value, wanted) => value === first(wanted),
  isnot: (value, wanted) => value !== first(wanted),
};

const byType: Readonly<Record<FieldType, Tests>> = { text, number, date, checkbox, list: choice, reference: choice };

/** The test of an operator for a type of field; undefined when the two do not go together. */
export function operatorFor(type: FieldType, operator: string): Test | undefined {
  const tests = byType[type];
  return Object.hasOwn(tests, operator) ? tests[operator] : undefined;
}

/** How many values an operator wants. */
export function valuesWanted(operator: string): 0 | 1 | 2 {
  return /^(?:isempty|isnotempty|any)$/.test(operator) ? 0 : /^(?:not)?(?:between|within)$/.test(operator) ? 2 : 1;
}

/** All operators that any type of field has. */
export const operators: readonly string[] = [
  ...new Set(Object.values(byType).flatMap(each => Object.keys(each))),
].sort();
