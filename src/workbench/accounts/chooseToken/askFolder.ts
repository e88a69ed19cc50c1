import * as vscode from 'vscode';
import { plainText } from '../../plainText.ts';
import type { PickItem } from '../../wizard.ts';
import { allFolders } from '../activeToken.ts';

/** What a choice is for: a folder, or the whole workspace. */
export type ChoicePlace = vscode.WorkspaceFolder | typeof allFolders;

export function resourceOf(place: ChoicePlace): vscode.Uri | undefined {
  return place === allFolders ? undefined : place.uri;
}

/** One folder of a workspace with several, or all; undefined when the person left. */
export async function askFolder(placeHolder: string): Promise<ChoicePlace | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const items: PickItem<ChoicePlace>[] = [
    { label: vscode.l10n.t('All folders'), iconPath: new vscode.ThemeIcon('root-folder'), value: allFolders },
    ...folders.map(folder => ({
      label: plainText(folder.name),
      iconPath: new vscode.ThemeIcon('folder'),
      description: plainText(vscode.workspace.asRelativePath(folder.uri, false)),
      value: folder,
    })),
  ];
  const item = await vscode.window.showQuickPick(items, { placeHolder });
  return item?.value;
}
