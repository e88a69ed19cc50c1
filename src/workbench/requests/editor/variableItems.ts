import * as vscode from 'vscode';
import type { CompletionContext } from '../../../requests/editor/completionContext.ts';
import { promptsOf } from '../../../requests/parse/directives.ts';
import { lastDefinitions } from '../../../requests/values/expand.ts';
import { requestsOf } from '../requestDocuments.ts';
import type { Offer } from './completion.ts';
import { noVariables, type EditorServices } from './editorServices.ts';
import { systemValues } from './words.ts';

/** What can stand between `{{` and `}}`. File variables and system values are other clients’ business as well. */
export async function variableItems(
  { request, isClosed }: Extract<CompletionContext, { kind: 'variable' }>,
  document: vscode.TextDocument,
  services: EditorServices,
  isShared: boolean,
): Promise<Offer[]> {
  const file = requestsOf(document);
  const outside = (await services.outside?.(document)) ?? noVariables;
  const { Variable, Reference, Function: Made } = vscode.CompletionItemKind;
  const close = isClosed ? '' : '}}';
  const offers: Offer[] = [];
  if (!isShared) {
    for (const { name, value } of lastDefinitions(file).values()) {
      // A value may be long, and what it refers to is told by the hover.
      const detail = outside.isSecret(name.value) ? '•••' : value.value.slice(0, 60);
      offers.push({ label: name.value, kind: Variable, detail, insert: name.value + close });
    }
  }
  for (const { name, description } of request ? promptsOf(request) : []) {
    const detail = vscode.l10n.t('asked for before sending');
    offers.push({ label: name, kind: Variable, detail, about: description, insert: name + close });
  }
  for (const { name, source } of outside.names) {
    offers.push({ label: name, kind: Variable, detail: source, insert: name + close });
  }
  for (const { directives } of file.requests) {
    const name = directives.findLast(directive => directive.name.value === 'name')?.value.value;
    if (name !== undefined && /^[^\s{}]+$/.test(name)) {
      offers.push({
        label: `${name}.response.body`,
        kind: Reference,
        detail: vscode.l10n.t('from a response'),
        insert: new vscode.SnippetString().appendText(`${name}.response.body.$.`).appendTabstop(1),
      });
      offers.push({
        label: `${name}.response.headers`,
        kind: Reference,
        detail: vscode.l10n.t('from a response'),
        insert: new vscode.SnippetString().appendText(`${name}.response.headers.`).appendTabstop(1),
      });
    }
  }
  if (!isShared) {
    for (const { name, about, insert } of systemValues()) {
      offers.push({
        label: name,
        kind: Made,
        detail: about,
        insert: insert === undefined ? name + close : new vscode.SnippetString(insert + close.replaceAll('}', '\\}')),
      });
    }
  }
  return offers;
}
