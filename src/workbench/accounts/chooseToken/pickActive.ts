import * as vscode from 'vscode';
import type { AccountBook } from '../../../accounts/accountBook.ts';
import type { Credential } from '../../../accounts/records.ts';
import { plainText } from '../../plainText.ts';
import type { PickItem } from '../../wizard.ts';
import { allFolders, hasSeveralFolders, type ActiveToken } from '../activeToken.ts';
import { allowedAccountsSetting, allowListFor } from '../allowList.ts';
import { countsAsProduction } from '../tree/environment.ts';
import { resourceOf, type ChoicePlace } from './askFolder.ts';
import { openAllowedAccounts } from './openAllowedAccounts.ts';
import { credentialItem } from './pickCredential.ts';

type Choice = Credential | 'setting';

/** Lets the person choose the active token of a folder or of the whole workspace, and keeps the choice. */
export async function pickActive(book: AccountBook, active: ActiveToken, start: ChoicePlace): Promise<void> {
  const pick = vscode.window.createQuickPick<PickItem<Choice>>();
  const severalFolders = {
    iconPath: new vscode.ThemeIcon('root-folder'),
    tooltip: vscode.l10n.t('Choose for All Folders'),
  };
  let place = start;
  const draw = () => {
    pick.title = titleOf(place);
    pick.buttons = place === allFolders ? [] : [severalFolders];
    const all = book.credentials();
    pick.placeholder = all.some(({ account }) => countsAsProduction(account))
      ? vscode.l10n.t('Sign requests with which token? Production is never active where it was not chosen.')
      : vscode.l10n.t('Sign requests with which token?');
    const activeId = active.get(resourceOf(place))?.token.id;
    pick.items = itemsOf(all, place, activeId);
    // Enter alone changes nothing; the first of the list may be production.
    pick.activeItems = pick.items.filter(({ value }) => value !== 'setting' && value.token.id === activeId);
  };
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  draw();
  const listeners: vscode.Disposable[] = [];
  try {
    const chosen = await new Promise<Choice | undefined>(resolve => {
      listeners.push(
        pick.onDidTriggerButton(() => {
          place = allFolders;
          draw();
        }),
        pick.onDidAccept(() => resolve(pick.selectedItems[0]?.value)),
        pick.onDidHide(() => resolve(undefined)),
      );
      pick.show();
    });
    pick.hide();
    if (chosen === 'setting') {
      await openAllowedAccounts(place === allFolders ? undefined : place);
    } else if (chosen) {
      await active.set(chosen.token.id, resourceOf(place) ?? allFolders);
    }
  } finally {
    listeners.forEach(listener => void listener.dispose());
    pick.dispose();
  }
}

function titleOf(place: ChoicePlace): string {
  if (place !== allFolders) {
    return vscode.l10n.t('Active Token: Folder {0}', plainText(place.name));
  }
  return hasSeveralFolders() ? vscode.l10n.t('Active Token: All Folders') : vscode.l10n.t('Active Token');
}

function itemsOf(
  all: readonly Credential[],
  place: ChoicePlace,
  activeId: string | undefined,
): readonly PickItem<Choice>[] {
  const list = allowListFor(resourceOf(place));
  const allowed = all.filter(({ account }) => list.allows(account));
  const missing = new Set(all.filter(credential => !allowed.includes(credential)).map(({ account }) => account.id));
  const items: PickItem<Choice>[] = allowed.map(credential => credentialItem(credential, activeId));
  if (!list.restricts || (missing.size === 0 && list.unreadable.length === 0)) {
    return items;
  }
  const separator = { label: '', kind: vscode.QuickPickItemKind.Separator, value: 'setting' } as const;
  return [...items, separator, settingItem(missing.size, list.unreadable)];
}

/** Says why tokens are missing, and leads to where that is set. */
function settingItem(missing: number, unreadable: readonly string[]): PickItem<Choice> {
  const reasons = [
    vscode.l10n.t('The setting {0} lists the accounts that this workspace may use.', allowedAccountsSetting),
    ...(unreadable.length === 0
      ? []
      : [vscode.l10n.t('No account ID, and so allowing nothing: {0}.', plainText(unreadable.join(', ')))]),
  ];
  return {
    label:
      missing === 1
        ? vscode.l10n.t('1 account is not allowed here')
        : vscode.l10n.t('{0} accounts are not allowed here', missing),
    iconPath: new vscode.ThemeIcon('settings-gear'),
    description: vscode.l10n.t('open the setting'),
    detail: reasons.join(' '),
    alwaysShow: true,
    value: 'setting',
  };
}
