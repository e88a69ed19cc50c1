import { CodedError } from '../../codedError.ts';
import { definitionOf, findDefinition, findField } from '../records/definitions.ts';
import type { RecordDefinition } from '../records/definitions.ts';
import { mergeLines } from '../records/orderLines.ts';
import { demand } from '../records/permissions.ts';
import { createRecord, deleteRecord, findRecord, listRecords, updateRecord } from '../records/store.ts';
import type { Sublists } from '../records/store.ts';
import type { Answer } from '../server/answer.ts';
import type { AccountState } from '../state/model.ts';
import type { PlainRecord } from '../suiteScript/port.ts';
import { pageOf } from './collections.ts';
import { parseFilter } from './filterGrammar.ts';
import { filterTest } from './filterRecords.ts';
import { collection, readJsonText, singular } from './media.ts';
import { badParameter, readFlag, readNames, readPage, readParameters } from './parameters.ts';
import type { Parameters } from './parameters.ts';
import { parseObject, readRecordBody } from './recordBody.ts';
import { lineJson, printJson, recordJson, recordUrl, sublistJson } from './recordJson.ts';
import type { View } from './recordJson.ts';
import { checkNoBody, dispatch, jsonAnswer, noContent } from './resource.ts';
import type { RestCall } from './resource.ts';

/**
 * `record/v1/{type}`, one record of it, its sublists and their lines, and the records that it refers to.
 *
 * The order in which a request is checked (address, method, permission, parameters, body) is assumed.
 */
export async function answerRecord(call: RestCall): Promise<Answer> {
  const [type = '', id, member, line, ...more] = call.segments;
  const definition = findDefinition(type);
  if (more.length > 0) {
    throw new CodedError('rest-no-such-resource');
  }
  if (id === undefined) {
    return dispatch(call, {
      GET: () => list(call, definition),
      POST: () => create(call, definition),
    });
  }
  const number = readId(id);
  if (member === undefined) {
    return dispatch(call, {
      GET: () => read(call, definition, number),
      PATCH: () => update(call, definition, number),
      DELETE: () => remove(call, definition, number),
    });
  }
  return dispatch(call, { GET: () => readMember(call, definition, number, member, line) });
}

function list(call: RestCall, definition: RecordDefinition): Answer {
  const state = stateOf(call);
  demand(call.role, definition.type, 'view');
  checkNoBody(call);
  const parameters = readParameters(call.exchange.target, ['q', 'limit', 'offset']);
  const page = readPage(parameters);
  const q = parameters.get('q');
  const records = [...listRecords(state, definition.type)].sort((a, b) => a.id - b.id);
  const found = q === undefined ? records : records.filter(filterTest(parseFilter(q), definition));
  const items = found.slice(page.offset, page.offset + page.limit).map(({ id }) => ({
    links: [{ rel: 'self', href: recordUrl(call.base, definition, id) }],
    id: String(id),
  }));
  const url = `${call.base}/record/v1/${definition.restName}`;
  return jsonAnswer(printJson(pageOf(items, found.length, page, url, q === undefined ? [] : [['q', q]])), collection);
}

function read(call: RestCall, definition: RecordDefinition, id: number): Answer {
  const state = stateOf(call);
  demand(call.role, definition.type, 'view');
  checkNoBody(call);
  const parameters = readParameters(call.exchange.target, ['expandSubResources', 'simpleEnumFormat', 'fields']);
  const view = readView(parameters, definition);
  const record = findRecord(state, definition.type, id);
  return jsonAnswer(printJson(recordJson(state, definition, record, call.base, view)), singular);
}

/** ORA:section_159894563219: a sublist, a line of it, or the record that a field refers to. */
function readMember(
  call: RestCall,
  definition: RecordDefinition,
  id: number,
  member: string,
  line: string | undefined,
): Answer {
  const state = stateOf(call);
  demand(call.role, definition.type, 'view');
  checkNoBody(call);
  const record = findRecord(state, definition.type, id);
  const name = member.toLowerCase();
  const view: View = { ...plainView, expandSubResources: true };
  if (!Object.hasOwn(definition.sublists, name)) {
    return readReferred(call, state, definition, record, member, line);
  }
  readParameters(call.exchange.target, []);
  if (line === undefined) {
    return jsonAnswer(printJson(sublistJson(state, definition, record, name, call.base, view)), collection);
  }
  const index = readId(line) - 1;
  if (index >= (record.sublists[name]?.length ?? 0)) {
    throw new CodedError('rest-no-such-resource');
  }
  return jsonAnswer(printJson(lineJson(state, definition, record, name, index, call.base, view)), singular);
}

