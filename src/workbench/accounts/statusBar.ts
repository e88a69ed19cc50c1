import * as vscode from 'vscode';
import { credentialLabel } from '../../accounts/labels.ts';
import type { CommandId } from '../commands.ts';
import { plainText } from '../plainText.ts';
import type { ActiveToken } from './activeToken.ts';

/** The status bar item with the active token; a click chooses another. */
export function createStatusBar(
  active: ActiveToken,
  onBookChange: (listener: () => void) => { dispose(): void },
): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('netsuiteTba.active', vscode.StatusBarAlignment.Left, 10);
  item.name = vscode.l10n.t('NetSuite TBA: Active Token');
  const update = () => {
    const credential = active.get();
    if (credential) {
      const label = credentialLabel(credential);
      item.text = `$(key) ${plainText(label)}`;
      item.tooltip = vscode.l10n.t(
        'Requests are signed with this token of account {0}. Click to choose another.',
        credential.account.accountId,
      );
      item.command = 'netsuiteTba.setActive' satisfies CommandId;
      item.accessibilityInformation = { label: vscode.l10n.t('NetSuite token in use: {0}', label), role: 'button' };
    } else {
      item.text = `$(key) ${vscode.l10n.t('NetSuite: choose a token')}`;
      item.tooltip = vscode.l10n.t('Choose or add the token that requests are signed with.');
      item.command = 'netsuiteTba.setActive' satisfies CommandId;
      item.accessibilityInformation = { label: vscode.l10n.t('NetSuite: choose a token'), role: 'button' };
    }
    item.show();
  };
  const listeners = [active.onDidChange(update), onBookChange(update)];
  update();
  return vscode.Disposable.from(item, ...listeners);
}
