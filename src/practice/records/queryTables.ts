import type { PracticeAccount } from '../account.ts';
import { nameOf } from '../access/rules.ts';
import type { LoginAuditEntry } from '../loginAudit.ts';
import { numberedScripts } from '../restlets/scripts.ts';
import type { NumberedScript } from '../restlets/scripts.ts';
import type { AccountState, OrderLine, SalesOrder } from '../state/model.ts';
import type { Cell, Column, ColumnType, Table } from '../suiteQl/tables.ts';
import { orderStatusIds, orderStatusLabels } from './definitions.ts';
import { orderTotal } from './orderLines.ts';

// Columns are those of Oracle's Records Catalog as public queries use them; what is not seen there says so.

/** How a column is made of a row. */
type ColumnOf<Row> = readonly [column: Column, cell: (row: Row) => Cell];

interface Remembered {
  readonly from: readonly unknown[];
  readonly table: Table;
}

const remembered = new WeakMap<PracticeAccount, Map<string, Remembered>>();

/**
 * The account as the tables of SuiteQL. A table is the same object until what it shows has changed. The journals change
 * with every call, so they are there only for a query in which their names occur.
 */
export async function accountTables(account: PracticeAccount, query: string): Promise<readonly Table[]> {
  const state = account.store.current();
  const mentions = (name: string) => query.toLowerCase().includes(name);
  const people = displays(state.employees.map(each => [each.id, nameOf(each)]));
  const roles = displays(state.roles.map(each => [each.id, each.name]));
  const remember = <Row>(
    name: string,
    from: readonly unknown[],
    rows: () => readonly Row[],
    columns: () => readonly ColumnOf<Row>[],
  ) => rememberedTable(account, name, from, () => makeTable(name, rows(), columns()));
  const { customers, salesOrders, employees, tokens, applications } = state;
  const tables = [
    remember(
      'customer',
      [customers],
      () => customers,
      () => customerColumns,
    ),
    remember(
      'transaction',
      [salesOrders],
      () => salesOrders,
      () => transactionColumns,
    ),
    remember(
      'transactionLine',
      [salesOrders],
      () => salesOrders.flatMap(transactionLines),
      () => lineColumns,
    ),
    remember(
      'employee',
      [employees],
      () => employees,
      () => employeeColumns,
    ),
    remember(
      'role',
      [state.roles],
      () => state.roles,
      () => roleColumns,
    ),
    remember(
      'oAuthToken',
      [tokens, applications, employees, state.roles],
      () => tokens,
      () => tokenColumns(people, roles, displays(applications.map(each => [each.id, each.name]))),
    ),
  ];
  if (mentions('loginaudit')) {
    const rows = account.loginAudit.rows();
    const from = [rows, rows.length, employees, state.roles];
    tables.push(
      remember(
        'loginAudit',
        from,
        () => rows,
        () => auditColumns(people, roles),
      ),
    );
  }
  if (mentions('script')) {
    const scripts = account.workspace === '' ? [] : await numberedScripts(account);
    const notes = account.scriptNotes.rows();
    const deployments = scripts.flatMap(deploymentRows);
    const ids = new Map(scripts.map(({ internalId, script }) => [script.scriptId, internalId]));
    tables.push(
      remember(
        'script',
        scripts.map(({ script }) => script),
        () => scripts,
        () => scriptColumns,
      ),
      remember(
        'scriptDeployment',
        scripts.map(({ script }) => script),
        () => deployments,
        () => deploymentColumns,
      ),
      remember(
        'scriptNote',
        [notes, notes.length, ...scripts.map(({ script }) => script)],
        () => notes.map((note, index) => ({ note, id: index + 1, script: ids.get(note.scriptId) ?? null })),
        () => noteColumns,
      ),
    );
  }
  return tables;
}

function rememberedTable(account: PracticeAccount, name: string, from: readonly unknown[], make: () => Table): Table {
  const tables = remembered.get(account) ?? new Map<string, Remembered>();
  remembered.set(account, tables);
  const known = tables.get(name);
  if (known && known.from.length === from.length && known.from.every((each, index) => each === from[index])) {
    return known.table;
  }
  const table = make();
  tables.set(name, { from, table });
  return table;
}

function makeTable<Row>(name: string, rows: readonly Row[], columns: readonly ColumnOf<Row>[]): Table {
  return {
    name,
    columns: columns.map(([column]) => column),
    rows: rows.map(row => columns.map(([, cell]) => cell(row))),
  };
}

type More = Pick<Column, 'displays' | 'combinesWith'>;

function column<Row>(name: string, type: ColumnType, cell: (row: Row) => Cell, more: More = {}): ColumnOf<Row> {
  return [{ name, type, ...more }, cell];
}

