import * as vscode from 'vscode';
import { expiryOf } from '../../../accounts/expiry.ts';
import { tokenLabel } from '../../../accounts/labels.ts';
import type { TokenRecord } from '../../../accounts/records.ts';
import type { CommandId } from '../../commandIds.ts';
import { plainText } from '../../plainText.ts';
import { expiryWord } from '../tree/words.ts';

/** Says that a certificate ends or has ended, and offers to make the next one. */
export async function tellExpiry(token: TokenRecord): Promise<void> {
  const expiry = expiryOf(token);
  if (!expiry) {
    return;
  }
  const renew = vscode.l10n.t('Renew…');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      '“{0}”: {1}. Without another one NetSuite refuses its logins.',
      plainText(tokenLabel(token)),
      expiryWord(expiry, Date.now(), 'long'),
    ),
    renew,
  );
  if (answer === renew) {
    await vscode.commands.executeCommand('netsuiteTba.renewOAuth2' satisfies CommandId, {
      kind: 'token',
      record: token,
    });
  }
}
