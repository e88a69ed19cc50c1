import * as vscode from 'vscode';
import { once } from '../once.ts';

/** Typing pauses this long (milliseconds) before a file is looked at again. */
const pause = 300;

/** Underlines what does not fit in role objects of SuiteCloud projects that are open. Loads nothing before one is. */
export function watchRoles(): vscode.Disposable {
  const { workspace, languages } = vscode;
  const found = languages.createDiagnosticCollection('netsuiteTba.roles');
  const load = once(() => import('./roleDiagnostics.ts'));
  const waiting = new Map<string, NodeJS.Timeout>();
  const stop = (key: string): void => {
    clearTimeout(waiting.get(key));
    waiting.delete(key);
  };
  const look = (document: vscode.TextDocument, after: number): void => {
    const key = document.uri.toString();
    stop(key);
    if (isRole(document)) {
      waiting.set(
        key,
        setTimeout(() => {
          waiting.delete(key);
          void load().then(({ roleDiagnostics }) => {
            if (!document.isClosed) {
              found.set(document.uri, roleDiagnostics(document));
            }
          });
        }, after),
      );
    }
  };
  workspace.textDocuments.forEach(document => look(document, 0));
  return vscode.Disposable.from(
    found,
    workspace.onDidOpenTextDocument(document => look(document, 0)),
    workspace.onDidChangeTextDocument(({ document }) => look(document, pause)),
    workspace.onDidCloseTextDocument(({ uri }) => {
      stop(uri.toString());
      found.delete(uri);
    }),
    new vscode.Disposable(() => [...waiting.keys()].forEach(stop)),
  );
}

/** Not the proposal beside a file that is there already. */
function isRole({ uri }: vscode.TextDocument): boolean {
  return uri.scheme !== 'netsuite-tba-role' && /\/Objects\/(?:.*\/)?customrole[^/]*\.xml$/.test(uri.path);
}
