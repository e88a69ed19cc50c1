import { describe, expect, it } from 'vitest';
import {
  createRecord,
  deleteRecord,
  findRecord,
  listRecords,
  updateRecord,
} from '../../../../src/practice/records/store.ts';
import { mayTouch } from '../../../../src/practice/records/permissions.ts';
import { readState } from '../../../../src/practice/state/readState.ts';
import { seedState } from '../../../../src/practice/state/seed.ts';
import type { Role } from '../../../../src/practice/state/model.ts';

const now = Date.UTC(2026, 10, 23, 23, 59);
const state = seedState().sandbox;
const coded = (code: string, data: object = {}) =>
  expect.objectContaining({ code, data: expect.objectContaining(data) as object }) as object;

describe('the record store', () => {
  it('creates a customer with the next id, defaults, and the day as date', () => {
    const [next, id] = createRecord(
      state,
      'customer',
      { companyname: 'New GmbH', creditlimit: '9007199254740993.10' },
      {},
      now,
    );
    expect(findRecord(next, 'customer', id).fields).toEqual({
      entityid: 'New GmbH',
      companyname: 'New GmbH',
      email: '',
      currency: 'USD',
      creditlimit: '9007199254740993.10',
      balance: '0.00',
      datecreated: '2026-11-23',
      isinactive: false,
    });
    expect(listRecords(next, 'customer')).toHaveLength(state.customers.length + 1);
  });

  it('gives no id twice, not even after a delete', () => {
    const [one, first] = createRecord(state, 'customer', { companyname: 'A' }, {}, now);
    const [, second] = createRecord(deleteRecord(one, 'customer', first), 'customer', { companyname: 'B' }, {}, now);
    expect(second).toBe(first + 1);
  });

  it('creates an order in its customer’s currency, waiting for approval', () => {
    const lines = { item: [{ item: 'Bolt', quantity: '2', rate: '1.25' }] };
    const [next, id] = createRecord(state, 'salesorder', { entity: '102' }, lines, now);
    expect(findRecord(next, 'salesorder', id).fields).toMatchObject({
      tranid: `SO${id}`,
      entity: 102,
      trandate: '2026-11-23',
      status: 'pendingApproval',
      orderstatus: 'A',
      total: '2.50',
      currency: 'EUR',
      salesrep: null,
    });
  });

  it.each([
    ['a field that is not there', { companyname: 'A', nmae: 'x' }, 'record-field-unknown', 'nmae'],
    ['a missing name', { email: 'a@b.example' }, 'record-field-missing', 'companyname'],
    ['an empty name', { companyname: '' }, 'record-field-missing', 'companyname'],
    ['an e-mail address that is none', { companyname: 'A', email: 'a b' }, 'record-field-invalid', 'email'],
    ['a currency that is no code', { companyname: 'A', currency: 'euro' }, 'record-field-invalid', 'currency'],
    ['an amount that is no decimal', { companyname: 'A', balance: 'much' }, 'record-field-invalid', 'balance'],
    [
      'a day that does not exist',
      { companyname: 'A', datecreated: '2026-02-30' },
      'record-field-invalid',
      'datecreated',
    ],
    ['a box that is neither', { companyname: 'A', isinactive: 'yes' }, 'record-field-invalid', 'isinactive'],
    ['a name that is too long', { companyname: 'x'.repeat(301) }, 'record-field-invalid', 'companyname'],
    ['what the account sets', { companyname: 'A', entityid: 'X' }, 'record-field-read-only', 'entityid'],
  ])('refuses a customer with %s', (_, fields, code, field) => {
    expect(() => createRecord(state, 'customer', fields, {}, now)).toThrow(coded(code, { field }));
  });

  it.each([
    ['of nobody', { entity: 999 }, 'entity'],
    ['by nobody', { entity: 101, salesrep: 999 }, 'salesrep'],
    ['in another currency', { entity: 101, currency: 'EUR' }, 'currency'],
    ['that is billed already', { entity: 101, orderstatus: 'G' }, 'orderstatus'],
  ])('refuses an order %s', (_, fields, field) => {
    const lines = { item: [{ item: 'Bolt', rate: '1' }] };
    expect(() => createRecord(state, 'salesorder', fields, lines, now)).toThrow(
      coded('record-field-invalid', { field }),
    );
  });

  it('changes only the fields given, and clears with null', () => {
    const next = updateRecord(state, 'customer', 101, { email: null, creditlimit: '1' }, {});
    expect(findRecord(next, 'customer', 101).fields).toMatchObject({
      companyname: 'Acme Corporation',
      email: '',
      creditlimit: '1',
    });
  });

  it('takes a record back as it was read', () => {
    const { fields, sublists } = findRecord(state, 'salesorder', 501);
    const next = updateRecord(state, 'salesorder', 501, fields, sublists);
    expect(findRecord(next, 'salesorder', 501)).toEqual(findRecord(state, 'salesorder', 501));
  });

  it('lets nobody change what it works out', () => {
    expect(() => updateRecord(state, 'salesorder', 501, { total: '1.00' }, {})).toThrow(
      coded('record-field-read-only', { field: 'total' }),
    );
  });

  it('lets an order be approved but not billed by hand', () => {
    const next = updateRecord(state, 'salesorder', 503, { orderstatus: 'B' }, {});
    expect(findRecord(next, 'salesorder', 503).fields['status']).toBe('pendingFulfillment');
    expect(() => updateRecord(state, 'salesorder', 502, { orderstatus: 'A' }, {})).toThrow(
      coded('record-field-invalid'),
    );
  });

  it('keeps a customer that has orders', () => {
    expect(() => deleteRecord(state, 'customer', 101)).toThrow(coded('record-in-use', { id: 101 }));
    expect(deleteRecord(state, 'customer', 105).customers).toHaveLength(state.customers.length - 1);
  });

  it('leaves making and removing employees to the set-up pages, and e-mail addresses to one each', () => {
    expect(() => createRecord(state, 'employee', {}, {}, now)).toThrow(coded('record-not-managed'));
    expect(() => deleteRecord(state, 'employee', 42)).toThrow(coded('record-not-managed'));
    const next = updateRecord(state, 'employee', 42, { lastname: 'Roe' }, {});
    expect(findRecord(next, 'employee', 42).fields['entityid']).toBe('Jane Roe');
    expect(() => updateRecord(state, 'employee', 42, { email: 'ALEX.ADMIN@practice.example' }, {})).toThrow(
      coded('record-field-invalid', { field: 'email' }),
    );
  });

  it('holds 10,000 customers and no more', () => {
    const customer = state.customers[0]!;
    const full = { ...state, customers: Array.from({ length: 10_000 }, () => customer) };
    expect(() => createRecord(full, 'customer', { companyname: 'A' }, {}, now)).toThrow(coded('record-too-many'));
  });

  it('makes only states that can be read again', () => {
    const world = seedState();
    const [one] = createRecord(world.sandbox, 'customer', { companyname: '🚀', balance: '1e2' }, {}, now);
    const [two] = createRecord(one, 'salesorder', { entity: 101 }, { item: [{ item: 'X', amount: '3.00' }] }, now);
    expect(() => readState(JSON.stringify({ ...world, sandbox: two }), 'state.json')).not.toThrow();
  });
});

describe('who may touch records', () => {
  const role = (level: 'NONE' | 'VIEW' | 'CREATE' | 'EDIT' | 'FULL'): Role => ({
    id: 2000,
    scriptId: 'customrole_x',
    name: 'X',
    isInactive: false,
    webServicesOnly: false,
    permissions: { LIST_CUSTJOB: level },
  });

  it.each([
    ['NONE', []],
    ['VIEW', ['view']],
    ['CREATE', ['view', 'create']],
    ['EDIT', ['view', 'create', 'edit']],
    ['FULL', ['view', 'create', 'edit', 'delete']],
  ] as const)('with level %s: %j', (level, allowed) => {
    const actions = ['view', 'create', 'edit', 'delete'] as const;
    expect(actions.filter(each => mayTouch(role(level), 'customer', each))).toEqual(allowed);
    expect(mayTouch(role(level), 'salesorder', 'view')).toBe(false);
  });
});
