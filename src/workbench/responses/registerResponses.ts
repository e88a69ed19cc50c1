import * as vscode from 'vscode';
import type { CommandId, Commands } from '../commands.ts';
import type { HistoryStore } from '../history/historyStore.ts';
import type { ResponseCommand } from './responseCommands.ts';
import type { ResponsePanels } from './responsePanels.ts';

const commandIds: Readonly<Record<ResponseCommand, CommandId>> = {
  pin: 'netsuiteTba.response.pin',
  compare: 'netsuiteTba.response.compare',
  saveBody: 'netsuiteTba.response.saveBody',
  copyBody: 'netsuiteTba.response.copyBody',
  openBody: 'netsuiteTba.response.openBody',
  copySupportCase: 'netsuiteTba.response.copySupportCase',
  copyValue: 'netsuiteTba.response.copyValue',
  copyText: 'netsuiteTba.response.copyText',
  copyIndented: 'netsuiteTba.response.copyIndented',
  copyPath: 'netsuiteTba.response.copyPath',
  openValue: 'netsuiteTba.response.openValue',
  saveFile: 'netsuiteTba.response.saveFile',
  openFile: 'netsuiteTba.response.openFile',
};

/** Commands of response panels, and panels of the window before. Nothing is loaded until one is used or shown. */
export function registerResponses(
  panels: () => Promise<ResponsePanels>,
  history: () => Promise<HistoryStore>,
  commands: Commands,
  subscriptions: vscode.Disposable[],
): void {
  for (const [command, id] of Object.entries(commandIds) as [ResponseCommand, CommandId][]) {
    commands.register(id, async about => (await panels()).run(command, about));
  }
  subscriptions.push(
    vscode.window.registerWebviewPanelSerializer('netsuiteTba.response', {
      deserializeWebviewPanel: async (panel, saved: unknown) => {
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
      },
    }),
  );
}
