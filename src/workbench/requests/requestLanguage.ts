import * as vscode from 'vscode';

/** The language id that `.http` and `.rest` files have, whichever extension contributes it. */
export const requestLanguage = 'http';

/**
 * Runs once, when a request file is open: at once where one is. What is registered for them takes VS Code a dozen
 * messages, and most windows have none.
 */
export function whenRequestsOpen(run: () => void): vscode.Disposable {
  const isRequests = ({ languageId }: vscode.TextDocument) => languageId === requestLanguage;
  const opened = vscode.workspace.onDidOpenTextDocument(document => {
    if (isRequests(document)) {
      begin();
    }
  });
  const begin = () => {
    opened.dispose();
    run();
  };
  if (vscode.workspace.textDocuments.some(isRequests)) {
    begin();
  }
  return opened;
}
