import { CodedError } from '../../codedError.ts';
import { nameOf } from '../access/rules.ts';
import type { AccountState, Customer, Employee, SalesOrder } from '../state/model.ts';
import type { Fields, PlainRecord } from '../suiteScript/port.ts';
import { definitionOf, mostRecords, orderStatusIds } from './definitions.ts';
import type { RecordType } from './definitions.ts';
import { lineFields, orderTotal, readLines } from './orderLines.ts';
import { fieldError, isEmpty, readFields } from './values.ts';

/** Lines by sublist id: all lines of the sublists that are in it. */
export type Sublists = Readonly<Record<string, readonly Fields[]>>;

type Row = Customer | SalesOrder | Employee;

const made = new WeakMap<Row, PlainRecord>();

/** Every record of a type, by rising id. */
export function listRecords(state: AccountState, type: RecordType): readonly PlainRecord[] {
  switch (type) {
    case 'customer':
      return state.customers.map(customerRecord);
    case 'salesorder':
      return state.salesOrders.map(orderRecord);
    case 'employee':
      return state.employees.map(employeeRecord);
  }
}

/** @throws CodedError `record-not-found` (type, id) */
export function findRecord(state: AccountState, type: RecordType, id: number): PlainRecord {
  switch (type) {
    case 'customer':
      return customerRecord(existing(state.customers, type, id));
    case 'salesorder':
      return orderRecord(existing(state.salesOrders, type, id));
    case 'employee':
      return employeeRecord(existing(state.employees, type, id));
  }
}

/**
 * A new record.
 *
 * @param now milliseconds since 1970, for dates that are not given
 * @throws CodedError as readFields and readLines do; `record-too-many` (type, most); `record-not-managed` (type)
 */
export function createRecord(
  state: AccountState,
  type: RecordType,
  given: Fields,
  sublists: Sublists,
  now: number,
): readonly [AccountState, number] {
  const definition = definitionOf(type);
  checkSublists(type, sublists);
  const rows = type === 'customer' ? state.customers : state.salesOrders;
  if (!definition.isManaged) {
    throw new CodedError('record-not-managed', { type });
  }
  if (rows.length >= mostRecords) {
    throw new CodedError('record-too-many', { type, most: mostRecords });
  }
  const fields = readFields(definition.fields, given, undefined, { type });
  const today = new Date(now).toISOString().slice(0, 10);
  if (type === 'customer') {
    const id = state.nextIds.customer;
    const row = changedCustomer({ ...emptyCustomer, id, dateCreated: today }, fields);
    const nextIds = { ...state.nextIds, customer: id + 1 };
    return [{ ...state, nextIds, customers: [...state.customers, row] }, id];
  }
  const id = state.nextIds.salesOrder;
  const lines = readLines(sublists['item'] ?? [], []);
  const empty: SalesOrder = { ...emptyOrder, id, tranId: `SO${id}`, tranDate: today, lines };
  const row = changedOrder(state, empty, fields);
  const nextIds = { ...state.nextIds, salesOrder: id + 1 };
  return [{ ...state, nextIds, salesOrders: [...state.salesOrders, row] }, id];
}

/**
 * Changes the fields given and the sublists given; null clears a field.
 *
 * @throws CodedError as findRecord, readFields and readLines do
 */
export function updateRecord(
  state: AccountState,
  type: RecordType,
  id: number,
  given: Fields,
  sublists: Sublists,
): AccountState {
  const current = findRecord(state, type, id);
  checkSublists(type, sublists);
  const fields = readFields(definitionOf(type).fields, given, current.fields, { type });
  const change = <Each extends Row>(rows: readonly Each[], changed: (row: Each) => Each) =>
    rows.map(row => (row.id === id ? changed(row) : row));
  switch (type) {
    case 'customer':
      return { ...state, customers: change(state.customers, row => changedCustomer(row, fields)) };
    case 'salesorder':
      return {
        ...state,
        salesOrders: change(state.salesOrders, row => {
          const { item } = sublists;
          return changedOrder(state, item ? { ...row, lines: readLines(item, row.lines) } : row, fields);
        }),
      };
    case 'employee':
      return { ...state, employees: change(state.employees, row => changedEmployee(state, row, fields)) };
  }
}

/** @throws CodedError as findRecord does; `record-in-use` (type, id, by); `record-not-managed` (type) */
export function deleteRecord(state: AccountState, type: RecordType, id: number): AccountState {
  findRecord(state, type, id);
  if (!definitionOf(type).isManaged) {
    throw new CodedError('record-not-managed', { type });
  }
  if (type === 'salesorder') {
    return { ...state, salesOrders: state.salesOrders.filter(each => each.id !== id) };
  }
  if (state.salesOrders.some(({ customerId }) => customerId === id)) {
    throw new CodedError('record-in-use', { type, id, by: 'salesorder' });
  }
  return { ...state, customers: state.customers.filter(each => each.id !== id) };
}

function existing<Each extends Row>(rows: readonly Each[], type: RecordType, id: number): Each {
  const row = rows.find(each => each.id === id);
  if (!row) {
    throw new CodedError('record-not-found', { type, id });
  }
  return row;
}

function checkSublists(type: RecordType, sublists: Sublists): void {
  const unknown = Object.keys(sublists).find(each => !Object.hasOwn(definitionOf(type).sublists, each));
  if (unknown !== undefined) {
    throw fieldError('record-field-unknown', { type }, unknown);
  }
}

