import { compareDecimals } from '../decimals.ts';
import { fieldType } from '../fieldTypes.ts';
import type { Host } from '../host.ts';
import type { FieldValue, Fields, PlainRecord } from '../../port.ts';
import { textOf } from '../references.ts';

/** One row that a search may find. */
export interface SearchRow {
  readonly type: string;
  readonly id: number;
  readonly fields: Fields;
}

/**
 * The rows of a record. A transaction gives its main line and then each of its item lines, which is why searches ask
 * for `mainline`; lines of tax and shipping there are none (assumed).
 */
export function rowsOf({ type, id, fields, sublists }: PlainRecord): readonly SearchRow[] {
  const lines = sublists['item'];
  if (!lines) {
    return [{ type, id, fields }];
  }
  const main: Fields = { ...fields, mainline: true, line: 0, amount: fields['total'] ?? null };
  return [main, ...lines.map((line, index) => ({ ...fields, ...line, mainline: false, line: index + 1 }))].map(
    each => ({ type, id, fields: each }),
  );
}

/** A field as text, for comparing: '' for none, T or F for checkboxes, every digit of amounts. */
export function rowText({ type, id, fields }: SearchRow, name: string): string {
  if (name === 'internalid' || name === 'internalidnumber' || name === 'id') {
    return String(id);
  }
  const value: FieldValue = fields[name] ?? null;
  if (fieldType(type, name) === 'checkbox') {
    return value === true || value === 'T' ? 'T' : 'F';
  }
  return value === null ? '' : String(value);
}

/** What Result.getValue gives: text, also for numbers; a boolean for checkboxes. */
export function searchValue(row: SearchRow, name: string): string | boolean {
  const text = rowText(row, name);
  return fieldType(row.type, name) === 'checkbox' ? text === 'T' : text;
}

/** What Result.getText gives: the name behind a choice or reference, '' for other fields. */
export function searchText(host: Host, row: SearchRow, name: string): string {
  const kind = fieldType(row.type, name);
  return kind === 'reference' || kind === 'list' ? textOf(host, row.type, name, searchValue(row, name)) : '';
}

export function compareRows(left: SearchRow, right: SearchRow, name: string): number {
  const [a, b] = [rowText(left, name), rowText(right, name)];
  const kind = name === 'internalid' || name === 'id' ? 'number' : fieldType(left.type, name);
  if (kind === 'number') {
    return (a === '' || b === '' ? undefined : compareDecimals(a, b)) ?? Number(a !== '') - Number(b !== '');
  }
  return kind === 'date' ? (a < b ? -1 : a > b ? 1 : 0) : a.localeCompare(b, 'en');
}
