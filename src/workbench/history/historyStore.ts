import { CodedError } from '../../codedError.ts';
import { historyEntry, printHistory, type HistoryContext } from '../../exchange/history/historyEntry.ts';
import { readHistoryEntry, type HistoryEntry } from '../../exchange/history/readHistoryEntry.ts';
import type { Exchange } from '../../exchange/record.ts';
import { HistoryFiles, isHistoryName, nextName, type HistoryRow } from './historyFiles.ts';

/** What the store needs from outside. */
export interface HistoryPorts {
  /** A path; made when the first call is kept. */
  readonly folder: string;
  /** How many calls are kept; 0 keeps none. Asked for with each call. */
  readonly size: () => number;
  readonly now: () => number;
  /** Eight hexadecimal digits, others each time. */
  readonly newId: () => string;
  /** A call could not be kept. `isFirst` in this window: people are told once. */
  readonly onTrouble: (error: unknown, isFirst: boolean) => void;
  /** All files together; 50 MB unless told. */
  readonly maxBytes?: number;
}

/** A call to be kept. */
export interface KeptCall extends HistoryContext {
  /** The request says `# @no-log`. */
  readonly noLog?: boolean | undefined;
}

const defaultBytes = 50 * 1024 * 1024;

/** The calls that were made, newest first, bounded in number and size. See HistoryFiles for how they lie on the disk. */
export class HistoryStore {
  readonly #ports: HistoryPorts;
  readonly #files: HistoryFiles;
  readonly #listeners = new Set<() => void>();
  #last: Promise<unknown> = Promise.resolve();
  #troubled = false;

  constructor(ports: HistoryPorts) {
    this.#ports = ports;
    this.#files = new HistoryFiles(ports.folder);
  }

  get folder(): string {
    return this.#ports.folder;
  }

  onDidChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /**
   * Keeps a call. What it needs of the body it takes before it returns, so the body may be handed over afterwards. Never
   * rejects: what cannot be kept is told and hinders nothing.
   *
   * @returns the name of its file; undefined when it is not kept
   */
  async add(exchange: Exchange, call: KeptCall = {}): Promise<string | undefined> {
    let kept: string | undefined;
    try {
      const size = this.#ports.size();
      if (call.noLog || size <= 0) {
        return undefined;
      }
      const har = historyEntry(exchange, call);
      const text = printHistory(har);
      await this.#inTurn(async () => {
        const id = this.#ports.newId();
        const names = await this.#files.names();
        const name = nextName(this.#ports.now(), names, har.log._tbaWorkbench, id);
        await this.#files.write(name, text, id);
        kept = name;
        await this.#prune(size);
      });
    } catch (error) {
      const isFirst = !this.#troubled;
      this.#troubled = true;
      this.#ports.onTrouble(error, isFirst);
    }
    this.#changed();
    return kept;
  }

  /** Newest first. Broken and foreign files are left out. */
  rows(): Promise<readonly HistoryRow[]> {
    return this.#files.rows();
  }

  /** How many there are, those that cannot be read too. */
  async count(): Promise<number> {
    return (await this.#files.names()).length;
  }

  pathOf(name: string): string {
    return this.#files.pathOf(name);
  }

  /** @throws CodedError `history-entry-gone`, `history-entry-broken` */
  async read(name: string): Promise<HistoryEntry> {
    if (!isHistoryName(name)) {
      throw new CodedError('history-entry-gone', { name });
    }
    const entry = readHistoryEntry(await this.#text(name));
    if (!entry) {
      throw new CodedError('history-entry-broken', { name });
    }
    return entry;
  }

  /**
   * Deletes calls.
   *
   * @returns what brings them back
   * @throws CodedError `history-not-deleted` (data: count)
   */
  async remove(names: readonly string[]): Promise<() => Promise<void>> {
    const gone: { readonly name: string; readonly text: string }[] = [];
    let failed = 0;
    let cause: unknown;
    await this.#inTurn(async () => {
      for (const name of names) {
        try {
          const text = await this.#files.read(name);
          await this.#files.remove(name);
          gone.push({ name, text });
        } catch (error) {
          if (!isMissing(error)) {
            failed++;
            cause = error;
          }
        }
      }
    });
    this.#changed();
    if (failed > 0) {
      throw new CodedError('history-not-deleted', { count: failed }, { cause });
    }
    return async () => {
      await this.#inTurn(async () => {
        for (const { name, text } of gone) {
          await this.#files.write(name, text, this.#ports.newId());
        }
      });
      this.#changed();
    };
  }

  /**
   * Deletes all of them, those that cannot be read too.
   *
   * @returns how many
   * @throws CodedError `history-not-deleted` (data: count)
   */
  async clear(): Promise<number> {
    const { removed, left, error } = await this.#inTurn(() => this.#files.removeAll());
    this.#changed();
    if (left > 0) {
      throw new CodedError('history-not-deleted', { count: left }, { cause: error });
    }
    return removed;
  }

  /**
   * The oldest go first, and only files that were read and are of the history. Since names sort by time, what this window
   * deletes is old for any other window too: newer ones can only have been added.
   */
  async #prune(size: number): Promise<void> {
    let bytes = 0;
    const rows = await this.#files.rows();
    for (const [index, row] of rows.entries()) {
      bytes += row.bytes;
      // The newest stays, however large.
      if (index > 0 && (index >= size || bytes > (this.#ports.maxBytes ?? defaultBytes))) {
        // One that another program holds open is tried again with the next call.
        await this.#files.remove(row.name).catch(() => undefined);
      }
    }
  }

  async #text(name: string): Promise<string> {
    try {
      return await this.#files.read(name);
    } catch (cause) {
      throw new CodedError(isMissing(cause) ? 'history-entry-gone' : 'history-entry-broken', { name }, { cause });
    }
  }

  /** One after the other, so that calls stand in the order in which they ended. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#last.then(work);
    this.#last = run.catch(() => undefined);
    return run;
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
