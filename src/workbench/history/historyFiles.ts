import { mkdir, open, readdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HistorySummary } from '../../exchange/history/har.ts';
import { readHistorySummary } from '../../exchange/history/readHistoryEntry.ts';

/** A file of the history and what a list shows of it. */
export interface HistoryRow {
  /** The file's name; names sort by time. */
  readonly name: string;
  readonly bytes: number;
  readonly summary: HistorySummary;
}

/** The time it was kept, method, status or failure, and an ID: `2026-11-24T09-15-00-123Z_GET_200_1f2e3d4c.har`. */
const ownName = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z_[A-Z]{1,12}_[0-9a-z-]{1,40}_[0-9a-f]{8}\.har$/;
const unfinished = /^(.*\.har)\.[0-9a-f]{8}\.tmp$/;
/** First lines are shorter, whatever the call. */
const headBytes = 32 * 1024;
const readTogether = 16;

/**
 * The folder of HAR files. Several windows may use one: a file is written under another name and then renamed, is never
 * changed afterwards, and has a name that no other window makes. Files with other names are left alone.
 */
export class HistoryFiles {
  readonly #folder: string;
  /** What was read before; a file never changes. */
  readonly #known = new Map<string, HistoryRow | undefined>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  pathOf(name: string): string {
    return join(this.#folder, name);
  }

  /** Names of all files of the history, unread and oldest first; none when there is no folder yet. */
  async names(): Promise<string[]> {
    return (await this.#all()).filter(name => ownName.test(name)).sort();
  }

  /** What can be read, newest first. What cannot is left out. */
  async rows(): Promise<readonly HistoryRow[]> {
    const names = await this.names();
    const there = new Set(names);
    for (const name of this.#known.keys()) {
      if (!there.has(name)) {
        this.#known.delete(name);
      }
    }
    const unread = names.filter(name => !this.#known.has(name));
    for (let at = 0; at < unread.length; at += readTogether) {
      await Promise.all(unread.slice(at, at + readTogether).map(name => this.#readHead(name)));
    }
    return names.flatMap(name => this.#known.get(name) ?? []).reverse();
  }

  /** @throws the file system's errors */
  async read(name: string): Promise<string> {
    return readFile(this.pathOf(name), 'utf8');
  }

  /**
   * Writes a file whole or not at all. Only this person may read it: responses hold their company's data.
   *
   * @param id eight hexadecimal digits
   * @throws the file system's errors
   */
  async write(name: string, text: string, id: string): Promise<void> {
    try {
      await this.#writeOnce(name, text, id);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') {
        throw error;
      }
      // Another window cleared the history meanwhile, and took folder or unfinished file with it.
      await this.#writeOnce(name, text, id);
    }
  }

  /** Deletes a file; one that is gone already is as good. */
  async remove(name: string): Promise<void> {
    this.#known.delete(name);
    await unlink(this.pathOf(name)).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') {
        throw error;
      }
    });
  }

  /** Deletes every file of the history, readable or not, and what was never finished. Answers how many are left. */
  async removeAll(): Promise<{ readonly removed: number; readonly left: number; readonly error?: unknown }> {
    const all = (await this.#all()).filter(name => ownName.test(unfinished.exec(name)?.[1] ?? name));
    const results = await Promise.allSettled(all.map(name => this.remove(name)));
    const failed = results.filter(result => result.status === 'rejected');
    const removed = all.filter((name, i) => ownName.test(name) && results[i]?.status === 'fulfilled').length;
    return { removed, left: failed.length, ...(failed[0] && { error: failed[0].reason as unknown }) };
  }

  async #all(): Promise<string[]> {
    try {
      return await readdir(this.#folder);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') {
        return [];
      }
      throw error;
    }
  }

  async #writeOnce(name: string, text: string, id: string): Promise<void> {
    const path = this.pathOf(name);
    const temporary = `${path}.${id}.tmp`;
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    try {
      await writeFile(temporary, text, { mode: 0o600 });
      await rename(temporary, path);
    } catch (error) {
      await unlink(temporary).catch(() => undefined);
      throw error;
    }
  }

  async #readHead(name: string): Promise<void> {
    try {
      const file = await open(this.pathOf(name), 'r');
      try {
        const { bytesRead, buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
        const summary = readHistorySummary(buffer.subarray(0, bytesRead).toString('utf8'));
        const { size } = await file.stat();
        this.#known.set(name, summary && { name, bytes: size, summary });
      } finally {
        await file.close();
      }
    } catch {
      // Deleted by another window meanwhile, or locked for a moment: it is looked at again next time.
    }
  }
}

/** Whether a file of the history can have this name; nothing else is ever read. */
export function isHistoryName(name: string): boolean {
  return ownName.test(name);
}

/** Years after this one have no four digits, and a name that has five is none of the history. */
const latest = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * The name of a file that is written now, such that it sorts after all `names`, whatever the clock did; only after the
 * end of all times, which no clock gave but somebody's hand, it does not.
 */
export function nextName(
  now: number,
  names: readonly string[],
  { method, status, failure }: HistorySummary,
  id: string,
): string {
  const lastTime = timeOfLast(names);
  const after = Math.max(now, lastTime + 1);
  const time = new Date(after > latest ? now : after).toISOString().replace(/[:.]/g, '-');
  const word = /^[A-Z]{1,12}$/.test(method) ? method : 'CALL';
  const outcome = /^[0-9a-z-]{1,40}$/.exec(String(status ?? failure ?? ''))?.[0] ?? 'failed';
  return `${time}_${word}_${outcome}_${id}.har`;
}

function timeOfLast(names: readonly string[]): number {
  const last = names.findLast(name => !Number.isNaN(timeOf(name)));
  return last === undefined ? 0 : timeOf(last);
}

/** NaN for a date that there is not, such as the 99th. */
function timeOf(name: string): number {
  return Date.parse(
    name
      .slice(0, 24)
      .replace(
        /T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z/,
        (_, h: string, m: string, s: string, ms: string) => `T${h}:${m}:${s}.${ms}Z`,
      ),
  );
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
