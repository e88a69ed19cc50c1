import type * as vscode from 'vscode';
import type { AccountBook } from '../../../accounts/accountBook.ts';
import type { AccountRecord, Credential } from '../../../accounts/records.ts';
import { isCoded } from '../../../codedError.ts';
import type { RequestFile, RequestNode } from '../../../requests/nodes.ts';
import { createExpander } from '../../../requests/values/expand.ts';
import { parseAccountId } from '../../../tba/accountId.ts';
import type { ActiveToken } from '../../accounts/activeToken.ts';
import type { CachedRecordTypes } from '../../restlets/recordTypeCache.ts';

/** The variables that a request file has from outside: environments, settings, `.env`. */
export interface OutsideVariables {
  /** In the order in which they are offered; `source` says for people where each comes from. */
  readonly names: readonly { readonly name: string; readonly source: string }[];
  /** Whether there is, or may be, a value. */
  readonly isKnown: (name: string) => boolean;
  readonly lookup: (name: string) => string | undefined;
  /** Whether a value must not be shown. */
  readonly isSecret: (name: string) => boolean;
}

/** What is known of the project's or the account's RESTlets, for completion and quick fixes. */
export interface KnownRestlets {
  readonly scripts: readonly string[];
  readonly deploymentsOf: (script: string) => readonly string[];
}

export interface EditorServices {
  readonly book: Pick<AccountBook, 'index' | 'credentials' | 'onChange'>;
  readonly active: Pick<ActiveToken, 'get' | 'onDidChange'>;
  readonly outside?: (document: vscode.TextDocument) => OutsideVariables | Promise<OutsideVariables>;
  /** When some of that is different. */
  readonly onOutsideChange?: (listener: () => void) => { dispose(): void };
  /** What was read of an account's metadata catalogue. */
  readonly recordTypes?: (accountId: string) => CachedRecordTypes | undefined;
  readonly restlets?: (document: vscode.TextDocument) => KnownRestlets | Promise<KnownRestlets>;
}

export const noVariables: OutsideVariables = {
  names: [],
  isKnown: () => false,
  lookup: () => undefined,
  isSecret: () => false,
};

/** None while the account book cannot be read: the tree says why. */
export function accountsOf({ book }: EditorServices): readonly AccountRecord[] {
  return orNone(() => book.index().accounts);
}

export function credentialsOf({ book }: EditorServices): readonly Credential[] {
  return orNone(() => book.credentials());
}

/** The account that `# @account` means: by its name here, or by its ID in any of its forms. */
export function accountNamed(name: string, services: EditorServices): AccountRecord | undefined {
  const accounts = accountsOf(services);
  return accounts.find(account => account.name === name) ?? accounts.find(({ accountId }) => accountId === idOf(name));
}

/**
 * The account that a request goes to as things are: the one it names, else that of the active token.
 *
 * @returns undefined when that is not known
 */
export function accountFor(
  document: vscode.TextDocument,
  file: RequestFile,
  request: RequestNode | undefined,
  outside: OutsideVariables,
  services: EditorServices,
): AccountRecord | undefined {
  if (!request?.account) {
    return services.active.get(document.uri)?.account;
  }
  const part = request.account;
  try {
    const { expand } = createExpander(file, noSources, outside.lookup);
    return accountNamed(expand([part]).trim(), services);
  } catch (error) {
    if (isCoded(error)) {
      return undefined;
    }
    throw error;
  }
}

/** For values that only have to be there, not to be new. */
const noSources = { now: () => 0, random: () => 0, uuid: () => '' };

function idOf(name: string): string | undefined {
  try {
    return parseAccountId(name).id;
  } catch (error) {
    if (isCoded(error)) {
      return undefined;
    }
    throw error;
  }
}

function orNone<T>(read: () => readonly T[]): readonly T[] {
  try {
    return read();
  } catch (error) {
    if (isCoded(error)) {
      return [];
    }
    throw error;
  }
}
