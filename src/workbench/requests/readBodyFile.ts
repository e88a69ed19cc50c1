import * as vscode from 'vscode';
import { CodedError } from '../../codedError.ts';
import { bodyFileText } from '../../exchange/bodyFile.ts';
import type { BodyFile } from '../../requests/values/resolve.ts';

/**
 * The text of a body's file. Its path is taken from the folder of the request file; from the workspace folder while that
 * was never saved.
 *
 * @throws CodedError `body-file-unreadable` (data: path) and those of bodyFileText
 */
export async function readBodyFile(file: BodyFile, document: vscode.TextDocument): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await vscode.workspace.fs.readFile(locate(file.path, document));
  } catch (cause) {
    throw new CodedError('body-file-unreadable', { path: file.path }, { cause });
  }
  return bodyFileText(bytes, file);
}

function locate(path: string, document: vscode.TextDocument): vscode.Uri {
  const folder = document.isUntitled
    ? vscode.workspace.workspaceFolders?.[0]?.uri
    : vscode.Uri.joinPath(document.uri, '..');
  if (isAbsolute(path) || !folder) {
    const local = vscode.Uri.file(path);
    // In a remote window files are where the request file is.
    return document.isUntitled ? local : document.uri.with({ path: local.path });
  }
  return vscode.Uri.joinPath(folder, path.replaceAll('\\', '/'));
}

function isAbsolute(path: string): boolean {
  return /^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(path);
}
