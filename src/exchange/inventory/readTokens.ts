import type { MissingPart, TokenFacts } from '../../migration/accountFacts.ts';
import { shortened } from '../reads/readAnswer.ts';
import { isObject } from '../../isObject.ts';
import { askRows, isMissing, missingPart, type InventoryPorts, type Row, type Rows } from './askRows.ts';

/** NetSuite's table of tokens, as far as public code names it. */
const tokenTable = 'OAuthToken';

/** What is wanted of a token, and under which names it is looked for: those that like columns of other tables have. */
const candidates = {
  id: ['id', 'internalid'],
  name: ['name', 'tokenname', 'oauthaccesstokenname'],
  application: ['application', 'applicationname', 'oauthappname', 'integration', 'consumer'],
  user: ['user', 'entity', 'employee', 'username'],
  role: ['role', 'rolename'],
  created: ['datecreated', 'created', 'createddate', 'creationdate'],
  inactive: ['isinactive', 'inactive'],
  revoked: ['isrevoked', 'revoked'],
} as const;

type Field = keyof typeof candidates;
type Columns = Readonly<Partial<Record<Field, string>>>;
const fields = Object.keys(candidates) as Field[];
/** Fields that refer to a record, so that BUILTIN.DF gives a name for them. */
const references: ReadonlySet<Field> = new Set(['application', 'user', 'role']);

const mostPages = 20;
const internalId = /^-?\d{1,18}$/;

export interface ReadTokens {
  /** Undefined where the table could not be read. */
  readonly tokens?: readonly TokenFacts[];
  readonly isCut: boolean;
  readonly missing: readonly MissingPart[];
}

/**
 * Reads the table of tokens. Its columns are documented nowhere, so they are taken from what comes back, and those that are
 * not found are named. Of all other columns not even a value is looked at: whatever else NetSuite keeps there stays out.
 *
 * @throws as askRows, but for what isMissing says
 */
export async function readTokens(ports: InventoryPorts): Promise<ReadTokens> {
  let seen: Rows;
  try {
    seen = await askRows(ports, 'tokens', `SELECT * FROM ${tokenTable}`, 1);
  } catch (error) {
    if (!isMissing(error)) {
      throw error;
    }
    return { isCut: false, missing: [missingPart(error, tokenTable)] };
  }
  if (seen.items.length === 0) {
    return { tokens: [], isCut: false, missing: [] };
  }
  const columns = findColumns(seen.items);
  const lacking = fields
    .filter(field => columns[field] === undefined && field !== 'id')
    .map((field): MissingPart => ({ table: tokenTable, column: field, why: 'empty', detail: '' }));
  const named = await askNamed(ports, columns, seen);
  return {
    tokens: distinct(named.rows.rows.map(row => readToken(row, named.columns))),
    isCut: named.rows.isCut,
    missing: [...lacking, ...named.missing],
  };
}

/** A null has no member, so a column is there where any row has it. */
function findColumns(items: readonly unknown[]): Columns {
  const names = new Set(
    items.flatMap(item => (isObject(item) ? Object.keys(item) : [])).map(name => name.toLowerCase()),
  );
  return Object.fromEntries(
    fields.flatMap(field => {
      const column = candidates[field].find(name => names.has(name));
      return column === undefined ? [] : [[field, column]];
    }),
  );
}

interface NamedRows {
  readonly rows: Rows;
  /** Where the fields are in the rows. */
  readonly columns: Readonly<Partial<Record<Field | `${Field}Name`, string>>>;
  readonly missing: readonly MissingPart[];
}

/** Reads the columns that were found once more, with names beside internal IDs and in an order that keeps pages apart. */
async function askNamed(ports: InventoryPorts, columns: Columns, seen: Rows): Promise<NamedRows> {
  const isReference = (field: Field) =>
    references.has(field) && seen.rows.some(row => internalId.test(row(columns[field] ?? '') ?? ''));
  const found = fields.filter(field => columns[field] !== undefined);
  const parts = found.flatMap(field => [
    `t.${columns[field]} AS token${field}`,
    ...(isReference(field) ? [`BUILTIN.DF(t.${columns[field]}) AS shown${field}`] : []),
  ]);
  const order = columns.id === undefined ? '' : ` ORDER BY t.${columns.id}`;
  const aliases = Object.fromEntries(
    found.flatMap(field => [
      [field, `token${field}`],
      ...(isReference(field) ? [[`${field}Name`, `shown${field}`]] : []),
    ]),
  ) as NamedRows['columns'];
  try {
    const query = `SELECT ${parts.join(', ')} FROM ${tokenTable} t${order}`;
    return { rows: await askRows(ports, 'tokens', query, mostPages), columns: aliases, missing: [] };
  } catch (error) {
    if (!isMissing(error)) {
      throw error;
    }
    // What came first is better than nothing; the names are what it lacks.
    const rows = seen.isCut
      ? await askRows(ports, 'tokens', `SELECT * FROM ${tokenTable}${order.replace('t.', '')}`, mostPages)
      : seen;
    return { rows, columns, missing: [missingPart(error, tokenTable, 'BUILTIN.DF')] };
  }
}

function readToken(row: Row, columns: NamedRows['columns']): TokenFacts {
  const cell = (field: keyof NamedRows['columns']) => {
    const column = columns[field];
    return column === undefined ? undefined : shortened(row(column)) || undefined;
  };
  const pair = (field: 'application' | 'user' | 'role') => {
    const value = cell(field);
    const isId = value !== undefined && internalId.test(value);
    const name = cell(`${field}Name`) ?? (isId ? undefined : value);
    return {
      // An ID is what BUILTIN.DF shows of a record that the role may not see (assumed).
      ...(name !== undefined && name !== value ? { [field]: name } : !isId && name !== undefined && { [field]: name }),
      ...(isId && { [`${field}Id`]: value }),
    };
  };
  const flag = (value: string | undefined) => (value === undefined ? undefined : value === 'T' || value === 'true');
  const id = cell('id');
  const created = cell('created');
  const isInactive = flag(cell('inactive'));
  const isRevoked = flag(cell('revoked'));
  return {
    name: cell('name') ?? '',
    ...(id !== undefined && { id }),
    ...pair('application'),
    ...pair('user'),
    ...pair('role'),
    ...(created !== undefined && { created }),
    ...(isInactive !== undefined && { isInactive }),
    ...(isRevoked !== undefined && { isRevoked }),
  };
}

/** A token that is made meanwhile may shift the pages, so that a row comes twice. */
function distinct(tokens: readonly TokenFacts[]): readonly TokenFacts[] {
  return [...new Map(tokens.map((token, index) => [token.id ?? `row ${index}`, token])).values()];
}
