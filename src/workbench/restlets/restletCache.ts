import type { Memento } from 'vscode';
import {
  internalIdShape,
  scriptIdShape,
  type AccountDeployment,
  type AccountRestlet,
} from '../../exchange/reads/accountRestlets.ts';
import { isShowableTime } from '../../showableTime.ts';
import { isObject } from '../../isObject.ts';

/** What was read from an account. */
export interface CachedRestlets {
  /** ms since 1970 */
  readonly readAt: number;
  readonly restlets: readonly AccountRestlet[];
  /** How many more the account had than are kept; 0 nearly always. */
  readonly left: number;
}

/** VS Code loads all of the global state with the extension. */
const mostAccounts = 20;
const mostRestlets = 1000;

/** The number is the version of what is kept: another version has another key, and leaves this one alone. */
const key = 'accountRestlets.1';

type Kept = Readonly<Record<string, CachedRestlets>>;

/** The RESTlets that were read from accounts, by account ID; nothing secret among them. */
export class RestletCache {
  readonly #state: Memento;
  #seen: { readonly stored: unknown; readonly kept: ReadonlyMap<string, CachedRestlets> } | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(state: Memento) {
    this.#state = state;
  }

  onDidChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** Undefined when nothing was read yet. */
  get(accountId: string): CachedRestlets | undefined {
    return this.#kept().get(accountId);
  }

  /**
   * Keeps what was read in place of what was kept of the account. Too many accounts take the place of those that were
   * read longest ago.
   */
  async put(accountId: string, restlets: readonly AccountRestlet[], readAt: number): Promise<void> {
    const cached = {
      readAt,
      restlets: restlets.slice(0, mostRestlets),
      left: Math.max(0, restlets.length - mostRestlets),
    };
    const others = [...this.#kept()].filter(([id]) => id !== accountId).sort(([, a], [, b]) => b.readAt - a.readAt);
    await this.#keep([[accountId, cached], ...others.slice(0, mostAccounts - 1)]);
  }

  /** Nothing is known of the account any more. */
  async remove(accountId: string): Promise<void> {
    const kept = this.#kept();
    if (kept.has(accountId)) {
      await this.#keep([...kept].filter(([id]) => id !== accountId));
    }
  }

  async #keep(entries: readonly (readonly [string, CachedRestlets])[]): Promise<void> {
    const kept: Kept = Object.fromEntries(entries);
    await this.#state.update(key, kept);
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }

  /** What another version or a broken write left behind counts as not read. */
  #kept(): ReadonlyMap<string, CachedRestlets> {
    const stored = this.#state.get<unknown>(key);
    // Looked through once: a file with thousands of calls asks for each of them.
    if (this.#seen?.stored !== stored) {
      const entries = isObject(stored) ? Object.entries(stored) : [];
      const kept = new Map(entries.filter((entry): entry is [string, CachedRestlets] => isCached(entry[1])));
      this.#seen = { stored, kept };
    }
    return this.#seen?.kept ?? new Map<string, CachedRestlets>();
  }
}

function isCached(value: unknown): value is CachedRestlets {
  return (
    isObject(value) &&
    isShowableTime(value['readAt']) &&
    Number.isSafeInteger(value['left']) &&
    Array.isArray(value['restlets']) &&
    value['restlets'].every(isRestlet)
  );
}

function isRestlet(value: unknown): value is AccountRestlet {
  return (
    isObject(value) &&
    isShaped(value['scriptId'], scriptIdShape) &&
    isShaped(value['internalId'], internalIdShape) &&
    typeof value['name'] === 'string' &&
    typeof value['isInactive'] === 'boolean' &&
    (value['scriptFile'] === undefined || typeof value['scriptFile'] === 'string') &&
    Array.isArray(value['deployments']) &&
    value['deployments'].every(isDeployment)
  );
}

function isDeployment(value: unknown): value is AccountDeployment {
  return (
    isObject(value) &&
    isShaped(value['deploymentId'], scriptIdShape) &&
    isShaped(value['internalId'], internalIdShape) &&
    typeof value['title'] === 'string' &&
    typeof value['status'] === 'string' &&
    typeof value['isDeployed'] === 'boolean'
  );
}

function isShaped(value: unknown, shape: RegExp): boolean {
  return typeof value === 'string' && shape.test(value);
}
