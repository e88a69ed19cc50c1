import * as vscode from 'vscode';
import type { BookFileCounts } from '../../../accounts/bookFile.ts';
import { applicationsWord, tokensWord } from '../edit/countWords.ts';

export function accountsWord(count: number): string {
  return count === 1 ? vscode.l10n.t('1 account') : vscode.l10n.t('{0} accounts', count);
}

/** `2 accounts, 3 applications, 1 token` */
export function countsWord({ accounts, applications, tokens }: BookFileCounts): string {
  return [accountsWord(accounts), applicationsWord(applications), tokensWord(tokens)].join(', ');
}

/** A few names; the rest as a number. */
export function namesWord(names: readonly string[]): string {
  return [...names.slice(0, 5), ...(names.length > 5 ? [vscode.l10n.t('{0} more', names.length - 5)] : [])].join(', ');
}

export function fileNameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
