import * as vscode from 'vscode';
import type { AccountServices } from '../accounts/accountServices.ts';

/** Starts the practice account and makes its token the active one. */
export async function startPracticeAccount({ practice, active }: AccountServices): Promise<void> {
  const credential = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Starting the practice account…'),
      cancellable: true,
    },
    (_, cancellation) => {
      const stop = new AbortController();
      cancellation.onCancellationRequested(() => stop.abort());
      return practice.start(stop.signal).catch((error: unknown) => {
        if (stop.signal.aborted) {
          return undefined;
        }
        throw error;
      });
    },
  );
  if (!credential) {
    return;
  }
  await active.set(credential.token.id);
}
