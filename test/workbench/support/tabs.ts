import * as vscode from 'vscode';

/** Labels of the open tabs. */
export function tabLabels(): string[] {
  return vscode.window.tabGroups.all.flatMap(group => group.tabs.map(tab => tab.label));
}

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

export function openRequests(content: string): Thenable<vscode.TextEditor> {
  return vscode.workspace
    .openTextDocument({ language: 'http', content })
    .then(document => vscode.window.showTextDocument(document));
}
