import * as vscode from 'vscode';
import type { ActiveToken } from '../accounts/activeToken.ts';
import { requestLanguage } from './requestLanguage.ts';

/** Opens an unsaved request file with calls that fit the active account; for the practice account, its lesson. */
export async function newRequestFile(active: ActiveToken, extensionUri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument({
    language: requestLanguage,
    content: active.get()?.account.practice ? await lesson(extensionUri) : requests(),
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

async function lesson(extensionUri: vscode.Uri): Promise<string> {
  const file = vscode.Uri.joinPath(extensionUri, 'media', 'practice', 'practice.http');
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
}
