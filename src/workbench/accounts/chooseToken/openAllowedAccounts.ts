import * as vscode from 'vscode';
import { allowedAccountsSetting, whereListed } from '../allowList.ts';

/** Opens the list of allowed accounts where it stands: the nearest to a folder, or to the whole workspace. */
export async function openAllowedAccounts(folder: vscode.WorkspaceFolder | undefined): Promise<void> {
  const level = whereListed(folder);
  if (folder && level === 'folder') {
    await openInFolder(folder);
    return;
  }
  await vscode.commands.executeCommand(
    level === 'person' ? 'workbench.action.openSettings' : 'workbench.action.openWorkspaceSettings',
    `@id:${allowedAccountsSetting}`,
  );
}

/** No command leads to one setting of a folder, so its file is opened. */
async function openInFolder(folder: vscode.WorkspaceFolder): Promise<void> {
  const uri = vscode.Uri.joinPath(folder.uri, '.vscode', 'settings.json');
  const document = await vscode.workspace.openTextDocument(uri);
  const at = document.positionAt(Math.max(0, document.getText().indexOf(`"${allowedAccountsSetting}"`)));
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}
