import { CodedError } from '../../codedError.ts';
import type { PermissionKey } from '../state/permissions.ts';

export const recordTypes = ['customer', 'salesorder', 'employee'] as const;

/** As SuiteScript spells it. */
export type RecordType = (typeof recordTypes)[number];

export type FieldKind = 'text' | 'decimal' | 'integer' | 'date' | 'boolean' | 'reference' | 'select';

/** A field of a record or of a line; what it holds is in FieldValue's forms: decimals as text, references as ids. */
export interface FieldDefinition {
  /** As SuiteScript spells it. */
  readonly name: string;
  /** As REST web services spell it (Oracle's REST API Browser). */
  readonly restName: string;
  readonly label: string;
  readonly kind: FieldKind;
  /** Required when the record is made, or free to leave out, or set by the account alone. */
  readonly access: 'required' | 'writable' | 'read-only';
  /** What text has to look like. */
  readonly pattern?: RegExp;
  /** The longest text, in UTF-16 units. */
  readonly longest?: number;
  readonly refersTo?: RecordType;
  /** The labels of a select by their ids; without them every text that fits `pattern` is its own label. */
  readonly choices?: Readonly<Record<string, string>>;
  /** REST shows the date as a moment (ORA:section_157305090645). */
  readonly isMoment?: boolean;
}

export interface RecordDefinition {
  readonly type: RecordType;
  readonly restName: string;
  readonly label: string;
  readonly permission: PermissionKey;
  readonly fields: readonly FieldDefinition[];
  readonly sublists: Readonly<Record<string, readonly FieldDefinition[]>>;
  /** Whether records may be made and deleted here, and not only on the set-up pages. */
  readonly isManaged: boolean;
}

/** Most records of one type, and most lines of one order: a practice account is no warehouse (assumed). */
export const mostRecords = 10_000;
export const mostLines = 500;

/** Ids of the statuses of a sales order, as `orderstatus` has them (widely used in public code). */
export const orderStatusIds = {
  pendingApproval: 'A',
  pendingFulfillment: 'B',
  pendingBilling: 'F',
  billed: 'G',
  closed: 'H',
} as const;

export const orderStatusLabels = {
  pendingApproval: 'Pending Approval',
  pendingFulfillment: 'Pending Fulfillment',
  pendingBilling: 'Pending Billing',
  billed: 'Billed',
  closed: 'Closed',
} as const;

const email = /^[^\s@]+@[^\s@]+$/;
/** The account has no currency records: a currency is its ISO code (assumed; NetSuite's have numbers for ids). */
const currency = /^[A-Z]{3}$/;

const customer: RecordDefinition = {
  type: 'customer',
  restName: 'customer',
  label: 'Customer',
  permission: 'LIST_CUSTJOB',
  isManaged: true,
  sublists: {},
  fields: [
    // With no numbering of its own, a customer's ID is its name (assumed).
    field('entityid', 'entityId', 'Customer ID', 'text', 'read-only'),
    { ...field('companyname', 'companyName', 'Company Name', 'text', 'required'), longest: 300 },
    { ...field('email', 'email', 'Email', 'text', 'writable'), longest: 254, pattern: email },
    { ...field('currency', 'currency', 'Primary Currency', 'select', 'writable'), pattern: currency },
    field('creditlimit', 'creditLimit', 'Credit Limit', 'decimal', 'writable'),
    // NetSuite sets these two itself; here nothing else does, so that they may be set (assumed).
    field('balance', 'balance', 'Balance', 'decimal', 'writable'),
    { ...field('datecreated', 'dateCreated', 'Date Created', 'date', 'writable'), isMoment: true },
    field('isinactive', 'isInactive', 'Inactive', 'boolean', 'writable'),
  ],
};

const salesOrder: RecordDefinition = {
  type: 'salesorder',
  restName: 'salesOrder',
  label: 'Sales Order',
  permission: 'TRAN_SALESORD',
  isManaged: true,
  fields: [
    field('tranid', 'tranId', 'Order #', 'text', 'read-only'),
    { ...field('entity', 'entity', 'Customer', 'reference', 'required'), refersTo: 'customer' },
    field('trandate', 'tranDate', 'Date', 'date', 'writable'),
    { ...field('status', 'status', 'Status', 'select', 'read-only'), choices: orderStatusLabels },
    {
      ...field('orderstatus', 'orderStatus', 'Order Status', 'select', 'writable'),
      choices: Object.fromEntries(
        Object.entries(orderStatusLabels).map(([status, label]) => [
          orderStatusIds[status as keyof typeof orderStatusIds],
          label,
        ]),
      ),
    },
    field('total', 'total', 'Total', 'decimal', 'read-only'),
    { ...field('memo', 'memo', 'Memo', 'text', 'writable'), longest: 999 },
    { ...field('currency', 'currency', 'Currency', 'select', 'writable'), pattern: currency },
    { ...field('salesrep', 'salesRep', 'Sales Rep', 'reference', 'writable'), refersTo: 'employee' },
  ],
  sublists: {
    item: [
      field('line', 'line', 'Line', 'integer', 'writable'),
      // The account has no item records: an item is its name (assumed).
      { ...field('item', 'item', 'Item', 'select', 'required'), longest: 300 },
      { ...field('description', 'description', 'Description', 'text', 'writable'), longest: 4_000 },
      field('quantity', 'quantity', 'Quantity', 'decimal', 'writable'),
      field('rate', 'rate', 'Rate', 'decimal', 'writable'),
      field('amount', 'amount', 'Amount', 'decimal', 'writable'),
    ],
  },
};

/** Making and deleting employees, and making them inactive, is left to the set-up pages (assumed). */
const employee: RecordDefinition = {
  type: 'employee',
  restName: 'employee',
  label: 'Employee',
  permission: 'LIST_EMPLOYEE',
  isManaged: false,
  sublists: {},
  fields: [
    field('entityid', 'entityId', 'Employee ID', 'text', 'read-only'),
    { ...field('firstname', 'firstName', 'First Name', 'text', 'required'), longest: 32 },
    { ...field('lastname', 'lastName', 'Last Name', 'text', 'writable'), longest: 32 },
    { ...field('email', 'email', 'Email', 'text', 'required'), longest: 254, pattern: email },
    field('isinactive', 'isInactive', 'Inactive', 'boolean', 'read-only'),
  ],
};

const definitions: Readonly<Record<RecordType, RecordDefinition>> = { customer, salesorder: salesOrder, employee };

export function definitionOf(type: RecordType): RecordDefinition {
  return definitions[type];
}

/**
 * The definition of a record type, in any case.
 *
 * @throws CodedError `record-type-unknown` (type)
 */
export function findDefinition(type: string): RecordDefinition {
  const name = recordTypes.find(each => each === type.toLowerCase());
  if (name === undefined) {
    throw new CodedError('record-type-unknown', { type: type.slice(0, 100) });
  }
  return definitions[name];
}

/** A field by either of its names, in any case (Oracle's own examples of REST bodies use both). */
export function findField(fields: readonly FieldDefinition[], name: string): FieldDefinition | undefined {
  const wanted = name.toLowerCase();
  return fields.find(each => each.name === wanted);
}

function field(
  name: string,
  restName: string,
  label: string,
  kind: FieldKind,
  access: FieldDefinition['access'],
): FieldDefinition {
  return { name, restName, label, kind, access };
}
