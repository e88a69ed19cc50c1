import * as vscode from 'vscode';
import type { AccountBook } from '../../accounts/accountBook.ts';
import { CodedError } from '../../codedError.ts';
import { plainText } from '../plainText.ts';
import type { OpenedFiles } from '../responses/openedFiles.ts';
import type { ResponsePanels } from '../responses/responsePanels.ts';
import type { SignaturePanels } from '../signature/signaturePanels.ts';
import { findSigner } from '../signature/findSigner.ts';
import { inspectionOf } from '../signature/inspection.ts';
import { systemNonceSource } from '../../tba/nonce.ts';
import { historyKey } from './historyKey.ts';
import { exchangeOf, keptOutcome, titleOf } from './keptExchange.ts';
import { pickCall } from './historyPick.ts';
import { sendAgain, type HistorySendPorts } from './historySend.ts';
import type { HistoryStore } from './historyStore.ts';
import { goToSource } from './goToSource.ts';

/** What the commands work with. */
export interface HistoryServices extends Omit<HistorySendPorts, 'goToSource' | 'book'> {
  readonly book: Pick<AccountBook, 'credentials' | 'secrets'>;
  readonly store: HistoryStore;
  readonly opened: Pick<OpenedFiles, 'count' | 'removeAll'>;
  readonly responses: () => Promise<Pick<ResponsePanels, 'showExchange'>>;
  readonly signatures: () => Promise<Pick<SignaturePanels, 'show'>>;
  /** How many calls are kept; 0 when the history is off. */
  readonly size: () => number;
  /** Tells a failure of what nobody waits for. */
  readonly report: (doing: string, error: unknown) => void;
}

/** The history's commands. Those on one call take the name of its file. */
export class HistoryCommands {
  readonly #services: HistoryServices;

  constructor(services: HistoryServices) {
    this.#services = services;
  }

  /** Looks through the calls. */
  async show(): Promise<void> {
    const { store, report } = this.#services;
    const rows = await store.rows();
    if (rows.length === 0) {
      await this.#tellEmpty();
      return;
    }
    const chosen = await pickCall(rows, async row => {
      await this.remove([row.name]).catch((error: unknown) => report('delete from the history', error));
    });
    switch (chosen?.action) {
      case 'open':
        return this.open(chosen.row.name);
      case 'resend':
        return this.resend(chosen.row.name);
      case 'inspect':
        return this.inspect(chosen.row.name);
      case 'har':
        return this.openHar(chosen.row.name);
      case 'delete':
      case undefined:
        return;
    }
  }

  /** Shows the answer as it was kept. */
  async open(name: string): Promise<void> {
    const entry = await this.#services.store.read(name);
    const exchange = exchangeOf(entry, titleOf(entry.summary));
    if (!exchange) {
      await this.openHar(name);
      return;
    }
    const panels = await this.#services.responses();
    panels.showExchange(historyKey(name), exchange, keptOutcome(entry, name));
  }

