import { isLosslessNumber, parse } from 'lossless-json';
import { CodedError } from '../../codedError.ts';
import { findField } from '../records/definitions.ts';
import type { FieldDefinition, RecordDefinition } from '../records/definitions.ts';
import type { Sublists } from '../records/store.ts';
import { fieldError } from '../records/values.ts';
import type { Place } from '../records/values.ts';
import type { FieldValue, Fields } from '../suiteScript/port.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** A record as a request body gives it. */
export interface RecordBody {
  readonly fields: Fields;
  readonly sublists: Sublists;
}

/**
 * A JSON text that is one object; numbers keep their spelling.
 *
 * @throws CodedError `rest-content-syntax` (reason), `rest-content-missing`
 */
export function parseObject(text: string): JsonObject {
  if (text.trim() === '') {
    throw new CodedError('rest-content-missing');
  }
  let value: unknown;
  try {
    value = parse(text);
  } catch (cause) {
    // A RangeError is one that is nested too deep.
    const reason = cause instanceof SyntaxError ? cause.message.slice(0, 200) : 'it is nested too deep';
    throw new CodedError('rest-content-syntax', { reason }, { cause });
  }
  if (!isObject(value)) {
    throw new CodedError('rest-content-syntax', { reason: 'it is not one object' });
  }
  return value;
}

/**
 * Reads a record's JSON (ORA:section_1545141395): names in any case, references as objects with an `id`, a sublist as an
 * object with `items`. What an answer carries beside the fields (`links`, `refName`) may come back and is passed over.
 *
 * @param id what an `id` in the body has to be; undefined for a record that has none yet
 * @param ignoreUnknown as the header X-NetSuite-PropertyNameValidation may ask
 * @throws CodedError as fieldError; `rest-content-value` (path, expected)
 */
export function readRecordBody(
  body: JsonObject,
  definition: RecordDefinition,
  id: number | undefined,
  ignoreUnknown: boolean,
): RecordBody {
  const place = { type: definition.type };
  const sublists: Record<string, readonly Fields[]> = {};
  const ofFields: [string, unknown][] = [];
  for (const [name, value] of Object.entries(body)) {
    const sublist = name.toLowerCase();
    const lineFields = Object.hasOwn(definition.sublists, sublist) ? definition.sublists[sublist] : undefined;
    if (lineFields) {
      sublists[sublist] = readItems(value, name).map((line, index) =>
        readMembers(line, lineFields, { ...place, sublist, index }, ignoreUnknown),
      );
    } else if (sublist === 'id') {
      if (id === undefined || scalarText(value) !== String(id)) {
        throw fieldError('record-field-read-only', place, 'id');
      }
    } else {
      ofFields.push([name, value]);
    }
  }
  return { fields: readMembers(Object.fromEntries(ofFields), definition.fields, place, ignoreUnknown), sublists };
}

function readItems(value: unknown, name: string): readonly JsonObject[] {
  if (value === null) {
    return [];
  }
  const items = isObject(value) ? value['items'] : undefined;
  if (!Array.isArray(items)) {
    throw badValue(name, 'an object with a list of items');
  }
  return items.map((item: unknown, index) => {
    if (!isObject(item)) {
      throw badValue(`${name}.items[${index}]`, 'an object');
    }
    return item;
  });
}

function readMembers(
  members: JsonObject,
  definitions: readonly FieldDefinition[],
  place: Place,
  ignoreUnknown: boolean,
): Fields {
  const fields = new Map<string, FieldValue>();
  for (const [name, value] of Object.entries(members)) {
    const definition = findField(definitions, name);
    if (definition) {
      if (fields.has(definition.name)) {
        throw badValue(pathOf(place, name), 'given once');
      }
      fields.set(definition.name, readMember(definition, value, pathOf(place, definition.restName)));
    } else if (name !== 'links' && !ignoreUnknown) {
      throw fieldError('record-field-unknown', place, name);
    }
  }
  return Object.fromEntries(fields);
}

function readMember(definition: FieldDefinition, value: unknown, path: string): FieldValue {
  if (value === null) {
    return null;
  }
  switch (definition.kind) {
    case 'text':
      return demandText(value, path, 'text');
    case 'boolean':
      if (typeof value !== 'boolean') {
        throw badValue(path, 'true or false');
      }
      return value;
    case 'decimal':
    case 'integer':
      if (!isLosslessNumber(value)) {
        throw badValue(path, 'a number');
      }
      return value.value;
    case 'date':
      return readDate(value, path);
    case 'reference':
    case 'select': {
      const id = isObject(value) ? scalarText(value['id']) : undefined;
      const isText = definition.kind === 'select' && typeof value === 'string';
      if (id === undefined && !isText) {
        throw badValue(path, 'an object with an id');
      }
      return choiceOf(definition, id ?? (value as string));
    }
  }
}

/** A choice that is shown by its label alone comes back by it too. */
function choiceOf({ access, choices = {} }: FieldDefinition, id: string): string {
  const labelled = Object.entries(choices).find(([, label]) => label === id);
  return access === 'read-only' && labelled ? labelled[0] : id;
}

/** ORA:section_157305090645: a date or a moment; a date is not moved by its time zone. */
function readDate(value: unknown, path: string): string {
  const text = demandText(value, path, 'a date, YYYY-MM-DD');
  const [, day] = /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/.exec(text) ?? [];
  if (day === undefined) {
    throw badValue(path, 'a date, YYYY-MM-DD');
  }
  return day;
}

function demandText(value: unknown, path: string, expected: string): string {
  if (typeof value !== 'string') {
    throw badValue(path, expected);
  }
  return value;
}

function scalarText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : isLosslessNumber(value) ? value.value : undefined;
}

function pathOf({ sublist, index }: Place, name: string): string {
  return sublist === undefined ? name : `${sublist}.items[${index ?? 0}].${name}`;
}

function badValue(path: string, expected: string): CodedError {
  return new CodedError('rest-content-value', { path: path.slice(0, 200), expected });
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}
