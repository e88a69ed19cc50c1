import * as vscode from 'vscode';
import type { AccountServices } from '../accounts/accountServices.ts';
import { testToken } from '../accounts/verifyToken.ts';

/** Starts the practice account, makes its token the active one, and asks it who that is. */
export async function startPracticeAccount({ practice, active, book, network, log }: AccountServices): Promise<void> {
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
  if (vscode.workspace.isTrusted) {
    const { account, token } = credential;
    const { verification } = await testToken(
      network,
      account,
      await book.secrets(credential),
      token.id,
      AbortSignal.timeout(10_000),
    ).catch((problem: unknown) => {
      log.error('test the practice token', problem);
      return { verification: undefined };
    });
    if (verification) {
      await book.recordVerification(token.id, verification);
    }
  }
}
