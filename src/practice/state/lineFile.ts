import { closeSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { readTextIfThere } from './stateStore.ts';

/**
 * A file of JSON values, one on each line, that grows at its end. What was written has been handed to the operating
 * system when a call returns, so that a process that is killed loses none; nothing here waits for the disk.
 */
export interface LineFile<Value> {
  readonly append: (value: Value) => void;
  /** Replaces everything, so that whoever reads the file sees either the old content or the new. */
  readonly replace: (values: Iterable<Value>) => void;
  /** How many lines there are. */
  readonly lines: () => number;
  /** Their length in bytes. */
  readonly bytes: () => number;
  readonly close: () => void;
}

/**
 * Opens a file of lines, readable by its owner only, and makes it anew with what `keep` makes of its values. A last line
 * that was cut off is dropped.
 *
 * @throws errors of the file system as they are
 */
export async function openLineFile<Value>(
  file: string,
  keep: (values: readonly Value[]) => Iterable<Value>,
): Promise<LineFile<Value>> {
  let lines = 0;
  let bytes = 0;
  let handle: number | undefined;
  let isClosed = false;
  /** A full disk may take half a line: the next one must not join it. */
  let isTorn = false;
  // The number of a handle that was closed is soon another file's, so it is forgotten before anything can go wrong.
  const release = () => {
    const old = handle;
    handle = undefined;
    if (old !== undefined) {
      closeSync(old);
    }
  };
  // All at once and without waiting, so that no line can be added in the middle.
  const replace = (values: Iterable<Value>) => {
    const texts = Array.from(values, value => `${JSON.stringify(value)}\n`);
    const content = Buffer.from(texts.join(''));
    writeFileSync(`${file}.tmp`, content, { mode: 0o600 });
    // Windows replaces no file that is open.
    release();
    renameSync(`${file}.tmp`, file);
    lines = texts.length;
    bytes = content.length;
    isTorn = false;
  };
  const append = (value: Value) => {
    if (isClosed) {
      throw new Error(`Nothing can be added any more to ${file}.`);
    }
    const line = Buffer.from(`${isTorn ? '\n' : ''}${JSON.stringify(value)}\n`);
    handle ??= openSync(file, 'a', 0o600);
    isTorn = true;
    // Unlike writeSync it writes everything or throws.
    writeFileSync(handle, line);
    isTorn = false;
    lines += 1;
    bytes += line.length;
  };
  replace(keep(readValues<Value>((await readTextIfThere(file)) ?? '')));
  return {
    append,
    replace,
    lines: () => lines,
    bytes: () => bytes,
    close: () => {
      isClosed = true;
      release();
    },
  };
}

function readValues<Value>(text: string): Value[] {
  return text
    .split('\n')
    .filter(line => line !== '')
    .flatMap(line => {
      try {
        return [JSON.parse(line) as Value];
      } catch {
        return [];
      }
    });
}
