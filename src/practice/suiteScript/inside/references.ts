import type { FieldValue } from '../port.ts';
import { choicesOf, fieldType, referenceTarget } from './fieldTypes.ts';
import type { Host } from './host.ts';
import { ScriptError } from './scriptError.ts';
import { toScript } from './values.ts';

const known = new Map<string, string>();

/**
 * What people read in place of a value: T or F for checkboxes, labels of choices, the names of records that are
 * referred to.
 */
export function textOf(host: Host, recordType: string, field: string, value: FieldValue | undefined): string {
  const text = String(value ?? '');
  switch (fieldType(recordType, field)) {
    case 'checkbox':
      return toScript('checkbox', value) === true ? 'T' : 'F';
    case 'reference':
      return nameOf(host, referenceTarget(recordType, field), text);
    case 'list':
      return choicesOf(recordType, field)?.get(text) ?? text;
    case 'text':
    case 'number':
    case 'date':
      return text;
  }
}

/** The id of the choice that has a label; the text itself where every value is its own label. */
export function choiceOf(recordType: string, field: string, text: string): string {
  const found = [...(choicesOf(recordType, field) ?? [])].find(([, label]) => label === text);
  return found?.[0] ?? text;
}

/** The name of a record; its id when the role may not see it. Looking it up costs no units. */
function nameOf(host: Host, type: string | undefined, id: string): string {
  if (type === undefined || id === '') {
    return id;
  }
  const key = `${type} ${id}`;
  const name = known.get(key) ?? lookUp(host, type, id);
  known.set(key, name);
  return name;
}

function lookUp(host: Host, type: string, id: string): string {
  try {
    const { fields } = host.ask({ kind: 'load', type, id });
    return String(fields['entityid'] ?? id);
  } catch (error) {
    if (error instanceof ScriptError) {
      return id;
    }
    throw error;
  }
}
