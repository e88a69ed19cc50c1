import * as vscode from 'vscode';
import { plainText } from '../plainText.ts';
import { writeWholeFile } from '../wholeFile.ts';

/**
 * Asks where to, and writes the pieces there one after the other.
 *
 * @param name what the file is called unless the person says otherwise
 * @returns whether it was saved; false when the person left the question
 * @throws CodedError as writeWholeFile does
 */
export async function saveFile(name: string, parts: () => AsyncIterable<Uint8Array>): Promise<boolean> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save {0}', name),
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (!uri) {
    return false;
  }
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Saving {0}…', plainText(name)) },
    () => writeWholeFile(uri, parts()),
  );
  return true;
}

/** A name that every file system takes. */
export function fileName(title: string, extension: string): string {
  const stem = title
    .replace(/[\\/:*?"<>|#%\p{Cc}\p{Cf}]+/gu, '-')
    .replace(/^[.\s-]+|[.\s-]+$/g, '')
    .slice(0, 80);
  return `${stem === '' ? 'response' : stem}.${extension}`;
}
