import * as vscode from 'vscode';
import type { RequestNode } from '../../requests/nodes.ts';
import type { CommandId } from '../commands.ts';
import { requestLanguage, requestsOf } from './requestDocuments.ts';

/** “Send” and “Inspect Signature” over each request, “Send All” over the first of several. */
export class RequestLenses implements vscode.CodeLensProvider {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(subscriptions: vscode.Disposable[]) {
    subscriptions.push(
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('netsuiteTba.codeLens')) {
          this.#changed.fire();
        }
      }),
      vscode.extensions.onDidChange(() => this.#changed.fire()),
    );
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (!vscode.workspace.getConfiguration('netsuiteTba', document).get<boolean>('codeLens', true)) {
      return [];
    }
    const shared = hasOtherProvider();
    const { requests } = requestsOf(document);
    const [first] = requests;
    return [
      ...(first && requests.length > 1 ? [sendAllLens(document, first, requests.length, shared)] : []),
      ...requests.flatMap(request => lensesOf(document, request, shared)),
    ];
  }
}

function sendAllLens(
  document: vscode.TextDocument,
  first: RequestNode,
  count: number,
  shared: boolean,
): vscode.CodeLens {
  const line = document.lineAt(document.positionAt(first.range.start)).range;
  return new vscode.CodeLens(line, {
    command: 'netsuiteTba.sendAll' satisfies CommandId,
    title: `$(run-all) ${shared ? vscode.l10n.t('NetSuite: Send All ({0})', count) : vscode.l10n.t('Send All ({0})', count)}`,
    tooltip: vscode.l10n.t('Send all requests of this file, one after the other'),
    arguments: [document.uri],
  });
}

function lensesOf(document: vscode.TextDocument, request: RequestNode, shared: boolean): vscode.CodeLens[] {
  const line = document.lineAt(document.positionAt(request.method.range.start)).range;
  const lens = (command: CommandId, title: string, tooltip: string) =>
    new vscode.CodeLens(line, { command, title, tooltip, arguments: [document.uri, request.method.range.start] });
  return [
    lens(
      'netsuiteTba.send',
      `$(play) ${shared ? vscode.l10n.t('NetSuite: Send') : vscode.l10n.t('Send')}`,
      vscode.l10n.t('Sign this request with TBA and send it'),
    ),
    lens(
      'netsuiteTba.inspect',
      `$(search) ${shared ? vscode.l10n.t('NetSuite: Inspect Signature') : vscode.l10n.t('Inspect Signature')}`,
      vscode.l10n.t('Show every step of the signature, without sending'),
    ),
  ];
}

/** Other clients put a “Send Request” over the same lines; ours then say whose they are. */
function hasOtherProvider(): boolean {
  return vscode.extensions.all.some(extension => {
    const manifest = extension.packageJSON as { name?: string; contributes?: { languages?: { id?: string }[] } };
    return (
      manifest.name !== 'tba-workbench' &&
      (manifest.contributes?.languages ?? []).some(language => language.id === requestLanguage)
    );
  });
}
