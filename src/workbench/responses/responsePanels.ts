import * as vscode from 'vscode';
import { CodedError } from '../../codedError.ts';
import type { Exchange } from '../../exchange/record.ts';
import type { Call } from '../../exchange/send.ts';
import { ResponseDocuments } from './responseDocuments.ts';
import { openedFolder } from './openedFiles.ts';
import type { PanelPorts, ResponseActions } from './panelHandlers.ts';
import type { ResponseCommand } from './responseCommands.ts';
import { slotFor, type PanelSharing } from './panelSlots.ts';
import { ResponsePanel, type Shown, type ShownOutcome } from './responsePanel.ts';
import { doneState } from './responseState.ts';
import type { KeptPanel } from './restored.ts';

/** A call that is under way. */
export interface RunningCall {
  readonly title: string;
  /** Account and credential in one line. */
  readonly accountLabel: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly cancel: () => void;
}

/** A kept exchange to be shown again. */
export interface KeptExchange {
  readonly exchange: Exchange;
  readonly outcome: ShownOutcome;
}

/**
 * The response panels. A key names a request of a document (or a call of the history); its answers are shown in one
 * panel, until that is pinned, as long as the setting does not say otherwise.
 */
export class ResponsePanels {
  readonly #ports: PanelPorts;
  /** The one last used comes last. */
  readonly #panels: ResponsePanel[] = [];
  #lastId = 0;
  /** The window closes: what was under way ends now, and is shown nowhere any more. */
  #isOver = false;

  constructor(context: Pick<vscode.ExtensionContext, 'extensionUri' | 'globalStorageUri'>, actions: ResponseActions) {
    this.#ports = {
      extensionUri: context.extensionUri,
      temporaryFolder: vscode.Uri.joinPath(context.globalStorageUri, openedFolder),
      documents: new ResponseDocuments(),
      actions,
    };
  }

  get documents(): ResponseDocuments {
    return this.#ports.documents;
  }

  /**
   * Runs a command in the panel that its menu was opened in, or that has the focus.
   *
   * @param about what the menu was opened on, as the page told
   * @throws CodedError `no-response`, `no-value`, `body-closed`
   */
  async run(command: ResponseCommand, about: unknown): Promise<void> {
    const { panelId } = (typeof about === 'object' && about !== null ? about : {}) as { panelId?: unknown };
    const panel = this.#panels.find(({ id }) => id === panelId) ?? this.#panels.find(each => each.isActive);
    if (!panel) {
      throw new CodedError('no-response');
    }
    const { runResponseCommand } = await import('./responseCommands.ts');
    await runResponseCommand(command, panel, about, this.#ports);
  }

  /** Shows that a call is under way, with a way to cancel it. */
  showRunning(key: string, { title, accountLabel, startedAt, cancel }: RunningCall): void {
    if (this.#isOver) {
      return;
    }
    const shown: Shown = { phase: 'running', title, accountLabel, startedAt };
    this.#take(key, shown).showRunning(key, shown, cancel);
  }

  /** What a call tells while it is under way, to be shown where that is. */
  listening(key: string): Pick<Call, 'onReceived' | 'onPause'> {
    return {
      onReceived: arriving => this.#running(key)?.arrive(arriving),
      onPause: pause => this.#running(key)?.pause(pause),
    };
  }

  /** Shows that the call was cancelled, unless its outcome is shown already. */
  showCancelled(key: string): void {
    this.#running(key)?.cancel();
  }

  /** Takes away the panel of a call that could not be made. */
  close(key: string): void {
    this.#running(key)?.dispose();
  }

  /** Shows what came of a call. Takes the body over: `exchange.body` is empty afterwards. */
  showExchange(key: string, exchange: Exchange, outcome: ShownOutcome): void {
    if (this.#isOver) {
      return;
    }
    const panel = this.#awaiting(key) ?? this.#take(key, firstState(exchange, outcome));
    panel.showExchange(key, exchange, outcome);
  }

  /**
   * Fills the panel of a window that was loaded again.
   *
   * @param kept undefined when the exchange is kept nowhere any more
   */
  restore(panel: vscode.WebviewPanel, { restore, pinned, bodyId }: KeptPanel, kept: KeptExchange | undefined): void {
    const { key, title } = restore;
    const shown: Shown = kept
      ? firstState(kept.exchange, kept.outcome)
      : { phase: 'gone', title, accountLabel: '', startedAt: 0 };
    const restored = this.#create(key, shown, panel);
    if (kept) {
      restored.showExchange(key, kept.exchange, kept.outcome, bodyId);
    }
    restored.pin(pinned);
  }

  dispose(): void {
    this.#isOver = true;
    for (const panel of [...this.#panels]) {
      panel.dispose();
    }
    this.#ports.documents.dispose();
  }

  #running(key: string): ResponsePanel | undefined {
    return this.#panels.findLast(panel => panel.key === key && panel.isRunning);
  }

  /** The panel of a call that is under way, or was just cancelled and may still have an outcome. */
  #awaiting(key: string): ResponsePanel | undefined {
    return this.#panels.findLast(panel => panel.key === key && panel.isAwaiting);
  }

  /** The panel that the next answer is shown in, brought to where it is seen. */
  #take(key: string, shown: Shown): ResponsePanel {
    const panel = slotFor(this.#panels, key, sharing());
    if (!panel) {
      return this.#create(key, shown);
    }
    this.#panels.splice(this.#panels.indexOf(panel), 1);
    this.#panels.push(panel);
    panel.reveal();
    return panel;
  }

  #create(key: string, shown: Shown, existing?: vscode.WebviewPanel): ResponsePanel {
    const panel = new ResponsePanel(String(++this.#lastId), key, shown, this.#ports, existing);
    this.#panels.push(panel);
    panel.onDidDispose(() => {
      this.#panels.splice(this.#panels.indexOf(panel), 1);
    });
    return panel;
  }
}

/** What a new panel shows until the body is handed over. */
function firstState({ record }: Exchange, outcome: ShownOutcome): Shown {
  return doneState(record, outcome, 0, { panelId: '', pinned: false, restore: { key: '', title: '' } });
}

function sharing(): PanelSharing {
  const value: unknown = vscode.workspace.getConfiguration('netsuiteTba').get('response.panels');
  return value === 'one' || value === 'none' ? value : 'perRequest';
}
