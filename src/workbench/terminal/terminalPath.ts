import { mkdir, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import * as vscode from 'vscode';
import { posixShim, windowsShim } from './shims.ts';
import { terminalPathKey } from './terminalPathKey.ts';

/** Of the extension's context, what this takes. */
export interface TerminalPathContext extends Pick<vscode.ExtensionContext, 'extension' | 'globalStorageUri'> {
  readonly environmentVariableCollection: vscode.EnvironmentVariableCollection;
  readonly globalState: vscode.Memento;
}

/** Puts `tba` on the PATH of VS Code's terminals, in every workspace where the extension starts. */
export async function addToPath(context: TerminalPathContext): Promise<void> {
  if (isElsewhere(context)) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'The terminals of this window run on another machine, where this extension is not. Install tba there with npm, as its README says.',
      ),
    );
    return;
  }
  await context.globalState.update(terminalPathKey, true);
  await renewPath(context);
  const open = vscode.l10n.t('Open Terminal');
  const told = vscode.window.showInformationMessage(
    vscode.l10n.t('Terminals that are opened from now on know the command tba.'),
    open,
  );
  void told.then(chosen => {
    if (chosen === open) {
      vscode.window.createTerminal().show();
    }
  });
}

/** Takes it away again. */
export async function removeFromPath(context: TerminalPathContext): Promise<void> {
  await context.globalState.update(terminalPathKey, undefined);
  context.environmentVariableCollection.clear();
  await rm(folderOf(context), { recursive: true, force: true });
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Terminals that are opened from now on do not know the command tba any more.'),
  );
}

/** Makes the programs anew: with an update the extension has moved, and VS Code's Node may have. */
export async function renewPath(context: TerminalPathContext): Promise<void> {
  const { environmentVariableCollection: variables, extension } = context;
  if (isElsewhere(context)) {
    variables.clear();
    return;
  }
  const folder = folderOf(context);
  const places = { extension: extension.extensionUri.fsPath, id: extension.id, node: process.execPath };
  await mkdir(folder, { recursive: true });
  if (process.platform === 'win32') {
    await writeFile(join(folder, 'tba.cmd'), windowsShim(places));
  } else {
    await writeFile(join(folder, 'tba'), posixShim(places), { mode: 0o755 });
  }
  variables.description = vscode.l10n.t('Adds the command `tba`, which signs, sends and explains NetSuite calls');
  // Start-up files of a shell may set the PATH anew.
  variables.prepend('PATH', folder + delimiter, { applyAtProcessCreation: true, applyAtShellIntegration: true });
}

function folderOf({ globalStorageUri }: TerminalPathContext): string {
  return vscode.Uri.joinPath(globalStorageUri, 'bin').fsPath;
}

/** Whether the extension runs beside VS Code's window while its terminals are on a remote machine. */
function isElsewhere({ extension }: TerminalPathContext): boolean {
  return vscode.env.remoteName !== undefined && extension.extensionKind === vscode.ExtensionKind.UI;
}
