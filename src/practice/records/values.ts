import { CodedError } from '../../codedError.ts';
import type { FieldValue, Fields } from '../suiteScript/port.ts';
import type { FieldDefinition } from './definitions.ts';
import { compareExact, parseExact, printExact } from './exactDecimal.ts';

/** Where a field stands: on the record, or on a line of a sublist (lines are counted from 0). */
export interface Place {
  readonly type: string;
  readonly sublist?: string;
  readonly index?: number;
}

export type FieldErrorCode =
  | 'record-field-unknown'
  | 'record-field-invalid'
  | 'record-field-missing'
  /** It is set by the account alone. */
  | 'record-field-read-only';

/** An error with data type, field, and for a line sublist and index; value where one was given. */
export function fieldError(code: FieldErrorCode, place: Place, field: string, value?: FieldValue): CodedError {
  const { type, sublist, index } = place;
  return new CodedError(code, {
    type,
    field: field.slice(0, 100),
    ...(sublist !== undefined && index !== undefined && { sublist, index }),
    ...(value !== undefined && { value: String(value).slice(0, 100) }),
  });
}

/**
 * The given fields in the forms in which they are kept, under SuiteScript's names. A read-only field may come along
 * with the value that it has, as when a record is read, changed and sent back; it is left out of what is returned.
 *
 * @param current what the record or line holds now; undefined for a new one
 * @throws CodedError as FieldErrorCode
 */
export function readFields(
  definitions: readonly FieldDefinition[],
  given: Fields,
  current: Fields | undefined,
  place: Place,
): Fields {
  const read: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(given)) {
    const definition = definitions.find(each => each.name === name);
    if (!definition) {
      throw fieldError('record-field-unknown', place, name);
    }
    if (definition.access === 'read-only') {
      if (!current || !isSame(definition, current[name] ?? null, value)) {
        throw fieldError('record-field-read-only', place, name);
      }
    } else {
      read[name] = readValue(definition, value, place);
    }
  }
  const missing = definitions.find(
    ({ name, access }) => access === 'required' && isEmpty(read[name] ?? (name in read ? null : current?.[name])),
  );
  if (missing) {
    throw fieldError('record-field-missing', place, missing.name);
  }
  return read;
}

/**
 * A value as its field keeps it; null for one that was cleared.
 *
 * @throws CodedError record-field-invalid
 */
function readValue(definition: FieldDefinition, value: FieldValue, place: Place): FieldValue {
  if (isEmpty(value)) {
    return null;
  }
  const read = readers[definition.kind](value, definition);
  if (read === undefined) {
    throw fieldError('record-field-invalid', place, definition.name, value);
  }
  return read;
}

export function isEmpty(value: FieldValue | undefined): value is null | undefined | '' {
  return value === undefined || value === null || value === '';
}

type Reader = (value: string | number | boolean, definition: FieldDefinition) => FieldValue | undefined;

const readers: Readonly<Record<FieldDefinition['kind'], Reader>> = {
  text: readText,
  decimal: value => {
    const exact = typeof value === 'boolean' ? undefined : parseExact(String(value));
    return exact && printExact(exact);
  },
  integer: readId,
  date: value => (typeof value === 'string' && isDay(value) ? value : undefined),
  boolean: value => (value === true || value === 'T' ? true : value === false || value === 'F' ? false : undefined),
  reference: readId,
  select: (value, definition) => {
    const text = readText(value, definition);
    return text !== undefined && (!definition.choices || Object.hasOwn(definition.choices, text)) ? text : undefined;
  },
};

function readText(value: string | number | boolean, { longest, pattern }: FieldDefinition): string | undefined {
  const text = typeof value === 'boolean' ? undefined : String(value);
  return text !== undefined && text.length <= (longest ?? 300) && (pattern?.test(text) ?? true) ? text : undefined;
}

function readId(value: string | number | boolean): number | undefined {
  return /^[1-9]\d{0,14}$/.test(String(value)) ? Number(value) : undefined;
}

/** Whether a text is a day that exists, as YYYY-MM-DD. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  // Date.parse takes 30 February for 1 March.
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** Decimals are the same whatever zeros they end in: JSON libraries do not keep them. */
function isSame(definition: FieldDefinition, current: FieldValue, given: FieldValue): boolean {
  if (isEmpty(current) || isEmpty(given)) {
    return isEmpty(current) && isEmpty(given);
  }
  const read = readers[definition.kind](given, definition);
  const [a, b] = definition.kind === 'decimal' ? [parseExact(String(read)), parseExact(String(current))] : [];
  return a && b ? compareExact(a, b) === 0 : read === current;
}
