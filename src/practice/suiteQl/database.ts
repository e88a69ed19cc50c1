import type { AggregateOptions, DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { isCoded } from '../../codedError.ts';
import { aggregates } from './aggregates.ts';
import { readMoment, writeMoment, type Moment } from './dates.ts';
import { integer } from './decimal.ts';
import { keyToCell, numberToKey, toKey } from './numberKey.ts';
import { queryError } from './queryErrors.ts';
import { runScalar, type Stored } from './scalarFunctions.ts';
import type { Cell, Column, Table } from './tables.ts';
import type { StoredTable, Translation } from './translation.ts';

/**
 * SQLite with the tables that queries have asked for. Everything in it is text or null: numbers as keys (numberKey.ts),
 * dates as 'YYYY-MM-DD HH:MM:SS'.
 */
export class Database {
  readonly #sql: DatabaseSync;
  readonly #stored = new Map<Table, StoredTable>();
  readonly #functions = new Set<string>();
  /** What one of our own functions threw. */
  #thrown: unknown;
  #today: Moment | undefined;
  #names = 0;

  /** @param sql empty */
  constructor(sql: DatabaseSync) {
    this.#sql = sql;
    // Sorting goes to memory that counts, not to files. Queries change nothing.
    this.#sql.exec('PRAGMA temp_store = MEMORY; PRAGMA query_only = ON');
    this.#sql.function('count_key', count => toKey(integer(Number(count))));
    for (const [name, { init, step, finish }] of Object.entries(aggregates)) {
      const options = {
        start: init,
        step: (state: unknown, value: unknown) => this.#keeping(() => step(state, value as Stored), state),
        result: (state: unknown) => this.#keeping(() => finish(state), null),
      };
      // Its types know no state but what SQL has.
      this.#sql.aggregate(name, options as unknown as AggregateOptions);
    }
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
    this.#change(() => {
      this.#sql.exec(`CREATE TABLE ${name} (${columns.map(column => `${column} TEXT`).join(', ')})`);
      const insert = this.#sql.prepare(`INSERT INTO ${name} VALUES (${columns.map(() => '?').join(', ')})`);
      for (const row of table.rows) {
        const values = table.columns.map((column, index) => storeCell(row[index] ?? null, column, table));
        insert.run(...values, ...[...stored.spelled].map(index => spelling(row[index])));
      }
      if (id >= 0) {
        this.#sql.exec(`CREATE INDEX ${name}_id ON ${name} (c${id})`);
      }
    });
    this.#stored.set(table, stored);
    return stored;
  }

  /** Lets go of a table that has changed or is gone. */
  drop(table: Table): void {
    const stored = this.#stored.get(table);
    if (stored) {
      this.#change(() => {
        this.#sql.exec(`DROP TABLE ${stored.name}`);
      });
      this.#stored.delete(table);
    }
  }

  /** All of it or nothing. */
  #change(work: () => void): void {
    this.#sql.exec('PRAGMA query_only = OFF; BEGIN');
    try {
      work();
      this.#sql.exec('COMMIT');
    } catch (error) {
      this.#sql.exec('ROLLBACK');
      throw error;
    } finally {
      this.#sql.exec('PRAGMA query_only = ON');
    }
  }

  /** Runs a translated statement and tells of each row; an error of `take` ends it. */
  run(sql: string, translation: Translation, take: (row: readonly unknown[]) => void): void {
    if (!/^(?:SELECT|WITH)\b/.test(sql)) {
      throw queryError('suiteql-failed', { what: 'no query' });
    }
    this.#today = translation.input.today;
    this.#thrown = undefined;
    this.#provide(translation);
    try {
      const statement = this.#sql.prepare(sql);
      statement.setReturnArrays(true);
      // Constants that went into other constants do not occur.
      statement.setAllowUnknownNamedParameters(true);
      const values = Object.fromEntries(translation.bound.map((value, index) => [`v${index + 1}`, value]));
      for (const row of statement.iterate(values)) {
        this.#throwKept();
        take(row as unknown as readonly unknown[]);
      }
      this.#throwKept();
    } catch (cause) {
      throw this.#failure(cause);
    }
  }

  #provide(translation: Translation): void {
    for (const [name, { scalar, arity }] of translation.functions) {
      if (this.#functions.has(name)) {
        continue;
      }
      const run = (...values: Stored[]): Stored => {
        this.#throwKept();
        try {
          return runScalar(scalar, values, this.#today ?? translation.input.today);
        } catch (error) {
          // Where aggregates are under way, they are asked for their results once more, and Node loses what was thrown.
          this.#thrown = error;
          throw error;
        }
      };
      // Node takes the number of arguments from the function's length.
      const counted = Object.defineProperty(run, 'length', { value: arity }) as (...values: SQLOutputValue[]) => Stored;
      this.#sql.function(name, { directOnly: true }, counted);
      this.#functions.add(name);
    }
  }

  /** For aggregates, whose errors Node loses or crashes over (seen up to Node 24): it is thrown at the next occasion. */
  #keeping<T>(run: () => T, otherwise: T): T {
    if (this.#thrown !== undefined) {
      return otherwise;
    }
    try {
      return run();
    } catch (error) {
      this.#thrown = error;
      return otherwise;
    }
  }

  #throwKept(): void {
    if (this.#thrown !== undefined) {
      throw this.#thrown as Error;
    }
  }

  #failure(cause: unknown): Error {
    const thrown = this.#thrown ?? cause;
    if (isCoded(thrown)) {
      return thrown;
    }
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    if (/out of memory|string or blob too big/i.test(message)) {
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
