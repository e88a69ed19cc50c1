import type { FieldValue } from '../port.ts';
import { fieldType, referenceTarget } from './fieldTypes.ts';
import type { Host } from './host.ts';
import { ScriptError } from './scriptError.ts';
import { toScript } from './values.ts';

const known = new Map<string, string>();

/** The name of the record that a reference leads to; its id when the role may not see it. A lookup costs no units. */
export function nameOf(host: Host, field: string, id: string): string {
  const type = referenceTarget(field);
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
    return String(fields['companyname'] ?? fields['entityid'] ?? id);
  } catch (error) {
    if (error instanceof ScriptError) {
      return id;
    }
    throw error;
  }
}

/** Checkboxes read T or F, references the name of what they refer to. */
export function textOf(host: Host, recordType: string, field: string, value: FieldValue | undefined): string {
  if (value === undefined || value === null) {
    return '';
  }
  const kind = fieldType(recordType, field);
  return kind === 'checkbox'
    ? toScript(kind, value) === true
      ? 'T'
      : 'F'
    : kind === 'reference'
      ? nameOf(host, field, String(value))
      : String(value);
}