function displays(labels: readonly (readonly [id: number | string, label: string])[]): More {
  return { displays: { values: Object.fromEntries(labels) } };
}

const yesNo = (value: boolean): Cell => (value ? 'T' : 'F');
const named = (id: number): Cell => (id === 0 ? null : id);
const moment = (milliseconds: number): Cell => new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');

const customerColumns: readonly ColumnOf<AccountState['customers'][number]>[] = [
  column('id', 'number', row => row.id),
  column('entityid', 'text', row => row.companyName),
  column('entitytitle', 'text', row => row.companyName),
  column('companyname', 'text', row => row.companyName),
  column('altname', 'text', row => row.companyName),
  column('isperson', 'boolean', () => 'F'),
  column('email', 'text', row => row.email),
  // A code, as everywhere in the practice account; NetSuite has the id of a currency.
  column('currency', 'text', row => row.currency),
  column('creditlimit', 'number', row => row.creditLimit),
  column('balancesearch', 'number', row => row.balance),
  column('balance', 'number', row => row.balance),
  column('datecreated', 'date', row => row.dateCreated),
  column('isinactive', 'boolean', row => yesNo(row.isInactive)),
];

const salesOrderType = 'SalesOrd';

const transactionColumns: readonly ColumnOf<SalesOrder>[] = [
  column('id', 'number', row => row.id),
  column('tranid', 'text', row => row.tranId),
  column('transactionnumber', 'text', row => row.tranId),
  column('trandisplayname', 'text', row => `Sales Order #${row.tranId}`),
  column('type', 'text', () => salesOrderType, displays([[salesOrderType, 'Sales Order']])),
  column('recordtype', 'text', () => 'salesorder'),
  column('trandate', 'date', row => row.tranDate),
  column('entity', 'number', row => row.customerId, { displays: { table: 'customer', column: 'entitytitle' } }),
  column('employee', 'number', row => named(row.salesRepId), { displays: { table: 'employee', column: 'entityid' } }),
  column('status', 'text', row => orderStatusIds[row.status], {
    combinesWith: 'type',
    ...displays(
      Object.entries(orderStatusLabels).map(([status, label]) => [
        orderStatusIds[status as SalesOrder['status']],
        `Sales Order : ${label}`,
      ]),
    ),
  }),
  column('currency', 'text', row => row.currency),
  column('foreigntotal', 'number', row => orderTotal(row.lines)),
  column('memo', 'text', row => row.memo),
  column('posting', 'boolean', () => 'F'),
  column('voided', 'boolean', () => 'F'),
];

interface LineRow {
  readonly order: SalesOrder;
  /** 0 for the main line, which each transaction has one of. */
  readonly number: number;
  readonly line: OrderLine | undefined;
}

function transactionLines(order: SalesOrder): readonly LineRow[] {
  const lines = order.lines.map((line, index) => ({ order, number: index + 1, line }));
  return [{ order, number: 0, line: undefined }, ...lines];
}

/** What an order sells goes out, so its quantities and amounts are negative (widely known among practitioners). */
const negated = (decimal: string): Cell => (decimal.startsWith('-') ? decimal.slice(1) : `-${decimal}`);

const lineColumns: readonly ColumnOf<LineRow>[] = [
  column('uniquekey', 'number', ({ order, number }) => order.id * 1_000 + number),
  column('transaction', 'number', ({ order }) => order.id, {
    displays: { table: 'transaction', column: 'trandisplayname' },
  }),
  column('id', 'number', ({ number }) => number),
  column('linesequencenumber', 'number', ({ number }) => number),
  column('mainline', 'boolean', ({ line }) => yesNo(line === undefined)),
  column('taxline', 'boolean', () => 'F'),
  column('entity', 'number', ({ order }) => order.customerId, {
    displays: { table: 'customer', column: 'entitytitle' },
  }),
  // A name, as there are no item records here; NetSuite has an id.
  column('item', 'text', ({ line }) => line?.item ?? null),
  column('memo', 'text', ({ order, line }) => (line ? line.description : order.memo)),
  column('quantity', 'number', ({ line }) => (line ? negated(line.quantity) : null)),
  column('rate', 'number', ({ line }) => line?.rate ?? null),
  column('foreignamount', 'number', ({ order, line }) => (line ? negated(line.amount) : orderTotal(order.lines))),
  column('netamount', 'number', ({ order, line }) => (line ? negated(line.amount) : orderTotal(order.lines))),
];

const employeeColumns: readonly ColumnOf<AccountState['employees'][number]>[] = [
  column('id', 'number', row => row.id),
  column('entityid', 'text', nameOf),
  column('firstname', 'text', row => row.firstName),
  column('lastname', 'text', row => row.lastName),
  column('email', 'text', row => row.email),
  column('isinactive', 'boolean', row => yesNo(row.isInactive)),
];

