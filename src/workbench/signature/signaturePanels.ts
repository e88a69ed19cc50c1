import * as vscode from 'vscode';
import type { SignatureContract, SignatureState } from '../../panels/signature/messages.ts';
import { signatureTakes } from '../../panels/signature/takes.ts';
import { openPanel, type PanelHandle } from '../panelHost.ts';
import { requireTrust } from '../trust.ts';
import { copyStep } from './copyStep.ts';
import { SignatureModel, type Inspected } from './signatureModel.ts';
import { signatureStrings } from './signatureStrings.ts';

interface OpenSignature {
  readonly handle: PanelHandle;
  model: SignatureModel;
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
        open.handle.push(stateOf(open.model));
      }
    });
  }

  /** Shows a signature beside the editor, in the panel that the key has already where there is one. */
  show(key: string, inspected: Inspected): void {
    const model = new SignatureModel(inspected);
    const title = vscode.l10n.t('Signature · {0}', inspected.title);
    const open = this.#open.get(key);
    if (open) {
      open.model = model;
      open.handle.panel.title = title;
      open.handle.push(stateOf(model));
      open.handle.panel.reveal(undefined, false);
      return;
    }
    this.#open.set(key, this.#create(key, title, model));
  }

  dispose(): void {
    this.#trust.dispose();
    for (const { handle } of [...this.#open.values()]) {
      handle.panel.dispose();
    }
  }

  #create(key: string, title: string, model: SignatureModel): OpenSignature {
    const handle = openPanel<SignatureContract>({
      extensionUri: this.#extensionUri,
      bundle: 'signature',
      find: true,
      title,
      preserveFocus: false,
      takes: signatureTakes,
      handlers: {
        ready: () => ({ state: stateOf(open.model), strings: signatureStrings() }),
        edit: async ({ draft }) => {
          requireTrust();
          const { model } = open;
          await model.edit(draft);
          return stateOf(model);
        },
        editPassport: async ({ draft }) => {
          requireTrust();
          const { model } = open;
          await model.editPassport(draft);
          return stateOf(model);
        },
        compare: ({ text, with: what }) => {
          open.model.compare(text, what);
          return stateOf(open.model);
        },
        copy: async ({ what }) => {
          await copyStep(what, open.model);
          return null;
        },
      },
    });
    const open: OpenSignature = { handle, model };
    handle.panel.onDidDispose(() => this.#open.delete(key));
    return open;
  }
}

function stateOf(model: SignatureModel): SignatureState {
  return model.state(vscode.workspace.isTrusted);
}
