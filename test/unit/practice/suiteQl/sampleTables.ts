import { CodedError } from '../../../../src/codedError.ts';
import type { QueryAnswer } from '../../../../src/practice/suiteQl/queryMessages.ts';
import { runSuiteQl, type QueryOptions } from '../../../../src/practice/suiteQl/suiteQl.ts';
import type { Cell, Table } from '../../../../src/practice/suiteQl/tables.ts';

const customer: Table = {
  name: 'customer',
  columns: [
    { name: 'id', type: 'number' },
    { name: 'entityId', type: 'text' },
    { name: 'companyName', type: 'text' },
    { name: 'balance', type: 'number' },
    { name: 'dateCreated', type: 'date' },
    { name: 'isInactive', type: 'boolean' },
    { name: 'salesRep', type: 'number', displays: { table: 'employee', column: 'entityId' } },
  ],
  rows: [
    [1, 'C-1', 'Acme', '1299.90', '2024-01-31', 'F', 11],
    [2, 'C-2', 'Böhm & Söhne', 0.1, '2024-02-29 10:30:00', 'F', 12],
    [3, 'C-3', 'acme tools', 0.2, '2023-12-31', 'T', 11],
    [4, 'C-4', '', null, null, 'F', null],
    [5, 'C-5', "O'Neil 🌍", '12345678901234567890.12', '2024-01-01', 'F', 99],
  ],
};

const transaction: Table = {
  name: 'transaction',
  columns: [
    { name: 'id', type: 'number' },
    { name: 'tranId', type: 'text' },
    { name: 'tranDate', type: 'date' },
    { name: 'type', type: 'text' },
    {
      name: 'status',
      type: 'text',
      displays: { values: { A: 'Open', B: 'Paid In Full' } },
      combinesWith: 'type',
    },
    { name: 'entity', type: 'number', displays: { table: 'customer', column: 'companyName' } },
  ],
  rows: [
    [101, 'INV1', '2024-03-01', 'CustInvc', 'A', 1],
    [102, 'INV2', '2024-03-15', 'CustInvc', 'B', 1],
    [103, 'SO1', '2024-04-01', 'SalesOrd', 'B', 2],
    [104, 'SO2', '2024-05-31', 'SalesOrd', null, null],
  ],
};

const transactionLine: Table = {
  name: 'transactionLine',
  columns: [
    { name: 'transaction', type: 'number' },
    { name: 'linesequencenumber', type: 'number' },
    { name: 'quantity', type: 'number' },
    { name: 'rate', type: 'number' },
    { name: 'memo', type: 'text' },
  ],
  rows: [
    [101, 1, 3, '19.99', 'nails'],
    [101, 2, 1, '0.03', null],
    [102, 1, -2, '10.00', 'returned'],
    [103, 1, 7, '3', '100%_sure'],
  ],
};

const employee: Table = {
  name: 'employee',
  columns: [
    { name: 'id', type: 'number' },
    { name: 'entityId', type: 'text' },
    { name: 'title', type: 'text' },
  ],
  rows: [
    [11, 'Jane Doe', 'Clerk'],
    [12, 'Bo Li', 'Manager'],
  ],
};

const loginAudit: Table = {
  name: 'loginAudit',
  columns: [
    { name: 'date', type: 'date' },
    { name: 'user', type: 'number' },
    { name: 'status', type: 'text' },
    { name: 'detail', type: 'text' },
  ],
  rows: [['2024-06-01 08:00:00', 11, 'Failure', 'InvalidSignature']],
};

export const tables: readonly Table[] = [customer, transaction, transactionLine, employee, loginAudit];

/** 15 June 2024, 13:45:30 UTC. */
export const now = Date.UTC(2024, 5, 15, 13, 45, 30);

export function ask(query: string, options: Partial<QueryOptions> = {}): Promise<QueryAnswer> {
  return runSuiteQl(query, {
    tables,
    mayRead: () => true,
    limit: 1000,
    offset: 0,
    signal: new AbortController().signal,
    timeLimitMs: 20_000,
    now,
    ...options,
  });
}

export async function rows(query: string, ...params: readonly Cell[]): Promise<readonly (readonly Cell[])[]> {
  return (await ask(query, { params })).rows;
}

/** The first column of the result. */
export async function column(query: string, ...params: readonly Cell[]): Promise<readonly Cell[]> {
  return (await rows(query, ...params)).map(row => row[0] ?? null);
}

/** One expression's value. */
export async function value(expression: string, ...params: readonly Cell[]): Promise<Cell> {
  return (await column(`SELECT ${expression} FROM DUAL`, ...params))[0] ?? null;
}

/** The code and data that a query is refused with. */
export async function refusal(query: string, options: Partial<QueryOptions> = {}): Promise<Record<string, unknown>> {
  try {
    const { rows: got } = await ask(query, options);
    return { answered: got };
  } catch (error) {
    return error instanceof CodedError ? { code: error.code as string, ...error.data } : { thrown: error };
  }
}
