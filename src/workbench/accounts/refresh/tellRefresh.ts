import * as vscode from 'vscode';
import type { RefreshEvidence } from '../../../accounts/sandboxRefresh.ts';
import { plainText } from '../../plainText.ts';
import { evidenceLines } from './evidenceText.ts';

/** Says that a sandbox was likely refreshed, and why, with the way to new tokens as a button. Nobody waits for it. */
export function tellRefresh(evidence: RefreshEvidence): void {
  const { account } = evidence;
  const makeAgain = vscode.l10n.t('Make Tokens Again…');
  const message = vscode.l10n.t(
    '“{0}” ({1}) was likely refreshed: {2} of its tokens worked before and have been refused since. A refresh deletes the tokens of a sandbox. {3}.',
    account.name,
    account.accountId,
    evidence.tokens.length,
    evidenceLines(evidence).join('; '),
  );
  void vscode.window.showWarningMessage(plainText(message), makeAgain).then(answer => {
    if (answer === makeAgain) {
      void vscode.commands.executeCommand('netsuiteTba.renewTokens', { kind: 'account', record: account });
    }
  });
}
