import * as vscode from 'vscode';
import { afterwards } from './afterwards.ts';
import { commandIds } from './commandIds.ts';
import { disposeLatecomers } from './disposeLatecomers.ts';
import { once } from './once.ts';

/**
 * Registers what VS Code may call as soon as the extension is active. What it does, and whatever else there is, comes with
 * the first call, or as soon as the thread is free: nobody waits for it, and every extension of the window waits for this.
 */
export function activate(context: vscode.ExtensionContext): void {
  const workbench = once(async () => (await import('./startWorkbench.ts')).startWorkbench(context));
  disposeLatecomers(context.subscriptions);
  context.subscriptions.push(
    ...commandIds.map(id =>
      vscode.commands.registerCommand(id, async (...args: readonly unknown[]) => (await workbench()).run(id, args)),
    ),
    vscode.window.registerUriHandler({ handleUri: async uri => (await workbench()).deliver(uri) }),
    vscode.window.registerWebviewPanelSerializer('netsuiteTba.response', {
      deserializeWebviewPanel: async (panel, saved: unknown) => (await workbench()).restore(panel, saved),
    }),
    afterwards(async () => {
      await workbench();
      return [];
    }, tellNotStarted),
  );
}

/** Nobody waited for it, but the views stay empty without it. */
function tellNotStarted(error: unknown): void {
  const why = error instanceof Error ? error.message : String(error);
  void vscode.window.showErrorMessage(
    vscode.l10n.t('NetSuite TBA could not be loaded: {0}. Reload the window to try again.', why),
  );
}
