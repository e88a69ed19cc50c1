import * as vscode from 'vscode';
import { tokenLabel } from '../../../accounts/labels.ts';
import type { Credential } from '../../../accounts/records.ts';
import { plainText } from '../../plainText.ts';
import type { PickItem } from '../../wizard.ts';
import { countsAsProduction, environmentOf } from '../tree/environment.ts';
import { environmentWord, stateWord } from '../tree/words.ts';

/** Lets the person choose one of several tokens. */
export async function pickCredential(
  credentials: readonly Credential[],
  placeHolder: string,
  activeId?: string,
): Promise<Credential | undefined> {
  const items = credentials.map(credential => credentialItem(credential, activeId));
  const item = await vscode.window.showQuickPick(items, { placeHolder, matchOnDetail: true, matchOnDescription: true });
  return item?.value;
}

/** A token in a quick pick: active or not, production in words, whether it works, and what it belongs to. */
export function credentialItem(credential: Credential, activeId: string | undefined): PickItem<Credential> {
  const { account, application, token } = credential;
  const description = [
    ...(token.id === activeId ? [vscode.l10n.t('active')] : []),
    ...(countsAsProduction(account) ? [environmentWord(environmentOf(account))] : []),
    stateWord(token),
    ...(token.scheme === 'oauth2' ? ['OAuth 2.0'] : []),
  ];
  return {
    label: plainText(tokenLabel(token)),
    iconPath: new vscode.ThemeIcon('key'),
    description: description.join(' · '),
    detail: plainText(`${account.name} · ${account.accountId} · ${application.name}`),
    value: credential,
  };
}
