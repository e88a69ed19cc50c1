import * as vscode from 'vscode';
import type { Credential } from '../../../accounts/records.ts';
import type { ActiveToken } from '../activeToken.ts';

/** Makes a token that was just added the active one, and answers a sentence that says so, or why it is not. */
export async function makeActive(active: ActiveToken, { token }: Credential): Promise<string> {
  await active.set(token.id);
  return active.get()?.token.id === token.id
    ? vscode.l10n.t('It is now the active one.')
    : vscode.l10n.t(
        'It is not active here: the allow list of this workspace (netsuiteTba.allowedAccounts) leaves its account out.',
      );
}
