import { readDateFormat } from './dateFormat.ts';
import { isAggregate } from './functionNames.ts';
import type { Node } from './nodes.ts';
import { checkNumberFormat } from './numberFormat.ts';
import { queryError, unsupported } from './queryErrors.ts';
import { scalarFunctions } from './scalarFunctions.ts';
import type { Scope } from './scope.ts';
import { translateBuiltin } from './translateBuiltin.ts';
import { orderTerm } from './translateQuery.ts';
import { caseOf, concatenate, translateValue } from './translateValue.ts';
import { commonType, kindOf, type Expression, type Translation } from './translation.ts';

export type Call = Extract<Node, { readonly kind: 'call' }>;

/** SQLite's own limit is higher; assumed, for COALESCE and the like. */
const mostArguments = 100;

/** A function call to SQLite. Unknown functions were refused while parsing. */
export function translateCall(node: Call, scope: Scope, translation: Translation): Expression {
  if (node.builtin) {
    return translateBuiltin(node, scope, translation);
  }
  if (node.over) {
    return translateRanking(node, scope, translation);
  }
  if (isAggregate(node.name)) {
    return translateAggregate(node, scope, translation);
  }
  if (node.star || node.distinct) {
    throw translation.syntax(node.position);
  }
  const values = node.arguments.map(argument => translateValue(argument, scope, translation));
  return applyFunction(node, values, translation);
}

/** How many arguments a special function takes. */
const counts: Readonly<Record<string, readonly [number, number]>> = {
  NVL: [2, 2],
  NVL2: [3, 3],
  NULLIF: [2, 2],
  COALESCE: [2, mostArguments],
  DECODE: [3, 255],
  GREATEST: [1, mostArguments],
  LEAST: [1, mostArguments],
  CONCAT: [2, 2],
  TRUNC: [1, 2],
  ROUND: [1, 2],
  TO_CHAR: [1, 2],
  TO_NUMBER: [1, 2],
};

function applyFunction(node: Call, values: readonly Expression[], translation: Translation): Expression {
  const { name, position } = node;
  const scalar = scalarFunctions.get(name);
  const [least, most] = scalar ? [scalar.required, scalar.parameters.length] : (counts[name] ?? [0, 0]);
  if (values.length < least || values.length > most) {
    throw translation.syntax(position);
  }
  const first = values[0] ?? translation.constant(null, 'null');
  const at = (index: number): number => node.arguments[index]?.position ?? position;
  const likeFirst = (): readonly Expression[] =>
    values.map((value, index) => convertTo(value, first, translation, at(index)));
  switch (name) {
    case 'NVL': {
      const both = likeFirst();
      const type = commonType(
        both.map(value => value.type),
        position,
      );
      return { sql: `coalesce(${listed(both)})`, type };
    }
    case 'COALESCE': {
      const type = commonType(
        values.map(value => value.type),
        position,
      );
      return { sql: `coalesce(${listed(values)})`, type };
    }
    case 'NVL2': {
      const [, given = first, missing = first] = values;
      const otherwise = convertTo(missing, given, translation, at(2));
      return caseOf([{ condition: `${first.sql} IS NOT NULL`, result: given }], otherwise, position);
    }
    case 'NULLIF': {
      commonType(
        values.map(value => value.type),
        position,
      );
      return { sql: `nullif(${listed(values)})`, type: first.type };
    }
    case 'DECODE':
      return decode(values, translation, position);
    case 'GREATEST':
    case 'LEAST':
      return values.length === 1
        ? first
        : { sql: `${name === 'LEAST' ? 'min' : 'max'}(${listed(likeFirst())})`, type: first.type };
    case 'CONCAT':
      return concatenate(
        values.map((value, index) => translation.convert(value, 'text', at(index))),
        translation,
      );
    case 'TRUNC':
    case 'ROUND':
      return cut(node, values, translation);
    case 'TO_CHAR':
      return toChar(node, values, translation);
    case 'TO_NUMBER':
      if (values.length > 1) {
        throw unsupported('TO_NUMBER with a format', position);
      }
      return translation.convert(first, 'number', at(0));
    default:
      break;
  }
  if (name === 'TO_DATE') {
    checkFormat(values[1], format => readDateFormat(format, 'read', at(1)));
  }
  const parameters = scalar?.parameters ?? [];
  return translation.call(
    name,
    values.map((value, index) => translation.convert(value, parameters[index] ?? 'text', at(index))),
  );
}

function listed(values: readonly Expression[]): string {
  return values.map(({ sql }) => sql).join(', ');
}

/** Oracle gives NVL, DECODE and the like the type of the first value. */
function convertTo(value: Expression, first: Expression, translation: Translation, position: number): Expression {
  const kind = kindOf(first.type);
  return kind === 'null' ? value : translation.convert(value, kind, position);
}

