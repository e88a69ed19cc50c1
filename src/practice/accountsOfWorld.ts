import type { PracticeAccount } from './account.ts';
import type { StateStore } from './state/stateStore.ts';

const accounts = new WeakMap<StateStore, Set<PracticeAccount>>();

/** Makes an account known to the other one of its pair, in this process. */
export function joinWorld(account: PracticeAccount): void {
  const known = accounts.get(account.world) ?? new Set();
  accounts.set(account.world, known.add(account));
}

/** The accounts that run over one state, this one included. */
export function accountsOfWorld(account: PracticeAccount): readonly PracticeAccount[] {
  return [...new Set([account, ...(accounts.get(account.world) ?? [])])];
}
