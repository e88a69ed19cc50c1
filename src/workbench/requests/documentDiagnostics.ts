import * as vscode from 'vscode';
import { isNetSuiteProblem, type NetSuiteProblem } from '../../requests/problems/netSuiteProblems.ts';
import type { Problem, Severity } from '../../requests/nodes.ts';
import { problemsOf } from './editor/documentProblems.ts';
import type { EditorServices, OutsideVariables } from './editor/editorServices.ts';
import { netSuiteProblemText } from './editor/netSuiteProblemText.ts';
import { problemText } from './problemText.ts';

/** What is wrong with a request file, as VS Code shows it. */
export function diagnosticsOf(
  document: vscode.TextDocument,
  services: EditorServices,
  outside: OutsideVariables | undefined,
): vscode.Diagnostic[] {
  return problemsOf(document, services, outside).map(problem => diagnostic(document, problem));
}

function diagnostic(document: vscode.TextDocument, problem: Problem | NetSuiteProblem): vscode.Diagnostic {
  const range = new vscode.Range(document.positionAt(problem.span.start), document.positionAt(problem.span.end));
  const result = new vscode.Diagnostic(
    range,
    isNetSuiteProblem(problem) ? netSuiteProblemText(problem) : problemText(problem),
    severityOf(problem.severity),
  );
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
