import { pathToFileURL } from 'node:url';
import * as vscode from 'vscode';
import type { Credential } from '../../accounts/records.ts';
import type { DoctorContract } from '../../panels/doctor/messages.ts';
import { doctorTakes } from '../../panels/doctor/takes.ts';
import type { AccountServices } from '../accounts/accountServices.ts';
import { openPanel, type PanelHandle } from '../panelHost.ts';
import { chooseSigner, knownSigner } from '../signature/chooseSigner.ts';
import { requireTrust } from '../trust.ts';
import { DoctorModel } from './doctorModel.ts';
import { doctorReport } from './doctorReport.ts';
import { doctorStrings } from './doctorStrings.ts';
import { runDoctorTask } from './doctorTask.ts';

/** The one panel in which a failing call of another program is diagnosed. */
export class DoctorPanel implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #services: AccountServices;
  #open: { readonly handle: PanelHandle; readonly model: DoctorModel } | undefined;

  constructor(extensionUri: vscode.Uri, services: AccountServices) {
    this.#extensionUri = extensionUri;
    this.#services = services;
  }

  /**
   * Shows the panel. What is selected in the editor is looked at when a call can be read from it.
   *
   * @param credential the token of the tree that the command was called on
   * @throws CodedError `workspace-untrusted`, and those of AccountBook.secrets
   */
  async show(credential: Credential | undefined): Promise<void> {
    requireTrust();
    const selected = selectedText();
    const isNew = !this.#open;
    this.#open ??= this.#create();
    const { handle, model } = this.#open;
    if (credential) {
      model.useSigner(await this.#signerOf(credential));
    }
    if (selected !== '' && model.state.input.text === '') {
      model.read(selected);
    }
    handle.push(model.state);
    // A new one shows itself.
    if (!isNew) {
      handle.panel.reveal(undefined, false);
    }
  }

  dispose(): void {
    this.#open?.handle.panel.dispose();
  }

  #create(): { readonly handle: PanelHandle; readonly model: DoctorModel } {
    const worker = pathToFileURL(vscode.Uri.joinPath(this.#extensionUri, 'dist', 'doctorWorker.js').fsPath);
    const model = new DoctorModel(
      (call, onProgress, signal) => runDoctorTask(worker, call, onProgress, signal),
      () => handle.push(model.state),
    );
    const handle = openPanel<DoctorContract>({
      extensionUri: this.#extensionUri,
      bundle: 'doctor',
      title: vscode.l10n.t('Diagnose a Failing Call'),
      preserveFocus: false,
      takes: doctorTakes,
      handlers: {
        ready: () => ({ state: model.state, strings: doctorStrings() }),
        read: ({ text }) => {
          model.read(text);
          return model.state;
        },
        correct: ({ method, url }) => {
          model.correct(method, url);
          return model.state;
        },
        take: async ({ from }) => {
          const text = from === 'clipboard' ? await vscode.env.clipboard.readText() : lastEditorText();
          if (text.trim() !== '') {
            model.read(text);
          }
          return model.state;
        },
        chooseSigner: async () => {
          requireTrust();
          const signer = await chooseSigner(this.#services, vscode.l10n.t('Diagnose a Failing Call'));
          if (signer) {
            model.useSigner(signer);
          }
          return model.state;
        },
        diagnose: async () => {
          requireTrust();
          await model.diagnose();
          return model.state;
        },
        cancel: () => {
          model.cancel();
          return model.state;
        },
        copyReport: async () => {
          requireTrust();
          const { outcome } = model.state;
          if (outcome) {
            await vscode.env.clipboard.writeText(doctorReport(outcome));
          }
          return null;
        },
      },
    });
    handle.panel.onDidDispose(() => {
      model.cancel();
      this.#open = undefined;
    });
    return { handle, model };
  }

  async #signerOf(credential: Credential) {
    const { book, log } = this.#services;
    const signer = await knownSigner(credential, book);
    log.hide(signer.secrets.consumerSecret, signer.secrets.tokenSecret);
    return signer;
  }
}

function selectedText(): string {
  const editor = vscode.window.activeTextEditor;
  return editor ? editor.document.getText(editor.selection) : '';
}

/** While the panel has the focus no editor is the active one; the first on show is the one beside it. */
function lastEditorText(): string {
  const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors[0];
  if (!editor) {
    return '';
  }
  return editor.selection.isEmpty ? editor.document.getText() : editor.document.getText(editor.selection);
}
