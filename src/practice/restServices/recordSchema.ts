import type { FieldDefinition, RecordDefinition } from '../records/definitions.ts';
import { filterableFields } from './filterRecords.ts';

type Schema = Readonly<Record<string, unknown>>;

const links: Schema = {
  title: 'Links',
  type: 'array',
  readOnly: true,
  items: {
    type: 'object',
    properties: {
      rel: { title: 'Relationship', type: 'string', readOnly: true },
      href: { title: 'Hypertext Reference', type: 'string', format: 'URI', readOnly: true },
    },
  },
};

/** The JSON Schema of a record (ORA:section_1545129726); which fields q takes stands in `x-ns-filterable`. */
export function recordSchema(definition: RecordDefinition): Schema {
  const sublists = Object.entries(definition.sublists).map(([name, fields]) => [name, sublistSchema(fields)]);
  return {
    type: 'object',
    properties: {
      id: { title: 'Internal ID', type: 'string', readOnly: true },
      ...properties(definition.fields),
      ...Object.fromEntries(sublists),
      links,
    },
    required: definition.fields.filter(({ access }) => access === 'required').map(({ restName }) => restName),
    'x-ns-filterable': filterableFields(definition).map(({ restName }) => restName),
  };
}

function sublistSchema(fields: readonly FieldDefinition[]): Schema {
  return {
    type: 'object',
    properties: {
      links,
      totalResults: { title: 'Total Results', type: 'integer', format: 'int64', readOnly: true },
      count: { title: 'Count', type: 'integer', format: 'int64', readOnly: true },
      hasMore: { title: 'Has More', type: 'boolean', readOnly: true },
      offset: { title: 'Offset', type: 'integer', format: 'int64', readOnly: true },
      items: { type: 'array', items: { type: 'object', properties: { links, ...properties(fields) } } },
    },
  };
}

function properties(fields: readonly FieldDefinition[]): Schema {
  return Object.fromEntries(fields.map(field => [field.restName, fieldSchema(field)]));
}

function fieldSchema(field: FieldDefinition): Schema {
  return {
    title: field.label,
    ...valueSchema(field),
    ...(field.access === 'read-only' && { readOnly: true }),
    nullable: field.access !== 'required',
  };
}

function valueSchema({ kind, access, longest, isMoment, choices, refersTo }: FieldDefinition): Schema {
  // Its own label is the id of a choice that cannot be set, as in recordJson.
  const ids = choices && (access === 'read-only' ? Object.values(choices) : Object.keys(choices));
  switch (kind) {
    case 'text':
      return { type: 'string', ...(longest !== undefined && { maxLength: longest }) };
    case 'decimal':
      return { type: 'number', format: 'double' };
    case 'integer':
      return { type: 'integer', format: 'int64' };
    case 'date':
      return { type: 'string', format: isMoment ? 'date-time' : 'date' };
    case 'boolean':
      return { type: 'boolean' };
    case 'reference':
    case 'select':
      return {
        type: 'object',
        properties: {
          id: { title: 'Internal identifier', type: 'string', ...(ids && { enum: ids }) },
          refName: { title: 'Reference Name', type: 'string', readOnly: true },
          ...(refersTo && { links }),
        },
      };
  }
}