function readReferred(
  call: RestCall,
  state: AccountState,
  { fields }: RecordDefinition,
  record: PlainRecord,
  member: string,
  more: string | undefined,
): Answer {
  const field = findField(fields, member);
  const id = field && record.fields[field.name];
  if (!field?.refersTo || typeof id !== 'number' || more !== undefined) {
    throw new CodedError('rest-no-such-resource');
  }
  demand(call.role, field.refersTo, 'view');
  const target = definitionOf(field.refersTo);
  const view = readView(readParameters(call.exchange.target, ['expandSubResources', 'fields']), target);
  const referred = findRecord(state, target.type, id);
  return jsonAnswer(printJson(recordJson(state, target, referred, call.base, view)), singular);
}

async function create(call: RestCall, definition: RecordDefinition): Promise<Answer> {
  demand(call.role, definition.type, 'create');
  readReplaced(readParameters(call.exchange.target, ['replace']), definition);
  const { fields, sublists } = readBody(call, definition, undefined);
  const { account, now } = call.exchange;
  const id = await account.store.update(state => createRecord(state, definition.type, fields, sublists, now()));
  return noContent(recordUrl(call.base, definition, id));
}

async function update(call: RestCall, definition: RecordDefinition, id: number): Promise<Answer> {
  demand(call.role, definition.type, 'edit');
  const replaced = readReplaced(readParameters(call.exchange.target, ['replace']), definition);
  const { fields, sublists } = readBody(call, definition, id);
  await call.exchange.account.store.update(state => {
    const current = findRecord(state, definition.type, id);
    const merged: Sublists = Object.fromEntries(
      Object.entries(sublists).map(([name, lines]) => [
        name,
        mergeLines(current.sublists[name] ?? [], lines, replaced.includes(name)),
      ]),
    );
    return [updateRecord(state, definition.type, id, fields, merged), undefined];
  });
  return noContent(recordUrl(call.base, definition, id));
}

async function remove(call: RestCall, definition: RecordDefinition, id: number): Promise<Answer> {
  demand(call.role, definition.type, 'delete');
  checkNoBody(call);
  readParameters(call.exchange.target, []);
  await call.exchange.account.store.update(state => [deleteRecord(state, definition.type, id), undefined]);
  return noContent();
}

function readBody({ exchange }: RestCall, definition: RecordDefinition, id: number | undefined) {
  const { headers } = exchange.request;
  const validation = headers['x-netsuite-propertynamevalidation'] ?? 'Error';
  if (!['error', 'warning', 'ignore'].includes(String(validation).toLowerCase())) {
    const expected = 'Error, Warning or Ignore';
    throw new CodedError('rest-header', { header: 'X-NetSuite-PropertyNameValidation', expected });
  }
  if (/\brespond-async\b/i.test(String(headers['prefer'] ?? ''))) {
    throw new CodedError('rest-unsupported', { what: 'asynchronous requests' });
  }
  const body = parseObject(readJsonText(headers['content-type'], exchange.body));
  // That unknown names are an error unless something else is asked for: the REST API Browser's default for most.
  return readRecordBody(body, definition, id, String(validation).toLowerCase() !== 'error');
}

function readReplaced(parameters: Parameters, { sublists }: RecordDefinition): readonly string[] {
  const names = (readNames(parameters, 'replace') ?? []).map(each => each.toLowerCase());
  const unknown = names.find(each => !Object.hasOwn(sublists, each));
  if (unknown !== undefined) {
    throw badParameter('replace', unknown, 'It names sublists of the record.');
  }
  return names;
}

const plainView: View = { expandSubResources: false, simpleEnumFormat: false, fields: undefined };

function readView(parameters: Parameters, { fields, sublists, restName }: RecordDefinition): View {
  const names = readNames(parameters, 'fields')?.map(each => each.toLowerCase());
  const unknown = names?.find(each => each !== 'id' && !findField(fields, each) && !Object.hasOwn(sublists, each));
  if (unknown !== undefined) {
    throw badParameter('fields', unknown, `${restName} has no such field.`);
  }
  return {
    expandSubResources: readFlag(parameters, 'expandSubResources'),
    simpleEnumFormat: readFlag(parameters, 'simpleEnumFormat'),
    fields: names,
  };
}

/** @throws CodedError `rest-id` (id), `rest-unsupported` (what) */
function readId(text: string): number {
  if (text.startsWith('eid:')) {
    throw new CodedError('rest-unsupported', { what: 'external IDs, and so no upsert' });
  }
  if (text.startsWith('!')) {
    throw new CodedError('rest-unsupported', { what: 'record actions or transformations' });
  }
  if (!/^[1-9]\d{0,14}$/.test(text)) {
    throw new CodedError('rest-id', { id: text.slice(0, 100) });
  }
  return Number(text);
}

function stateOf({ exchange }: RestCall): AccountState {
  return exchange.account.store.current();
}
