import * as vscode from 'vscode';
import { requestLanguage } from '../requestLanguage.ts';

/**
 * Whether another HTTP client is installed. What VS Code shows of all extensions side by side, an outline or the values
 * of the file's variables, is then left to it. An extension without code brings colours at most.
 */
export function hasOtherClient(): boolean {
  return vscode.extensions.all.some(extension => {
    const manifest = extension.packageJSON as {
      name?: string;
      main?: string;
      browser?: string;
      contributes?: { languages?: { id?: string }[] };
    };
    return (
      manifest.name !== 'tba-workbench' &&
      (manifest.main ?? manifest.browser) !== undefined &&
      (manifest.contributes?.languages ?? []).some(language => language.id === requestLanguage)
    );
  });
}