/** DECODE finds a null among its values, unlike `=`. */
function decode(values: readonly Expression[], translation: Translation, position: number): Expression {
  const [subject, ...rest] = values;
  const results = rest.filter((_, index) => index % 2 === 1);
  const otherwise = rest.length % 2 === 1 ? rest.at(-1) : undefined;
  const [result] = results;
  if (!subject || !result) {
    throw translation.syntax(position);
  }
  const branches = results.map((each, index) => {
    const [left, right] = translation.comparable([subject, rest[2 * index] ?? subject], position);
    return {
      condition: `${left?.sql ?? ''} IS ${right?.sql ?? ''}`,
      result: convertTo(each, result, translation, position),
    };
  });
  return caseOf(branches, otherwise && convertTo(otherwise, result, translation, position), position);
}

function cut(node: Call, values: readonly Expression[], translation: Translation): Expression {
  const [value, to] = values;
  const { name, position } = node;
  if (value?.type === 'date') {
    if (name === 'ROUND') {
      throw unsupported('ROUND of a date', position);
    }
    return translation.call('truncDate', [
      value,
      to ? translation.convert(to, 'text', position) : translation.constant('DD', 'text'),
    ]);
  }
  return translation.call(
    name === 'ROUND' ? 'roundNumber' : 'truncNumber',
    values.map((each, index) => translation.convert(each, 'number', node.arguments[index]?.position ?? position)),
  );
}

function toChar(node: Call, values: readonly Expression[], translation: Translation): Expression {
  const { position } = node;
  const [value = translation.constant(null, 'null'), format] = values;
  if (value.type === 'date') {
    if (!format) {
      throw unsupported('TO_CHAR of a date without a format', position);
    }
    checkFormat(format, text => readDateFormat(text, 'write', position));
    return translation.call('dateToFormat', [value, translation.convert(format, 'text', position)]);
  }
  if (!format) {
    return translation.convert(value, 'text', position);
  }
  checkFormat(format, text => checkNumberFormat(text, position));
  return translation.call('numberToFormat', [
    translation.convert(value, 'number', position),
    translation.convert(format, 'text', position),
  ]);
}

/** A format that is written out is refused before the query runs. */
function checkFormat(format: Expression | undefined, check: (format: string) => unknown): void {
  if (format?.constant?.value) {
    check(format.constant.value);
  }
}

function translateAggregate(node: Call, scope: Scope, translation: Translation): Expression {
  const { name, position } = node;
  const { grouping } = scope;
  if (!grouping || scope.aggregating || scope.clause !== 'select') {
    throw unsupported(`${name} in this place`, position);
  }
  if (node.star) {
    if (name !== 'COUNT') {
      throw translation.syntax(position);
    }
    return { sql: 'count_key(count(*))', type: 'number' };
  }
  const [argument, second] = node.arguments;
  if (!argument || second) {
    throw translation.syntax(position);
  }
  const strict = grouping.strict;
  grouping.strict = false;
  scope.aggregating = true;
  let value: Expression;
  try {
    value = translateValue(argument, scope, translation);
  } finally {
    grouping.strict = strict;
    scope.aggregating = false;
  }
  const distinct = node.distinct ? 'DISTINCT ' : '';
  switch (name) {
    case 'COUNT':
      return { sql: `count_key(count(${distinct}${value.sql}))`, type: 'number' };
    case 'MIN':
    case 'MAX':
      return { sql: `${name.toLowerCase()}(${value.sql})`, type: value.type };
    default: {
      const number = translation.convert(value, 'number', argument.position);
      return { sql: `${name.toLowerCase()}_key(${distinct}${number.sql})`, type: 'number' };
    }
  }
}

function translateRanking(node: Call, scope: Scope, translation: Translation): Expression {
  const { name, over, position } = node;
  if (scope.clause !== 'select' || scope.grouping || node.arguments.length > 0 || node.star || !over) {
    throw unsupported(`${name} OVER in this place`, position);
  }
  const partition = over.partition.map(each => translateValue(each, scope, translation).sql);
  const order = over.order.map(term => orderTerm(translateValue(term.node, scope, translation).sql, term));
  const window = `${partition.length > 0 ? `PARTITION BY ${partition.join(', ')} ` : ''}ORDER BY ${order.join(', ')}`;
  if (/\b(?:row_number|rank|dense_rank)\(\) OVER/.test(window)) {
    throw queryError('suiteql-unsupported', { what: `${name} OVER another one`, position });
  }
  return { sql: `count_key(${name.toLowerCase()}() OVER (${window}))`, type: 'number' };
}
