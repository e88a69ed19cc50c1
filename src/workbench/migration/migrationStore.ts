import type { Memento } from 'vscode';
import type { Grant, PlanSubject } from '../../migration/migrationPlan.ts';

/** What is kept of one account. Nothing in it is secret. */
export interface MigrationProgress {
  /** What the person ticked, by step, ms since 1970. */
  readonly ticked: Readonly<Record<string, number>>;
  readonly grants: Readonly<Record<string, Grant>>;
  /** The applications of the last inventory, so that the plan needs no new one. */
  readonly subjects?: readonly PlanSubject[];
  /** When that was read, ms since 1970. */
  readonly readAt?: number;
  /** When something was last changed, ms since 1970. */
  readonly at: number;
}

/** VS Code loads all of the global state with the extension. */
const mostAccounts = 20;
const mostSubjects = 100;

/** The number is the version of what is kept: another version has another key, and leaves this one alone. */
const key = 'migration.1';

const nothing: MigrationProgress = { ticked: {}, grants: {}, at: 0 };

/** How far the move of each account is, by account ID, in the global state: it holds for every window. */
export class MigrationStore {
  readonly #state: Memento;
  readonly #now: () => number;

  constructor(state: Memento, now: () => number = Date.now) {
    this.#state = state;
    this.#now = now;
  }

  get(accountId: string): MigrationProgress {
    return this.#kept().get(accountId) ?? nothing;
  }

  /** Too many accounts take the place of those that were left alone longest. */
  async change(accountId: string, changes: Partial<Omit<MigrationProgress, 'at'>>): Promise<void> {
    const { subjects, ...changed } = { ...this.get(accountId), ...changes, at: this.#now() };
    const others = [...this.#kept()].filter(([id]) => id !== accountId).sort(([, a], [, b]) => b.at - a.at);
    const mine = { ...changed, ...(subjects && { subjects: subjects.slice(0, mostSubjects) }) };
    await this.#state.update(key, Object.fromEntries([[accountId, mine], ...others.slice(0, mostAccounts - 1)]));
  }

  async remove(accountId: string): Promise<void> {
    const kept = this.#kept();
    if (kept.has(accountId)) {
      const others = [...kept].filter(([id]) => id !== accountId);
      await this.#state.update(key, others.length === 0 ? undefined : Object.fromEntries(others));
    }
  }

  /** What another version or a broken write left behind counts as nothing. */
  #kept(): ReadonlyMap<string, MigrationProgress> {
    const stored = this.#state.get<unknown>(key);
    const entries = isObject(stored) ? Object.entries(stored) : [];
    return new Map(entries.filter((entry): entry is [string, MigrationProgress] => isProgress(entry[1])));
  }
}

function isProgress(value: unknown): value is MigrationProgress {
  return (
    isObject(value) &&
    typeof value['at'] === 'number' &&
    isObject(value['ticked']) &&
    Object.values(value['ticked']).every(at => typeof at === 'number') &&
    isObject(value['grants']) &&
    (value['subjects'] === undefined || (Array.isArray(value['subjects']) && value['subjects'].every(isSubject)))
  );
}

function isSubject(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value['name'] === 'string' &&
    typeof value['tokens'] === 'number' &&
    ['apis', 'users', 'roles'].every(list => Array.isArray(value[list]))
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
