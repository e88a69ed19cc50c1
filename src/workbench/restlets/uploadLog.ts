import { createHash } from 'node:crypto';
import type { Memento, Uri } from 'vscode';
import { isShowableTime } from '../../showableTime.ts';

/** What is known of a file's last upload from here. */
export interface Upload {
  /** ms since 1970 */
  readonly at: number;
  /** SHA-256 of its text, hexadecimal. */
  readonly hash: string;
}

/** Enough for the scripts that a person works on. */
const mostFiles = 300;

const key = 'uploads';

/** Which scripts of the workspace were uploaded from here, and what was in them. */
export class UploadLog {
  readonly #state: Memento;
  readonly #listeners = new Set<() => void>();

  /** @param state of the workspace: another one may go to another account */
  constructor(state: Memento) {
    this.#state = state;
  }

  onDidChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  get(uri: Uri): Upload | undefined {
    return this.#kept().get(uri.toString());
  }

  /** Whether a script's text is another than what was uploaded last; false when nothing is known of an upload. */
  isChangedSinceUpload(uri: Uri, text: string): boolean {
    const upload = this.get(uri);
    return upload !== undefined && upload.hash !== hashOf(text);
  }

  async add(uri: Uri, text: string, at: number): Promise<void> {
    const others = [...this.#kept()].filter(([file]) => file !== uri.toString());
    const kept = [[uri.toString(), { at, hash: hashOf(text) }] as const, ...others.sort(([, a], [, b]) => b.at - a.at)];
    await this.#state.update(key, Object.fromEntries(kept.slice(0, mostFiles)));
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }

  #kept(): Map<string, Upload> {
    const stored = this.#state.get<unknown>(key);
    const entries = typeof stored === 'object' && stored !== null ? Object.entries(stored) : [];
    return new Map(entries.filter((entry): entry is [string, Upload] => isUpload(entry[1])));
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function isUpload(value: unknown): value is Upload {
  return (
    typeof value === 'object' &&
    value !== null &&
    'at' in value &&
    isShowableTime(value.at) &&
    'hash' in value &&
    typeof value.hash === 'string'
  );
}
