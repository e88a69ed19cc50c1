import * as vscode from 'vscode';
import { credentialLabel } from '../../accounts/labels.ts';
import type { AccountRecord, Credential } from '../../accounts/records.ts';
import { readAccountRestlets, type AccountRestlet } from '../../exchange/reads/accountRestlets.ts';
import type { AccountServices } from '../accounts/accountServices.ts';
import { plainText } from '../plainText.ts';
import { readFromAccount } from './readFromAccount.ts';
import type { RestletCache } from './restletCache.ts';
import { restletCount } from './restletWords.ts';

export interface ReadServices extends AccountServices {
  readonly cache: RestletCache;
  /** Whether the person sees the view. */
  readonly isShown: () => boolean;
}

/**
 * Reads the RESTlets of an account: of the one whose row it is, else of the active token's.
 *
 * @throws CodedError those of readFromAccount and readAccountRestlets
 */
export async function readRestlets(services: ReadServices, account: AccountRecord | undefined): Promise<void> {
  const read = await readFromAccount(services, account, {
    question: vscode.l10n.t('Read the RESTlets with which token?'),
    progress: name => vscode.l10n.t('Reading the RESTlets of {0}…', name),
    work: (from, send, tell) =>
      readAccountRestlets(from, vscode.l10n.t('RESTlets of the account'), send, rows =>
        tell(vscode.l10n.t('{0} rows', rows)),
      ),
  });
  if (read) {
    const { credential, value } = read;
    await services.cache.put(credential.account.accountId, value, Date.now());
    tellRead(credential, value, services.isShown());
  }
}

function tellRead(credential: Credential, restlets: readonly AccountRestlet[], isShown: boolean): void {
  if (restlets.length === 0) {
    const label = plainText(credentialLabel(credential));
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} sees no RESTlets. Its role may not see them, or the account has none.', label),
    );
    return;
  }
  const show = vscode.l10n.t('Show RESTlets');
  const count = restletCount(restlets.length);
  void vscode.window
    .showInformationMessage(
      vscode.l10n.t('Read from {1}: {0}.', count, plainText(credential.account.name)),
      ...(isShown ? [] : [show]),
    )
    .then(answer => (answer === show ? vscode.commands.executeCommand('netsuiteTba.restlets.focus') : undefined));
}
