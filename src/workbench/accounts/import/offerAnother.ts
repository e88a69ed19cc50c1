import * as vscode from 'vscode';
import { plainText } from '../../plainText.ts';

/**
 * Says that a source gave nothing, and offers to look elsewhere. VS Code cuts a message without a button after its first
 * line, and then the reason is not seen.
 */
export async function offerAnother(message: string, severity: 'warning' | 'error'): Promise<void> {
  const show = severity === 'error' ? vscode.window.showErrorMessage : vscode.window.showWarningMessage;
  const again = vscode.l10n.t('Look Elsewhere…');
  if ((await show(plainText(message), again)) === again) {
    await vscode.commands.executeCommand('netsuiteTba.importCredentials');
  }
}
