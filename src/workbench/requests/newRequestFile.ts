import * as vscode from 'vscode';
import type { ActiveToken } from '../accounts/activeToken.ts';
import { requestLanguage } from './requestDocuments.ts';

/** Opens an unsaved request file with calls that fit the active account. */
export async function newRequestFile(active: ActiveToken): Promise<void> {
  const document = await vscode.workspace.openTextDocument({
    language: requestLanguage,
    content: active.get()?.account.practice ? practiceRequests() : requests(),
  });
  await vscode.window.showTextDocument(document);
}

function requests(): string {
  return `### ${vscode.l10n.t('Who am I? Needs nothing but a valid token')}
GET /rest/tokeninfo

### ${vscode.l10n.t('Call a RESTlet by its script IDs')}
GET restlet:customscript_my_restlet/customdeploy_my_restlet?id=1
Content-Type: application/json

### ${vscode.l10n.t('Send JSON to it')}
POST restlet:customscript_my_restlet/customdeploy_my_restlet
Content-Type: application/json

{
  "id": 1
}
`;
}

function practiceRequests(): string {
  return `### ${vscode.l10n.t('Who am I?')}
GET /rest/tokeninfo

### ${vscode.l10n.t('A RESTlet that answers what it was sent')}
POST restlet:customscript_tba_echo/customdeploy_tba_echo?greeting=hello
Content-Type: application/json

{
  "name": "practice"
}

### ${vscode.l10n.t('A list of customers')}
GET restlet:customscript_tba_customers/customdeploy_tba_customers
Content-Type: application/json
`;
}
