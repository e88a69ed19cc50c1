/** How a script sees a field. `list` is a choice that is its own text; `reference` names another record by its id. */
export type FieldType = 'text' | 'number' | 'date' | 'checkbox' | 'list' | 'reference';

const common: Readonly<Record<string, FieldType>> = {
  id: 'reference',
  internalid: 'reference',
  internalidnumber: 'number',
  externalid: 'text',
  isinactive: 'checkbox',
  datecreated: 'date',
  mainline: 'checkbox',
  line: 'number',
};

/** The fields of the practice account's records, and those of their lines. Fields that are not here are text. */
const byRecord: Readonly<Record<string, Readonly<Record<string, FieldType>>>> = {
  customer: {
    entityid: 'text',
    companyname: 'text',
    email: 'text',
    currency: 'list',
    creditlimit: 'number',
    balance: 'number',
  },
  employee: { entityid: 'text', firstname: 'text', lastname: 'text', email: 'text' },
  salesorder: {
    tranid: 'text',
    entity: 'reference',
    trandate: 'date',
    status: 'list',
    memo: 'text',
    total: 'number',
    item: 'list',
    description: 'text',
    quantity: 'number',
    rate: 'number',
    amount: 'number',
  },
};

/** The records that a reference leads to. */
const targets: Readonly<Record<string, string>> = { entity: 'customer' };

export function fieldType(recordType: string, field: string): FieldType {
  return own(byRecord[recordType], field) ?? own(common, field) ?? 'text';
}

export function isKnownField(recordType: string, field: string): boolean {
  return (own(byRecord[recordType], field) ?? own(common, field)) !== undefined;
}

/** Whether the fields of a record type are known, so that others can be refused. */
export function isKnownRecord(recordType: string): boolean {
  return Object.hasOwn(byRecord, recordType);
}

export function referenceTarget(field: string): string | undefined {
  return own(targets, field);
}

/**
 * Units for making or reading a record: 10 for transactions, 5 otherwise; saving and deleting cost twice that
 * (ORA:section_157072844224).
 */
export function recordUnits(recordType: string): number {
  return recordType === 'salesorder' ? 10 : 5;
}

function own<Value>(table: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined {
  return table && Object.hasOwn(table, name) ? table[name] : undefined;
}
