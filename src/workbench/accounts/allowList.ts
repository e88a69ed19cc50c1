import * as vscode from 'vscode';
import type { AccountRecord } from '../../accounts/records.ts';
import { CodedError, isCoded } from '../../codedError.ts';
import { parseAccountId } from '../../tba/accountId.ts';

const section = 'netsuiteTba';
const name = 'allowedAccounts';

/** The setting with the account IDs whose tokens may be used. */
export const allowedAccountsSetting = `${section}.${name}`;

/** Which accounts may be used for a file or a whole workspace. */
export interface AllowList {
  /** Whether there is a list at all; without one every account is allowed. */
  readonly restricts: boolean;
  allows(account: Pick<AccountRecord, 'accountId'>): boolean;
  /** Entries that are no account ID; they allow nothing. */
  readonly unreadable: readonly string[];
}

/**
 * Puts the lists of the person, the workspace and the folder together. An account has to be in each of them, so that
 * files that come with a workspace can only ever take away. An empty list is none.
 *
 * @param lists as found in settings, where anything can stand
 */
export function readAllowLists(lists: readonly unknown[]): AllowList {
  const read = lists.flatMap(list => readList(list) ?? []);
  return {
    restricts: read.length > 0,
    allows: ({ accountId }) => read.every(({ ids }) => ids.has(accountId)),
    unreadable: read.flatMap(({ unreadable }) => unreadable),
  };
}

interface ReadList {
  readonly ids: ReadonlySet<string>;
  readonly unreadable: readonly string[];
}

function readList(list: unknown): ReadList | undefined {
  if (list === undefined || list === null || (Array.isArray(list) && list.length === 0)) {
    return undefined;
  }
  const ids = new Set<string>();
  const unreadable: string[] = [];
  for (const entry of Array.isArray(list) ? (list as readonly unknown[]) : [list]) {
    const id = typeof entry === 'string' ? normalised(entry) : undefined;
    if (id === undefined) {
      unreadable.push(typeof entry === 'string' ? entry : JSON.stringify(entry));
    } else {
      ids.add(id);
    }
  }
  return { ids, unreadable };
}

/** An account ID in the one form that it is kept in; undefined for what cannot be one. */
function normalised(text: string): string | undefined {
  try {
    return parseAccountId(text).id;
  } catch (error) {
    if (isCoded(error)) {
      return undefined;
    }
    throw error;
  }
}

/** @param resource a file of the workspace; without one, what holds for the whole workspace */
export function allowListFor(resource: vscode.Uri | undefined): AllowList {
  const found = vscode.workspace.getConfiguration('netsuiteTba', resource).inspect<unknown>('allowedAccounts');
  return readAllowLists([found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue]);
}

/** Whose list it is that stands nearest to a folder, or to the whole workspace. */
export function whereListed(folder: vscode.WorkspaceFolder | undefined): 'folder' | 'workspace' | 'person' {
  const found = vscode.workspace.getConfiguration(section, folder?.uri).inspect<unknown>(name);
  return folder && readList(found?.workspaceFolderValue)
    ? 'folder'
    : readList(found?.workspaceValue)
      ? 'workspace'
      : 'person';
}

/** The list as it stands in one place, of account IDs that can be read; undefined where there is none. */
export function allowedIn(target: vscode.WorkspaceFolder | undefined): readonly string[] | undefined {
  const found = vscode.workspace.getConfiguration(section, target?.uri).inspect<unknown>(name);
  const list = readList(target ? found?.workspaceFolderValue : found?.workspaceValue);
  return list && [...list.ids];
}

/**
 * Writes the list into the settings of a folder, or of the workspace; undefined takes it out.
 *
 * @throws CodedError `setting-not-written` (data: setting, reason)
 */
export async function writeAllowed(
  ids: readonly string[] | undefined,
  target: vscode.WorkspaceFolder | undefined,
): Promise<void> {
  const { Workspace, WorkspaceFolder } = vscode.ConfigurationTarget;
  try {
    await vscode.workspace
      .getConfiguration(section, target?.uri)
      .update(name, ids, target ? WorkspaceFolder : Workspace);
  } catch (cause) {
    throw new CodedError(
      'setting-not-written',
      { setting: allowedAccountsSetting, reason: cause instanceof Error ? cause.message : String(cause) },
      { cause },
    );
  }
}

export function touchesAllowList(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration(allowedAccountsSetting);
}

/** The refusal, with where and why. */
export function notAllowed(accounts: readonly AccountRecord[], resource: vscode.Uri | undefined): CodedError {
  const folder = resource && vscode.workspace.getWorkspaceFolder(resource);
  const names = [...new Set(accounts.map(account => account.name))];
  return new CodedError('account-not-allowed', {
    account: names.length > 3 ? `${names.slice(0, 3).join(', ')}, …` : names.join(', '),
    folder: folder?.name ?? vscode.workspace.name ?? '',
    unreadable: allowListFor(resource).unreadable.join(', '),
  });
}
