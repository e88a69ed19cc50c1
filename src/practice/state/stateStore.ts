import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { removeLeftovers, writeFileAtomic } from './atomicFile.ts';
import type { AccountKind, AccountState, PracticeState } from './model.ts';
import { readState } from './readState.ts';
import { seedState } from './seed.ts';
import { stateText } from './stateText.ts';

/** A change answers the new state and what the caller wants to know; the same state means that nothing changed. */
export type Change<State, Result> = (state: State) => readonly [State, Result];

/** A state that lasts. What `current` shows is what a restart would find. */
export interface Store<State> {
  readonly current: () => State;
  /**
   * Applies a change and resolves once it is on disk; changes run one after the other. If writing fails, or the change
   * throws, nothing changed and the promise rejects.
   */
  readonly update: <Result>(change: Change<State, Result>) => Promise<Result>;
}

/** Both accounts. */
export type StateStore = Store<PracticeState>;
/** One account of the two. */
export type AccountStore = Store<AccountState>;

export function stateFile(stateDir: string): string {
  return join(stateDir, 'state.json');
}

/**
 * Opens the state of a folder, or makes a new one. The caller holds the folder's lock.
 *
 * @throws CodedError as readState does; errors of the file system as they are
 */
export async function openStateStore(stateDir: string): Promise<StateStore> {
  const file = stateFile(stateDir);
  await removeLeftovers(file);
  const text = await readTextIfThere(file);
  const state = text === undefined ? seedState() : readState(text, file);
  const save = (next: PracticeState) => writeFileAtomic(file, stateText(next));
  if (text === undefined) {
    await save(state);
  }
  return createStateStore(state, save);
}

/** A store over any way of saving. */
export function createStateStore(initial: PracticeState, save: (next: PracticeState) => Promise<void>): StateStore {
  let state = initial;
  let last: Promise<unknown> = Promise.resolve();
  return {
    current: () => state,
    update: change => {
      const run = last.then(async () => {
        const [next, result] = change(state);
        if (next !== state) {
          await save(next);
          state = next;
        }
        return result;
      });
      last = run.catch(() => undefined);
      return run;
    },
  };
}

/** The part of the store that is one account's. */
export function accountStore(store: StateStore, kind: AccountKind): AccountStore {
  return {
    current: () => store.current()[kind],
    update: change =>
      store.update(state => {
        const [next, result] = change(state[kind]);
        return [next === state[kind] ? state : { ...state, [kind]: next }, result];
      }),
  };
}

/** The text of a file, or undefined when there is none. */
export async function readTextIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return undefined;
    }
    throw error;
  }
}
