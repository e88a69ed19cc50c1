import initSqlJs, { type Database as SqlDatabase, type SqlJsStatic } from 'sql.js';
import { isCoded } from '../../codedError.ts';
import { aggregates } from './aggregates.ts';
import { readMoment, writeMoment, type Moment } from './dates.ts';
import { integer } from './decimal.ts';
import { keyToCell, numberToKey, toKey } from './numberKey.ts';
import { queryError } from './queryErrors.ts';
import { runScalar, type Stored } from './scalarFunctions.ts';
import type { Cell, Column, Table } from './tables.ts';
import type { StoredTable, Translation } from './translation.ts';

/** Assumed; what a query may hold at once, in bytes, its data included. */
const mostMemory = 256 * 1024 * 1024;

interface Aggregate {
  readonly init: () => unknown;
  readonly step: (state: unknown, value: unknown) => unknown;
  readonly finalize: (state: unknown) => Stored;
}

/** What the types of sql.js leave out. */
interface WithAggregates {
  create_aggregate(name: string, aggregate: Aggregate): void;
}

/**
 * SQLite with the tables that queries have asked for. Everything in it is text or null: numbers as keys (numberKey.ts),
 * dates as 'YYYY-MM-DD HH:MM:SS'.
 */
export class Database {
  readonly #sql: SqlDatabase;
  readonly #stored = new Map<Table, StoredTable>();
  readonly #functions = new Set<string>();
  /** What one of our own functions threw; SQLite hands on no more than its message. */
  #thrown: unknown;
  #today: Moment | undefined;
  #names = 0;

  constructor(sqlJs: SqlJsStatic) {
    this.#sql = new sqlJs.Database();
    // Sorting goes to memory that counts, not to files that would be memory all the same.
    this.#sql.run(`PRAGMA temp_store = MEMORY; PRAGMA hard_heap_limit = ${mostMemory}`);
    this.#sql.create_function('count_key', (count: number) => toKey(integer(count)));
    for (const [name, { init, step, finish }] of Object.entries(aggregates)) {
      (this.#sql as unknown as WithAggregates).create_aggregate(name, {
        init,
        step: (state, value) => this.#remembering(() => step(state, value as Stored)),
        finalize: state => this.#remembering(() => finish(state)),
      });
    }
  }

  static async open(wasm: Uint8Array): Promise<Database> {
    return new Database(await initSqlJs({ wasmBinary: wasm.slice().buffer }));
  }

  /** Brings a table in, once. Throws suiteql-bad-cell. */
  store(table: Table): StoredTable {
    const known = this.#stored.get(table);
    if (known) {
      return known;
    }
    this.#names += 1;
    const name = `x${this.#names}`;
    const stored: StoredTable = { table, name, spelled: spelledColumns(table) };
    const cells = table.columns.map((_, index) => `c${index}`);
    const spellings = [...stored.spelled].map(index => `r${index}`);
    const columns = [...cells, ...spellings];
    const id = table.columns.findIndex(column => column.name.toLowerCase() === 'id');
    this.#sql.run(`CREATE TABLE ${name} (${columns.map(column => `${column} TEXT`).join(', ')})`);
    this.#sql.run('BEGIN');
    const insert = this.#sql.prepare(`INSERT INTO ${name} VALUES (${columns.map(() => '?').join(', ')})`);
    try {
      for (const row of table.rows) {
        const values = table.columns.map((column, index) => storeCell(row[index] ?? null, column, table));
        insert.run([...values, ...[...stored.spelled].map(index => spelling(row[index]))]);
      }
    } finally {
      insert.free();
      this.#sql.run('COMMIT');
    }
    if (id >= 0) {
      this.#sql.run(`CREATE INDEX ${name}_id ON ${name} (c${id})`);
    }
    this.#stored.set(table, stored);
    return stored;
  }

  /** Lets go of a table that has changed or is gone. */
  drop(table: Table): void {
    const stored = this.#stored.get(table);
    if (stored) {
      this.#sql.run(`DROP TABLE ${stored.name}`);
      this.#stored.delete(table);
    }
  }

  /** Runs a translated statement and tells of each row; an error of `take` ends it. */
  run(sql: string, translation: Translation, take: (read: () => readonly unknown[]) => void): void {
    this.#today = translation.input.today;
    this.#thrown = undefined;
    this.#provide(translation);
    try {
      const statement = this.#sql.prepare(sql);
      try {
        // Constants that went into other constants are not bound.
        const places = [...sql.matchAll(/\?(\d+)/g)].map(([, place]) => Number(place));
        statement.bind(translation.bound.slice(0, Math.max(0, ...places)));
        while (statement.step()) {
          take(() => statement.get());
        }
      } finally {
        statement.free();
      }
    } catch (cause) {
      throw this.#failure(cause);
    }
  }

  #provide(translation: Translation): void {
    for (const [name, { scalar, arity }] of translation.functions) {
      if (this.#functions.has(name)) {
        continue;
      }
      const run = (...values: Stored[]): Stored =>
        this.#remembering(() => runScalar(scalar, values, this.#today ?? translation.input.today));
      // sql.js takes the number of arguments from the function's length.
      this.#sql.create_function(name, Object.defineProperty(run, 'length', { value: arity }));
      this.#functions.add(name);
    }
  }

  #remembering<T>(run: () => T): T {
    try {
      return run();
    } catch (error) {
      this.#thrown ??= error;
      throw error;
    }
  }

  #failure(cause: unknown): Error {
    const thrown = this.#thrown ?? cause;
    if (isCoded(thrown)) {
      return thrown;
    }
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    if (/out of memory|string or blob too big|Cannot enlarge memory|memory access/i.test(message)) {
      return queryError('suiteql-memory-limit', {}, { cause: thrown });
    }
    if (/too many|too large|too complex|at most 64 tables|parser stack overflow|maximum depth/i.test(message)) {
      return queryError('suiteql-unsupported', { what: 'a query as large as this', position: 0 }, { cause: thrown });
    }
    return queryError('suiteql-failed', { what: message.slice(0, 200) }, { cause: thrown });
  }
}

/** Number columns with a cell that would come back with other digits, such as '1299.90'. */
function spelledColumns({ columns, rows }: Table): ReadonlySet<number> {
  const spelled = new Set<number>();
  for (const [index, { type }] of columns.entries()) {
    const differs = (cell: Cell): boolean => {
      const key = cell === null || cell === '' ? undefined : numberToKey(cell);
      return key !== undefined && keyToCell(key) !== cell;
    };
    if (type === 'number' && rows.some(row => typeof row[index] === 'string' && differs(row[index]))) {
      spelled.add(index);
    }
  }
  return spelled;
}

function spelling(cell: Cell | undefined): string | null {
  return typeof cell === 'string' && cell !== '' ? cell : null;
}

function storeCell(cell: Cell, column: Column, table: Table): Stored {
  const stored = storedForm(cell, column);
  if (stored === undefined) {
    throw queryError('suiteql-bad-cell', { table: table.name, column: column.name });
  }
  return stored;
}

function storedForm(cell: Cell, { type }: Column): Stored | undefined {
  if (cell === null || cell === '') {
    return null;
  }
  switch (type) {
    case 'number':
      return numberToKey(cell);
    case 'date': {
      const moment = readMoment(String(cell));
      return moment && writeMoment(moment);
    }
    case 'boolean':
      return cell === 'T' || cell === 'F' ? cell : undefined;
    case 'text':
      return String(cell);
  }
}
