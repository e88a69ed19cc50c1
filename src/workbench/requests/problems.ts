import * as vscode from 'vscode';
import type { AccountServices } from '../accounts/accountServices.ts';
import type { EditorServices } from './editor/editorServices.ts';
import { requestLanguage } from './requestLanguage.ts';

/** Typing pauses this long (milliseconds) before a file is judged anew. */
const pause = 250;

/** Squiggles for what is wrong in open request files. */
export function watchProblems(services: EditorServices & Pick<AccountServices, 'log'>): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('netsuiteTba');
  const waiting = new Map<string, NodeJS.Timeout>();
  const judge = async (document: vscode.TextDocument) => {
    if (document.languageId !== requestLanguage || document.isClosed) {
      return;
    }
    const { version } = document;
    const { diagnosticsOf } = await import('./documentDiagnostics.ts');
    const outside = await services.outside?.(document);
    // Meanwhile it may have been edited, which has its own turn, or closed.
    if (document.version === version && vscode.workspace.textDocuments.includes(document)) {
      collection.set(document.uri, diagnosticsOf(document, services, outside));
    }
  };
  // Nobody waits for it.
  const check = (document: vscode.TextDocument) =>
    void judge(document).catch((error: unknown) => services.log.error('look for problems', error));
  const checkAll = () => vscode.workspace.textDocuments.forEach(check);
  const checkSoon = (document: vscode.TextDocument) => {
    const key = document.uri.toString();
    clearTimeout(waiting.get(key));
    waiting.set(
      key,
      setTimeout(() => {
        waiting.delete(key);
        check(document);
      }, pause),
    );
  };
  const listeners: readonly { dispose(): unknown }[] = [
    vscode.workspace.onDidOpenTextDocument(check),
    // What an account's host is depends on who is active.
    services.active.onDidChange(checkAll),
    services.book.onChange(checkAll),
    // A variable may have a value by now.
    ...(services.onOutsideChange ? [services.onOutsideChange(checkAll)] : []),
    vscode.workspace.onDidChangeTextDocument(event => {
      if (event.document.languageId === requestLanguage) {
        checkSoon(event.document);
      }
    }),
    vscode.workspace.onDidCloseTextDocument(document => collection.delete(document.uri)),
  ];
  checkAll();
  return new vscode.Disposable(() => {
    waiting.forEach(timer => clearTimeout(timer));
    listeners.forEach(listener => void listener.dispose());
    collection.dispose();
  });
}
