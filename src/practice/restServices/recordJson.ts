import { LosslessNumber, stringify } from 'lossless-json';
import type { FieldDefinition, RecordDefinition } from '../records/definitions.ts';
import { definitionOf } from '../records/definitions.ts';
import { labelOf } from '../records/labels.ts';
import { isEmpty } from '../records/values.ts';
import type { AccountState } from '../state/model.ts';
import type { FieldValue, Fields, PlainRecord } from '../suiteScript/port.ts';
import { pageOf } from './collections.ts';

/** How a record is to be shown (ORA:section_1545141947 for the first; the others from the REST API Browser). */
export interface View {
  readonly expandSubResources: boolean;
  /** Choices as their ids alone. */
  readonly simpleEnumFormat: boolean;
  /** Lower-case names of the fields wanted; undefined for all. */
  readonly fields: readonly string[] | undefined;
}

/** JSON whose amounts have every digit that they are kept with. */
export function printJson(value: unknown): string {
  return stringify(value) ?? '';
}

/** A record as an object for `printJson`: members by name, empty fields left out (ORA:section_1545141500). */
export function recordJson(
  state: AccountState,
  definition: RecordDefinition,
  record: PlainRecord,
  base: string,
  view: View,
): Readonly<Record<string, unknown>> {
  const url = recordUrl(base, definition, record.id);
  const isWanted = (name: string) => view.fields?.includes(name) ?? true;
  const members = [
    ['id', String(record.id)],
    ...definition.fields
      .filter(({ name }) => isWanted(name))
      .flatMap(each => member(state, each, record.fields, base, view)),
    ...Object.keys(definition.sublists)
      .filter(isWanted)
      .map(name => [
        name,
        view.expandSubResources
          ? sublistJson(state, definition, record, name, base, view)
          : { links: [{ rel: 'self', href: `${url}/${name}` }] },
      ]),
  ] as [string, unknown][];
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return { links: [{ rel: 'self', href: url }], ...Object.fromEntries(members) };
}

/** A sublist with its lines. */
export function sublistJson(
  state: AccountState,
  definition: RecordDefinition,
  record: PlainRecord,
  sublist: string,
  base: string,
  view: View,
) {
  const url = `${recordUrl(base, definition, record.id)}/${sublist}`;
  const lines = record.sublists[sublist] ?? [];
  const items = lines.map((_, index) => lineJson(state, definition, record, sublist, index, base, view));
  const page = pageOf(items, items.length, { limit: items.length || 1, offset: 0 }, url);
  return { ...page, links: [{ rel: 'self', href: url }] };
}

/** One line, by its index from 0. */
export function lineJson(
  state: AccountState,
  definition: RecordDefinition,
  record: PlainRecord,
  sublist: string,
  index: number,
  base: string,
  view: View,
): Readonly<Record<string, unknown>> {
  const fields = record.sublists[sublist]?.[index] ?? {};
  const url = `${recordUrl(base, definition, record.id)}/${sublist}/${index + 1}`;
  const members = (definition.sublists[sublist] ?? []).flatMap(each => member(state, each, fields, base, view));
  return { links: [{ rel: 'self', href: url }], ...Object.fromEntries(members) };
}

export function recordUrl(base: string, { restName }: RecordDefinition, id: number): string {
  return `${base}/record/v1/${restName}/${id}`;
}

function member(
  state: AccountState,
  definition: FieldDefinition,
  fields: Fields,
  base: string,
  view: View,
): readonly (readonly [string, unknown])[] {
  const value = fields[definition.name];
  return isEmpty(value) ? [] : [[definition.restName, memberValue(state, definition, value, base, view)]];
}

function memberValue(
  state: AccountState,
  definition: FieldDefinition,
  value: NonNullable<FieldValue>,
  base: string,
  view: View,
): unknown {
  switch (definition.kind) {
    case 'decimal':
    case 'integer':
      return new LosslessNumber(String(value));
    case 'date':
      return definition.isMoment ? `${String(value)}T00:00:00Z` : value;
    case 'reference': {
      const target = definition.refersTo && definitionOf(definition.refersTo);
      const links = target ? [{ rel: 'self', href: recordUrl(base, target, Number(value)) }] : [];
      return { links, id: String(value), refName: labelOf(state, definition, value) };
    }
    case 'select': {
      const refName = labelOf(state, definition, value);
      // A status is its own label (assumed); what can be set has an id of its own.
      const id = definition.access === 'read-only' ? refName : value;
      return view.simpleEnumFormat ? id : { id, refName };
    }
    case 'boolean':
    case 'text':
      return value;
  }
}