/** The last two columns are assumed. */
const roleColumns: readonly ColumnOf<AccountState['roles'][number]>[] = [
  column('id', 'number', row => row.id),
  column('name', 'text', row => row.name),
  column('scriptid', 'text', row => row.scriptId),
  column('isinactive', 'boolean', row => yesNo(row.isInactive)),
  column('iswebserviceonlyrole', 'boolean', row => yesNo(row.webServicesOnly)),
];

const scriptColumns: readonly ColumnOf<NumberedScript>[] = [
  column('id', 'number', row => row.internalId),
  column('scriptid', 'text', ({ script }) => script.scriptId),
  column('name', 'text', ({ script }) => script.name),
  column('description', 'text', ({ script }) => script.description),
  column('scripttype', 'text', () => 'RESTLET', displays([['RESTLET', 'RESTlet']])),
  // The path; NetSuite has the id of a file.
  column('scriptfile', 'text', ({ script }) => script.scriptFile),
  column('apiversion', 'text', () => '2.1'),
  column('isinactive', 'boolean', ({ script }) => yesNo(script.isInactive)),
];

interface DeploymentRow {
  readonly script: NumberedScript;
  /** Its place in its script, from 1. */
  readonly number: number;
  readonly deployment: NumberedScript['script']['deployments'][number];
}

function deploymentRows(script: NumberedScript): readonly DeploymentRow[] {
  return script.script.deployments.map((deployment, index) => ({ script, number: index + 1, deployment }));
}

/** Internal ids of deployments are made of those of their scripts (assumed; SDF objects carry none). */
const deploymentId = ({ script, number }: DeploymentRow): Cell => script.internalId * 1_000 + number;

const deploymentColumns: readonly ColumnOf<DeploymentRow>[] = [
  column('primarykey', 'number', deploymentId),
  column('id', 'number', deploymentId),
  column('deploymentid', 'number', ({ number }) => number),
  column('script', 'number', ({ script }) => script.internalId, { displays: { table: 'script', column: 'name' } }),
  column('scriptid', 'text', ({ deployment }) => deployment.scriptId),
  column('title', 'text', ({ deployment }) => deployment.title),
  column(
    'status',
    'text',
    ({ deployment }) => deployment.status,
    displays([
      ['RELEASED', 'Released'],
      ['TESTING', 'Testing'],
    ]),
  ),
  column('isdeployed', 'boolean', ({ deployment }) => yesNo(deployment.isDeployed)),
  column('loglevel', 'text', ({ deployment }) => deployment.logLevel),
];

interface NoteRow {
  readonly note: ReturnType<PracticeAccount['scriptNotes']['rows']>[number];
  readonly id: number;
  readonly script: number | null;
}

const noteColumns: readonly ColumnOf<NoteRow>[] = [
  column('internalid', 'number', row => row.id),
  column('date', 'date', ({ note }) => moment(note.at)),
  // The script that wrote it, in spite of the name (public queries join it with script.id).
  column('scripttype', 'number', row => row.script, { displays: { table: 'script', column: 'name' } }),
  column('type', 'text', ({ note }) => note.level),
  column('title', 'text', ({ note }) => note.title),
  column('detail', 'text', ({ note }) => note.detail),
];

function auditColumns(people: More, roles: More): readonly ColumnOf<LoginAuditEntry>[] {
  return [
    column('date', 'date', row => moment(row.at)),
    column('status', 'text', row => row.status),
    column('oAuthAppName', 'text', row => row.applicationName),
    column('oAuthAccessTokenName', 'text', row => row.tokenName),
    column('user', 'number', row => named(row.employeeId), people),
    column('role', 'number', row => named(row.roleId), roles),
    column('ipAddress', 'text', row => row.ipAddress),
    column('requestUri', 'text', row => row.requestUri),
    column('detail', 'text', row => row.detail),
    column('userAgent', 'text', row => row.userAgent),
  ];
}

/** That there is such a table is known, its columns are assumed. No query shows a token or a secret. */
function tokenColumns(people: More, roles: More, names: More): readonly ColumnOf<AccountState['tokens'][number]>[] {
  return [
    column('id', 'number', row => row.id),
    column('name', 'text', row => row.name),
    column('application', 'number', row => row.applicationId, names),
    column('user', 'number', row => row.employeeId, people),
    column('role', 'number', row => row.roleId, roles),
    column('datecreated', 'date', row => row.createdAt.slice(0, 19).replace('T', ' ')),
    column('isinactive', 'boolean', row => yesNo(row.state !== 'active')),
    column('isrevoked', 'boolean', row => yesNo(row.state === 'revoked')),
  ];
}
