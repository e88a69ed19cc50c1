import * as vscode from 'vscode';
import { isCoded } from '../codedError.ts';
import type { CommandId } from './commandIds.ts';
import { errorLine } from './errorText.ts';
import { plainText } from './plainText.ts';

/** Tells a person what went wrong, with the one step that helps most as a button. */
export async function tellError(error: unknown): Promise<void> {
  const remedy = remedyOf(error);
  const chosen = await tellErrorLine(error, ...(remedy ? [remedy.label] : []));
  if (remedy && chosen === remedy.label) {
    await vscode.commands.executeCommand(remedy.command);
  }
}

/**
 * Shows an error's text beside other buttons. What it quotes comes from request files and answers, and stays text: a
 * notification would make links of it, which run commands.
 */
export function tellErrorLine(error: unknown, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showErrorMessage(plainText(errorLine(error)), ...buttons);
}

function remedyOf(error: unknown): { label: string; command: string } | undefined {
  if (!isCoded(error)) {
    return { label: vscode.l10n.t('Show Log'), command: 'netsuiteTba.showLog' satisfies CommandId };
  }
  if (error.data['why'] === 'login') {
    return { label: vscode.l10n.t('Why Did It Fail?'), command: 'netsuiteTba.explainLogin' satisfies CommandId };
  }
  switch (error.code) {
    case 'workspace-untrusted':
      return { label: vscode.l10n.t('Manage Trust'), command: 'workbench.trust.manage' };
    case 'account-without-token':
      return error.data['practice'] === true
        ? { label: vscode.l10n.t('Open Set-Up Pages'), command: 'netsuiteTba.openSetupPages' satisfies CommandId }
        : { label: vscode.l10n.t('Add Account'), command: 'netsuiteTba.addAccount' satisfies CommandId };
    case 'account-not-allowed':
      return {
        label: vscode.l10n.t('Choose Accounts'),
        command: 'netsuiteTba.chooseAllowedAccounts' satisfies CommandId,
      };
    case 'no-token':
      return { label: vscode.l10n.t('Add Account'), command: 'netsuiteTba.addAccount' satisfies CommandId };
    case 'secret-missing':
      return { label: vscode.l10n.t('Edit Secret…'), command: 'netsuiteTba.enterSecret' satisfies CommandId };
    case 'practice-off':
      return {
        label: vscode.l10n.t('Start Practice Account'),
        command: 'netsuiteTba.startPractice' satisfies CommandId,
      };
    default:
      return undefined;
  }
}
