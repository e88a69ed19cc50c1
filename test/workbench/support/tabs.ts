import * as vscode from 'vscode';
import { until } from './within.ts';

/** Labels of the open tabs. */
export function tabLabels(): string[] {
  return vscode.window.tabGroups.all.flatMap(group => group.tabs.map(tab => tab.label));
}

/**
 * Resolves when VS Code has no text left that was never saved. It says that its editors are closed before that, and would
 * give the next such text the name of the last one, and what was in it.
 */
export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await until('all tabs to be closed', tabLabels, labels => labels.length === 0);
  const unsaved = () =>
    vscode.workspace.textDocuments.filter(({ isUntitled }) => isUntitled).map(({ uri }) => uri.path);
  await until('unsaved texts to be gone', unsaved, paths => paths.length === 0);
}

export function openRequests(content: string): Thenable<vscode.TextEditor> {
  return vscode.workspace
    .openTextDocument({ language: 'http', content })
    .then(document => vscode.window.showTextDocument(document));
}
