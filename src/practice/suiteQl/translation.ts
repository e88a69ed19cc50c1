import type { Moment } from './dates.ts';
import { queryError, unsupported } from './queryErrors.ts';
import { runScalar, scalarFunctions, type ScalarFunction, type Stored, type ValueType } from './scalarFunctions.ts';
import type { Column, ColumnType, Table } from './tables.ts';

/** `null` is the type of NULL itself, which fits everywhere. */
export type ExpressionType = ColumnType | 'null';

/** A piece of SQLite with what is known of its value. No name and no literal of the query's ever stands in it. */
export interface Expression {
  readonly sql: string;
  readonly type: ExpressionType;
  /** The value, when it is the same for every row. */
  readonly constant?: { readonly value: Stored };
  /** A column beside this one that holds the number as the table spells it. */
  readonly raw?: string;
  /** The column of a table that this is, unchanged. */
  readonly base?: { readonly table: Table; readonly column: Column; readonly alias: string };
}

/** A table of the caller's as it lies in the database. */
export interface StoredTable {
  readonly table: Table;
  /** Its name in the database. Columns are `c0`, `c1` and so on. */
  readonly name: string;
  /** Columns that also have an `r0`, `r1`: numbers that are spelled otherwise than they would be printed. */
  readonly spelled: ReadonlySet<number>;
}

export interface TranslationInput {
  readonly query: string;
  readonly parameters: readonly Expression['constant'][];
  readonly parameterTypes: readonly ExpressionType[];
  readonly today: Moment;
  /** Brings a table into the database. Throws suiteql-unknown-table and suiteql-no-permission. */
  readonly openTable: (name: string, position: number) => StoredTable;
}

/** What one translation collects. */
export class Translation {
  readonly input: TranslationInput;
  /** What the statement's ?1, ?2 … stand for. */
  readonly bound: Stored[] = [];
  /** Functions that the statement calls, by the name that it calls them with. */
  readonly functions = new Map<string, { readonly scalar: ScalarFunction; readonly arity: number }>();
  readonly #places = new Map<string, number>();
  #aliases = 0;

  constructor(input: TranslationInput) {
    this.input = input;
  }

  alias(): string {
    this.#aliases += 1;
    return `t${this.#aliases}`;
  }

  constant(value: Stored, type: ExpressionType): Expression {
    if (value === null || value === '') {
      return { sql: 'NULL', type: type === 'text' ? 'null' : type, constant: { value: null } };
    }
    let place = this.#places.get(value);
    if (place === undefined) {
      place = this.bound.push(value);
      this.#places.set(value, place);
    }
    return { sql: `:v${place}`, type, constant: { value } };
  }

  /** A function applied; at once when nothing in it depends on a row. */
  call(name: string, values: readonly Expression[]): Expression {
    const scalar = scalarFunctions.get(name);
    if (!scalar) {
      throw queryError('suiteql-failed', { what: name });
    }
    const constants = values.map(({ constant }) => constant);
    if (constants.every(constant => constant !== undefined)) {
      try {
        const given = constants.map(({ value }) => value);
        return this.constant(runScalar(scalar, given, this.input.today), scalar.result);
      } catch {
        // The row that it would fail for may never come, as in a branch of CASE that is not taken.
      }
    }
    const called = `f_${name}_${values.length}`;
    this.functions.set(called, { scalar, arity: values.length });
    return { sql: `${called}(${values.map(({ sql }) => sql).join(', ')})`, type: scalar.result };
  }

  /** What stands at a position, for an error. */
  near(position: number): string {
    return (
      /^(?:[\p{L}\p{N}_$#.]+|'[^']{0,40}'?|"[^"]{0,40}"?|[^])/u.exec(
        this.input.query.slice(position, position + 60),
      )?.[0] ?? ''
    );
  }

  syntax(position: number): Error {
    return queryError('suiteql-syntax', { near: this.near(position), position });
  }

  /**
   * A value as another type, as Oracle converts by itself: numbers and text both ways. Between dates and text it would
   * follow the preferences of a user, and SuiteQL wants TO_DATE there (ORA:article_0824094533): refused.
   */
  convert(value: Expression, to: ValueType, position: number): Expression {
    const from = kindOf(value.type);
    if (from === to || from === 'null') {
      return value;
    }
    if (from === 'number' && to === 'text') {
      return this.call('numberToText', [value]);
    }
    if (from === 'text' && to === 'number') {
      return this.call('textToNumber', [value]);
    }
    if (from === 'text') {
      throw unsupported('text as a date without TO_DATE', position);
    }
    if (to === 'text') {
      throw unsupported('a date as text without TO_CHAR', position);
    }
    throw queryError('suiteql-type', { expected: to, found: from, position });
  }

  /** Values that are compared with one another: text among numbers is read as a number, as in Oracle. */
  comparable(values: readonly Expression[], position: number): readonly Expression[] {
    const kinds = new Set(values.map(({ type }) => kindOf(type)));
    const to = kinds.has('date') ? 'date' : kinds.has('number') ? 'number' : 'text';
    return values.map(value => this.convert(value, to, position));
  }
}

/** Booleans are the texts T and F. */
export function kindOf(type: ExpressionType): ValueType | 'null' {
  return type === 'boolean' ? 'text' : type;
}

/** The one type of several values that have to agree (ORA-00932). */
export function commonType(types: readonly ExpressionType[], position: number): ExpressionType {
  let common: ExpressionType = 'null';
  for (const type of types) {
    if (common === 'null' || kindOf(common) === type) {
      common = type;
    } else if (type !== 'null' && kindOf(type) !== kindOf(common)) {
      throw queryError('suiteql-type', { expected: common, found: type, position });
    }
  }
  return common;
}

/** Joined as a balanced tree, for SQLite allows a depth of 1000. */
export function balanced(parts: readonly string[], operator: string): string {
  if (parts.length <= 2) {
    return `(${parts.join(` ${operator} `)})`;
  }
  const middle = Math.ceil(parts.length / 2);
  return `(${balanced(parts.slice(0, middle), operator)} ${operator} ${balanced(parts.slice(middle), operator)})`;
}
