import * as vscode from 'vscode';
import { credentialLabel, tokenLabel } from '../../accounts/labels.ts';
import type { Credential } from '../../accounts/records.ts';
import { tokenState } from '../../accounts/tokenState.ts';
import type { CommandId } from '../commandIds.ts';
import { plainText } from '../plainText.ts';
import type { ActiveToken } from './activeToken.ts';
import { environmentOf } from './tree/environment.ts';
import { productionWarning, stateWord } from './tree/words.ts';

/** The status bar item with the active token of where the person is; a click chooses another. */
export function createStatusBar(
  active: ActiveToken,
  onBookChange: (listener: () => void) => { dispose(): void },
): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('netsuiteTba.active', vscode.StatusBarAlignment.Left, 10);
  item.name = vscode.l10n.t('NetSuite TBA: Active Token');
  item.command = 'netsuiteTba.setActive' satisfies CommandId;
  const update = () => {
    const credential = active.get();
    const folder = active.folder()?.name;
    Object.assign(item, credential ? shownToken(credential, folder) : shownNone(active.allowList().restricts, folder));
    item.show();
  };
  const listeners = [active.onDidChange(update), onBookChange(update)];
  update();
  return vscode.Disposable.from(item, ...listeners);
}

type Shown = Pick<vscode.StatusBarItem, 'text' | 'tooltip' | 'backgroundColor' | 'accessibilityInformation'>;

function shownToken(credential: Credential, folder: string | undefined): Shown {
  const { account, token } = credential;
  const production = productionWarning(environmentOf(account));
  const failing = ['fails', 'revoked'].includes(tokenState(token));
  const label = credentialLabel(credential);
  const text = [...(production === undefined ? [] : [production]), label].join(' · ');
  const state = failing ? [stateWord(token)] : [];
  return {
    text: `$(${failing ? 'warning' : 'key'}) ${plainText(inFolder(text, folder))}`,
    tooltip: [
      vscode.l10n.t(
        'Requests are made with the token {0} of account {1} ({2}).',
        token.scheme === 'oauth2' ? vscode.l10n.t('{0} (OAuth 2.0)', tokenLabel(token)) : tokenLabel(token),
        account.name,
        account.accountId,
      ),
      ...(folder === undefined ? [] : [vscode.l10n.t('This holds for the folder {0}.', folder)]),
      ...(production === undefined ? [] : [vscode.l10n.t('{0}: what you change here is real.', production)]),
      ...(failing ? [vscode.l10n.t('Its last login failed: {0}.', stateWord(token))] : []),
      vscode.l10n.t('Click to choose another.'),
    ].join('\n'),
    backgroundColor: production === undefined ? undefined : new vscode.ThemeColor('statusBarItem.warningBackground'),
    accessibilityInformation: {
      label: vscode.l10n.t('NetSuite token in use: {0}', [inFolder(text, folder), ...state].join(', ')),
      role: 'button',
    },
  };
}

function shownNone(restricted: boolean, folder: string | undefined): Shown {
  const text = inFolder(vscode.l10n.t('NetSuite: choose a token'), folder);
  return {
    text: `$(key) ${plainText(text)}`,
    tooltip: [
      vscode.l10n.t('Choose or add the token that requests are signed with.'),
      ...(restricted ? [vscode.l10n.t('This workspace allows some accounts only.')] : []),
    ].join('\n'),
    backgroundColor: undefined,
    accessibilityInformation: { label: text, role: 'button' },
  };
}

function inFolder(text: string, folder: string | undefined): string {
  return folder === undefined ? text : vscode.l10n.t('{0} (folder {1})', text, folder);
}
