import * as vscode from 'vscode';
import { CodedError } from '../../codedError.ts';
import type { SignatureContract, SignatureState, SignatureView } from '../../panels/signature/messages.ts';
import { openPanel, type PanelHandle } from '../panelHost.ts';
import { requireTrust } from '../trust.ts';
import { signatureStrings } from './signatureStrings.ts';

interface OpenSignature {
  readonly handle: PanelHandle;
  view: SignatureView;
}

/** The signature panels: one for each key (a request in an editor, a sent call), used again when asked for again. */
export class SignaturePanels implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #open = new Map<string, OpenSignature>();
  readonly #trust: vscode.Disposable;

  constructor(extensionUri: vscode.Uri) {
    this.#extensionUri = extensionUri;
    this.#trust = vscode.workspace.onDidGrantWorkspaceTrust(() => {
      for (const open of this.#open.values()) {
        open.handle.push(stateOf(open.view));
      }
    });
  }

  /** Shows a signature beside the editor, in the panel that the key has already where there is one. */
  show(key: string, view: SignatureView): void {
    const title = vscode.l10n.t('Signature · {0}', view.title);
    const open = this.#open.get(key);
    if (open) {
      open.view = view;
      open.handle.panel.title = title;
      open.handle.push(stateOf(view));
      open.handle.panel.reveal(undefined, false);
      return;
    }
    this.#open.set(key, this.#create(key, title, view));
  }

  dispose(): void {
    this.#trust.dispose();
    for (const { handle } of [...this.#open.values()]) {
      handle.panel.dispose();
    }
  }

  #create(key: string, title: string, view: SignatureView): OpenSignature {
    const handle = openPanel<SignatureContract>({
      extensionUri: this.#extensionUri,
      bundle: 'signature',
      find: true,
      title,
      preserveFocus: false,
      handlers: {
        ready: () => ({ state: stateOf(open.view), strings: signatureStrings() }),
        copy: async ({ what }) => {
          await copy(what, open.view);
          return null;
        },
      },
    });
    const open: OpenSignature = { handle, view };
    handle.panel.onDidDispose(() => this.#open.delete(key));
    return open;
  }
}

function stateOf(view: SignatureView): SignatureState {
  return { view, trusted: vscode.workspace.isTrusted };
}

async function copy(what: unknown, { steps }: SignatureView): Promise<void> {
  requireTrust();
  // From a webview anything may come.
  if (what !== 'baseString' && what !== 'authorization') {
    throw new CodedError('not-copyable');
  }
  await vscode.env.clipboard.writeText(what === 'baseString' ? steps.baseString.text : steps.authorization);
}