  /** Sends the call again; the answer is shown under `key`. */
  async resend(name: string, key = historyKey(name)): Promise<void> {
    const entry = await this.#services.store.read(name);
    await sendAgain(entry, key, { ...this.#services, goToSource });
  }

  /**
   * Shows the steps of the signature; the signature itself is not kept.
   *
   * @throws CodedError `history-no-signature` (data: scheme)
   */
  async inspect(name: string): Promise<void> {
    const { summary, signature: steps, request } = await this.#services.store.read(name);
    if (!steps) {
      throw new CodedError('history-no-signature', { scheme: summary.credential.scheme });
    }
    const { book, active, signatures } = this.#services;
    const inspection = await inspectionOf(
      {
        title: titleOf(summary),
        accountName: summary.account.name,
        credentialLabel: summary.credential.label,
        sent: true,
        steps,
        body: request.body,
        // Hidden before it was kept.
        secrets: [],
        signer: () => findSigner(book, active, steps),
      },
      systemNonceSource(),
    );
    (await signatures()).show(`sent ${historyKey(name)}`, inspection);
  }

  async openHar(name: string): Promise<void> {
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(this.#services.store.pathOf(name)), {
      preview: false,
    } satisfies vscode.TextDocumentShowOptions);
  }

  async goToRequest(name: string): Promise<void> {
    await goToSource(await this.#services.store.read(name));
  }

  /** Deletes calls, and offers to bring them back. */
  async remove(names: readonly string[]): Promise<void> {
    if (names.length === 0) {
      return;
    }
    const undo = await this.#services.store.remove(names);
    const label = vscode.l10n.t('Undo');
    const message =
      names.length === 1
        ? vscode.l10n.t('1 call was deleted from the history.')
        : vscode.l10n.t('{0} calls were deleted from the history.', names.length);
    // The command is over; whoever wants it back has as long as the message stands.
    void this.#offerUndo(message, label, undo);
  }

  /**
   * Asks, and deletes everything that was kept for this workspace, and all files that were opened from responses: which
   * workspace they are of nobody knows.
   *
   * @throws CodedError `history-not-deleted` (data: count), `opened-not-deleted` (data: count, folder)
   */
  async clear(): Promise<void> {
    const { store, opened } = this.#services;
    const [count, files] = await Promise.all([store.count(), opened.count()]);
    if (count + files === 0) {
      await this.#tellEmpty();
      return;
    }
    const clear = vscode.l10n.t('Clear History');
    const isWorkspace = vscode.workspace.name !== undefined;
    const answer = await vscode.window.showWarningMessage(
      isWorkspace
        ? vscode.l10n.t('Clear the history of this workspace?')
        : vscode.l10n.t('Clear the history of windows without a workspace?'),
      {
        modal: true,
        detail: whatGoes(count, files),
      },
      clear,
    );
    if (answer === clear) {
      await opened.removeAll().finally(() => store.clear());
      void vscode.window.showInformationMessage(vscode.l10n.t('The history was cleared.'));
    }
  }

  /** Shows the files where the operating system can; elsewhere says where they are. */
  async openFolder(): Promise<void> {
    const { folder } = this.#services.store;
    const uri = vscode.Uri.file(folder);
    await vscode.workspace.fs.createDirectory(uri);
    try {
      await vscode.commands.executeCommand('revealFileInOS', uri);
    } catch {
      const copy = vscode.l10n.t('Copy Path');
      const message = vscode.l10n.t('The history lies in {0}', plainText(folder));
      if ((await vscode.window.showInformationMessage(message, copy)) === copy) {
        await vscode.env.clipboard.writeText(folder);
      }
    }
  }

  async #offerUndo(message: string, label: string, undo: () => Promise<void>): Promise<void> {
    try {
      if ((await vscode.window.showInformationMessage(message, label)) === label) {
        await undo();
      }
    } catch (error) {
      this.#services.report('bring a call back', error);
    }
  }

  async #tellEmpty(): Promise<void> {
    if (this.#services.size() > 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('The history is empty: nothing was sent yet, or it was cleared.'),
      );
      return;
    }
    const settings = vscode.l10n.t('Open Settings');
    const message = vscode.l10n.t('The history is empty, and it is off: netsuiteTba.history.size is 0.');
    if ((await vscode.window.showInformationMessage(message, settings)) === settings) {
      await vscode.commands.executeCommand('workbench.action.openSettings', 'netsuiteTba.history.size');
    }
  }
}

function whatGoes(calls: number, files: number): string {
  const goes =
    calls === 1
      ? vscode.l10n.t('1 call with its request and response is deleted. This cannot be undone.')
      : vscode.l10n.t('{0} calls with their requests and responses are deleted. This cannot be undone.', calls);
  const opened = vscode.l10n.t('Files that were opened from responses, of any workspace, are deleted.');
  return [...(calls > 0 ? [goes] : []), ...(files > 0 ? [opened] : [])].join(' ');
}
