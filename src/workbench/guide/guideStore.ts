import type { Memento } from 'vscode';
import type { GuidePurpose, GuideReader, GuideRelease, GuideTaskId } from '../../panels/guide/messages.ts';
import { isShowableTime } from '../../showableTime.ts';
import { isOneOf, storedObject, storedTimes } from '../stored.ts';
import { isObject } from '../../isObject.ts';

/** What became of a call that was made to check. */
export interface CheckedCall {
  /** ms since 1970 */
  readonly at: number;
  readonly outcome: 'worked' | 'refused' | 'login-refused' | 'unclear';
  /** Of an answer that was no success. */
  readonly status?: number;
  readonly code?: string;
  /** User and role of the token, as the tree had them. */
  readonly as: string;
}

/** What is kept of one account. Nothing in it is secret. */
export interface GuideProgress {
  readonly reader?: GuideReader;
  readonly purpose?: GuidePurpose;
  /** As the person said. */
  readonly release?: GuideRelease;
  /** What the person ticked, ms since 1970. */
  readonly ticked: Readonly<Partial<Record<GuideTaskId, number>>>;
  readonly restlet?: CheckedCall;
  readonly rest?: CheckedCall;
  /** When something was last changed, ms since 1970. */
  readonly at: number;
}

/** What is to be kept anew; undefined takes it away. */
export type GuideChanges = {
  readonly [K in keyof Omit<GuideProgress, 'at' | 'ticked'>]?: GuideProgress[K] | undefined;
} & { readonly ticked?: GuideProgress['ticked'] };

/** VS Code loads all of the global state with the extension. */
const mostAccounts = 50;

/** The number is the version of what is kept: another version has another key, and leaves this one alone. */
const key = 'setupGuide.1';
const lastKey = 'setupGuide.last';

const noProgress: GuideProgress = { ticked: {}, at: 0 };

/** How far the set-up of each account is, by account ID, in the global state: it holds for every window. */
export class GuideStore {
  readonly #state: Memento;
  readonly #now: () => number;

  constructor(state: Memento, now: () => number = Date.now) {
    this.#state = state;
    this.#now = now;
  }

  get(accountId: string): GuideProgress {
    return this.#kept().get(accountId) ?? noProgress;
  }

  /** Every account that something is kept of, the latest first. */
  accountIds(): readonly string[] {
    return [...this.#kept()].sort(([, a], [, b]) => b.at - a.at).map(([id]) => id);
  }

  /** The account that the guide was last open for. */
  get last(): string {
    const last = this.#state.get<unknown>(lastKey);
    return typeof last === 'string' ? last : '';
  }

  /** Too many accounts take the place of those that were left alone longest. */
  async change(accountId: string, changes: GuideChanges): Promise<void> {
    const merged = Object.entries({ ...this.get(accountId), ...changes, at: this.#now() });
    const changed = Object.fromEntries(merged.filter(([, value]) => value !== undefined)) as unknown as GuideProgress;
    const others = [...this.#kept()].filter(([id]) => id !== accountId).sort(([, a], [, b]) => b.at - a.at);
    await this.#keep([[accountId, changed], ...others.slice(0, mostAccounts - 1)]);
  }

  async setLast(accountId: string): Promise<void> {
    if (this.last !== accountId) {
      await this.#state.update(lastKey, accountId === '' ? undefined : accountId);
    }
  }

  /** Nothing is known of the account any more. */
  async remove(accountId: string): Promise<void> {
    const kept = this.#kept();
    if (kept.has(accountId)) {
      await this.#keep([...kept].filter(([id]) => id !== accountId));
    }
    if (this.last === accountId) {
      await this.setLast('');
    }
  }

  async #keep(entries: readonly (readonly [string, GuideProgress])[]): Promise<void> {
    await this.#state.update(key, entries.length === 0 ? undefined : Object.fromEntries(entries));
  }

  /** Of what another version or a broken write left behind, what can be read. */
  #kept(): ReadonlyMap<string, GuideProgress> {
    const entries = Object.entries(storedObject(this.#state.get<unknown>(key)));
    return new Map(entries.flatMap(([id, value]) => (isObject(value) ? [[id, readProgress(value)]] : [])));
  }
}

/** What a person ticked is not lost for something else that cannot be read. */
function readProgress(value: Readonly<Record<string, unknown>>): GuideProgress {
  const { at, ticked, reader, purpose, release, restlet, rest } = value;
  return {
    at: isShowableTime(at) ? at : 0,
    ticked: storedTimes(ticked),
    ...(isOneOf(reader, readers) && { reader }),
    ...(isOneOf(purpose, purposes) && { purpose }),
    ...(isOneOf(release, releases) && { release }),
    ...(isCall(restlet) && { restlet }),
    ...(isCall(rest) && { rest }),
  };
}

const readers: readonly GuideReader[] = ['administrator', 'developer'];
const purposes: readonly GuidePurpose[] = ['restlets', 'rest', 'tokens'];
const releases: readonly GuideRelease[] = ['before-2027.1', 'from-2027.1', 'unknown'];
const outcomes: readonly CheckedCall['outcome'][] = ['worked', 'refused', 'login-refused', 'unclear'];

function isCall(value: unknown): value is CheckedCall {
  return (
    isObject(value) &&
    isShowableTime(value['at']) &&
    typeof value['as'] === 'string' &&
    isOneOf(value['outcome'], outcomes) &&
    (value['status'] === undefined || typeof value['status'] === 'number') &&
    (value['code'] === undefined || typeof value['code'] === 'string')
  );
}