function remembered<Each extends Row>(make: (row: Each) => PlainRecord): (row: Each) => PlainRecord {
  return row => {
    const record = made.get(row) ?? make(row);
    made.set(row, record);
    return record;
  };
}

const customerRecord = remembered((row: Customer) => ({
  type: 'customer',
  id: row.id,
  fields: {
    entityid: row.companyName,
    companyname: row.companyName,
    email: row.email,
    currency: row.currency,
    creditlimit: row.creditLimit,
    balance: row.balance,
    datecreated: row.dateCreated,
    isinactive: row.isInactive,
  },
  sublists: {},
}));

const orderRecord = remembered((row: SalesOrder) => ({
  type: 'salesorder',
  id: row.id,
  fields: {
    tranid: row.tranId,
    entity: row.customerId,
    trandate: row.tranDate,
    status: row.status,
    orderstatus: orderStatusIds[row.status],
    total: orderTotal(row.lines),
    memo: row.memo,
    currency: row.currency,
    salesrep: row.salesRepId === 0 ? null : row.salesRepId,
  },
  sublists: { item: row.lines.map(lineFields) },
}));

const employeeRecord = remembered((row: Employee) => ({
  type: 'employee',
  id: row.id,
  fields: {
    entityid: nameOf(row),
    firstname: row.firstName,
    lastname: row.lastName,
    email: row.email,
    isinactive: row.isInactive,
  },
  sublists: {},
}));

const emptyCustomer = {
  companyName: '',
  email: '',
  currency: 'USD',
  creditLimit: '0.00',
  balance: '0.00',
  isInactive: false,
};

function changedCustomer(row: Customer, fields: Fields): Customer {
  return {
    ...row,
    companyName: text(fields, 'companyname', row.companyName, row.companyName),
    email: text(fields, 'email', row.email, ''),
    currency: text(fields, 'currency', row.currency, emptyCustomer.currency),
    creditLimit: text(fields, 'creditlimit', row.creditLimit, emptyCustomer.creditLimit),
    balance: text(fields, 'balance', row.balance, emptyCustomer.balance),
    dateCreated: text(fields, 'datecreated', row.dateCreated, row.dateCreated),
    isInactive: 'isinactive' in fields ? fields['isinactive'] === true : row.isInactive,
  };
}

/** What a new order is, as far as it does not say (that it waits for approval: assumed). */
const emptyOrder = { customerId: 0, salesRepId: 0, status: 'pendingApproval', currency: '', memo: '' } as const;

function changedOrder(state: AccountState, row: SalesOrder, fields: Fields): SalesOrder {
  const customerId = Number(fields['entity'] ?? row.customerId);
  const customer = state.customers.find(each => each.id === customerId);
  if (!customer) {
    throw fieldError('record-field-invalid', { type: 'salesorder' }, 'entity', customerId);
  }
  // An order is in its customer's currency (assumed, with one currency for each customer); it keeps the one it has.
  const currency = customerId === row.customerId ? row.currency : customer.currency;
  const given = fields['currency'];
  if (!isEmpty(given) && given !== currency) {
    throw fieldError('record-field-invalid', { type: 'salesorder' }, 'currency', given);
  }
  const salesRepId = 'salesrep' in fields ? Number(fields['salesrep'] ?? 0) : row.salesRepId;
  if (salesRepId !== row.salesRepId && salesRepId !== 0 && !state.employees.some(each => each.id === salesRepId)) {
    throw fieldError('record-field-invalid', { type: 'salesorder' }, 'salesrep', salesRepId);
  }
  return {
    ...row,
    customerId,
    salesRepId,
    currency,
    status: changedStatus(row, fields),
    tranDate: text(fields, 'trandate', row.tranDate, row.tranDate),
    memo: text(fields, 'memo', row.memo, ''),
  };
}

/** Only approval is up to the caller; the rest follows from fulfilling and billing, which are not here (assumed). */
function changedStatus({ status }: SalesOrder, fields: Fields): SalesOrder['status'] {
  const wanted = fields['orderstatus'];
  if (isEmpty(wanted) || wanted === orderStatusIds[status]) {
    return status;
  }
  const isOpen = status === 'pendingApproval' || status === 'pendingFulfillment';
  if (isOpen && wanted === orderStatusIds.pendingApproval) {
    return 'pendingApproval';
  }
  if (isOpen && wanted === orderStatusIds.pendingFulfillment) {
    return 'pendingFulfillment';
  }
  throw fieldError('record-field-invalid', { type: 'salesorder' }, 'orderstatus', wanted);
}

function changedEmployee({ employees }: AccountState, row: Employee, fields: Fields): Employee {
  const email = text(fields, 'email', row.email, row.email);
  if (employees.some(each => each.id !== row.id && each.email.toLowerCase() === email.toLowerCase())) {
    // People log in with it.
    throw fieldError('record-field-invalid', { type: 'employee' }, 'email', email);
  }
  return {
    ...row,
    firstName: text(fields, 'firstname', row.firstName, row.firstName),
    lastName: text(fields, 'lastname', row.lastName, ''),
    email,
  };
}

/** The field's text if it was given, what it becomes when cleared, or what it was. */
function text(fields: Fields, name: string, before: string, cleared: string): string {
  const value = fields[name];
  return value === undefined ? before : value === null ? cleared : String(value);
}
