import { open } from 'node:fs/promises';
import * as vscode from 'vscode';

/**
 * Asks where to, and writes the pieces there one after the other. What is left unfinished when a piece fails is taken
 * away again.
 *
 * @param name what the file is called unless the person says otherwise
 * @returns whether it was saved; false when the person left the question
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
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Saving {0}…', name) },
    () => (uri.scheme === 'file' ? writeParts(uri, parts()) : writeWhole(uri, parts())),
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

async function writeParts(uri: vscode.Uri, parts: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(uri.fsPath, 'w');
  try {
    for await (const part of parts) {
      await file.write(part);
    }
  } catch (error) {
    await file.close();
    await vscode.workspace.fs.delete(uri);
    throw error;
  }
  await file.close();
}

/** Elsewhere VS Code writes files in one go. */
async function writeWhole(uri: vscode.Uri, parts: AsyncIterable<Uint8Array>): Promise<void> {
  const pieces: Uint8Array[] = [];
  for await (const part of parts) {
    pieces.push(part);
  }
  await vscode.workspace.fs.writeFile(uri, Buffer.concat(pieces));
}
