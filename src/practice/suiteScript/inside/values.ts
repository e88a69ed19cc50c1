import type { FieldValue } from '../port.ts';
import { decimalText } from './decimals.ts';
import { fieldType } from './fieldTypes.ts';
import type { FieldType } from './fieldTypes.ts';
import type { Host } from './host.ts';

/** What Record.getValue gives (ORA:section_4273155868 names number, Date, string, array and boolean). */
export type ScriptValue = string | number | boolean | Date | null | undefined;

/**
 * A stored field as a record shows it. Amounts become numbers, as in NetSuite, and lose digits that a double cannot
 * hold; a search gives them as text, with all of them. A date is midnight of this machine's time zone (assumed: the
 * user's). Ids of other records are text.
 */
export function toScript(type: FieldType, value: FieldValue | undefined): ScriptValue {
  if (value === undefined || value === null) {
    return type === 'checkbox' ? false : type === 'number' || type === 'date' ? null : '';
  }
  switch (type) {
    case 'number':
      return value === '' ? null : Number(value);
    case 'checkbox':
      return value === true || value === 'T';
    case 'date':
      return toDate(String(value)) ?? String(value);
    case 'reference':
      return String(value);
    case 'list':
    case 'text':
      return value;
  }
}

function toDate(text: string): Date | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(text) ?? [];
  return year === undefined ? undefined : new Date(Number(year), Number(month) - 1, Number(day));
}

/** The day of a Date in this machine's time zone. */
export function dayOf(date: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/**
 * What a script sets, as it is kept. Dates may be Date objects, or text in the account's date format, which in the
 * practice account is YYYY-MM-DD (assumed); checkboxes true, false, 'T' or 'F'; amounts numbers or decimal text.
 *
 * @throws ScriptError INVALID_FLD_VALUE
 */
export function fromScript(host: Host, recordType: string, field: string, value: unknown): FieldValue {
  if (value === undefined || value === null || value === '') {
    return fieldType(recordType, field) === 'checkbox' ? false : value === '' ? '' : null;
  }
  const read = readers[fieldType(recordType, field)](value);
  if (read === undefined) {
    throw host.error(
      'INVALID_FLD_VALUE',
      `The value ${describe(value)} does not fit the field ${field} of ${recordType}.`,
    );
  }
  return read;
}

const scalar = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;

const readers: Readonly<Record<FieldType, (value: unknown) => FieldValue | undefined>> = {
  number: decimalText,
  checkbox: value =>
    value === true || value === 'T' || value === 'true'
      ? true
      : value === false || value === 'F' || value === 'false'
        ? false
        : undefined,
  date: value => {
    if (value instanceof Date) {
      return Number.isNaN(value.getTime()) ? undefined : dayOf(value);
    }
    const day = typeof value === 'string' ? toDate(value) : undefined;
    return day && dayOf(day) === value ? value : undefined;
  },
  reference: scalar,
  list: scalar,
  text: scalar,
};

function describe(value: unknown): string {
  return (scalar(value) ?? Object.prototype.toString.call(value)).slice(0, 100);
}
