import * as vscode from 'vscode';
import type { RequestNode } from '../../../requests/nodes.ts';
import type { CommandId } from '../../commandIds.ts';
import { requestsOf } from '../requestDocuments.ts';
import { requestLanguage } from '../requestLanguage.ts';

/** So many have their words at once, since a window that is not drawn, or asks twice, may leave some without. */
const fewLenses = 500;

/** A lens that can get its words when it comes into view: a file may have thousands, and all are asked for after each edit. */
export class RequestLens extends vscode.CodeLens {
  readonly describe: () => vscode.Command;

  constructor(line: vscode.Range, describe: () => vscode.Command) {
    super(line);
    this.describe = describe;
  }
}

/** “Send” and “Inspect Signature” over each request, “Send All” over the first of several. */
export function codeLenses(document: vscode.TextDocument): RequestLens[] {
  if (!vscode.workspace.getConfiguration('netsuiteTba', document).get<boolean>('codeLens', true)) {
    return [];
  }
  const shared = hasOtherProvider();
  const { requests } = requestsOf(document);
  const [first] = requests;
  const lenses = [
    ...(first && requests.length > 1 ? [sendAllLens(document, first, requests.length, shared)] : []),
    ...requests.flatMap(request => lensesOf(document, request, shared)),
  ];
  if (lenses.length <= fewLenses) {
    lenses.forEach(lens => (lens.command = lens.describe()));
  }
  return lenses;
}

function sendAllLens(document: vscode.TextDocument, first: RequestNode, count: number, shared: boolean): RequestLens {
  const line = document.lineAt(document.positionAt(first.range.start)).range;
  return new RequestLens(line, () => ({
    command: 'netsuiteTba.sendAll' satisfies CommandId,
    title: `$(run-all) ${shared ? vscode.l10n.t('NetSuite: Send All ({0})', count) : vscode.l10n.t('Send All ({0})', count)}`,
    tooltip: vscode.l10n.t('Send all requests of this file, one after the other'),
    arguments: [document.uri],
  }));
}

function lensesOf(document: vscode.TextDocument, request: RequestNode, shared: boolean): RequestLens[] {
  const { start } = request.method.range;
  const line = document.lineAt(document.positionAt(start)).range;
  return [
    new RequestLens(line, () => ({
      command: 'netsuiteTba.send' satisfies CommandId,
      title: `$(play) ${shared ? vscode.l10n.t('NetSuite: Send') : vscode.l10n.t('Send')}`,
      tooltip: vscode.l10n.t('Sign this request with TBA and send it'),
      arguments: [document.uri, start],
    })),
    new RequestLens(line, () => ({
      command: 'netsuiteTba.inspect' satisfies CommandId,
      title: `$(search) ${shared ? vscode.l10n.t('NetSuite: Inspect Signature') : vscode.l10n.t('Inspect Signature')}`,
      tooltip: vscode.l10n.t('Show every step of the signature, without sending'),
      arguments: [document.uri, start],
    })),
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
