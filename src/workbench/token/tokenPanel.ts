import * as vscode from 'vscode';
import type { TokenContract } from '../../panels/token/messages.ts';
import { tokenTakes } from '../../panels/token/takes.ts';
import { isSignedBy, readPublicKey } from '../../oauth2/checkSignature.ts';
import { openPanel, type PanelHandle } from '../panelHost.ts';
import { TokenModel, type InspectedToken } from './tokenModel.ts';
import { tokenReport } from './tokenReport.ts';
import { tokenStrings } from './tokenStrings.ts';

interface Open {
  readonly handle: PanelHandle;
  model: TokenModel;
}

/** The one panel that shows what a token says: the one last asked about. Closing it forgets the token. */
export class TokenPanel implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  #open: Open | undefined;

  constructor(extensionUri: vscode.Uri) {
    this.#extensionUri = extensionUri;
  }

  show(inspected: InspectedToken): void {
    const model = new TokenModel(inspected, { now: Date.now, locale: vscode.env.language, isSignedBy });
    if (this.#open) {
      this.#open.model = model;
      this.#open.handle.push(model.state);
      this.#open.handle.panel.reveal(undefined, false);
    } else {
      this.#open = this.#create(model);
    }
  }

  dispose(): void {
    this.#open?.handle.panel.dispose();
  }

  #create(model: TokenModel): Open {
    const handle = openPanel<TokenContract>({
      extensionUri: this.#extensionUri,
      bundle: 'token',
      title: vscode.l10n.t('Assertion or Token'),
      preserveFocus: false,
      find: true,
      takes: tokenTakes,
      handlers: {
        ready: () => ({ state: open.model.state, strings: tokenStrings() }),
        judge: () => {
          open.model.judge();
          return open.model.state;
        },
        checkSignature: async () => {
          const { model: asked } = open;
          const file = await chooseCertificate();
          if (file) {
            await asked.checkSignature(readPublicKey(file));
          }
          return open.model.state;
        },
        copyReport: async () => {
          await vscode.env.clipboard.writeText(tokenReport(open.model.state));
          return null;
        },
      },
    });
    const open: Open = { handle, model };
    handle.panel.onDidDispose(() => (this.#open = undefined));
    return open;
  }
}

/** @returns undefined when the person left */
async function chooseCertificate(): Promise<Uint8Array | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('The certificate that was uploaded to NetSuite'),
      openLabel: vscode.l10n.t('Check the Signature'),
      filters: { [vscode.l10n.t('Certificates')]: ['pem', 'crt', 'cer'] },
    })) ?? [];
  return file && vscode.workspace.fs.readFile(file);
}
