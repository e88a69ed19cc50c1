import * as vscode from 'vscode';
import { plainText } from '../plainText.ts';
import type { HistoryRow } from './historyFiles.ts';
import { callLabel, clockTime, dayOf, dayWord, durationWord, outcomeIcon } from './historyWords.ts';

/** What can be done with a call from the list. */
export type HistoryAction = 'open' | 'resend' | 'inspect' | 'har' | 'delete';

interface CallItem extends vscode.QuickPickItem {
  readonly row?: HistoryRow;
}

interface ActionButton extends vscode.QuickInputButton {
  readonly action: HistoryAction;
}

/** Lets the person look through the calls; answers what to do with which one. Deleting leaves the list open. */
export function pickCall(
  rows: readonly HistoryRow[],
  remove: (row: HistoryRow) => Promise<void>,
): Promise<{ readonly row: HistoryRow; readonly action: HistoryAction } | undefined> {
  return new Promise(resolve => {
    const pick = vscode.window.createQuickPick<CallItem>();
    const buttons = actionButtons();
    pick.title = vscode.l10n.t('History');
    pick.placeholder = vscode.l10n.t('Search by method, status, name, URL or account');
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;
    let left = rows;
    pick.items = itemsOf(left, buttons);
    const done = (row: HistoryRow | undefined, action: HistoryAction): void => {
      if (row) {
        resolve({ row, action });
        pick.hide();
      }
    };
    pick.onDidAccept(() => done(pick.selectedItems[0]?.row, 'open'));
    pick.onDidTriggerItemButton(({ item, button }) => {
      const { action } = button as ActionButton;
      if (action !== 'delete' || !item.row) {
        done(item.row, action);
        return;
      }
      const { name } = item.row;
      left = left.filter(row => row.name !== name);
      pick.keepScrollPosition = true;
      pick.items = itemsOf(left, buttons);
      void remove(item.row);
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function itemsOf(rows: readonly HistoryRow[], buttons: readonly ActionButton[]): CallItem[] {
  const now = Date.now();
  let day = '';
  return rows.flatMap(row => {
    const { startedAt } = row.summary;
    const isNewDay = dayOf(startedAt) !== day;
    day = dayOf(startedAt);
    const separator = { label: dayWord(startedAt, now), kind: vscode.QuickPickItemKind.Separator };
    return [...(isNewDay ? [separator] : []), callItem(row, buttons)];
  });
}

function callItem(row: HistoryRow, buttons: readonly ActionButton[]): CallItem {
  const { summary } = row;
  const { account, credential, url, startedAt } = summary;
  return {
    row,
    label: plainText(callLabel(summary)),
    iconPath: outcomeIcon(summary),
    description: plainText(
      [durationWord(summary), clockTime(startedAt), account.name, account.id, credential.label].join(' · '),
    ),
    detail: plainText(url),
    buttons,
  };
}

function actionButtons(): readonly ActionButton[] {
  const button = (action: HistoryAction, icon: string, tooltip: string): ActionButton => ({
    action,
    iconPath: new vscode.ThemeIcon(icon),
    tooltip,
  });
  return [
    button('resend', 'play', vscode.l10n.t('Send Again')),
    button('inspect', 'search', vscode.l10n.t('Inspect Signature')),
    button('har', 'json', vscode.l10n.t('Open as HAR File')),
    button('delete', 'trash', vscode.l10n.t('Delete')),
  ];
}
