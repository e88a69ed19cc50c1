import * as vscode from 'vscode';
import { findFiles, forEachFile, parentOf, readText } from './workspaceFiles.ts';

/** Folders with a SuiteCloud project's manifest.xml, and those that a suitecloud.config.js names. */
export async function findRoots(folder: vscode.Uri, token: vscode.CancellationToken): Promise<vscode.Uri[]> {
  const files = await findFiles(
    folder,
    '**/{manifest.xml,suitecloud.config.js}',
    path => /\/(?:manifest\.xml|suitecloud\.config\.js)$/.test(path),
    token,
  );
  const roots: vscode.Uri[] = [];
  await forEachFile(files, token, async uri => {
    const text = (await readText(uri)) ?? '';
    if (uri.path.endsWith('.js')) {
      const [, named] = /\bdefaultProjectFolder['"]?\s*:\s*['"]([^'"\n]*)['"]/.exec(text) ?? [];
      roots.push(vscode.Uri.joinPath(parentOf(uri), named ?? 'src'));
    } else if (/<manifest\b[^>]*\bprojecttype\s*=/.test(text)) {
      roots.push(parentOf(uri));
    }
  });
  return roots;
}
