import * as vscode from 'vscode';
import { tokenLabel } from '../../../accounts/labels.ts';
import type { RequestNode } from '../../../requests/nodes.ts';
import { plainText } from '../../plainText.ts';
import { requestsOf } from '../requestDocuments.ts';
import type { Offer } from './completion.ts';
import { accountFor, accountsOf, credentialsOf, noVariables, type EditorServices } from './editorServices.ts';

/** By account ID: a request file is shared with colleagues who may have named the account otherwise. */
export function accountItems(services: EditorServices): Offer[] {
  return accountsOf(services).map(({ accountId, name }) => ({
    label: accountId,
    kind: vscode.CompletionItemKind.Constant,
    detail: plainText(name),
    filter: `${accountId} ${name}`,
  }));
}

/** The tokens of the request's account, then the roles and applications that name several. */
export function tokenItems(
  request: RequestNode | undefined,
  document: vscode.TextDocument,
  services: EditorServices,
): Offer[] {
  const account = accountFor(document, requestsOf(document), request, noVariables, services);
  const credentials = credentialsOf(services).filter(each => !account || each.account.id === account.id);
  const offers = new Map<string, Offer>();
  const add = (text: string | undefined, kind: vscode.CompletionItemKind, about: string) => {
    if (text !== undefined && text !== '' && !offers.has(text)) {
      offers.set(text, { label: plainText(text), kind, detail: plainText(about), insert: text, filter: text });
    }
  };
  for (const { account: owner, application, token } of credentials) {
    add(tokenLabel(token), vscode.CompletionItemKind.Constant, `${owner.name} · ${application.name}`);
  }
  for (const { application, token } of credentials) {
    add(token.identity?.role, vscode.CompletionItemKind.Enum, vscode.l10n.t('role'));
    add(application.name, vscode.CompletionItemKind.Enum, vscode.l10n.t('application'));
  }
  return [...offers.values()];
}
