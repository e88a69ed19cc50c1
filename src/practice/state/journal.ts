import { closeSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { readTextIfThere } from './stateStore.ts';

/** Rows that are only ever added: the oldest go when there are too many. */
export interface Journal<Row> {
  /** From the oldest to the newest. */
  readonly rows: () => readonly Row[];
  readonly add: (row: Row) => void;
  readonly clear: () => void;
  readonly close: () => void;
}

/** How many rows are kept. */
export const journalLimit = 5_000;

/** A journal that ends with the process. */
export function memoryJournal<Row>(limit = journalLimit): Journal<Row> {
  let rows: Row[] = [];
  return {
    rows: () => rows,
    add: row => {
      rows.push(row);
      if (rows.length > limit) {
        rows = rows.slice(-limit);
      }
    },
    clear: () => {
      rows = [];
    },
    close: () => undefined,
  };
}

/**
 * A journal in a file, a line of JSON for each row. `add` has handed its row to the operating system when it returns, so
 * that a process that is killed loses none; it does not wait for the disk. A last line that was cut off is dropped.
 *
 * @throws errors of the file system as they are
 */
export async function openJournal<Row>(file: string, limit = journalLimit): Promise<Journal<Row>> {
  const inMemory = memoryJournal<Row>(limit);
  for (const row of readRows<Row>((await readTextIfThere(file)) ?? '')) {
    inMemory.add(row);
  }
  let lines = 0;
  let handle = 0;
  // All at once and without waiting, so that no row can be added in the middle.
  const rewrite = () => {
    const rows = inMemory.rows();
    writeFileSync(`${file}.tmp`, rows.map(row => `${JSON.stringify(row)}\n`).join(''), { mode: 0o600 });
    // Windows replaces no file that is open.
    if (handle > 0) {
      closeSync(handle);
    }
    renameSync(`${file}.tmp`, file);
    handle = openSync(file, 'a', 0o600);
    lines = rows.length;
  };
  rewrite();
  return {
    rows: inMemory.rows,
    add: row => {
      inMemory.add(row);
      writeSync(handle, `${JSON.stringify(row)}\n`);
      lines += 1;
      if (lines > 2 * limit) {
        rewrite();
      }
    },
    clear: () => {
      inMemory.clear();
      rewrite();
    },
    close: () => closeSync(handle),
  };
}

function readRows<Row>(text: string): Row[] {
  return text
    .split('\n')
    .filter(line => line !== '')
    .flatMap(line => {
      try {
        return [JSON.parse(line) as Row];
      } catch {
        return [];
      }
    });
}
