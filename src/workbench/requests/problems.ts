import * as vscode from 'vscode';
import type { Problem, Severity } from '../../requests/nodes.ts';
import { lintRequests } from '../../requests/lint.ts';
import { requestLanguage, requestsOf } from './requestDocuments.ts';
import { problemText } from './problemText.ts';

/** Typing pauses this long (milliseconds) before a file is judged anew. */
const pause = 250;

/** Squiggles for what is wrong in open request files. */
export function watchProblems(): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('netsuiteTba');
  const waiting = new Map<string, NodeJS.Timeout>();
  const check = (document: vscode.TextDocument) => {
    if (document.languageId === requestLanguage && !document.isClosed) {
      collection.set(
        document.uri,
        lintRequests(requestsOf(document)).map(problem => diagnostic(document, problem)),
      );
    }
  };
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
  const listeners = [
    vscode.workspace.onDidOpenTextDocument(check),
    vscode.workspace.onDidChangeTextDocument(event => {
      if (event.document.languageId === requestLanguage) {
        checkSoon(event.document);
      }
    }),
    vscode.workspace.onDidCloseTextDocument(document => collection.delete(document.uri)),
  ];
  vscode.workspace.textDocuments.forEach(check);
  return new vscode.Disposable(() => {
    waiting.forEach(timer => clearTimeout(timer));
    listeners.forEach(listener => void listener.dispose());
    collection.dispose();
  });
}

function diagnostic(document: vscode.TextDocument, problem: Problem): vscode.Diagnostic {
  const range = new vscode.Range(document.positionAt(problem.span.start), document.positionAt(problem.span.end));
  const result = new vscode.Diagnostic(range, problemText(problem), severityOf(problem.severity));
  result.source = 'NetSuite TBA';
  result.code = problem.code;
  return result;
}

function severityOf(severity: Severity): vscode.DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return vscode.DiagnosticSeverity.Error;
    case 'warning':
      return vscode.DiagnosticSeverity.Warning;
    case 'information':
      return vscode.DiagnosticSeverity.Information;
  }
}
