import { LosslessNumber, isLosslessNumber, parse, stringify } from 'lossless-json';
import type { Customer, AccountState } from '../state/model.ts';
import { SuiteScriptError } from './restlet.ts';
import type { RestletCall } from './restlet.ts';

const most = 10_000;

/**
 * A small customer store: GET lists, or reads the one that `id` names; POST creates; PUT updates the fields given;
 * DELETE removes. Bodies are JSON; asked in XML it answers the wrong shape, as a script does that thinks only of JSON.
 *
 * Customer 999999999 never exists: ids are given in turn, and the store ends long before.
 */
export async function customers(call: RestletCall): Promise<string> {
  switch (call.method) {
    case 'GET': {
      const { customers: rows } = call.store.current();
      return 'id' in call.parameters ? print(existing(rows, call.parameters['id'])) : print(rows);
    }
    case 'POST': {
      const fields = readFields(call.body);
      return print(await call.store.update(state => create(state, fields, new Date(call.now()))));
    }
    case 'PUT': {
      const { id = call.parameters['id'], ...fields } = readFields(call.body);
      return print(await call.store.update(state => change(state, id, fields)));
    }
    case 'DELETE': {
      const removed = await call.store.update(state => remove(state, call.parameters['id']));
      return stringify({ id: removed.id, deleted: true }) ?? '';
    }
  }
}

interface Fields extends Partial<Omit<Customer, 'id'>> {
  readonly id?: string;
}

function create(state: AccountState, { id, ...fields }: Fields, today: Date): readonly [AccountState, Customer] {
  if (id !== undefined) {
    throw new SuiteScriptError('USER_ERROR', 'The account gives ids itself. Leave id out.');
  }
  if (fields.companyName === undefined) {
    throw new SuiteScriptError('SSS_MISSING_REQD_ARGUMENT', 'customers: Missing a required argument: companyName');
  }
  if (state.customers.length >= most) {
    throw new SuiteScriptError('USER_ERROR', `The practice account holds at most ${most} customers.`);
  }
  const created: Customer = {
    id: state.nextIds.customer,
    email: '',
    currency: 'USD',
    creditLimit: '0.00',
    balance: '0.00',
    dateCreated: today.toISOString().slice(0, 10),
    isInactive: false,
    ...fields,
    companyName: fields.companyName,
  };
  return [
    { ...state, nextIds: { ...state.nextIds, customer: created.id + 1 }, customers: [...state.customers, created] },
    created,
  ];
}

function change(state: AccountState, id: string | undefined, fields: Fields): readonly [AccountState, Customer] {
  const old = existing(state.customers, id);
  const changed: Customer = { ...old, ...fields, id: old.id };
  return [{ ...state, customers: state.customers.map(each => (each === old ? changed : each)) }, changed];
}

function remove(state: AccountState, id: string | undefined): readonly [AccountState, Customer] {
  const old = existing(state.customers, id);
  return [{ ...state, customers: state.customers.filter(each => each !== old) }, old];
}

function existing(rows: readonly Customer[], id: string | undefined): Customer {
  if (id === undefined || id === '') {
    throw new SuiteScriptError('SSS_MISSING_REQD_ARGUMENT', 'customers: Missing a required argument: id');
  }
  const found = rows.find(each => String(each.id) === id);
  if (!found) {
    throw new SuiteScriptError('RCRD_DSNT_EXIST', 'That record does not exist.');
  }
  return found;
}

/** What each field accepts; a field that is not here is refused, so that a typo does not look like success. */
const readers: Readonly<Record<string, (value: unknown) => string | boolean | undefined>> = {
  id: value => (isLosslessNumber(value) ? value.value : textOf(value, 20)),
  companyName: value => textOf(value, 300) || undefined,
  email: value => textOf(value, 300),
  currency: value => (/^[A-Z]{3}$/.test(textOf(value, 3) ?? '') ? textOf(value, 3) : undefined),
  creditLimit: decimalOf,
  balance: decimalOf,
  dateCreated: dateOf,
  isInactive: value => (typeof value === 'boolean' ? value : undefined),
};

function readFields(body: string | undefined): Fields {
  let value: unknown;
  try {
    value = parse(body ?? 'null');
  } catch (error) {
    throw new SuiteScriptError('USER_ERROR', `The body must be one JSON object. ${String(error)}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SuiteScriptError('USER_ERROR', 'The body must be one JSON object.');
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, given]) => {
      const read = Object.hasOwn(readers, name) ? readers[name]?.(given) : undefined;
      if (read === undefined) {
        throw new SuiteScriptError('USER_ERROR', `Invalid Field Value for the following field: ${name}`);
      }
      return [name, read];
    }),
  );
}

function textOf(value: unknown, longest: number): string | undefined {
  return typeof value === 'string' && value.length <= longest ? value : undefined;
}

function decimalOf(value: unknown): string | undefined {
  const text = isLosslessNumber(value) ? value.value : value;
  return typeof text === 'string' && /^-?(?:0|[1-9]\d{0,19})(?:\.\d{1,20})?$/.test(text) ? text : undefined;
}

function dateOf(value: unknown): string | undefined {
  const text = textOf(value, 10) ?? '';
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  // Date.parse takes 30 February for 1 March.
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? undefined : text;
}

/** Amounts go out as JSON numbers with every digit they have. */
function print(value: Customer | readonly Customer[]): string {
  const exact = (row: Customer) => ({
    ...row,
    creditLimit: new LosslessNumber(row.creditLimit),
    balance: new LosslessNumber(row.balance),
  });
  return stringify('id' in value ? exact(value) : value.map(exact)) ?? '';
}
