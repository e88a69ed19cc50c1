import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { explainError } from '../errorText.ts';
import type { Log } from '../log.ts';
import { plainText } from '../plainText.ts';
import { historySize } from './historySize.ts';
import { HistoryStore } from './historyStore.ts';

/** The history of this window's workspace, in the folder that VS Code keeps for it; without one, that of such windows. */
export function openHistory(
  { storageUri, globalStorageUri }: Pick<vscode.ExtensionContext, 'storageUri' | 'globalStorageUri'>,
  log: Log,
): HistoryStore {
  const folder = storageUri
    ? vscode.Uri.joinPath(storageUri, 'history')
    : vscode.Uri.joinPath(globalStorageUri, 'history-without-workspace');
  return new HistoryStore({
    folder: folder.fsPath,
    size: historySize,
    now: Date.now,
    newId: () => randomBytes(4).toString('hex'),
    onTrouble: (error, isFirst) => {
      log.error('keep a call in the history', error);
      if (isFirst) {
        void tell(error, log);
      }
    },
  });
}

async function tell(error: unknown, log: Log): Promise<void> {
  const showLog = vscode.l10n.t('Show Log');
  const { reason } = explainError(error);
  const message = vscode.l10n.t(
    'Calls cannot be kept in the history: {0}. Sending goes on as before, and this is told once.',
    plainText(reason),
  );
  if ((await vscode.window.showWarningMessage(message, showLog)) === showLog) {
    log.show();
  }
}
