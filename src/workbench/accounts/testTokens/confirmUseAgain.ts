import * as vscode from 'vscode';
import { errorLine } from '../../errorText.ts';

/** Asks whether a token that failed to log in repeatedly should be used again. */
export async function confirmUseAgain(error: unknown): Promise<boolean> {
  const useAgain = vscode.l10n.t('Use It Again');
  const answer = await vscode.window.showWarningMessage(errorLine(error), { modal: true }, useAgain);
  return answer === useAgain;
}
