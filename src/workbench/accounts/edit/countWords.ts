import * as vscode from 'vscode';

export function applicationsWord(count: number): string {
  return count === 1 ? vscode.l10n.t('1 application') : vscode.l10n.t('{0} applications', count);
}

export function tokensWord(count: number): string {
  return count === 1 ? vscode.l10n.t('1 token') : vscode.l10n.t('{0} tokens', count);
}
