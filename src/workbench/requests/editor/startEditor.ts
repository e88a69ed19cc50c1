import * as vscode from 'vscode';
import type { AccountServices } from '../../accounts/accountServices.ts';
import type { Commands } from '../../commands.ts';
import { registerCurlPaste } from '../importing/curlPasteProvider.ts';
import { watchProblems } from '../problems.ts';
import { requestLanguage } from '../requestLanguage.ts';
import type { RequestTests } from '../tests/requestTests.ts';
import type { EditorServices } from './editorServices.ts';
import { registerRequestEditor } from './registerEditor.ts';

/** What a window has once there is a request file in it. */
export function startEditor(
  services: AccountServices & EditorServices,
  tests: () => Promise<RequestTests>,
  subscriptions: vscode.Disposable[],
  commands: Commands,
): void {
  registerRequestEditor(subscriptions, services);
  subscriptions.push(
    watchProblems(services),
    registerCurlPaste(
      async text => (await import('../importing/offerCredentials.ts')).offerCredentials(text, 'clipboard', services),
      services.log,
    ),
  );
  showTestsWithChecks(tests, subscriptions, commands);
}

/** The Test Explorer appears with the first file that has checks. */
function showTestsWithChecks(
  tests: () => Promise<RequestTests>,
  subscriptions: vscode.Disposable[],
  commands: Commands,
): void {
  const look = (document: vscode.TextDocument): void => {
    if (document.languageId === requestLanguage && document.getText().includes('@assert')) {
      tests().catch((error: unknown) => commands.report('show checks', error));
    }
  };
  vscode.workspace.textDocuments.forEach(look);
  subscriptions.push(vscode.workspace.onDidOpenTextDocument(look), vscode.workspace.onDidSaveTextDocument(look));
}
