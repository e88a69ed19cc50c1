import { originsOf, type Destination } from '../callAccount.ts';
import { otherAnswer, readAnswer, shortened, type ReadKind } from './readAnswer.ts';
import { isObject } from '../../isObject.ts';
import type { Exchange } from '../record.ts';
import type { Call } from '../send.ts';

/** A field that the body of a record can have. */
export interface AccountField {
  /** As JSON has it. */
  readonly name: string;
  readonly title: string;
  /** `text`, `number`, `boolean`, `date`, `reference` or `list`; '' for anything else. */
  readonly kind: 'text' | 'number' | 'boolean' | 'date' | 'reference' | 'list' | '';
  readonly isRequired: boolean;
}

type Account = Pick<Destination, 'accountId' | 'baseUrl'>;
type Send = (call: Call) => Promise<Exchange>;

/** What calling takes at all [C]; the catalogue shows what a role may see (ORA:chapter_1540810168). */
const kind: ReadKind = { code: 'record-types-unreadable', permissions: 'REST Web Services (ADMI_RESTWEBSERVICES)' };

const path = '/services/rest/record/v1/metadata-catalog';
/** Names go into URLs and JSON as they are. */
const nameShape = /^[A-Za-z_][\w-]{0,99}$/;

/**
 * The record types of an account, custom ones included, as the metadata catalogue lists them for a role
 * (ORA:section_1540810174), in the order of their names.
 *
 * @throws CodedError `record-types-unreadable` as readAnswer says, and what `send` throws
 */
export async function readRecordTypes(account: Account, title: string, send: Send): Promise<readonly string[]> {
  const answer = readAnswer(await send(call(account, title, path, 'application/json')), kind);
  const items = isObject(answer) ? answer['items'] : undefined;
  if (!Array.isArray(items)) {
    throw otherAnswer(kind);
  }
  const names = items.map(item => (isObject(item) ? item['name'] : undefined));
  return [...new Set(names.filter(isName))].sort((a, b) => a.localeCompare(b));
}

/**
 * The fields of a record type that can be set, as its JSON Schema says (ORA:section_1545129726), in its order.
 *
 * @throws CodedError `record-types-unreadable` as readAnswer says, and what `send` throws
 */
export async function readRecordFields(
  account: Account,
  type: string,
  title: string,
  send: Send,
): Promise<readonly AccountField[]> {
  const url = `${path}/${encodeURIComponent(type)}`;
  const answer = readAnswer(await send(call(account, title, url, 'application/schema+json')), kind);
  const properties = isObject(answer) ? answer['properties'] : undefined;
  if (!isObject(answer) || !isObject(properties)) {
    throw otherAnswer(kind);
  }
  const required = new Set<unknown>(Array.isArray(answer['required']) ? answer['required'] : []);
  return Object.entries(properties).flatMap(([name, schema]): AccountField[] => {
    if (!isName(name) || name === 'links' || !isObject(schema) || schema['readOnly'] === true) {
      return [];
    }
    const { title: label } = schema;
    return [
      {
        name,
        title: typeof label === 'string' ? shortened(label) : '',
        kind: kindOf(schema),
        isRequired: required.has(name),
      },
    ];
  });
}

function call(account: Account, title: string, target: string, accept: string): Call {
  return {
    title,
    method: 'GET',
    url: `${originsOf(account).suiteTalk}${target}`,
    headers: [{ name: 'Accept', value: accept }],
  };
}

/** Whether it can be the name of a record type or a field. */
export function isName(value: unknown): value is string {
  return typeof value === 'string' && nameShape.test(value);
}

function kindOf(schema: Readonly<Record<string, unknown>>): AccountField['kind'] {
  const { type, format, properties } = schema;
  switch (type) {
    case 'string':
      return typeof format === 'string' && format.startsWith('date') ? 'date' : 'text';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'array':
      return 'list';
    default:
      // A sublist is an object with items, a reference one with an ID (ORA:section_1545129726).
      if (!isObject(properties)) return '';
      return 'items' in properties ? 'list' : 'id' in properties ? 'reference' : '';
  }
}
