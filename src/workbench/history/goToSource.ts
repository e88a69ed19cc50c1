import * as vscode from 'vscode';
import { CodedError } from '../../codedError.ts';
import type { HistorySource } from '../../exchange/history/har.ts';
import type { HistoryEntry } from '../../exchange/history/readHistoryEntry.ts';
import type { RequestNode } from '../../requests/nodes.ts';
import { requestsOf } from '../requests/requestDocuments.ts';

/**
 * Shows the request that a call came from, as it stands in its file now.
 *
 * @throws CodedError `history-no-source`, `request-gone`
 */
export async function goToSource({ source }: Pick<HistoryEntry, 'source'>): Promise<void> {
  if (!source) {
    throw new CodedError('history-no-source');
  }
  const document = await openDocument(source.uri);
  const text = document.getText();
  const request = findRequest(text, requestsOf(document).requests, source);
  if (!request) {
    throw new CodedError('request-gone');
  }
  const at = document.positionAt(request.method.range.start);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}

/** The request with the same text; else the only one of its name. */
function findRequest(
  text: string,
  requests: readonly RequestNode[],
  { name, text: was }: HistorySource,
): RequestNode | undefined {
  const same = requests.find(({ range }) => text.slice(range.start, range.end) === was);
  const named = name === undefined ? [] : requests.filter(request => request.name === name);
  return same ?? (named.length === 1 ? named[0] : undefined);
}

async function openDocument(uri: string): Promise<vscode.TextDocument> {
  try {
    return await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  } catch (cause) {
    throw new CodedError('request-gone', {}, { cause });
  }
}
