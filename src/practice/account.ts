import { join } from 'node:path';
import { timestampTolerance } from './authentication/checks.ts';
import { createNonceMemory } from './authentication/nonceMemory.ts';
import type { NonceMemory } from './authentication/nonceMemory.ts';
import type { LoginAuditEntry } from './loginAudit.ts';
import { createCallLimit } from './server/callLimit.ts';
import type { CallLimit } from './server/callLimit.ts';
import { memoryJournal, openJournal } from './state/journal.ts';
import type { Journal } from './state/journal.ts';
import type { AccountKind } from './state/model.ts';
import { openNonceFile } from './state/nonceFile.ts';
import { accountStore } from './state/stateStore.ts';
import type { AccountStore, StateStore } from './state/stateStore.ts';

/** A row that a script left with N/log. */
export interface ScriptNote {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly scriptId: string;
  readonly deploymentId: string;
  readonly level: 'DEBUG' | 'AUDIT' | 'ERROR' | 'EMERGENCY';
  readonly title: string;
  readonly detail: string;
  /** Who called the script. */
  readonly employeeId: number;
}

/** Scripts are a person's own program: they do not run while the person's editor does not trust their folder. */
export interface ScriptSwitch {
  allowed: boolean;
}

/** A running practice account: its lasting state, and what it only remembers while it runs. */
export interface PracticeAccount {
  readonly kind: AccountKind;
  readonly store: AccountStore;
  /** The state of both accounts, for what concerns the two (a refresh, starting from scratch). */
  readonly world: StateStore;
  /** The running accounts over that state, this one among them. */
  readonly pair: readonly PracticeAccount[];
  readonly nonces: NonceMemory;
  readonly loginAudit: Journal<LoginAuditEntry>;
  readonly scriptNotes: Journal<ScriptNote>;
  /** Failed calls in a row, by employee id. */
  readonly failures: Map<number, number>;
  readonly calls: CallLimit;
  /** The SuiteCloud project whose RESTlets run. */
  readonly workspace: string;
  readonly scripts: ScriptSwitch;
  /** The account's clock in milliseconds. */
  readonly now: () => number;
}

interface Parts {
  readonly kind: AccountKind;
  readonly world: StateStore;
  /** Joined by the account that is made; the same for both. */
  readonly pair?: PracticeAccount[];
  readonly nonces?: NonceMemory;
  readonly loginAudit?: Journal<LoginAuditEntry>;
  readonly scriptNotes?: Journal<ScriptNote>;
  readonly workspace?: string;
  readonly scripts?: ScriptSwitch;
  readonly now?: () => number;
}

/** An account over parts of one's own; nonces and journals left out end with the process. */
export function createPracticeAccount(parts: Parts): PracticeAccount {
  const { kind, world, pair = [], workspace = '', scripts = { allowed: true }, now = Date.now } = parts;
  const store = accountStore(world, kind);
  const account: PracticeAccount = {
    kind,
    store,
    world,
    pair,
    nonces: parts.nonces ?? createNonceMemory(),
    loginAudit: parts.loginAudit ?? memoryJournal<LoginAuditEntry>(),
    scriptNotes: parts.scriptNotes ?? memoryJournal<ScriptNote>(),
    failures: new Map(),
    calls: createCallLimit(() => store.current().preferences.concurrencyLimit),
    workspace,
    scripts,
    now,
  };
  pair.push(account);
  return account;
}

/** An account whose nonces and journals lie beside its state. The caller holds the folder's lock. */
export async function openPracticeAccount(
  stateDir: string,
  parts: Pick<Parts, 'kind' | 'world' | 'pair' | 'workspace' | 'scripts'>,
): Promise<PracticeAccount> {
  const file = (name: string) => join(stateDir, `${parts.kind}-${name}.ndjson`);
  const loginAudit = await openJournal<LoginAuditEntry>(file('login-audit'));
  const scriptNotes = await openJournal<ScriptNote>(file('script-notes'));
  const since = Math.floor(Date.now() / 1000) - 2 * timestampTolerance;
  const nonces = await openNonceFile(file('nonces'), since);
  return createPracticeAccount({ ...parts, loginAudit, scriptNotes, nonces });
}
