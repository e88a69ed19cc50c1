import * as vscode from 'vscode';
import type { AccountBook } from '../../../accounts/accountBook.ts';
import type { AccountRecord } from '../../../accounts/records.ts';
import { CodedError } from '../../../codedError.ts';
import { plainText } from '../../plainText.ts';
import type { PickItem } from '../../wizard.ts';
import { allFolders, type ActiveToken } from '../activeToken.ts';
import { allowedIn, writeAllowed } from '../allowList.ts';
import { environmentOf } from '../tree/environment.ts';
import { environmentWord } from '../tree/words.ts';
import { askFolder } from './askFolder.ts';

/**
 * Lets the person choose whose tokens may be used in a workspace or one of its folders. All of them is no list at all.
 *
 * @throws CodedError `no-workspace-folder`, `setting-not-written` (data: setting, reason)
 */
export async function chooseAllowedAccounts(book: AccountBook, active: ActiveToken): Promise<void> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    throw new CodedError('no-workspace-folder');
  }
  const place =
    folders.length === 1
      ? allFolders
      : (active.folder() ?? (await askFolder(vscode.l10n.t('Choose the accounts of which folder?'))));
  if (place === undefined) {
    return;
  }
  const target = place === allFolders ? undefined : place;
  const listed = allowedIn(target);
  const items = itemsOf(book.index().accounts, listed ?? []);
  if (items.length === 0) {
    await vscode.commands.executeCommand('netsuiteTba.addAccount');
    return;
  }
  const chosen = await pickSeveral(
    items,
    items.filter(item => listed === undefined || listed.includes(item.value)),
    target
      ? vscode.l10n.t('Accounts of Folder {0}', plainText(target.name))
      : vscode.l10n.t('Accounts of This Workspace'),
  );
  if (chosen) {
    await writeAllowed(chosen.length === items.length ? undefined : chosen, target);
  }
}

/** An account ID once, however many accounts have it; what is listed and not in the tree is shown too, and kept. */
function itemsOf(accounts: readonly AccountRecord[], listed: readonly string[]): PickItem<string>[] {
  const known = Map.groupBy(accounts, ({ accountId }) => accountId);
  const strangers = listed.filter(id => !known.has(id));
  return [
    ...[...known].map(([id, [account, ...others]]) => ({
      label: plainText([account, ...others].map(each => each?.name).join(', ')),
      description: [id, ...(account ? [environmentWord(environmentOf(account))] : [])].join(' · '),
      value: id,
    })),
    ...strangers.map(id => ({ label: id, description: vscode.l10n.t('not in the tree'), value: id })),
  ];
}

async function pickSeveral(
  items: readonly PickItem<string>[],
  selected: readonly PickItem<string>[],
  title: string,
): Promise<readonly string[] | undefined> {
  const pick = vscode.window.createQuickPick<PickItem<string>>();
  pick.title = title;
  pick.placeholder = vscode.l10n.t('Tokens of which accounts may be used here? All of them lifts the restriction.');
  pick.canSelectMany = true;
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  pick.items = items;
  pick.selectedItems = selected;
  const listeners: vscode.Disposable[] = [];
  try {
    return await new Promise(resolve => {
      listeners.push(
        pick.onDidAccept(() => {
          if (pick.selectedItems.length > 0) {
            resolve(pick.selectedItems.map(({ value }) => value));
          } else {
            // An empty list would allow every account, which is the opposite of what this looks like.
            pick.value = '';
            pick.title = vscode.l10n.t('{0}: choose at least one', title);
          }
        }),
        pick.onDidHide(() => resolve(undefined)),
      );
      pick.show();
    });
  } finally {
    listeners.forEach(listener => void listener.dispose());
    pick.dispose();
  }
}
