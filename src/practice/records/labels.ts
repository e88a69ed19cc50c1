import type { AccountState } from '../state/model.ts';
import type { FieldValue } from '../suiteScript/port.ts';
import type { FieldDefinition } from './definitions.ts';
import { listRecords } from './store.ts';

/** What people read in place of a value: the name of the record referred to, or the label of a choice. */
export function labelOf(state: AccountState, definition: FieldDefinition, value: FieldValue): string {
  const text = String(value ?? '');
  if (definition.choices) {
    return Object.hasOwn(definition.choices, text) ? (definition.choices[text] ?? text) : text;
  }
  if (definition.refersTo) {
    const record = listRecords(state, definition.refersTo).find(({ id }) => id === value);
    return String(record?.fields['entityid'] ?? '');
  }
  return text;
}
