import * as vscode from 'vscode';
import { longestText } from '../../../formats/foundCredentials.ts';
import { isNetsuiteUrl } from '../../../formats/requestsIn/netsuiteTarget.ts';
import type { FoundRequest } from '../../../formats/requestsIn/types.ts';
import { writeRequests } from '../../../formats/requestsIn/writeRequest.ts';
import { plainText } from '../../plainText.ts';
import { requestLanguage } from '../requestLanguage.ts';
import { offerCredentials, type OfferServices } from './offerCredentials.ts';
import { requestComments, requestNoteText, sharedComments } from './requestNoteText.ts';
import { readRequestsSource, type RequestsSource } from './requestsSource.ts';

/**
 * Writes requests of a Postman collection or a HAR into a new request file, unsaved. Nothing is sent.
 *
 * @param uri the file, when the command was run on one
 */
export async function importRequests(services: OfferServices, uri?: vscode.Uri): Promise<void> {
  const source = await readRequestsSource(uri);
  if (!source) {
    return;
  }
  if (source.requests.length === 0) {
    void vscode.window.showWarningMessage(plainText(vscode.l10n.t('There are no requests in “{0}”.', source.fileName)));
    return;
  }
  const chosen = await chooseRequests(source);
  if (!chosen || chosen.length === 0) {
    return;
  }
  const { text } = writeRequests(chosen, {
    summary: summaryOf(source, chosen),
    variables: source.variables,
    commentsOf: requestComments,
  });
  const document = await vscode.workspace.openTextDocument({ language: requestLanguage, content: text });
  await vscode.window.showTextDocument(document, { preview: false });
  // A log of this size was recorded; what logs in stands in its requests, which a smaller one has too.
  if (source.text.length <= longestText) {
    await offerCredentials(source.text, source.uri, services, source.fileName);
  }
}

interface RequestItem extends vscode.QuickPickItem {
  readonly found: FoundRequest;
}

async function chooseRequests(source: RequestsSource): Promise<FoundRequest[] | undefined> {
  const items = source.requests.map((found): RequestItem => {
    const { host, path } = placeOf(found.url);
    const line = `${found.method} ${path}`;
    return {
      label: plainText(found.name ?? line),
      description: plainText(found.name === undefined ? host : `${line} · ${host}`),
      picked: source.suggested.has(found),
      found,
    };
  });
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Import Requests'),
    placeHolder: vscode.l10n.t('Which of the {0} requests should be written into a new file?', items.length),
    canPickMany: true,
    ignoreFocusOut: true,
    matchOnDescription: true,
  });
  return picked?.map(({ found }) => found);
}

function placeOf(url: string): { host: string; path: string } {
  const [, host = '', path = ''] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^/?]*)(.*)$/is.exec(url) ?? [];
  const told = isNetsuiteUrl(url) || host.startsWith('{{') ? host : vscode.l10n.t('{0}, not NetSuite', host);
  // Values in a query may be secret; names tell enough.
  const shown = path.replace(/=[^&]*/g, (value, offset: number) =>
    /[?&](?:script|deploy)$/.test(path.slice(0, offset)) ? value : '=…',
  );
  return { host: told, path: shown === '' ? '/' : shown.slice(0, 120) };
}

function summaryOf(source: RequestsSource, chosen: readonly FoundRequest[]): string[] {
  const { fileName, name, kind, requests, notes, duplicates } = source;
  return [
    kind === 'har'
      ? vscode.l10n.t('{0} of {1} requests from the HAR “{2}”.', chosen.length, requests.length, fileName)
      : vscode.l10n.t(
          '{0} of {1} requests from the Postman collection “{2}” ({3}).',
          chosen.length,
          requests.length,
          name,
          fileName,
        ),
    ...(duplicates > 0 ? [vscode.l10n.t('{0} that were the same as another are here once.', duplicates)] : []),
    ...sharedComments(chosen),
    ...new Set(notes.map(requestNoteText)),
  ];
}
