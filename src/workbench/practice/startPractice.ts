import * as vscode from 'vscode';
import type { Credential } from '../../accounts/records.ts';
import type { AccountServices } from '../accounts/accountServices.ts';
import { GuideStore } from '../guide/guideStore.ts';

/** Starts the practice account and makes its token the active one. */
export async function startPracticeAccount({ practice, active }: AccountServices): Promise<void> {
  await takeUp(active, vscode.l10n.t('Starting the practice account…'), signal => practice.start(signal));
}

/** Opens the set-up pages of the practice account in the browser, starting it first where needed. */
export async function openSetupPages({ practice }: AccountServices): Promise<void> {
  if (!practice.setupPages) {
    await withProgress(vscode.l10n.t('Starting the practice account…'), signal => practice.start(signal));
  }
  if (practice.setupPages) {
    await vscode.env.openExternal(practice.setupPages);
  }
}

/** Opens the folder of the practice account's scripts and sample requests in a window of its own. */
export async function openPracticeWorkspace({ practice }: AccountServices): Promise<void> {
  if (!practice.workspace) {
    await withProgress(vscode.l10n.t('Starting the practice account…'), signal => practice.start(signal));
  }
  if (practice.workspace) {
    await vscode.commands.executeCommand('vscode.openFolder', practice.workspace, { forceNewWindow: true });
  }
}

/** Makes the practice account anew, after asking. */
export async function resetPracticeAccount({
  book,
  practice,
  active,
  globalState,
}: AccountServices & { readonly globalState: vscode.Memento }): Promise<void> {
  const ready = vscode.l10n.t('Make It Ready to Use');
  const scratch = vscode.l10n.t('Start from Scratch');
  const detail = vscode.l10n.t(
    'Its applications, tokens, roles, users, records and audit trail are lost, in the sandbox and in its production account. Your scripts and request files stay.\n\n“{0}” gives a new account with a token that works. “{1}” gives one where nothing is enabled, to practise the four set-up steps.',
    ready,
    scratch,
  );
  const question = vscode.l10n.t('Reset the practice account?');
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, ready, scratch);
  if (chosen === undefined) {
    return;
  }
  const to = chosen === scratch ? 'scratch' : 'ready';
  await takeUp(active, vscode.l10n.t('Resetting the practice account…'), signal => practice.reset(to, signal));
  if (practice.record) {
    // What was ticked and checked in the guide was so of the account that is gone.
    await new GuideStore(globalState).change(practice.record.accountId, {
      ticked: {},
      restlet: undefined,
      rest: undefined,
    });
    // Whoever shows it looks again.
    book.refresh();
  }
  if (to === 'scratch') {
    const open = vscode.l10n.t('Open Set-Up Pages');
    const message = vscode.l10n.t(
      'Nothing is set up in the practice account now. Walk the four steps on its pages; the first token you create appears here by itself.',
    );
    if ((await vscode.window.showInformationMessage(message, open)) === open && practice.setupPages) {
      await vscode.env.openExternal(practice.setupPages);
    }
  }
}

async function takeUp(
  active: AccountServices['active'],
  title: string,
  work: (signal: AbortSignal) => Promise<Credential | undefined>,
): Promise<void> {
  const credential = await withProgress(title, work);
  if (credential) {
    await active.set(credential.token.id);
  }
}

function withProgress<T>(title: string, work: (signal: AbortSignal) => Promise<T>): Thenable<T | undefined> {
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title, cancellable: true }, (_, cancellation) => {
    const stop = new AbortController();
    cancellation.onCancellationRequested(() => stop.abort());
    return work(stop.signal).catch((error: unknown) => {
      if (stop.signal.aborted) {
        return undefined;
      }
      throw error;
    });
  });
}
