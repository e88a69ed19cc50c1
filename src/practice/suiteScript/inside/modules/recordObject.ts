import { absent, named, needText, withPromise } from '../args.ts';
import { fieldType, recordUnits } from '../fieldTypes.ts';
import type { Host } from '../host.ts';
import type { FieldValue, Fields, PlainRecord } from '../../port.ts';
import { choiceOf, textOf } from '../references.ts';
import { plainText } from '../text.ts';
import { fromScript, toScript } from '../values.ts';
import { createSublists } from './recordLines.ts';

export type NewOrStored = Omit<PlainRecord, 'id'> & { readonly id: number | undefined };

/** One `Record` of N/record, in standard or dynamic mode. Sourcing and calculation are the account's, on save. */
export function createRecordObject(host: Host, stored: NewOrStored, isDynamic: boolean) {
  const { type } = stored;
  const values = new Map<string, FieldValue>(Object.entries(stored.fields));
  const touched = new Set<string>();
  const texts = new Map<string, string>();
  const lines = createSublists(host, stored, isDynamic);

  const getValue = (...given: unknown[]) => {
    const field = needText(host, 'Record.getValue', named(given, ['fieldId']), 'fieldId');
    // A field that the record does not have is undefined.
    return values.has(field) ? toScript(fieldType(type, field), values.get(field)) : undefined;
  };

  const setValue = (...given: unknown[]): object => {
    const options = named(given, ['fieldId', 'value']);
    const field = needText(host, 'Record.setValue', options, 'fieldId');
    values.set(field, fromScript(host, type, field, options['value']));
    touched.add(field);
    texts.delete(field);
    return record;
  };

  /** In standard mode not for fields that were changed by value (ORA:section_4273156769). */
  const getText = (...given: unknown[]) => {
    const field = needText(host, 'Record.getText', named(given, ['fieldId']), 'fieldId');
    if (!isDynamic && touched.has(field) && !texts.has(field)) {
      throw host.error('SSS_INVALID_API_USAGE', `Record.getText: the field ${field} was changed with setValue.`);
    }
    return texts.get(field) ?? textOf(host, type, field, values.get(field));
  };

  const setText = (...given: unknown[]): object => {
    const options = named(given, ['fieldId', 'text']);
    const field = needText(host, 'Record.setText', options, 'fieldId');
    const text = plainText(options['text']);
    if (fieldType(type, field) === 'reference') {
      throw host.error('PRACTICE_ACCOUNT_UNSUPPORTED', `The practice account sets ${field} by value only.`);
    }
    setValue({ fieldId: field, value: choiceOf(type, field, text) });
    texts.set(field, text);
    return record;
  };

  const save = () => {
    host.charge(recordUnits(type) * 2);
    const fields: Fields = Object.fromEntries([...touched].map(field => [field, values.get(field) ?? null]));
    return host.ask({ kind: 'save', type, id: stored.id, fields, sublists: lines.changed() });
  };

  const record = {
    /** Null until it is saved for the first time. */
    id: stored.id ?? null,
    type,
    isDynamic,
    getFields: () => [...values.keys()],
    getSublists: () => lines.names(),
    getValue,
    setValue,
    getText,
    setText,
    save: withPromise(save),
    ...lines.members((): object => record),
    ...absent(host, 'Record', [
      'executeMacro',
      'findMatrixSublistLineWithValue',
      'getField',
      'getMacro',
      'getSubrecord',
      'getSublist',
      'getSublistField',
      'getSublistSubrecord',
      'getCurrentSublistText',
      'setCurrentSublistText',
      'setSublistText',
    ]),
    toJSON: () => ({
      id: stored.id === undefined ? '' : String(stored.id),
      type,
      isDynamic,
      fields: Object.fromEntries(values),
      sublists: lines.plain(),
    }),
  };
  return record;
}

export type RecordObject = ReturnType<typeof createRecordObject>;
