import * as vscode from 'vscode';
import { reviewPassphrase } from '../../../accounts/passphrase.ts';
import { askText, errorRemark, type Place, type Remark, type StepResult } from '../../wizard.ts';

/** Asks for the passphrase of a new file, masked. */
export function askNewPassphrase(place: Place, value: string): Promise<StepResult<string>> {
  return askText(place, {
    prompt: vscode.l10n.t(
      'A passphrase for the file, such as five words that have nothing to do with each other. It is kept nowhere: without it nobody opens the file.',
    ),
    value,
    masked: true,
    check: remarkOn,
  });
}

/** Asks for it once more, since nobody saw what was typed. */
export function askAgain(place: Place, passphrase: string): Promise<StepResult<string>> {
  return askText(place, {
    prompt: vscode.l10n.t('The same passphrase once more'),
    masked: true,
    check: text =>
      text === passphrase
        ? { message: vscode.l10n.t('The two are the same.'), severity: 'information' }
        : errorRemark(vscode.l10n.t('This is not what you entered before.')),
  });
}

/** Asks for the passphrase of a file that was found; `wasWrong` after one that did not open it. */
export async function askPassphraseOf(fileName: string, wasWrong: boolean): Promise<string | undefined> {
  const result = await askText(
    { title: vscode.l10n.t('Import Accounts: {0}', fileName), step: 1, total: 1 },
    {
      prompt: wasWrong
        ? vscode.l10n.t(
            'That passphrase does not open the file. Look at capital letters and the keyboard layout, at blanks between the words, and whether it is the one that was chosen for this very file. The file stays as it is.',
          )
        : vscode.l10n.t('The passphrase that was chosen when the file was exported'),
      masked: true,
      check: text => (text === '' ? errorRemark(vscode.l10n.t('Enter the passphrase.')) : undefined),
    },
  );
  return result.kind === 'next' ? result.value : undefined;
}

function remarkOn(passphrase: string): Remark {
  switch (reviewPassphrase(passphrase)) {
    case 'empty':
      return errorRemark(vscode.l10n.t('Enter a passphrase.'));
    case 'blank-ends':
      return errorRemark(vscode.l10n.t('It begins or ends with a blank, which is soon lost.'));
    case 'short':
      return errorRemark(
        vscode.l10n.t('Use at least 12 characters: whoever has the file may try passphrases at leisure.'),
      );
    case 'repetitive':
      return errorRemark(vscode.l10n.t('It repeats the same few characters.'));
    case 'fair':
      return {
        message: vscode.l10n.t('Long enough if it was made by chance. Five words or 20 characters are better.'),
        severity: 'warning',
      };
    case 'good':
      return {
        message: vscode.l10n.t('Long enough, as long as it is no saying or line of a song.'),
        severity: 'information',
      };
  }
}
