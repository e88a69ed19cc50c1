import type { Memento } from 'vscode';
import type { Api } from '../../migration/accountFacts.ts';
import type { Grant, PlanSubject } from '../../migration/migrationPlan.ts';
import { isShowableTime } from '../../showableTime.ts';
import { isOneOf, storedObject, storedTimes } from '../stored.ts';
import { isObject } from '../../isObject.ts';

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

  /** Of what another version or a broken write left behind, what can be read. */
  #kept(): ReadonlyMap<string, MigrationProgress> {
    const entries = Object.entries(storedObject(this.#state.get<unknown>(key)));
    return new Map(entries.flatMap(([id, value]) => (isObject(value) ? [[id, readProgress(value)]] : [])));
  }
}

/** What a person ticked is not lost for something else that cannot be read; of an inventory, half would mislead. */
function readProgress(value: Readonly<Record<string, unknown>>): MigrationProgress {
  const { at, ticked, grants, subjects, readAt } = value;
  const isInventory = Array.isArray(subjects) && subjects.every(isSubject) && isShowableTime(readAt);
  return {
    at: isShowableTime(at) ? at : 0,
    ticked: storedTimes(ticked),
    grants: Object.fromEntries(
      Object.entries(storedObject(grants)).flatMap(([id, grant]) => (isOneOf(grant, knownGrants) ? [[id, grant]] : [])),
    ),
    ...(isInventory && { subjects, readAt }),
  };
}

const knownGrants: readonly Grant[] = ['machine', 'person'];
const knownApis: readonly Api[] = ['restlet', 'rest', 'soap', 'other'];

function isSubject(value: unknown): value is PlanSubject {
  return (
    isObject(value) &&
    typeof value['name'] === 'string' &&
    typeof value['tokens'] === 'number' &&
    ['isRead', 'hasAdministrator'].every(flag => typeof value[flag] === 'boolean') &&
    (value['logins'] === undefined || typeof value['logins'] === 'number') &&
    (value['lastUsed'] === undefined || isShowableTime(value['lastUsed'])) &&
    isListOf(value['apis'], api => isOneOf(api, knownApis)) &&
    ['users', 'roles'].every(list => isListOf(value[list], name => typeof name === 'string'))
  );
}

function isListOf(value: unknown, isOne: (each: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isOne);
}
