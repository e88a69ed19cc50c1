import type { RecordDefinition } from '../records/definitions.ts';
import { recordSchema } from './recordSchema.ts';

type Part = Readonly<Record<string, unknown>>;

/** OpenAPI 3.0 for some record types (ORA:section_1545126526). */
export function openApiDocument(definitions: readonly RecordDefinition[], base: string): Part {
  return {
    openapi: '3.0.1',
    info: { title: 'Practice account: record service', version: '1' },
    servers: [{ url: `${base}/record/v1` }],
    paths: Object.fromEntries(definitions.flatMap(paths)),
    components: {
      schemas: {
        ...Object.fromEntries(definitions.map(each => [each.restName, recordSchema(each)])),
        nsError: errorSchema,
      },
    },
  };
}

function paths({ restName, label, sublists, isManaged }: RecordDefinition): readonly (readonly [string, Part])[] {
  const schema = { $ref: `#/components/schemas/${restName}` };
  const tags = [restName];
  const body = { requestBody: { required: true, content: { 'application/json': { schema } } } };
  const id = parameter('id', 'path', { type: 'integer', format: 'int64' });
  const made = { 204: { description: 'Done; the Location header has the address.' }, ...failure };
  return [
    [
      `/${restName}`,
      {
        get: {
          tags,
          summary: `Lists records: ${label}`,
          parameters: [
            parameter('q', 'query', { type: 'string' }),
            parameter('limit', 'query', { type: 'integer', default: 1000 }),
            parameter('offset', 'query', { type: 'integer', default: 0 }),
          ],
          responses: { 200: { description: 'One page of the list' }, ...failure },
        },
        ...(isManaged && { post: { tags, summary: `Makes a record: ${label}`, ...body, responses: made } }),
      },
    ],
    [
      `/${restName}/{id}`,
      {
        get: {
          tags,
          summary: `Reads a record: ${label}`,
          parameters: [
            id,
            parameter('expandSubResources', 'query', { type: 'boolean', default: false }),
            parameter('simpleEnumFormat', 'query', { type: 'boolean', default: false }),
            parameter('fields', 'query', { type: 'string' }),
          ],
          responses: {
            200: {
              description: 'The record',
              content: { 'application/vnd.oracle.resource+json; type=singular': { schema } },
            },
            ...failure,
          },
        },
        patch: {
          tags,
          summary: `Changes a record: ${label}`,
          parameters: [
            id,
            ...(Object.keys(sublists).length > 0 ? [parameter('replace', 'query', { type: 'string' })] : []),
          ],
          ...body,
          responses: made,
        },
        ...(isManaged && {
          delete: {
            tags,
            summary: `Deletes a record: ${label}`,
            parameters: [id],
            responses: { 204: { description: 'Done' }, ...failure },
          },
        }),
      },
    ],
    ...Object.keys(sublists).map(
      name =>
        [
          `/${restName}/{id}/${name}`,
          {
            get: {
              tags,
              summary: `Reads the sublist ${name}: ${label}`,
              parameters: [id],
              responses: { 200: { description: 'Its lines' }, ...failure },
            },
          },
        ] as const,
    ),
  ];
}

const failure = {
  default: {
    description: 'An error',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/nsError' } } },
  },
};

const errorSchema: Part = {
  type: 'object',
  properties: {
    type: { type: 'string', format: 'URI' },
    title: { type: 'string' },
    status: { type: 'integer', format: 'int32' },
    'o:errorDetails': {
      type: 'array',
      items: {
        type: 'object',
        properties: Object.fromEntries(
          ['detail', 'o:errorCode', 'o:errorHeader', 'o:errorPath', 'o:errorQueryParam', 'o:errorUrl'].map(name => [
            name,
            { type: 'string' },
          ]),
        ),
      },
    },
  },
};

function parameter(name: string, place: 'path' | 'query', schema: Part): Part {
  return { name, in: place, ...(place === 'path' && { required: true }), schema };
}
