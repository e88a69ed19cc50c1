import { openLineFile } from './lineFile.ts';

/** Rows that are only ever added: the oldest go when there are too many. */
export interface Journal<Row> {
  /** From the oldest to the newest. */
  readonly rows: () => readonly Row[];
  readonly add: (row: Row) => void;
  readonly clear: () => void;
  readonly close: () => void;
}

/** How many rows are kept. */
const journalLimit = 5_000;

/** How much text of rows is kept, as JSON in UTF-16 units: whoever sends long requests must not fill memory or disk. */
const journalText = 16_000_000;

/** A journal that ends with the process. */
export function memoryJournal<Row>(limit = journalLimit, mostText = journalText): Journal<Row> {
  let rows: Row[] = [];
  let sizes: number[] = [];
  let total = 0;
  return {
    rows: () => rows,
    add: row => {
      const size = JSON.stringify(row).length;
      rows.push(row);
      sizes.push(size);
      total += size;
      let gone = 0;
      for (; rows.length - gone > limit || (total > mostText && rows.length - gone > 1); gone += 1) {
        total -= sizes[gone] ?? 0;
      }
      if (gone > 0) {
        rows = rows.slice(gone);
        sizes = sizes.slice(gone);
      }
    },
    clear: () => {
      rows = [];
      sizes = [];
      total = 0;
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
export async function openJournal<Row>(
  file: string,
  limit = journalLimit,
  mostText = journalText,
): Promise<Journal<Row>> {
  const inMemory = memoryJournal<Row>(limit, mostText);
  const onDisk = await openLineFile<Row>(file, rows => {
    rows.forEach(inMemory.add);
    return inMemory.rows();
  });
  return {
    rows: inMemory.rows,
    add: row => {
      // What cannot be written has not happened.
      onDisk.append(row);
      inMemory.add(row);
      if (onDisk.lines() > 2 * limit || onDisk.bytes() > 4 * mostText) {
        try {
          onDisk.replace(inMemory.rows());
        } catch {
          // The row is in the file; that this is longer than need be can be mended with a later one.
        }
      }
    },
    clear: () => {
      onDisk.replace([]);
      inMemory.clear();
    },
    close: onDisk.close,
  };
}
