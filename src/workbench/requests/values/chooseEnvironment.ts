import * as vscode from 'vscode';
import { CodedError } from '../../../codedError.ts';
import { plainText } from '../../plainText.ts';
import { requestLanguage } from '../requestLanguage.ts';
import type { ValueSources } from './valueSources.ts';

/** Asks with which environment the requests of a file are sent. */
export async function chooseEnvironment(values: ValueSources): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== requestLanguage) {
    throw new CodedError('no-request');
  }
  const { names, chosen } = await values.environments(document);
  const none = { label: vscode.l10n.t('None'), name: undefined, picked: chosen === undefined };
  const items = [
    ...names.map(name => ({ label: plainText(name), name, picked: name === chosen })),
    { ...none, description: vscode.l10n.t('shared values only') },
  ];
  const answer = await vscode.window.showQuickPick(
    items.map(item => ({ ...item, ...(item.picked ? { iconPath: new vscode.ThemeIcon('check') } : {}) })),
    {
      title: vscode.l10n.t('Environment of the Requests'),
      placeHolder:
        names.length === 0
          ? vscode.l10n.t('There is none yet: write http-client.env.json beside the request file.')
          : vscode.l10n.t('With which environment are they sent?'),
    },
  );
  if (answer) {
    await values.choose(document, answer.name);
  }
}

/** Says in the status bar which environment the file in front is sent with, where there are any. */
export function showEnvironment(values: ValueSources): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('netsuiteTba.environment', { language: requestLanguage });
  item.name = vscode.l10n.t('Environment of the Requests');
  item.command = { command: 'netsuiteTba.chooseEnvironment', title: vscode.l10n.t('Choose') };
  const tell = async () => {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== requestLanguage) {
      return;
    }
    const chosen = await values.environments(document).then(
      found => found.chosen,
      () => undefined,
    );
    item.text =
      chosen === undefined ? vscode.l10n.t('Environment: none') : vscode.l10n.t('Environment: {0}', plainText(chosen));
  };
  void tell();
  return vscode.Disposable.from(
    item,
    values.onDidChange(() => void tell()),
    vscode.window.onDidChangeActiveTextEditor(() => void tell()),
  );
}
