import * as vscode from 'vscode';
import type { Commands } from '../commands.ts';
import type { HistoryStore } from '../history/historyStore.ts';
import type { ResponseCommand } from './responseCommands.ts';
import type { ResponsePanels } from './responsePanels.ts';

/**
 * Commands of response panels. Nothing is loaded until one is used or shown.
 *
 * @returns shows a panel of the window before again
 */
export function registerResponses(
  panels: () => Promise<ResponsePanels>,
  history: () => Promise<HistoryStore>,
  commands: Commands,
): (panel: vscode.WebviewPanel, saved: unknown) => Promise<void> {
  const run = (command: ResponseCommand) => async (about: unknown) => (await panels()).run(command, about);
  commands.register('netsuiteTba.response.pin', run('pin'));
  commands.register('netsuiteTba.response.compare', run('compare'));
  commands.register('netsuiteTba.response.saveBody', run('saveBody'));
  commands.register('netsuiteTba.response.copyBody', run('copyBody'));
  commands.register('netsuiteTba.response.openBody', run('openBody'));
  commands.register('netsuiteTba.response.copySupportCase', run('copySupportCase'));
  commands.register('netsuiteTba.response.copyValue', run('copyValue'));
  commands.register('netsuiteTba.response.copyText', run('copyText'));
  commands.register('netsuiteTba.response.copyIndented', run('copyIndented'));
  commands.register('netsuiteTba.response.copyPath', run('copyPath'));
  commands.register('netsuiteTba.response.openValue', run('openValue'));
  commands.register('netsuiteTba.response.saveFile', run('saveFile'));
  commands.register('netsuiteTba.response.openFile', run('openFile'));
  return async (panel, saved) => {
    try {
      if (!vscode.workspace.getConfiguration('netsuiteTba').get<boolean>('response.restore', true)) {
        panel.dispose();
        return;
      }
      const { restorePanel } = await import('./restorePanel.ts');
      await restorePanel(panel, saved, await panels(), await history());
    } catch (error) {
      panel.dispose();
      commands.report('show a response again', error);
    }
  };
}
