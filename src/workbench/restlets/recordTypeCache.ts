import type { Memento } from 'vscode';
import { isName, type AccountField } from '../../exchange/reads/accountRecordTypes.ts';
import { isShowableTime } from '../../showableTime.ts';
import { isObject } from '../../isObject.ts';

/** What was read of an account's metadata catalogue. */
export interface CachedRecordTypes {
  /** ms since 1970 */
  readonly readAt: number;
  readonly types: readonly string[];
  /** By record type in lower case, for those that were asked for. */
  readonly fields: Readonly<Record<string, readonly AccountField[]>>;
}

/** VS Code loads all of the global state with the extension. */
const mostAccounts = 5;
const mostTypes = 1500;
const mostTypesWithFields = 12;
const mostFields = 400;

/** The number is the version of what is kept: another version has another key, and leaves this one alone. */
const key = 'accountRecordTypes.1';

/** The record types of accounts and the fields of some, by account ID; nothing secret among them. */
export class RecordTypeCache {
  readonly #state: Memento;
  #seen: { readonly stored: unknown; readonly kept: ReadonlyMap<string, CachedRecordTypes> } | undefined;

  constructor(state: Memento) {
    this.#state = state;
  }

  /** Undefined when nothing was read yet. */
  get(accountId: string): CachedRecordTypes | undefined {
    return this.#kept().get(accountId);
  }

  /** Keeps what was read; too many accounts or types take the place of those that were read longest ago. */
  async put(
    accountId: string,
    types: readonly string[],
    fields: { readonly type: string; readonly fields: readonly AccountField[] } | undefined,
    readAt: number,
  ): Promise<void> {
    const kept = this.#kept();
    const added = fields ? [[fields.type.toLowerCase(), fields.fields.slice(0, mostFields)] as const] : [];
    const before = Object.entries(kept.get(accountId)?.fields ?? {}).filter(([type]) => type !== added[0]?.[0]);
    const cached: CachedRecordTypes = {
      readAt,
      types: types.slice(0, mostTypes),
      fields: Object.fromEntries([...added, ...before].slice(0, mostTypesWithFields)),
    };
    const others = [...kept].filter(([id]) => id !== accountId).sort(([, a], [, b]) => b.readAt - a.readAt);
    await this.#state.update(key, Object.fromEntries([[accountId, cached], ...others.slice(0, mostAccounts - 1)]));
  }

  /** Nothing is known of the account any more. */
  async remove(accountId: string): Promise<void> {
    const kept = this.#kept();
    if (kept.has(accountId)) {
      await this.#state.update(key, Object.fromEntries([...kept].filter(([id]) => id !== accountId)));
    }
  }

  /** What another version or a broken write left behind counts as not read. */
  #kept(): ReadonlyMap<string, CachedRecordTypes> {
    const stored = this.#state.get<unknown>(key);
    // Looked through once: a file with thousands of calls asks for each of them.
    if (this.#seen?.stored !== stored) {
      const entries = isObject(stored) ? Object.entries(stored) : [];
      const kept = new Map(entries.filter((entry): entry is [string, CachedRecordTypes] => isCached(entry[1])));
      this.#seen = { stored, kept };
    }
    return this.#seen?.kept ?? new Map<string, CachedRecordTypes>();
  }
}

function isCached(value: unknown): value is CachedRecordTypes {
  return (
    isObject(value) &&
    isShowableTime(value['readAt']) &&
    Array.isArray(value['types']) &&
    value['types'].every(isName) &&
    isObject(value['fields']) &&
    Object.values(value['fields']).every(fields => Array.isArray(fields) && fields.every(isField))
  );
}

function isField(value: unknown): value is AccountField {
  return (
    isObject(value) &&
    isName(value['name']) &&
    ['title', 'kind'].every(each => typeof value[each] === 'string') &&
    typeof value['isRequired'] === 'boolean'
  );
}
