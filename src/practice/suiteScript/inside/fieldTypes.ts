import { definitionOf, recordTypes } from '../../records/definitions.ts';
import type { FieldDefinition, FieldKind } from '../../records/definitions.ts';

/** How a script sees a field: `list` is a choice by its id, `reference` another record by its id. */
export type FieldType = 'text' | 'number' | 'date' | 'checkbox' | 'list' | 'reference';

const types: Readonly<Record<FieldKind, FieldType>> = {
  text: 'text',
  decimal: 'number',
  integer: 'number',
  date: 'date',
  boolean: 'checkbox',
  reference: 'reference',
  select: 'list',
};

/** What searches know of every record besides its own fields. */
const common = new Map<string, FieldType>([
  ['id', 'reference'],
  ['internalid', 'reference'],
  ['internalidnumber', 'number'],
  ['mainline', 'checkbox'],
  ['line', 'number'],
]);

/** The fields of a record type and of its lines, which share their names' space as they do in a search. */
const byRecord = new Map<string, ReadonlyMap<string, FieldDefinition>>(
  recordTypes.map(type => {
    const { fields, sublists } = definitionOf(type);
    const all = [...Object.values(sublists).flat(), ...fields];
    return [type, new Map(all.map(field => [field.name, field]))];
  }),
);

function definitionOfField(recordType: string, field: string): FieldDefinition | undefined {
  return byRecord.get(recordType)?.get(field);
}

/** Fields that nobody knows are text. */
export function fieldType(recordType: string, field: string): FieldType {
  const kind = definitionOfField(recordType, field)?.kind;
  return kind === undefined ? (common.get(field) ?? 'text') : types[kind];
}

export function isKnownField(recordType: string, field: string): boolean {
  return definitionOfField(recordType, field) !== undefined || common.has(field);
}

/** Whether the fields of a record type are known, so that others can be refused. */
export function isKnownRecord(recordType: string): boolean {
  return byRecord.has(recordType);
}

/** The record type that a reference leads to. */
export function referenceTarget(recordType: string, field: string): string | undefined {
  return definitionOfField(recordType, field)?.refersTo;
}

/** The labels of a choice by its ids; undefined where every value is its own label. */
export function choicesOf(recordType: string, field: string): ReadonlyMap<string, string> | undefined {
  const choices = definitionOfField(recordType, field)?.choices;
  return choices && new Map(Object.entries(choices));
}

/**
 * Units for making or reading a record: 10 for transactions, 5 otherwise; saving and deleting cost twice that
 * (ORA:section_157072844224).
 */
export function recordUnits(recordType: string): number {
  return recordType === 'salesorder' ? 10 : 5;
}
