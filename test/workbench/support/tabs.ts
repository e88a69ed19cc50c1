import * as vscode from 'vscode';
import { until } from './within.ts';

/** Labels of the open tabs. */
export function tabLabels(): string[] {
  return vscode.window.tabGroups.all.flatMap(group => group.tabs.map(tab => tab.label));
}

/** VS Code says that it has closed them before it has, where it first asked whether to save: what comes next would be closed too. */
export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await until('all tabs to be closed', tabLabels, labels => labels.length === 0);
}

export function openRequests(content: string): Thenable<vscode.TextEditor> {
  return vscode.workspace
    .openTextDocument({ language: 'http', content })
    .then(document => vscode.window.showTextDocument(document));
}
