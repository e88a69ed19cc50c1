import type * as vscode from 'vscode';
import type { IndexStore } from '../../accounts/accountBook.ts';
import type { AccountIndex } from '../../accounts/records.ts';
import type { Vault } from '../../accounts/vault.ts';
import { CodedError } from '../../codedError.ts';
import type { FailureStore } from '../../exchange/guards/loginGuard.ts';
import { storedObject } from '../stored.ts';

const indexKey = 'accounts';
const failuresKey = 'loginFailures';

/** The account book's index in globalState, which VS Code does not sync unless asked to. */
export function indexStore(state: vscode.Memento): IndexStore {
  return {
    read: () => state.get<unknown>(indexKey),
    write: (index: AccountIndex) => state.update(indexKey, index),
  };
}

/** Times of failed logins, in globalState so that every window of the profile counts them. */
export function failureStore(state: vscode.Memento): FailureStore {
  return {
    // What is in it the guard looks at itself.
    read: () => storedObject(state.get<unknown>(failuresKey)) as ReturnType<FailureStore['read']>,
    write: failures => state.update(failuresKey, failures),
  };
}

/** VS Code's SecretStorage as a vault; whatever the keyring says comes out as `vault-unavailable`. */
export function secretVault(secrets: vscode.SecretStorage): Vault {
  return {
    get: key => guarded(() => secrets.get(key)),
    store: (key, value) => guarded(() => secrets.store(key, value)),
    delete: key => guarded(() => secrets.delete(key)),
    keys: () => guarded(() => secrets.keys()),
  };
}

async function guarded<T>(work: () => Thenable<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new CodedError('vault-unavailable', {}, { cause });
  }
}
